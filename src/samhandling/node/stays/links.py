"""From other pages to the stays that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.access.policies import may
from samhandling.node.stays import words
from samhandling.node.stays.models import Stay
from samhandling.node.stays.stay_page import Way
from samhandling.node.web import wording
from samhandling.stay.replies import Choice

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message

SETTLED = frozenset({Choice.CAN_RECEIVE.value, Choice.OFFER_READY.value})


def from_message(actor: Actor, message: Message) -> list[Way]:
    """To the stay of a message's patient, and to the reply that the message waits for."""
    entry = getattr(message, "entry", None)
    if entry is None or entry.patient_id is None or not may(actor, "read-stay"):
        return []
    rows = list(Stay.objects.filter(patient_id=entry.patient_id))
    found = [Way(reverse("stay-of-message", args=[message.pk]), _("Se oppholdet"))] if rows else []
    waits = next((row for row in rows if row.notice_message == message.pk and row.open), None)
    if waits and message.direction == "in" and waits.reply not in SETTLED and may(actor, "answer-ready"):
        found.insert(0, Way(reverse("stay-reply", args=[waits.pk]), _("Svar sykehuset"), first=True))
    return found


def from_patient(actor: Actor, patient_id: int) -> list[tuple[Way, object]]:
    """To each stay of a patient, the newest first, with its phase."""
    if not may(actor, "read-stay"):
        return []
    rows = Stay.objects.filter(patient_id=patient_id).order_by("-admitted_at", "-number")
    return [(Way(reverse("stay", args=[row.pk]), _title(row)), words.phase_mark(row.phase)) for row in rows]


def _title(row: Stay) -> str:
    begun = wording.day(row.admitted_on) or _("ukjent innleggelse")
    until = f"–{wording.day(row.left_on)}" if row.left_on else ""
    return f"{row.hospital_name} {begun}{until}"
