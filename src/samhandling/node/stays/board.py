"""Reading the board: the open stays of the house, who owes what next, and who is on the way here."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from samhandling.node import clock
from samhandling.node.access.reading import Reader, Shown, nothing_new, reads, shows_no_patient
from samhandling.node.discretion.blocks import hide_blocked, not_telling
from samhandling.node.patients.search import patients_like
from samhandling.node.stays.models import Stay
from samhandling.stay.stays import Phase
from samhandling.stay.times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = 50
WALL = 60  # what a screen on a wall has room for
AHEAD = 7  # days that home care looks ahead
LEFT_SINCE = 7  # days that those who have left stay on the list
WAITING = (Phase.READY.value, Phase.OFFER_READY.value)
EVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Wanted:
    """What of the board is asked for. `view` is open, coming or left; `turn` is ours, theirs or late."""

    view: str = "open"
    phase: str = ""
    place: str = ""  # ward or service of the hospital
    other: int | None = None  # HER-id of the other party's virksomhet
    turn: str = ""
    text: str = ""


@dataclass(frozen=True)
class Board:
    """One page. `phases` counts every stay of the view by phase; `version` changes with what is shown."""

    rows: tuple[Stay, ...]
    phases: dict[str, int]
    late: int
    page: int
    more: bool
    now: dt.datetime
    version: str


@reads("read-board")
def board(reader: Reader, wanted: Wanted, page: int = 1, *, since: str = "") -> Shown[Board | None]:
    """Those asked for, the most urgent first in each phase; None when `since` is still the version."""
    now = clock.now()
    every = _of_view(wanted, now)
    found = (
        not_telling(reader.actor, wanted.text, _asked(every, wanted, now))
        .select_related("patient")
        .order_by(*_order(wanted))
    )
    start = (page - 1) * PAGE
    rows = tuple(found[start : start + PAGE + 1])
    phases = dict(every.order_by().values_list("phase").annotate(Count("pk")))
    late = every.filter(_turn("late", now)).count()
    version = _version(rows, now, phases, late)
    if since == version:
        return nothing_new()
    shown = rows[:PAGE]
    hide_blocked(reader.actor, shown)
    asked = {name: value for name, value in asdict(wanted).items() if value}
    detail = {"patients": sorted({row.patient_id for row in shown}), "asked": asked}
    return Shown(Board(shown, phases, late, page, len(rows) > PAGE, now, version), detail=detail)


@reads("read-wall")
def wall(reader: Reader, place: str = "", *, since: str = "") -> Shown[Board | None]:
    """Every open stay, or those of one ward, by bed; None when `since` is still the version."""
    now = clock.now()
    found = _asked(Stay.objects.filter(open=True), Wanted(place=place), now).select_related("patient")
    rows = tuple(found.order_by("ward", "bed", "rank", "number")[:WALL])
    version = _version(rows, now, {}, 0)
    if since == version:
        return nothing_new()
    hide_blocked(reader.actor, rows)
    detail = {"patients": sorted({row.patient_id for row in rows})}
    return Shown(Board(rows, {}, 0, 1, more=False, now=now, version=version), detail=detail)


@shows_no_patient
def places() -> list[str]:
    """Wards and services that open stays are at, for the filter."""
    names = Stay.objects.filter(open=True).values_list("ward", "hospital_service").distinct()
    return sorted({ward or service for ward, service in names if ward or service})


@shows_no_patient
def others() -> list[tuple[int, str]]:
    """The other parties of open stays, for the filter: HER-id and name."""
    at = Stay.objects.filter(open=True)
    ends = (("bydel_her", "bydel_name"), ("hospital_her", "hospital_name"))
    rows = {row for columns in ends for row in at.values_list(*columns).distinct()}
    known = {her: name for her, name in rows if her and her != settings.HOME.her}
    return sorted(known.items(), key=lambda pair: pair[1])


def _of_view(wanted: Wanted, now: dt.datetime) -> QuerySet[Stay]:
    today = day_of(now)
    if wanted.view == "left":
        return Stay.objects.filter(open=False, left_on__gte=today - dt.timedelta(days=LEFT_SINCE))
    if wanted.view == "coming":
        until = today + dt.timedelta(days=AHEAD)
        soon = Q(expected_on__lte=until) | Q(promised_on__lte=until) | Q(phase__in=WAITING)
        return Stay.objects.filter(soon, open=True)
    return Stay.objects.filter(open=True)


def _asked(found: QuerySet[Stay], wanted: Wanted, now: dt.datetime) -> QuerySet[Stay]:
    if wanted.phase:
        found = found.filter(phase=wanted.phase)
    if wanted.place:
        found = found.filter(Q(ward=wanted.place) | Q(ward="", hospital_service=wanted.place))
    if wanted.other:
        found = found.filter(Q(bydel_her=wanted.other) | Q(hospital_her=wanted.other))
    if wanted.turn:
        found = found.filter(_turn(wanted.turn, now))
    if wanted.text:
        found = found.filter(patient__in=patients_like(wanted.text).values("pk"))
    return found


def _turn(turn: str, now: dt.datetime) -> Q:
    if turn == "late":
        return Q(next_due__lt=now, next_sent=False)
    ours = Q(turn_her=settings.HOME.her)
    return ours if turn == "ours" else ~ours & ~Q(next_rule="")


def _order(wanted: Wanted) -> tuple[object, ...]:
    if wanted.view == "left":
        return ("-left_at", "-number")
    if wanted.view == "coming":
        return (
            F("promised_on").asc(nulls_last=True),
            F("expected_on").asc(nulls_last=True),
            "rank",
            "number",
        )
    return ("rank", F("next_due").asc(nulls_last=True), F("ready_on").asc(nulls_last=True), "number")


def _version(rows: Iterable[Stay], now: dt.datetime, phases: dict[str, int], late: int) -> str:
    """What the page shows that may change, by the clock too: what is late, and what day it is."""
    shown = [
        (row.number, row.last_said, row.phase, row.next_rule, row.next_sent, (row.next_due or EVER) < now)
        for row in rows
    ]
    told = repr((shown, sorted(phases.items()), late, day_of(now)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
