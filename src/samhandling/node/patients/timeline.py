"""The record of a patient as one line of time: messages that came and went, and what was done here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.correspondence.presenters import message_marks
from samhandling.node.delivery.presenters import Delivery, delivery
from samhandling.node.journal.models import Direction
from samhandling.node.journal.summaries import about
from samhandling.node.patients.act_words import act_words
from samhandling.node.web.marks import Mark

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.journal.models import Entry
    from samhandling.node.patients.models import LocalAct
    from samhandling.node.patients.queries import PatientRecord


@dataclass(frozen=True)
class Event:
    """One point on the line. `way` says whether it came, went or was done here, and by whom."""

    at: dt.datetime
    title: str
    about: str
    way: str
    url: str = ""
    marks: tuple[Mark, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    act: bool = False


def timeline(record: PatientRecord, now: dt.datetime) -> list[Event]:
    """Newest first. `now` is aware; it decides what is late."""
    events = [_message_event(entry, now) for entry in record.entries]
    events += [act_event(act, undone=str(act.pk) in record.undone) for act in record.acts]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _message_event(entry: Entry, now: dt.datetime) -> Event:
    message = entry.message
    outgoing = message.direction == Direction.OUT
    recipients = message.recipients.all()
    received = _("Mottatt fra %(sender)s") % {"sender": message.sender_name}
    return Event(
        at=entry.registered_at,
        title=message.type_name,
        about=about(message),
        way=_("Sendt herfra") if outgoing else received,
        url=reverse("message", args=[message.pk]),
        marks=message_marks(message),
        deliveries=tuple(delivery(one, now) for one in recipients) if outgoing else (),
    )


def act_event(act: LocalAct, *, undone: bool = False) -> Event:
    """What was done here. `undone`: and taken back."""
    return Event(
        at=act.happened_at,
        title=act_words(act.kind),
        about=_about_act(act),
        way=_("Registrert her av %(name)s") % {"name": act.actor.full_name},
        marks=(Mark(_("Angret"), "warning"),) if undone else (),
        act=True,
    )


def _about_act(act: LocalAct) -> str:
    """Free text; what was undone; or where she lies."""
    told = act.detail
    if act.kind == "undone":
        return act_words(str(told.get("what", "")))
    bed = _("seng %(bed)s") % {"bed": told["bed"]} if told.get("bed") else ""
    return str(told.get("text", "")) or ", ".join(filter(None, (str(told.get("ward", "")), bed)))
