"""The choreography of a stay as obligations: what is owed, by whom, until when, and what fulfils it.

Rules are rows (`rules/obligations.toml`), occasions are found by `occasions.py`; here the two meet a `now`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from samhandling.stay.occasions import OCCASIONS, Occasion
from samhandling.stay.rules import ObligationRule, Rules, last_in_force
from samhandling.stay.stays import Stay
from samhandling.stay.times import day_of, end_of
from samhandling.stay.words import Words


class Owed(StrEnum):
    """How an obligation stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    LATE = "fulfilled-late"
    LAPSED = "lapsed"  # fell away without being done


class Clock(NamedTuple):
    """One way of counting: where it starts, when it ends, and whether it was kept (None: not yet known)."""

    name: str
    start: datetime
    due: datetime | None
    kept: bool | None
    counts: bool  # the one that decides


class Obligation(NamedTuple):
    """One thing owed. `due` is None where no source gives a time; `due_words` says what is known instead.

    `owner_her` and `to` name who owes and whom; `escalate` are the roles at the owner's and the other end
    that hear of it when it is overdue.
    """

    rule: ObligationRule
    subject: str
    owner: str  # "hospital" or "municipality"
    owner_her: int | None
    state: Owed
    due: datetime | None
    due_words: Words
    left: timedelta | None  # time left; negative when overdue
    clocks: tuple[Clock, ...]
    evidence: tuple[str, ...]
    fulfilled_at: datetime | None = None
    fulfilled_by: tuple[str, ...] = ()
    exact: bool = True  # False: counted from a bare date, at its earliest

    @property
    def is_open(self) -> bool:
        return self.state in (Owed.OPEN, Owed.OVERDUE)

    @property
    def escalate(self) -> tuple[str, str]:
        """Roles at the owner's end and at the other end, while overdue; empty otherwise."""
        overdue = self.state is Owed.OVERDUE
        return (self.rule.escalate_owner, self.rule.escalate_other) if overdue else ("", "")


STRAKS = Words("straks", "at once")
SNAREST = Words("snarest", "as soon as possible")
UNSET_HOURS = Words(
    "straks; timefristen i avtalen er ikke satt", "at once; the agreement's hours are not set (ikke satt)"
)
UNKNOWN_DAY = Words("straks når det er kjent; ingen dato er oppgitt", "at once when known; no date is given")


def obligations(stay: Stay, rules: Rules, now: datetime) -> tuple[Obligation, ...]:
    """Everything that is or was owed in a stay, the open first, then by due time."""
    found = list(_find(stay, rules, now))
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return tuple(sorted(found, key=lambda o: (not o.is_open, o.due or far, o.rule.id, o.subject)))


def _find(stay: Stay, rules: Rules, now: datetime) -> Iterator[Obligation]:
    for rule_id, rows in rules.obligations_by_id.items():
        for occasion in OCCASIONS[rule_id](stay):
            start = min((t for t in occasion.clocks.values() if t), default=now)
            if row := last_in_force(rows, day_of(start)):
                yield _Case(row, occasion, stay, rules, now).obligation()


class _Case(NamedTuple):
    """One occasion under the row in force, at one now."""

    row: ObligationRule
    occasion: Occasion
    stay: Stay
    rules: Rules
    now: datetime

    def obligation(self) -> Obligation:
        row, occasion = self.row, self.occasion
        fulfilled_at, fulfilled_by = occasion.fulfilled or (None, ())
        clocks = self.clocks(fulfilled_at)
        due = clocks[0].due if clocks else None
        return Obligation(
            rule=row,
            subject=occasion.subject,
            owner=self.owner,
            owner_her=self.stay.hospital.virksomhet if self.owner == "hospital" else self.partner,
            state=self.state(due),
            due=due,
            due_words=_due_words(row, due),
            left=due - self.now if due and not fulfilled_at else None,
            clocks=clocks,
            evidence=occasion.evidence,
            fulfilled_at=fulfilled_at,
            fulfilled_by=fulfilled_by,
            exact=occasion.exact,
        )

    @property
    def owner(self) -> str:
        return self.row.owner if self.row.owner in ("hospital", "municipality") else self.occasion.owner

    @property
    def partner(self) -> int | None:
        return self.occasion.municipality or next((a.virksomhet for a in self.stay.municipalities), None)

    def clocks(self, fulfilled_at: datetime | None) -> tuple[Clock, ...]:
        """Every clock that has started; the first in the rule's order decides."""
        found: list[Clock] = []
        for name in self.row.clocks:
            if start := self.occasion.clocks.get(name):
                due = self.due(start)
                found.append(Clock(name, start, due, self.kept(due, fulfilled_at), counts=not found))
        return tuple(found)

    def due(self, start: datetime) -> datetime | None:
        row, day = self.row, day_of(start)
        if row.due == "hours" and row.hours is not None:
            return start + timedelta(hours=row.hours)
        if row.due == "end_of_day":
            return end_of(day)
        if row.due == "setting":
            hours = self.rules.value(row.setting, day, self.partner)
            return start + timedelta(hours=float(hours)) if hours is not None else None
        if row.due == "at_once":
            return start + timedelta(minutes=self.rules.value("at_once_minutes", day, self.partner) or 0)
        return None

    def kept(self, due: datetime | None, fulfilled_at: datetime | None) -> bool | None:
        if due is None:
            return None
        if fulfilled_at:
            return fulfilled_at <= due
        return False if self.now > due else None

    def state(self, due: datetime | None) -> Owed:
        if fulfilled := self.occasion.fulfilled:
            return Owed.LATE if due and fulfilled[0] > due else Owed.FULFILLED
        if self.occasion.lapsed:
            return Owed.LAPSED
        return Owed.OVERDUE if due and self.now > due else Owed.OPEN


def _due_words(row: ObligationRule, due: datetime | None) -> Words:
    if row.due == "at_once":
        return STRAKS
    if row.due == "as_soon_as_possible":
        return SNAREST
    if due is None:
        return UNSET_HOURS if row.due == "setting" else UNKNOWN_DAY
    return Words("", "")
