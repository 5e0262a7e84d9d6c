"""Small things that people register in a stay: notes, expectations, reasons, what was done elsewhere."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node.access.policies import own_hers, require
from samhandling.node.correspondence.actions import send_document
from samhandling.node.patients.actions import record_act, register_patient
from samhandling.node.stays import parties
from samhandling.node.stays.acting import act, person, this_second
from samhandling.node.stays.letters import dialog, logistikk
from samhandling.node.stays.letters.envelope import Envelope
from samhandling.standards.definition import Tidspunkt

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import LocalAct, Patient
    from samhandling.node.stays.account import StayAccount
    from samhandling.node.stays.letters.envelope import Party

HOSPITAL, MUNICIPALITY, BOTH = "hospital", "municipality", "both"
PRESSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "need": ("need-assessed", {"need": True}, HOSPITAL),
    "no-need": ("need-assessed", {"need": False}, HOSPITAL),
    "epikrise": ("document-sent-elsewhere", {"document": "EPIKRISE"}, HOSPITAL),
    "refused": ("offer-refused", {}, BOTH),
    "paused": ("services-paused", {}, MUNICIPALITY),
    "resumed": ("services-resumed", {}, MUNICIPALITY),
}
"""Acts that one button does: the kind, its detail, and at which end."""
NOTE_FORMS = frozenset({"note", "phone", "meeting"})


@dataclass(frozen=True)
class Admission:
    """`receiver` gets Melding om innlagt; only for a patient who is known to have services."""

    admitted: dt.datetime
    ward: str
    bed: str
    phv_tsb: bool
    receiver: Party | None


def press(actor: Actor, account: StayAccount, name: str) -> LocalAct:
    """Do one of PRESSED. Raises NotAllowed; Conflict for another name, or at the wrong end."""
    if name not in PRESSED:
        raise Conflict(f"{name} is nothing to press")
    kind, detail, end = PRESSED[name]
    if end != BOTH and (end == HOSPITAL) != account.is_hospital:
        raise Conflict(f"{kind} belongs to the other end")
    return act(actor, account, kind, detail)


def note(actor: Actor, account: StayAccount, form: str, text: str) -> LocalAct:
    """Write a note, a telephone call or a meeting into the stay. Raises NotAllowed; Conflict without text."""
    if not text.strip() or form not in NOTE_FORMS:
        raise Conflict("A note needs its text")
    return act(actor, account, "note", {"form": form, "text": text.strip()[:2000]})


def expect(actor: Actor, account: StayAccount, expected: dt.date, certainty: str, reason: str) -> LocalAct:
    """The ward's own expectation, with why it changed. Raises NotAllowed; Conflict for an unknown reason."""
    require(actor, "declare-ready")
    if not account.is_hospital or (reason and reason not in account.rules.changes):
        raise Conflict("Only the hospital can say this, by a reason of the list")
    detail = {"expected": expected.isoformat(), "certainty": certainty, "reason": reason}
    return act(actor, account, "expected-discharge", detail)


def explain_day(actor: Actor, account: StayAccount, day: dt.date, reason: str) -> LocalAct:
    """Why she waited on a day. Raises NotAllowed; Conflict for another day or reason."""
    if reason not in account.rules.waits or day not in {one.date for one in account.ledger}:
        raise Conflict("No such day or reason")
    return act(actor, account, "day-reason", {"day": day.isoformat(), "reason": reason})


def place(actor: Actor, account: StayAccount, msg_id: str, with_message: str) -> LocalAct:
    """Settle an ambiguity: this message belongs where the other one is; empty: to no stay.

    Raises NotAllowed; Conflict when a message is not held.
    """
    known = {one.msg_id for one in account.stay.messages} | set(account.message_pks)
    if msg_id not in known or (with_message and with_message not in known):
        raise Conflict("The message is not held")
    return act(actor, account, "placed", {"with_message": with_message}, about=msg_id)


@transaction.atomic
def admit(actor: Actor, patient: Patient, admission: Admission) -> LocalAct:
    """Register an admission here; Melding om innlagt goes only where services are known (HISD 80806).

    Raises NotAllowed; Conflict when no own service can send it.
    """
    require(actor, "declare-ready", service_hers=own_hers(actor))
    detail = {
        "admitted": admission.admitted.isoformat(timespec="seconds"),
        "ward": admission.ward,
        "bed": admission.bed,
        "phv_tsb": admission.phv_tsb,
        "services_known": admission.receiver is not None,
    }
    written = record_act(actor, "admitted", patient, happened_at=this_second(), detail=detail)
    if admission.receiver:
        sender = parties.first_service(own_hers(actor))
        if sender is None:
            raise Conflict("None of your services can send it")
        envelope = _envelope(actor, patient, sender, admission.receiver, admission.ward)
        send_document(actor, logistikk.innlagt(envelope, Tidspunkt.local(admission.admitted)))
    return written


@transaction.atomic
def admit_newcomer(actor: Actor, person: dict[str, Any], admission: Admission) -> Patient:
    """Register somebody whom nobody here has heard of, and admit her.

    `person` is as `register_patient` takes it. Raises as `register_patient` and `admit` do.
    """
    patient = register_patient(actor, **person)
    admit(actor, patient, admission)
    return patient


@transaction.atomic
def ask(actor: Actor, account: StayAccount, question: str) -> Message:
    """Send the ward a forespørsel about what is missing. Raises NotAllowed; Conflict without text."""
    sender = parties.own_sender(account, actor, own_hers(actor))
    if sender is None or not question.strip() or account.is_hospital:
        raise Conflict("A question needs its text, and a service that asks")
    said = next(
        (m for m in parties.said(account) if m.sender.virksomhet == account.stay.hospital.virksomhet), None
    )
    if said is None:
        raise Conflict("The hospital has written nothing to answer to")
    envelope = _envelope(actor, account.patient, sender, parties.party_of(said.sender))
    return send_document(actor, dialog.request(envelope, question.strip()))


def _envelope(actor: Actor, patient: Patient, sender: Party, receiver: Party, unit: str = "") -> Envelope:
    author = parties.author_of(person(actor))
    return Envelope(str(uuid.uuid4()), this_second(), sender, receiver, author, patient, unit=unit)
