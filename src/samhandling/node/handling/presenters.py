"""The queue and its cases as pages show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from samhandling.node.handling.models import Case, CaseAct
from samhandling.node.handling.words import act_words, case_mark, is_late, minutes_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from samhandling.node.handling.models import HandoverNote
    from samhandling.node.handling.queries import LimitRow
    from samhandling.node.journal.models import Recipient
    from samhandling.node.web.marks import Mark

FRESH = dt.timedelta(hours=24)
"""How long a note to the next shift stands at the top of Innboks."""


@dataclass(frozen=True)
class CaseLine:
    """A case in the queue. `seen` is the last act that it shows, for who acts on it."""

    pk: int
    seen: int
    mark: Mark
    late: bool
    done: bool


@dataclass(frozen=True)
class Tab:
    """One way to look at the queue."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Done:
    """Something that was done with a case."""

    words: str
    by: str
    at: dt.datetime
    note: str


@dataclass(frozen=True)
class CasePanel:
    """A case on the page of its message, with what can be done. `mine`: the reader has it."""

    line: CaseLine
    service: str
    mine: bool
    free: bool
    waiting: bool
    history: tuple[Done, ...]
    colleagues: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class NoteRow:
    service: str
    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class LimitLine:
    type_code: str
    type_name: str
    words: str
    own: bool


def case_line(recipient: Recipient, now: dt.datetime) -> CaseLine | None:
    """How a received message stands in the queue; None for one without a case. `now` is aware."""
    case: Case | None = getattr(recipient, "case", None)
    if case is None:
        return None
    return CaseLine(
        pk=case.pk,
        seen=case.last_act_id or 0,
        mark=case_mark(case, now),
        late=is_late(case, now),
        done=case.done,
    )


def case_panel(
    recipient: Recipient,
    acts: Sequence[CaseAct],
    colleagues: Mapping[int, str],
    reader_pk: int,
    now: dt.datetime,
) -> CasePanel | None:
    line = case_line(recipient, now)
    if line is None:
        return None
    case = recipient.case
    return CasePanel(
        line=line,
        service=recipient.name,
        mine=case.assignee_id == reader_pk and not case.done,
        free=case.assignee_id is None,
        waiting=case.state == Case.State.WAITING,
        history=tuple(Done(act_words(act), act.by.full_name, act.at, act.note) for act in acts),
        colleagues=tuple(colleagues.items()),
    )


def tabs(shows: Iterable[tuple[str, str]], asked: Mapping[str, str], current: str) -> tuple[Tab, ...]:
    """The fixed ways to look at the queue; each keeps what else is asked for, but for the search.

    `current` is the way that is shown now.
    """
    rest = {name: value for name, value in asked.items() if name != "show"}
    return tuple(Tab(str(label), _inbox({**rest, "show": show}), current == show) for show, label in shows)


def note_row(note: HandoverNote) -> NoteRow:
    return NoteRow(note.service.name, note.text, note.by.full_name, note.at)


def fresh(notes: Iterable[HandoverNote], now: dt.datetime) -> list[NoteRow]:
    """The newest note of each service, while it is new."""
    found: dict[int, HandoverNote] = {}
    for note in notes:
        found.setdefault(note.service_id, note)
    return [note_row(note) for note in found.values() if now - note.at < FRESH]


def limit_line(row: LimitRow) -> LimitLine:
    return LimitLine(row.type_code, row.type_name, minutes_words(row.minutes), row.own)


def _inbox(asked: Mapping[str, str]) -> str:
    told = {name: value for name, value in asked.items() if value}
    return f"{reverse('inbox')}?{urlencode(told)}" if told else reverse("inbox")
