"""What follows from the facts: the rows that `samhandling node rebuild` makes, and how kept ones differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from samhandling.node.delivery.models import DeliveryState, Transition
from samhandling.node.delivery.states import FINAL, State
from samhandling.node.delivery.tracking import starting_state
from samhandling.node.fulltext import keeping as fulltext
from samhandling.node.fulltext.models import Said
from samhandling.node.handling.cases import derived_cases
from samhandling.node.handling.models import Case
from samhandling.node.journal.contents import raw_of
from samhandling.node.journal.folding import apply, told
from samhandling.node.journal.models import Direction, Entry, Message, Recipient
from samhandling.node.journal.summaries import summary_of
from samhandling.node.journal.threads import fold
from samhandling.node.patients import idents
from samhandling.node.patients.matching import decide, ident_of
from samhandling.node.patients.models import Identity, Patient
from samhandling.node.patients.waiting import settled_messages
from samhandling.node.stays.keeping import derived_stays
from samhandling.node.stays.models import Stay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db import models

CHUNK = 500
LONG = 200  # letters


Progress: TypeAlias = "Callable[[int, int], None]"


@dataclass(frozen=True)
class Projection:
    """One table that is derived: how to derive its rows, each with the key that it is known by."""

    model: type[models.Model]
    derive: Callable[..., Iterable[Any]]
    tells: bool = False  # whether `derive` takes a Progress


def derived_entries() -> list[Entry]:
    """Every message's patient, thread and standing, from messages, identities and people's decisions."""
    whose = _owners()
    entries = [
        Entry(
            message=message,
            patient=whose(message),
            summary=summary_of(message, raw_of(message.content_id)),
            registered_at=message.registered_at,
        )
        for message in Message.objects.filter(rejected=False).order_by("pk").iterator(CHUNK)
    ]
    places = fold(map(told, entries))
    for entry in entries:
        apply(entry, places[entry.message_id])
    return entries


def derived_states() -> list[DeliveryState]:
    """How each sent message stands at each receiver, from what happened."""
    recipients = Recipient.objects.filter(message__direction=Direction.OUT).select_related("message")
    states = {
        each.pk: starting_state(each.message, each) for each in recipients.order_by("pk").iterator(CHUNK)
    }
    for transition in Transition.objects.order_by("pk").iterator(CHUNK):
        if transition.before != transition.after:
            state = states[transition.recipient_id]
            state.state, state.since = transition.after, transition.at
            state.settled = State(transition.after) in FINAL
    return list(states.values())


PROJECTIONS = (
    Projection(Entry, derived_entries),
    Projection(Said, fulltext.derived),
    Projection(DeliveryState, derived_states),
    Projection(Case, derived_cases),
    Projection(Stay, derived_stays, tells=True),  # from the entries, so after them
)


def differences() -> Iterable[str]:
    """What the kept rows have that the derived ones have not, and the other way round. No patient data."""
    for projection in PROJECTIONS:
        kept = {row.pk: _columns(row) for row in projection.model.objects.iterator(CHUNK)}
        derived = {row.pk: _columns(row) for row in projection.derive()}
        name = projection.model.__name__
        for key in sorted(kept.keys() | derived.keys()):
            if kept.get(key) != derived.get(key):
                yield f"{name} {key}: {_what_differs(kept.get(key), derived.get(key))}"


def _what_differs(kept: dict[str, Any] | None, derived: dict[str, Any] | None) -> str:
    if kept is None or derived is None:
        return "is missing" if kept is None else "follows from nothing"
    return ", ".join(sorted(name for name in kept if kept[name] != derived[name]))


def _columns(row: models.Model) -> dict[str, Any]:
    return {field.attname: _brief(getattr(row, field.attname)) for field in row._meta.concrete_fields}  # noqa: SLF001  Django's way


def _brief(value: Any) -> Any:
    """A long text as its hash: two of each row are held, of all rows."""
    return hash(value) if isinstance(value, str) and len(value) > LONG else value


def _owners() -> Callable[[Message], Patient | None]:
    known = {ident_of(row): row.patient for row in Identity.objects.select_related("patient")}
    patients = {patient.pk: patient for patient in Patient.objects.all()}
    settled = settled_messages()

    def owner(message: Message) -> Patient | None:
        if message.pk in settled:
            return patients[settled[message.pk]]
        return decide(idents.read(message.patient_idents), message.patient_born, known).patient

    return owner
