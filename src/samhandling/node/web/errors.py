"""The pages for what goes wrong, in words. They ask nothing of the database where nobody is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.urls import reverse

from samhandling.node.access.actor import Actor
from samhandling.node.access.policies import may

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be taken; a form that is larger than any of ours is told of as that."""
    too_much = isinstance(exception, TooManyFieldsSent | TooManyFilesSent | RequestDataTooBig)
    return render(request, "errors/400.html", {"too_much": too_much}, status=400)


def no_access(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    return render(request, "errors/403.html", status=403)


def blocked(request: HttpRequest, patient_id: int | None) -> HttpResponse:
    """What is blocked, with the way to open it in an emergency; without `patient_id` there is none."""
    opens = patient_id is not None and may(Actor.of(request.user), "open-patient")
    shown = {"open_url": reverse("patient-open", args=[patient_id]) if opens else ""}
    return render(request, "discretion/blocked.html", shown, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """CSRF failure: nearly always a page that was left open while somebody logged out."""
    return render(request, "errors/stale_form.html", status=403)
