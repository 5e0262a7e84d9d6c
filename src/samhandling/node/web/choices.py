"""What the reader chooses for this browser: language, and light or dark. In cookies; needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samhandling.node.web.frame import APPEARANCES

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

YEAR = 365 * 24 * 60 * 60  # seconds


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return _chosen(request, settings.LANGUAGE_COOKIE_NAME, "language", dict(settings.LANGUAGES))


@login_not_required
@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    return _chosen(request, settings.APPEARANCE_COOKIE_NAME, "appearance", dict(APPEARANCES))


def _chosen(request: HttpRequest, cookie: str, field: str, allowed: dict[str, str]) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    if (value := request.POST.get(field)) in allowed:
        response.set_cookie(
            cookie, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _back(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    ) and page.startswith("/")
    return page if ours else "/"
