"""Tavle: the open stays, those who are on the way, and those who have just left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.access.roles import Role
from samhandling.node.savedviews.presenters import views_beside
from samhandling.node.stays import board as queries
from samhandling.node.stays import board_rows, words
from samhandling.node.stays.board_form import BoardForm
from samhandling.node.stays.in_force import rules_in_force
from samhandling.node.web.news import NO_NEWS, answer_template, asked_since, version_shown
from samhandling.node.web.pages import number_of
from samhandling.node.web.searches import asked_of, to_search

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from samhandling.node.stays.board import Board

HOME_CARE = frozenset({Role.HJEMMETJENESTE, Role.FYSIO_ERGOTERAPEUT})


def board(request: HttpRequest) -> HttpResponse:
    """The board. With `since`: what has changed of it, or 204 when nothing has."""
    reader, since = Reader.of(request), asked_since(request)
    require(reader.actor, "read-board")
    if request.method == "POST":
        form = _form(reader, request.POST)
        return to_search(request, form.wanted().text, **form.asked())
    form = _form(reader, asked_of(request))
    found = queries.board(reader, form.wanted(), number_of(request), since=since)
    if found is None:
        return HttpResponse(status=NO_NEWS)
    shown = {"here": "board", "form": form, "view": form.view} | _shown(request, form, found)
    if "since" not in request.GET:
        shown |= _around(reader, form)
    return render(request, answer_template(request, "stays/board"), shown)


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
        "news": f"{request.path}?{asked}&since={version_shown(request, found.version)}",
    }
    return render(request, answer_template(request, "stays/wall"), shown)


def _around(reader: Reader, form: BoardForm) -> dict[str, Any]:
    """What stands around the rows, and is not asked for again with every look for news."""
    return {
        "saved": views_beside(reader, "board", form.asked()),
        "admits": settings.HOME.kind == "hospital" and may(reader.actor, "declare-ready"),
    }


def _form(reader: Reader, asked: QueryDict) -> BoardForm:
    view = asked.get("view", "") or _usual_view(reader)
    return BoardForm(view, queries.places(), queries.others(), asked)


def _usual_view(reader: Reader) -> str:
    coming = reader.actor.role in HOME_CARE and settings.HOME.kind != "hospital"
    return "coming" if coming else "open"


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
        "news": f"{request.path}?{query}{page}since={version_shown(request, found.version)}",
        "views": [
            ("open", _("I sykehus nå")),
            ("coming", _("Kommer til oss")),
            ("left", _("Reist siste 7 dager")),
        ],
    }
