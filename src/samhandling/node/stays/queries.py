"""Reading stays: one as a whole, or those of a patient. Lists are in `board.py`'s queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from samhandling.node import clock
from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.discretion.blocks import blocks_for
from samhandling.node.discretion.relations import require_related
from samhandling.node.journal.contents import raw_of
from samhandling.node.journal.models import Entry, Message
from samhandling.node.journal.scope import messages_of
from samhandling.node.patients.models import LocalAct, Patient
from samhandling.node.stays.account import StayAccount
from samhandling.node.stays.facts import facts_of
from samhandling.node.stays.in_force import rules_in_force
from samhandling.node.stays.models import Stay

if TYPE_CHECKING:
    from collections.abc import Iterable


@reads("read-stay")
def stay_of(reader: Reader, pk: int) -> Shown[StayAccount]:
    """One stay, by its row's key, or by the key that it had before its facts were joined with others.

    Raises Http404 when there is none; NeedsReason where nothing that the reader works with leads there.
    """
    patient_id = _patient_of_row(pk)
    accounts = _accounts([patient_id]) if patient_id else []
    found = next((one for one in accounts if one.pk == pk), None) or _holding(accounts, pk)
    if found is None:
        raise Http404
    require_related(reader, found.patient.pk)
    return Shown(found, patient=found.patient)


@reads("read-stay")
def stay_of_message(reader: Reader, message_pk: int) -> Shown[StayAccount]:  # noqa: ARG001
    """The stay that a message belongs to. Raises Http404 when it belongs to none."""
    patient_id = Entry.objects.filter(pk=message_pk).values_list("patient_id", flat=True).first()
    accounts = _accounts([patient_id]) if patient_id else []
    found = next((one for one in accounts if _holds(one, message_pk)), None)
    if found is None:
        raise Http404
    return Shown(found, patient=found.patient)


@reads("read-stay")
def patient_of_message(reader: Reader, message_pk: int) -> Shown[Patient]:  # noqa: ARG001
    """Whose message it is. Raises Http404 when it is nobody's that is known here."""
    entry = Entry.objects.select_related("patient").filter(pk=message_pk).exclude(patient=None).first()
    if entry is None:
        raise Http404
    return Shown(entry.patient, patient=entry.patient)


@reads("read-stay")
def stays_of_patient(reader: Reader, patient_pk: int) -> Shown[tuple[StayAccount, ...]]:  # noqa: ARG001
    """Every stay of a patient, the newest first. Raises Http404 when there is no such patient."""
    patient = Patient.objects.filter(pk=patient_pk).first()
    if patient is None:
        raise Http404
    return Shown(tuple(reversed(_accounts([patient_pk]))), patient=patient)


def _accounts(patients: Iterable[int]) -> list[StayAccount]:
    """Every stay of these patients, folded now."""
    patients = list(patients)
    rules, now, people = rules_in_force(), clock.now(), Patient.objects.in_bulk(patients)
    facts = facts_of(patients)
    return [
        StayAccount(stay, people[patient], rules, now, facts[patient].keys, facts[patient].needs)
        for patient in patients
        for stay in facts[patient].stays(rules)
    ]


def _patient_of_row(pk: int) -> int | None:
    """Whose stay it is; for a key that no row has, by the message or act that the key is made from."""
    row = Stay.objects.filter(pk=pk).values_list("patient_id", flat=True).first()
    if row is not None or pk > 2**62:
        return row
    source = LocalAct.objects if pk % 2 else Entry.objects
    return source.filter(pk=pk // 2).values_list("patient_id", flat=True).first()


def _holding(accounts: list[StayAccount], pk: int) -> StayAccount | None:
    if pk % 2:
        return next((o for o in accounts if str(pk // 2) in {act.act_id for act in o.stay.acts}), None)
    return next((one for one in accounts if _holds(one, pk // 2)), None)


def _holds(account: StayAccount, message_pk: int) -> bool:
    return any(account.message_pks.get(one.msg_id) == message_pk for one in account.stay.messages)


@reads("read-message")
def discharge_report(reader: Reader, account: StayAccount) -> Shown[bytes]:
    """The newest utskrivningsrapport that stands. Raises Http404 when the reader's services have none."""
    sent = account.discharge_report(readable(reader, account))
    raw = raw_of(Message.objects.values_list("content_id", flat=True).get(pk=sent)) if sent else None
    if raw is None:
        raise Http404
    return Shown(raw, patient=account.patient, detail={"message": sent})


@shows_no_patient
def readable(reader: Reader, account: StayAccount) -> frozenset[int]:
    """Journal keys of the stay's messages of the reader's own services, without what is blocked."""
    blocked = blocks_for(reader.actor, patient=account.patient.pk).messages
    keys = [key for one in account.stay.messages if (key := account.message_pks.get(one.msg_id))]
    return frozenset(messages_of(reader).filter(pk__in=set(keys) - blocked).values_list("pk", flat=True))
