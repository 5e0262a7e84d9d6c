"""One stay with all that a page needs of it: folded, with what is owed and who pays, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node.stays.rows import known_here, number_of, running, urgency_in
from samhandling.stay.ledger import ledger
from samhandling.stay.obligations import obligations

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from samhandling.node.patients.models import Patient
    from samhandling.node.stays.needs import Needs
    from samhandling.stay.judging import Day
    from samhandling.stay.obligations import Obligation
    from samhandling.stay.rules import Rules
    from samhandling.stay.stays import Period, Stay


@dataclass(frozen=True)
class StayAccount:
    """What this node's facts and the rules in force say of one stay at `now` (aware).

    `message_pks` are journal keys by MsgId, for every message about the patient.
    """

    stay: Stay
    patient: Patient
    rules: Rules
    now: dt.datetime
    message_pks: Mapping[str, int]
    document_needs: Mapping[str, Needs]

    @property
    def pk(self) -> int:
        """The key of its row."""
        return number_of(self.stay, self.message_pks)

    @property
    def is_hospital(self) -> bool:
        """Whether this node is the hospital of the stay."""
        return self.stay.hospital.virksomhet == settings.HOME.her

    @property
    def is_notified(self) -> bool:
        """Whether this node is a municipality that the hospital has written to about the stay."""
        return any(one.virksomhet == settings.HOME.her for one in self.stay.municipalities)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is and was owed, as far as this end can know: the open first, the most urgent on top."""
        every = obligations(self.stay, self.rules, self.now)
        found = [one for one in every if known_here(one, settings.HOME.her)]
        key = urgency_in(self.stay)
        return tuple(sorted(found, key=lambda one: (not one.is_open, *key(one))))

    @cached_property
    def ledger(self) -> tuple[Day, ...]:
        """Every ended day of every period."""
        return ledger(self.stay, self.rules, self.now)

    @property
    def running(self) -> Period | None:
        """The period as utskrivningsklar that runs, else the last real one."""
        return running(self.stay)

    def period(self, msg_id: str) -> Period:
        """A period by the MsgId of its first notice. Raises KeyError."""
        return {one.id: one for one in self.stay.periods}[msg_id]

    def discharge_report(self, readable: Collection[int]) -> int | None:
        """The journal key of the newest utskrivningsrapport that stands, where it is one of these."""
        for one in reversed(self.stay.documents):
            key = self.message_pks.get(one.msg_id)
            if one.message.type_code == "UTSKRIVNINGSRAPPORT" and one.alive and key in readable:
                return key
        return None
