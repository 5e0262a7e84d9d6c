"""Logging in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.shortcuts import redirect, render

from samhandling.node.access import acts
from samhandling.node.access.actor import Actor
from samhandling.node.access.audit import record
from samhandling.node.access.forms import LogInForm
from samhandling.node.web.frame import sections

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

MINUTES = 60


class LogIn(LoginView):
    """The log-in form of a node in production or test."""

    template_name = "access/log_in.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Form) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            record(Actor.of(self.request.user), acts.LOG_IN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        idle = "inaktiv" in self.request.GET
        return super().get_context_data(idle=idle, idle_minutes=settings.IDLE_LIMIT // MINUTES, **kwargs)


class LogOut(LogoutView):
    """Logging out, by POST alone."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            with transaction.atomic():
                record(Actor.of(request.user), acts.LOG_OUT)
        return super().post(request, *args, **kwargs)


def locked_out(request: HttpRequest, *_args: Any) -> HttpResponse:
    """What django-axes answers after too many wrong passwords."""
    minutes = round(settings.AXES_COOLOFF_TIME * MINUTES)
    return render(request, "access/locked_out.html", {"minutes": minutes}, status=429)


def front(request: HttpRequest) -> HttpResponse:
    """The first place in the menu that the role may go to."""
    places = sections(request)
    return redirect(places[0].url) if places else render(request, "access/nowhere.html")
