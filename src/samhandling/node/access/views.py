"""Logging in and out, and the log of what everybody did."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.shortcuts import redirect, render

from samhandling.node.access import acts
from samhandling.node.access.actor import Actor
from samhandling.node.access.audit import record
from samhandling.node.access.forms import LogInForm
from samhandling.node.access.log_form import LogForm
from samhandling.node.access.log_rows import log_row, name_of
from samhandling.node.access.policies import require
from samhandling.node.access.queries import LogFilter
from samhandling.node.access.queries import log as read_log
from samhandling.node.access.reading import Reader
from samhandling.node.web.frame import sections
from samhandling.node.web.pages import place_of

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


def log(request: HttpRequest) -> HttpResponse:
    """The audit log. What is asked is posted, so that no person number stands in an address."""
    reader = Reader.of(request)
    require(reader.actor, "read-audit")
    form = LogForm(request.POST or request.GET)
    wanted = form.wanted()
    if request.method == "POST":
        return _log_faults(request, form) if form.errors else redirect(f"{request.path}?{_query(wanted)}")
    found = read_log(reader, wanted, place_of(request))
    query = _query(wanted)
    shown = {
        "here": "log",
        "form": LogForm(initial=asdict(wanted)),
        "rows": [log_row(entry) for entry in found.page.rows],
        "page": replace(found.page, rows=()),
        "patient": name_of(found.patient),
        "query": f"{query}&" if query else "",
    }
    return render(request, "access/log.html", shown)


def _log_faults(request: HttpRequest, form: LogForm) -> HttpResponse:
    return render(request, "access/log.html", {"here": "log", "form": form}, status=422)


def _query(wanted: LogFilter) -> str:
    return urlencode({name: value for name, value in asdict(wanted).items() if value})
