"""Accounts of the stays that this node holds, folded now, with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from samhandling.node import clock
from samhandling.node.journal.models import Entry, Message, Receipt
from samhandling.node.patients.models import Patient
from samhandling.node.stays.facts import facts_of
from samhandling.node.stays.in_force import rules_in_force
from samhandling.node.stays.models import Stay
from samhandling.stay.accounts import Account, account

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from samhandling.stay.stays import Period

AT_ONCE = 500


class Kept(NamedTuple):
    """An account and its patient."""

    account: Account
    patient: Patient


def patients_between(first: dt.date, after_last: dt.date) -> set[int]:
    """Patients with a stay that may have days in [first, after_last) and a notice of readiness."""
    stays = Stay.objects.filter(
        Q(left_on=None) | Q(left_on__gte=first), Q(admitted_on=None) | Q(admitted_on__lt=after_last)
    )
    told = Entry.objects.filter(
        message__type_code="LOG_UTSKRIVNINGSKLAR", patient__in=stays.values("patient")
    )
    return set(told.values_list("patient_id", flat=True))


def patients_of(msg_ids: Iterable[str]) -> set[int]:
    """The patients that these messages are about, as far as they are held and placed here."""
    found = Entry.objects.filter(message__msg_id__in=list(msg_ids), patient__isnull=False)
    return set(found.values_list("patient_id", flat=True))


def accounts_of(patients: Iterable[int]) -> list[Kept]:
    """Every account of these patients that has a period as utskrivningsklar, in order of patient and time."""
    wanted, rules, now = sorted(patients), rules_in_force(), clock.now()
    people, found = Patient.objects.in_bulk(wanted), []
    for start in range(0, len(wanted), AT_ONCE):
        for patient, facts in facts_of(wanted[start : start + AT_ONCE]).items():
            stays = [stay for stay in facts.stays(rules) if stay.periods]
            found += [Kept(account(stay, rules, now), people[patient]) for stay in stays]
    return found


def holding(kept: Iterable[Kept], msg_id: str) -> tuple[Kept, Period] | None:
    """The account and period that a notice began or repeated."""
    for one in kept:
        if period := one.account.period(msg_id):
            return one, period
    return None


def held_ids(ids: Iterable[str]) -> set[str]:
    """Those of these ids that a message or a receipt here has."""
    wanted = list(ids)
    messages = Message.objects.filter(msg_id__in=wanted).values_list("msg_id", flat=True)
    return set(messages) | set(
        Receipt.objects.filter(receipt_id__in=wanted).values_list("receipt_id", flat=True)
    )
