"""A row of the board in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samhandling.node.patients.presenters import PatientLine, line
from samhandling.node.stays import words
from samhandling.node.stays.needs import LABELS, missing
from samhandling.node.web import wording
from samhandling.stay.replies import Choice
from samhandling.stay.times import day_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from samhandling.node.stays.models import Stay
    from samhandling.node.web.marks import Mark
    from samhandling.stay.rules import Rules


@dataclass(frozen=True)
class BoardRow:
    """One stay. `turn` says whose turn it is, `due` when; `answer_url` leads to the reply that is owed."""

    url: str
    patient: PatientLine
    place: str
    other: str
    mark: Mark
    since: str
    expected: str
    waiting: str
    reply: str
    next: str
    turn: str
    due: str
    late: bool
    ours: bool
    doubts: int
    answer_url: str


@dataclass(frozen=True)
class ComingRow:
    """One who is on the way here. `needs` are (label, what is said, or empty where nothing is)."""

    url: str
    patient: PatientLine
    mark: Mark
    when: str
    today: bool
    sure: str
    hospital: str
    phone: str
    needs: tuple[tuple[str, str], ...]
    practical: str
    missing: int
    ask_url: str


@dataclass(frozen=True)
class WallRow:
    """One bed on the wall: no name, no number, nothing that tells a passer-by who it is."""

    bed: str
    initials: str
    place: str
    mark: Mark
    expected: str
    waiting: str
    next: str
    turn: str
    late: bool


def wall_row(row: Stay, rules: Rules, now: dt.datetime) -> WallRow:
    ours = bool(row.next_rule) and row.turn_her == settings.HOME.her
    patient = row.patient
    letters = (name[0] for name in (patient.given_name, patient.family_name) if name)
    return WallRow(
        bed=row.bed,
        initials="".join(f"{letter}." for letter in letters),
        place=row.ward or row.hospital_service,
        mark=words.phase_mark(row.phase),
        expected=wording.day(row.expected_on),
        waiting=_waiting(row, now),
        next=words.rule_words(rules, row.next_rule) if row.next_rule else "",
        turn=_turn(row, ours=ours),
        late=_late(row, now),
    )


def board_row(row: Stay, rules: Rules, now: dt.datetime) -> BoardRow:
    ours = bool(row.next_rule) and row.turn_her == settings.HOME.her
    at_hospital = row.hospital_her == settings.HOME.her
    answers = ours and row.next_rule in {"reply", "offer-ready"}
    return BoardRow(
        url=reverse("stay", args=[row.pk]),
        patient=line(row.patient),
        place=row.ward or row.hospital_service or row.hospital_name,
        other=row.bydel_name if at_hospital else row.hospital_name,
        mark=words.phase_mark(row.phase),
        since=wording.day(row.left_on or row.admitted_on),
        expected=_expected(row),
        waiting=_waiting(row, now),
        reply=_reply(row),
        next=words.rule_words(rules, row.next_rule) if row.next_rule else "",
        turn=_turn(row, ours=ours),
        due=_due(row, now),
        late=_late(row, now),
        ours=ours,
        doubts=row.doubts,
        answer_url=reverse("stay-reply", args=[row.pk]) if answers else "",
    )


def coming_row(row: Stay, now: dt.datetime, labels: Mapping[str, str]) -> ComingRow:
    """`labels` is `need_words()`, asked for once for all rows."""
    unsaid, when = missing(row.needs), row.promised_on or row.expected_on or row.ready_on
    return ComingRow(
        url=reverse("stay", args=[row.pk]),
        patient=line(row.patient),
        mark=words.phase_mark(row.phase),
        when=wording.day(when),
        today=when == day_of(now),
        sure=_sure(row),
        hospital=", ".join(filter(None, (row.ward or row.hospital_service, row.hospital_name))),
        phone=wording.phone(row.needs.get("phone", "")),
        needs=tuple((labels[key], row.needs.get(key, "")) for key in LABELS),
        practical=row.needs.get("practical", ""),
        missing=len(unsaid),
        ask_url=reverse("stay-ask", args=[row.pk]) if unsaid else "",
    )


def need_words() -> dict[str, str]:
    """What the needs of the first days are called."""
    return {
        "transport": _("Transport"),
        "first_visit": _("Første besøk"),
        "medicines": _("Legemidler til og med"),
        "aids": _("Hjelpemidler"),
        "infection": _("Smitte"),
        "phone": _("Telefon til avdelingen"),
    }


def _expected(row: Stay) -> str:
    if row.expected_on is None:
        return ""
    told = [wording.day(row.expected_on)]
    if row.expected_sure:
        told.append(str(words.SURE.get(row.expected_sure, row.expected_sure)))
    if row.expected_moves:
        moves = ngettext("endret %(count)d gang", "endret %(count)d ganger", row.expected_moves)
        told.append(moves % {"count": row.expected_moves})
    return ", ".join(told)


def _waiting(row: Stay, now: dt.datetime) -> str:
    """Calendar days since the ready date, as they are counted for payment."""
    if row.ready_on is None or not row.open:
        return ""
    return words.days(max((day_of(now) - row.ready_on).days, 0))


def _reply(row: Stay) -> str:
    if row.ready_on is None:
        return ""
    told = str(words.REPLIES.get(row.reply, row.reply))
    if row.promised_on and row.reply == Choice.EXPECTED.value:
        return _("%(reply)s, forventet %(day)s") % {"reply": told, "day": wording.day(row.promised_on)}
    return told


def _turn(row: Stay, *, ours: bool) -> str:
    if not row.next_rule:
        return ""
    if ours:
        return _("Vår tur")
    return row.hospital_name if row.turn == "hospital" else row.bydel_name


def _due(row: Stay, now: dt.datetime) -> str:
    if row.next_sent:
        return _("sendt, venter på kvittering")
    return words.left(row.next_due, now) if row.next_rule else ""


def _late(row: Stay, now: dt.datetime) -> bool:
    return bool(row.next_due and row.next_due < now and not row.next_sent)


def _sure(row: Stay) -> str:
    if row.ready_on and row.reply in {Choice.OFFER_READY.value, Choice.CAN_RECEIVE.value}:
        return _("avtalt")
    if row.promised_on:
        return _("lovet")
    return (
        _("forventet, %(sure)s") % {"sure": words.SURE[row.expected_sure]}
        if row.expected_sure
        else _("forventet")
    )
