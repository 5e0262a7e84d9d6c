"""A small working day at bydel Frogner, made by the real actions, for tests that look at screens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from lxml import etree

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, PSYKISK, SAKSBEHANDLING, SOMATIKK, SYKEPLEIE
from node_letters import GOLDEN, letter, new_id
from samhandling.node import clock
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import User
from samhandling.node.correspondence.actions import send_document
from samhandling.node.delivery import filing, receiving, sending
from samhandling.node.delivery.health import LOOPS
from samhandling.node.delivery.models import Heartbeat, Outgoing
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.journal.models import Message
from samhandling.node.patients.actions import record_act, register_patient
from samhandling.standards.identifiers import synthetic_numbers
from samhandling.standards.receipt_errors import ReceiptError

if TYPE_CHECKING:
    from samhandling.node.patients.models import Patient

PASSWORD = "lang nok setning om havet"
PEOPLE = (
    # family, given, day, month, year, sex
    ("Fjellvåk", "Borghild", 17, 4, 1938, "2"),
    ("Øverås", "Åsmund", 3, 11, 1944, "1"),
    ("Solbakken", "Ingeborg", 28, 2, 1951, "2"),
    ("Myrvold", "Torstein", 9, 7, 1936, "1"),
    ("Nygård", "Sunniva", 14, 12, 1960, "2"),
)


@dataclass
class World:
    """Frogner with its people; what comes and goes passes the real engine, one step at a time."""

    post: Post = field(default_factory=Post)
    users: dict[str, User] = field(default_factory=dict)
    patients: list[Patient] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)

    def found(self) -> World:
        """The directory and one user for each of some roles."""
        own = register_organisation(
            WORKER, her=FROGNER, name=settings.HOME.name, orgnr="310000027", kind="municipality", own=True
        )
        for service in settings.HOME.services:
            register_service(WORKER, own, her=service.her, name=service.name, phone="20000202")
        hospital = register_organisation(
            WORKER, her=DIAKONHJEMMET, name="Diakonhjemmet sykehus", kind="hospital", phone="20000100"
        )
        register_service(
            WORKER,
            hospital,
            her=SOMATIKK,
            name="PLO innleggelse somatikk",
            phone="20000101",
            duty_phone="20000111",
            opening_hours="Hele døgnet",
        )
        self.employ("hjemmetjeneste", "Kari Lunde", SYKEPLEIE, PSYKISK)
        return self

    def employ(self, role: str, name: str = "", *hers: int) -> User:
        """Give somebody a role; the same person each time for the same role."""
        if not User.objects.filter(username=role).exists():
            self.users[role] = create_user(
                WORKER,
                username=role,
                full_name=name or f"Test {role.capitalize()}",
                role=role,
                service_hers=hers,
            )
        return self.users[role]

    @property
    def kari(self) -> Actor:
        return Actor.of(self.users["hjemmetjeneste"])

    def register(self, index: int, *, protected: bool = False) -> Patient:
        family, given, day, month, year, sex = PEOPLE[index]
        found = register_patient(
            self.kari,
            family_name=family,
            given_name=given,
            date_of_birth=dt.date(year, month, day),
            sex=sex,
            identities=[("FNR", number_of(index))],
            protected_address=protected,
        )
        self.patients.append(found)
        return found

    def receives(self, index: int, golden: str, *, to: int = SYKEPLEIE, **parts: object) -> Message:
        """A message about person `index` of PEOPLE arrives from the hospital and is handled."""
        parts.setdefault("msg_id", new_id())
        document = letter(receiver=(FROGNER, to), golden=golden, **{**about(index), **parts})
        self.arrives(document, to)
        return Message.objects.get(msg_id=parts["msg_id"])

    def receives_with_attachment(self, index: int) -> Message:
        """The same with a file enclosed, as the golden dialogue message has one."""
        root = etree.fromstring(letter(msg_id=new_id(), **about(index)))
        enclosed = etree.parse(GOLDEN / "dialog-1.1/helsefaglig-dialog.xml").getroot()
        root.append(next(one for one in enclosed if one.find(".//{*}Base64Container") is not None))
        self.arrives(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        return Message.objects.latest("pk")

    def arrives(self, document: bytes, to: int = SYKEPLEIE) -> None:
        position = receiving.take_position("test")
        receiving.commit_arrival(self.post.arrival(document, to), position)
        while filing.handle_next():
            pass

    def sends(
        self, index: int, golden: str = "plo-1.6/innleggelsesrapport-ny.xml", **parts: object
    ) -> Message:
        """Kari sends a message about person `index` to the hospital; it is still in the outbox."""
        document = letter(
            sender=(FROGNER, SYKEPLEIE),
            receiver=(DIAKONHJEMMET, SOMATIKK),
            golden=golden,
            gen_date=clock.now(),
            **about(index),
            **parts,
        )
        return send_document(self.kari, document)

    def posted(self, message: Message) -> str:
        """The message service takes the message; returns its id there."""
        while sending.send_next(self.post):
            pass
        return Outgoing.objects.get(message=message, kind="message").carrier_id

    def hears(
        self, message: Message, state: str = "", status: str = "", error: tuple[str, str] | None = None
    ) -> None:
        """The message service tells how the message went, or the hospital answers it."""
        carrier_id = self.posted(message)
        errors = (ReceiptError(*error),) if error else ()
        if state:
            event = self.post.state(carrier_id, SOMATIKK, state, message.msg_id)
        else:
            raw = bytes(message.content.raw)
            document = self.post.receipt(raw, SOMATIKK, status, errors)
            event = self.post.answer(
                carrier_id, SOMATIKK, status, errors, document=document, msg_id=message.msg_id
            )
        receiving.commit_arrival(event, receiving.take_position("test"))
        while filing.handle_next():
            pass

    def beats(self) -> None:
        """The engine gives signs of life."""
        for loop in LOOPS:
            Heartbeat.objects.update_or_create(loop=loop, defaults={"at": clock.true_now()})

    def falls_silent(self, *loops: str) -> None:
        """These parts of the engine, or all of it, stopped two minutes ago."""
        stopped = Heartbeat.objects.filter(loop__in=loops or LOOPS)
        stopped.update(at=clock.true_now() - dt.timedelta(minutes=2))

    def a_day(self) -> World:
        """What a screen may have to show: new, opened, replaced, cancelled, unknown, late, refused.

        A day that is over (see kept_rows) is not lived again; the engine is alive after it.
        """
        self.beats()
        if self.messages:
            return self
        for index in range(4):
            self.register(index, protected=index == 3)
        self._receives_a_day()
        self._sends_a_day()
        self._notes_a_day()
        return self

    def looked_up(self) -> World:
        """The same, with nothing of its messages in memory."""
        self.messages = {name: Message.objects.get(pk=one.pk) for name, one in self.messages.items()}
        return self

    def _receives_a_day(self) -> None:
        admitted = self.receives(0, "plo-1.6/innlagt-ny.xml")
        self.receives(0, "plo-1.6/helseopplysninger-varsel-ny.xml")
        self.receives(1, "plo-1.6/innlagt-ny.xml", to=PSYKISK)
        ready = self.receives(1, "plo-1.6/utskrivningsklar-ny.xml")
        references = (ready.msg_id, ready.conversation_id)
        self.receives(1, "plo-1.6/utskrivningsklar-kansellering.xml", refers_to=references)
        long = self.receives(2, "plo-1.6/utskrivningsrapport-ny.xml")
        self.receives(3, "plo-1.6/utskrevet-ny.xml")
        unknown = self.receives(4, "plo-1.6/innlagt-ny.xml")
        enclosed = self.receives_with_attachment(2)
        self.messages |= {"admitted": admitted, "cancelled": ready, "unknown": unknown, "enclosed": enclosed}
        self.messages["long"] = long

    def _sends_a_day(self) -> None:
        admitted = self.messages["admitted"]
        self.hears(self.sends(0, refers_to=(admitted.msg_id, admitted.conversation_id)), status="1")
        self.hears(self.sends(1), state="Acknowledged")
        refused = self.sends(2)
        self.hears(refused, status="2", error=("E36", "Fødselsnummeret finnes ikke hos oss"))
        self.posted(self.sends(3))
        self.messages |= {"refused": refused}

    def _notes_a_day(self) -> None:
        told = {"text": "Pårørende ringte og spurte om hjemreise."}
        record_act(self.kari, "phone-note", self.patients[0], happened_at=clock.now(), detail=told)


def about(index: int) -> dict[str, object]:
    """The parts of a letter that make it about person `index`."""
    family, given, day, month, year, _sex = PEOPLE[index]
    return {
        "patient": {"FNR": number_of(index)},
        "name": (family, given),
        "born": f"{year}-{month:02d}-{day:02d}",
    }


def number_of(index: int) -> str:
    _family, _given, day, month, year, _sex = PEOPLE[index]
    return next(synthetic_numbers(day, month, year, start=499))


__all__ = ["PASSWORD", "SAKSBEHANDLING", "World", "about", "number_of"]
