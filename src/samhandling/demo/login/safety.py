"""When the one-click log-in refuses: off this machine, and wherever a real patient may be."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from samhandling.node.patients.models import Identity
from samhandling.standards.identifiers import is_synthetic

if TYPE_CHECKING:
    from django.http import HttpRequest

NATIONAL = ("FNR", "DNR")  # numbers that tell by themselves whether they are synthetic


def refusal(request: HttpRequest) -> str:
    """Why this request may not log in with one click; empty when it may."""
    if settings.HOME.environment != "demo":
        return _("Dette er ingen demo.")
    if not _from_this_machine(request):
        return _("Innlogging med ett klikk virker bare på maskinen som demoen går på.")
    if _holds_real_patients():
        return _("Her finnes en pasient som ikke er syntetisk. Demoen er stengt.")
    return ""


def _from_this_machine(request: HttpRequest) -> bool:
    """From loopback, and not handed on by a proxy, behind which anybody may stand."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _holds_real_patients() -> bool:
    numbers = Identity.objects.filter(kind__in=NATIONAL).values_list("value", flat=True)
    return not all(is_synthetic(number) for number in numbers.iterator())
