"""Stays told as stories: each line says who says what, when, in Norwegian time. Everybody is invented."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from samhandling.standards.definition import OSLO
from samhandling.stay import acts
from samhandling.stay.events import (
    Address,
    Dialog,
    Helseopplysninger,
    Hendelse,
    Logistikk,
    Message,
    Patient,
    Rapport,
    Receipt,
    Recipient,
)
from samhandling.stay.fold import fold
from samhandling.stay.ledger import ledger
from samhandling.stay.obligations import obligations
from samhandling.stay.replies import Choice, ReplyText, compose
from samhandling.stay.rules import rules
from samhandling.stay.times import Moment

HOSPITAL = Address(8900100, 8900103, "Lilleby sykehus", "Indremedisin")
PSYCHIATRY = Address(8900100, 8900102, "Lilleby sykehus", "PLO innleggelse psykiatri")
FJORD = Address(8900200, 8900201, "Bydel Fjordgløtt", "Saksbehandling")
SKOG = Address(8900300, 8900301, "Bydel Skogduft", "Saksbehandling")
BORGHILD = Patient((("FNR", "14854212304"),), "Rypefjær", "Borghild", "1942-05-14", "2")


def at(text):
    """`2024-05-06 10:00` in Norway, as the absolute time."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


class Story:
    """A stay in the making. `answered` says how the receiver answers each message: "1", "2" or None."""

    def __init__(self, hospital=HOSPITAL, bydel=FJORD, patient=BORGHILD, admitted="2024-05-03T08:15:00"):
        self.hospital, self.bydel, self.patient, self.admitted = hospital, bydel, patient, admitted
        self.events, self.acts, self._ids = [], [], count(1)

    # -- saying things

    def say(self, type_code, when, content=None, **more):
        sender, to = more.pop("sender", self.hospital), more.pop("to", self.bydel)
        answered = more.pop("answered", "1")
        msg_id = more.pop("msg_id", None) or f"{type_code.lower()}-{next(self._ids)}"
        message = Message(
            msg_id=msg_id,
            type_code=type_code,
            said_at=at(when),
            sender=sender,
            receivers=more.pop("receivers", (Recipient(to),)),
            patient=more.pop("patient", self.patient),
            status=more.pop("status", "N"),
            parent_id=more.pop("parent", ""),
            conversation_id=more.pop("conversation", msg_id),
            content=content,
        )
        self.events.append(message)
        if answered:
            self.receipt(msg_id, when, answered, to)
        return msg_id

    def receipt(self, msg_id, when, status="1", by=None, minutes=1):
        by = by or self.bydel
        moment = at(when) + timedelta(minutes=minutes)
        self.events.append(
            Receipt(f"receipt-{next(self._ids)}", msg_id, (by.virksomhet, by.her), status, moment)
        )

    def _hendelser(self, *pairs, note=""):
        return tuple(Hendelse(code, Moment.read(when), anslag=False, note=note) for code, when in pairs)

    def innlagt(self, when="2024-05-03 08:30", **more):
        return self.say("LOG_INNLAGT", when, Logistikk(self._hendelser(("1", self.admitted))), **more)

    def innleggelsesrapport(self, when, **more):
        return self.say("INNLEGGELSESRAPPORT", when, Rapport(), sender=self.bydel, to=self.hospital, **more)

    def helseopplysninger(
        self, when="2024-05-03 12:00", *, kind="1", expected="2024-05-06", code="3", **more
    ):
        content = Helseopplysninger(kind, self._hendelser((code, expected)) if expected else ())
        return self.say("HELSEOPPL_SOKNAD", when, content, **more)

    def klar(self, when="2024-05-06 10:00", ready=None, *, note="", **more):
        ready = ready or when[:10]
        content = Logistikk(self._hendelser(("1", self.admitted)) + self._hendelser(("3", ready), note=note))
        return self.say("LOG_UTSKRIVNINGSKLAR", when, content, **more)

    def svar(self, about, when, choice, expected=None, **more):
        text = compose(ReplyText(Choice(choice), date.fromisoformat(expected) if expected else None), rules())
        return self.fritekst(about, when, text, **more)

    def fritekst(self, about, when, text, *, helsefaglig=False, **more):
        code, system, value = ("DIALOG_NOTAT", "9155", "1")
        if helsefaglig:
            code, system, value = "DIALOG_HELSEFAGLIG", "7322", "6"
        more = {
            "parent": about,
            "conversation": about or None,
            "sender": self.bydel,
            "to": self.hospital,
        } | more
        if not about:
            more.pop("conversation")
        return self.say(code, when, Dialog(system, value, text), status="", **more)

    def avmelding(self, when, ill=None, ready=None, **more):
        pairs = [("1", self.admitted), *([("3", ready)] if ready else []), ("4", ill or when[:10])]
        return self.say("LOG_AVMELDING", when, Logistikk(self._hendelser(*pairs)), **more)

    def utskrevet(self, when, left=None, *, to_place="1", outcome="1", **more):
        content = Logistikk(self._hendelser(("2", left or when[:10])), to_place, outcome)
        return self.say("LOG_UTSKREVET", when, content, **more)

    def rapport(self, when, **more):
        return self.say("UTSKRIVNINGSRAPPORT", when, Rapport(), **more)

    def kanseller(self, about, when, **more):
        first = next(e for e in self.events if isinstance(e, Message) and e.msg_id == about)
        root = first.conversation_id
        return self.say(
            first.type_code, when, first.content, status="C", parent=about, conversation=root, **more
        )

    def gjor(self, kind, when, *, organisation=None, about="", **detail):
        """A local act."""
        act = acts.KINDS[kind](
            act_id=f"act-{next(self._ids)}",
            at=at(when),
            by="Vera Vakt",
            organisation=(organisation or self.hospital).virksomhet,
            patient=self.patient,
            about=about,
            **detail,
        )
        self.acts.append(act)
        return act.act_id

    # -- what it comes to

    def stays(self, in_force=None):
        return fold(self.events, self.acts, in_force)

    def stay(self, in_force=None):
        (one,) = self.stays(in_force)
        return one

    def days(self, now="2024-06-30 12:00", in_force=None):
        return ledger(self.stay(in_force), in_force or rules(), at(now))

    def states(self, now="2024-06-30 12:00", in_force=None):
        """Date to state, for reading."""
        return {f"{day.date:%m-%d}": day.state.value for day in self.days(now, in_force)}

    def owed(self, now, in_force=None):
        return obligations(self.stay(in_force), in_force or rules(), at(now))

    def open(self, now, in_force=None):
        """Rule id to state, of what is open."""
        return {one.rule.id: one.state.value for one in self.owed(now, in_force) if one.is_open}


def normal(**more):
    """A stay where § 8 is met in time."""
    story = Story(**more)
    story.innlagt()
    story.helseopplysninger()
    return story
