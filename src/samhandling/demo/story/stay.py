"""One patient's time in hospital, written message by message.

A stay has a clock of its own. Each step moves it on to a slot in the calendar and adds what happens there.
When the clock passes now the stay stops where it is: that patient is in hospital today.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from samhandling.demo.letters.cover import Cover
from samhandling.demo.population import SEED, Patient
from samhandling.demo.sector import Organisation, Sector, Worker, whole_sector
from samhandling.demo.story.happenings import Deed, Happening, LocalAct, OpenLetter, SendLetter
from samhandling.standards.envelope import Reference

if TYPE_CHECKING:
    from samhandling.demo.cases import Case
    from samhandling.demo.story.calendar import Calendar

Writer = Callable[..., bytes]


@dataclass(frozen=True)
class Stage:
    """When and between whom the story plays."""

    calendar: Calendar
    sector: Sector


class Account:
    """What happens around one patient: a clock, a source of ids, and the happenings so far."""

    def __init__(self, stage: Stage, patient: Patient, name: str) -> None:
        self.calendar = stage.calendar
        self.sector = stage.sector
        self.patient = patient
        self.chance = Random(f"{SEED}/{name}")  # noqa: S311  the same story every time is the point
        self.happenings: list[Happening] = []
        self.slot = -1

    @property
    def at(self) -> dt.datetime:
        return self.calendar.slots[self.slot]

    def go_to(self, wanted: dt.datetime, *, office: bool = False) -> None:
        """Move the clock to the first slot at or past `wanted`. Raises NotYet."""
        self.slot = self.calendar.slot_at(wanted, office=office)

    def wait(self, *, hours: float = 0, days: float = 0, office: bool = False) -> None:
        """Move the clock on, at least to the next slot, so that what was sent has come. Raises NotYet."""
        wanted = self.at + dt.timedelta(hours=hours, days=days)
        self.slot = self.calendar.slot_at(wanted, after=self.slot, office=office)

    def do(self, where: Organisation, by: Worker, deed: Deed) -> None:
        """Add a deed; what someone outside this sector would do is left out."""
        if where.slug not in self.sector:
            return
        self.happenings.append(Happening(self.at, self.slot, where.slug, by.username, deed))

    def act(self, where: Organisation, by: Worker, kind: str, **detail: Any) -> None:
        self.do(where, by, LocalAct(kind, self.patient, self.at, detail))

    def open(self, where: Organisation, by: Worker, letter: Letter) -> None:
        self.do(where, by, OpenLetter(letter.sender, letter.msg_id))

    def send(
        self, write: Writer, sender: int, receiver: int, author: Worker, *arguments: Any, **options: Any
    ) -> Letter:
        """Have `write(cover, *arguments)` written and sent; `options` are fields of the cover.

        `verdict` is what the receiver is to answer, OK unless told.
        """
        verdict = options.pop("verdict", "1")
        msg_id = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        copies = tuple(
            her for her in options.pop("copies", ()) if whole_sector().owner(her).slug in self.sector
        )
        cover = Cover(msg_id, self.at, sender, receiver, author, self.patient, copies, **options)
        verdicts = {receiver: verdict, **dict.fromkeys(cover.copies, "1")}
        deed = SendLetter(msg_id, lambda: write(cover, *arguments), verdicts)
        self.do(whole_sector().owner(sender), author, deed)
        return Letter(msg_id, sender, receiver, cover)


class Letter:
    """A message that was sent, as later ones refer to it."""

    def __init__(self, msg_id: str, sender: int, receiver: int, cover: Cover) -> None:
        self.msg_id, self.sender, self.receiver, self.cover = msg_id, sender, receiver, cover

    @property
    def reference(self) -> Reference:
        """Return the reference that an answer or a change holds."""
        earlier = self.cover.refers_to
        return Reference(self.msg_id, earlier.conversation if earlier else self.msg_id)


class Stay(Account):
    """A stay at Diakonhjemmet of a patient of one of the districts."""

    def __init__(self, stage: Stage, patient: Patient, case: Case, name: str) -> None:
        super().__init__(stage, patient, name)
        self.case = case
        self.hospital = stage.sector["diakonhjemmet"]
        self.district = stage.sector[patient.district]
        self.admitted = stage.calendar.now
        self.expected = self.admitted.date()

    @property
    def nurse(self) -> Worker:
        """The ward's nurse; the coordinator where there is none."""
        nurse = self.hospital.worker("sykepleier")
        return nurse if self.case.service in nurse.services else self.coordinator

    @property
    def coordinator(self) -> Worker:
        return self.hospital.worker("utskrivningskoordinator")

    @property
    def doctor(self) -> Worker:
        return next(w for w in self.hospital.people if w.role == "lege" and self.case.service in w.services)

    @property
    def case_worker(self) -> Worker:
        return self.district.worker("saksbehandler")

    @property
    def home_nurse(self) -> Worker:
        return self.district.worker("hjemmetjeneste")

    @property
    def case_work(self) -> int:
        """HER-id of the district's saksbehandling."""
        return self.district.service("KD0501").her

    @property
    def home_nursing(self) -> int:
        """HER-id of the district's sykepleietjeneste, or of its psykisk helsetjeneste."""
        return self.district.service("KP03" if self.case.service == PSYCHIATRY else "KP02").her

    @property
    def ward_inbox(self) -> int:
        """HER-id where the hospital takes messages from pleie og omsorg."""
        return self.hospital.service("2" if self.case.service == PSYCHIATRY else "1").her


PSYCHIATRY = 8900107
