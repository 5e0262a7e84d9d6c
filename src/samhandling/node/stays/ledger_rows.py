"""The ledger in words: who pays for which day and why, with what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samhandling.node.stays import words
from samhandling.node.stays.obligation_rows import owner_name
from samhandling.node.stays.titles import said_as
from samhandling.node.web import wording
from samhandling.stay.ledger import total

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from samhandling.node.stays.account import StayAccount
    from samhandling.node.web.marks import Mark
    from samhandling.stay.judging import Day


@dataclass(frozen=True)
class Proof:
    """A message that proves a day. `url` is empty where the reader's services have not had it."""

    words: str
    url: str


@dataclass(frozen=True)
class DayRow:
    """One ended day. `price` is empty where the day costs nothing."""

    date: dt.date
    day: str
    mark: Mark
    reason: str
    clause: str
    price: str
    payer: str
    wait: str
    proofs: tuple[Proof, ...]


SHOWN = 14  # days; the older ones of a long wait are folded away


@dataclass(frozen=True)
class Ledger:
    """The days, and what they come to."""

    days: tuple[DayRow, ...]
    total: str
    counts: tuple[tuple[Mark, int], ...]
    unpriced: int

    @property
    def older(self) -> tuple[DayRow, ...]:
        return self.days[:-SHOWN]

    @property
    def newest(self) -> tuple[DayRow, ...]:
        return self.days[-SHOWN:]


def ledger_of(account: StayAccount, readable: Collection[int]) -> Ledger:
    """The ledger of a stay, newest day last."""
    summed = total(account.ledger)
    counts = tuple((words.mark(words.DAYS[state]), count) for state, count in summed.days.items() if count)
    rows = tuple(_row(account, day, readable) for day in account.ledger)
    return Ledger(rows, kroner(summed.total), counts, summed.unpriced)


def kroner(amount: int) -> str:
    """`17 235 kr`."""
    return _("%(amount)s kr") % {"amount": number_format(amount, use_l10n=True, force_grouping=True)}


def _row(account: StayAccount, day: Day, readable: Collection[int]) -> DayRow:
    wait = account.rules.waits.get(day.wait_reason)
    return DayRow(
        date=day.date,
        day=wording.weekday(day.date),
        mark=words.mark(words.DAYS[day.state]),
        reason=words.said(day.reason),
        clause=words.source_words(day.clause),
        price=kroner(day.price) if day.price is not None else "",
        payer=owner_name(account, day.municipality),
        wait=words.said(wait) if wait else "",
        proofs=_proofs(account, day, readable),
    )


def _proofs(account: StayAccount, day: Day, readable: Collection[int]) -> tuple[Proof, ...]:
    held = {one.msg_id: one for one in account.stay.messages}
    found = []
    for msg_id in dict.fromkeys(day.evidence):
        if msg_id in held:
            key = account.message_pks.get(msg_id)
            url = reverse("message", args=[key]) if key in readable else ""
            said = wording.day(held[msg_id].said_at)
            found.append(Proof(f"{said_as(held[msg_id])} {said}", url))
    return tuple(found)
