"""Logging in with one click, on the node's own origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samhandling.demo.login import tokens
from samhandling.demo.login.people import people
from samhandling.demo.login.safety import refusal
from samhandling.node.access import acts
from samhandling.node.access.actor import Actor
from samhandling.node.access.audit import record
from samhandling.node.access.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@require_http_methods(["GET", "POST"])
def one_click(request: HttpRequest, username: str = "") -> HttpResponse:
    """GET shows a button per person; for one person, or one role (`?rolle=`), it is pressed by itself.

    POST, with the token of that page, logs in. Both refuse off this machine and with a real patient here.
    """
    if reason := refusal(request):
        return render(request, "demo_login/refused.html", {"reason": reason}, status=403)
    return _log_in(request) if request.method == "POST" else _show(request, username)


def _show(request: HttpRequest, username: str) -> HttpResponse:
    role = request.GET.get("rolle", "")
    found = people(role)
    chosen = [person for person in found if person.username == username] or (found[:1] if role else [])
    return render(
        request,
        "demo_login/one_click.html",
        {
            "people": chosen or found,
            "token": tokens.issue(request.session),
            "presses_itself": bool(chosen),
            "spent": "brukt" in request.GET,
        },
    )


def _log_in(request: HttpRequest) -> HttpResponse:
    if not tokens.consume(request.session, request.POST.get("token", "")):
        return redirect(f"{reverse('demo-log-in')}?brukt=1")
    user = get_object_or_404(User, username=request.POST.get("username", ""), is_active=True)
    with transaction.atomic():
        login(request, user, backend=BACKEND)
        record(Actor.of(user), acts.LOG_IN, detail={"way": "demo"})
    return redirect("front")
