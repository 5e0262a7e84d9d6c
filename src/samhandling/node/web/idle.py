"""Logging out whoever leaves the screen: 30 minutes without a click, on machines that many share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samhandling.node.access import acts
from samhandling.node.access.actor import Actor
from samhandling.node.access.audit import record
from samhandling.node.access.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

SEEN = "last-click"  # in the session: seconds since 1970, true time
NEVER_IDLE = frozenset({Role.TAVLE})  # nobody clicks on a wall, and it shows no names
NOTED_EVERY = 60  # seconds: so that not every click writes to the database


def is_poll(request: HttpRequest) -> bool:
    """Tell whether the page itself asks for news; nobody has clicked."""
    return "since" in request.GET


class LogOutTheIdle:
    """Middleware: ends a session that has been idle for too long, and notes each click."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.signed_out(request)
        seen, now = request.session.get(SEEN, time.time()), time.time()
        if now - seen > settings.IDLE_LIMIT and request.user.role not in NEVER_IDLE:
            with transaction.atomic():
                record(Actor.of(request.user), acts.LOG_OUT, detail={"way": "idle"})
            logout(request)
            return self.idle(request)
        if SEEN not in request.session or (now - seen > NOTED_EVERY and not is_poll(request)):
            request.session[SEEN] = now
        return self.get_response(request)

    def signed_out(self, request: HttpRequest) -> HttpResponse:
        """A page that polls must not be sent to a log-in form that it cannot show."""
        return HttpResponse(status=401) if is_poll(request) else self.get_response(request)

    def idle(self, request: HttpRequest) -> HttpResponse:
        if is_poll(request):
            return HttpResponse(status=401)
        return redirect(f"{reverse(settings.LOGIN_URL)}?inaktiv=1")
