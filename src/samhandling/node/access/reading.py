"""How patient data is read: no query of it without asking the policy, none without a row in the audit log.

A function in a `queries.py` is marked by `@reads(act)`. It gets a Reader first, and returns what it found as
`Shown`, which says whose data it is. The mark asks the policy before, writes the audit row after, and only
then hands the value over; so nothing is shown unless its row is committed. A test holds every public function
in every `queries.py` to carry this mark, or `@shows_no_patient`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from django.db import transaction

from samhandling.node.access.actor import Actor
from samhandling.node.access.audit import record
from samhandling.node.access.policies import own_hers, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Reader:
    """A person who reads, and the services that they may read for."""

    actor: Actor
    service_hers: frozenset[int]

    @classmethod
    def of(cls, request: HttpRequest) -> Reader:
        actor = Actor.of(request.user)
        return cls(actor, own_hers(actor))


@dataclass(frozen=True)
class Shown(Generic[T]):
    """What a query found, and whose data it is: one patient, one message, or many named in `detail`."""

    value: T
    patient: Patient | None = None
    message: Message | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    logged: bool = True


SEES_BLOCKED = frozenset({"read-audit", "open-patient", "review-access", "block-record"})
"""Acts of those who look after access itself."""


def nothing_new() -> Shown[None]:
    """The answer to a poll that has nothing to show: nothing is read, so nothing is logged."""
    return Shown(None, logged=False)


def reads(
    act: str, *, logged_as: str = ""
) -> Callable[[Callable[Concatenate[Reader, P], Shown[T]]], Callable[Concatenate[Reader, P], T]]:
    """Mark a query of patient data with the act that it is in the policy, and in the log if not `logged_as`.

    Raises (the marked query):
        NotAllowed: the reader's role has no right to the act.
        Blocked: what was found is blocked for the reader.

    """

    def mark(query: Callable[Concatenate[Reader, P], Shown[T]]) -> Callable[Concatenate[Reader, P], T]:
        @functools.wraps(query)
        def read(reader: Reader, *args: P.args, **kwargs: P.kwargs) -> T:
            require(reader.actor, act)
            shown = query(reader, *args, **kwargs)
            if act not in SEES_BLOCKED:
                _refuse_blocked(reader, shown)
            if shown.logged:
                actor = reader.actor if act in SEES_BLOCKED else _opened_for(reader, shown)
                with transaction.atomic():
                    record(
                        actor,
                        logged_as or act,
                        patient=shown.patient,
                        message=shown.message,
                        detail=shown.detail,
                    )
            return shown.value

        read.reads = act  # type: ignore[attr-defined]  # read by the test that holds queries to this mark
        return read

    return mark


def _refuse_blocked(reader: Reader, shown: Shown[Any]) -> None:
    """Raise Blocked where what was found is about a patient or a message that is blocked for the reader."""
    from samhandling.node.discretion.blocks import blocks_for  # its models ask for nothing here

    patient, message = _whose(shown), shown.message
    if patient is not None or message is not None:
        blocks = blocks_for(reader.actor, patient=patient, message=message.pk if message else None)
        blocks.refuse(shown.patient, message)


def _opened_for(reader: Reader, shown: Shown[Any]) -> Actor:
    """The actor with the purpose that they have opened the patient for, where they have."""
    from samhandling.node.discretion.blocks import access_of  # its models ask for nothing here

    patient = _whose(shown)
    opened = access_of(reader.actor, patient) if patient is not None else None
    return replace(reader.actor, purpose=opened.purpose) if opened else reader.actor


def _whose(shown: Shown[Any]) -> int | None:
    """The key of the patient that it is about."""
    if shown.patient is not None:
        return shown.patient.pk
    entry = getattr(shown.message, "entry", None)
    return entry.patient_id if entry else None


def shows_no_patient(query: Callable[P, T]) -> Callable[P, T]:
    """Mark a query that returns nothing about any patient."""
    query.reads = None  # type: ignore[attr-defined]
    return query
