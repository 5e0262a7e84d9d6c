"""Tavle: the open stays, those who are on the way, and those who have just left."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import may, own_services, require
from samhandling.node.access.reading import Reader
from samhandling.node.access.roles import Role
from samhandling.node.stays import board as queries
from samhandling.node.stays import board_rows, saved_views, words
from samhandling.node.stays.board_form import BoardForm
from samhandling.node.stays.in_force import rules_in_force
from samhandling.node.web.news import NO_NEWS, answer_template, asked_since, version_shown

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.node.stays.board import Board

HOME_CARE = frozenset({Role.HJEMMETJENESTE, Role.FYSIO_ERGOTERAPEUT})


def board(request: HttpRequest) -> HttpResponse:
    """The board. With `since`: what has changed of it, or 204 when nothing has."""
    reader, since = Reader.of(request), asked_since(request)
    require(reader.actor, "read-board")
    view = request.GET.get("view", "") or _usual_view(reader)
    form = BoardForm(view, queries.places(), queries.others(), request.GET)
    found = queries.board(reader, form.wanted(), _page(request), since=since)
    if found is None:
        return HttpResponse(status=NO_NEWS)
    shown = {"here": "board", "form": form, "view": form.view} | _shown(request, form, found)
    shown |= _saved(reader, form)
    return render(request, answer_template(request, "stays/board"), shown)


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep what is shown now under a name."""
    reader = Reader.of(request)
    require(reader.actor, "read-board")
    asked = {key: request.POST.get(key, "") for key in saved_views.KEPT}
    service = request.POST.get("service", "")
    try:
        row = saved_views.save_view(
            reader.actor, request.POST.get("name", ""), asked, int(service) if service.isdigit() else None
        )
    except Conflict:
        messages.error(request, _("Visningen ble ikke lagret. Skriv et navn, og velg hvem den er for."))
        return redirect(f"{reverse('board')}?{urlencode({k: v for k, v in asked.items() if v})}")
    messages.success(request, _("Visningen «%(name)s» er lagret.") % {"name": row.name})
    return redirect(f"{reverse('board')}?{urlencode(row.asked)}")


@require_POST
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a view of one's own."""
    reader = Reader.of(request)
    require(reader.actor, "read-board")
    try:
        saved_views.drop_view(reader.actor, pk)
    except Conflict:
        raise Http404 from None
    messages.success(request, _("Visningen er slettet."))
    return redirect("board")


def wall(request: HttpRequest) -> HttpResponse:
    """The board for a screen on the wall: bed and initials, and it keeps itself up to date."""
    reader, since, place = Reader.of(request), asked_since(request), request.GET.get("place", "")
    found = queries.wall(reader, place, since=since)
    if found is None:
        return HttpResponse(status=NO_NEWS)
    rules, asked = rules_in_force(), urlencode({"place": place} if place else {})
    shown = {
        "here": "wall",
        "rows": [board_rows.wall_row(row, rules, found.now) for row in found.rows],
        "places": queries.places(),
        "place": place,
        "news": f"{request.path}?{asked}&since={version_shown(found.version)}",
    }
    return render(request, answer_template(request, "stays/wall"), shown)


def _saved(reader: Reader, form: BoardForm) -> dict[str, Any]:
    """The saved views, and what the form that saves one needs."""
    asked = {key: str(value) for key, value in asdict(form.wanted()).items() if value and key != "text"}
    user = reader.actor.user
    return {
        "saved": [
            {
                "pk": row.pk,
                "name": row.name,
                "url": f"?{urlencode(row.asked)}",
                "now": row.asked == asked,
                "shared": row.service.name if row.service else "",
                "mine": user is not None and row.owner_id == user.pk,
            }
            for row in saved_views.saved_views(reader)
        ],
        "asked": asked,
        "services": own_services(reader.actor),
        "admits": settings.HOME.kind == "hospital" and may(reader.actor, "declare-ready"),
    }


def _usual_view(reader: Reader) -> str:
    coming = reader.actor.role in HOME_CARE and settings.HOME.kind != "hospital"
    return "coming" if coming else "open"


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return min(max(int(text), 1), 1000) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _shown(request: HttpRequest, form: BoardForm, found: Board) -> dict[str, Any]:
    rules = rules_in_force()
    asked = request.GET.copy()
    for name in ("page", "since"):
        asked.pop(name, None)
    query = f"{asked.urlencode()}&" if asked else ""
    page = f"page={found.page}&" if found.page > 1 else ""
    coming, labels = form.view == "coming", board_rows.need_words()
    return {
        "rows": [] if coming else [board_rows.board_row(row, rules, found.now) for row in found.rows],
        "coming": [board_rows.coming_row(row, found.now, labels) for row in found.rows] if coming else [],
        "counts": [
            (words.phase_mark(phase), found.phases[phase]) for phase in words.PHASES if phase in found.phases
        ],
        "late": found.late,
        "more": found.page + 1 if found.more else None,
        "before": found.page - 1 if found.page > 1 else None,
        "query": query,
        "news": f"{request.path}?{query}{page}since={version_shown(found.version)}",
        "views": [
            ("open", _("I sykehus nå")),
            ("coming", _("Kommer til oss")),
            ("left", _("Reist siste 7 dager")),
        ],
    }
