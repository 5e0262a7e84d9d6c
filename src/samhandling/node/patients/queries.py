"""Reading patients: finding them, and the record of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.http import Http404

from samhandling.node.access.reading import Reader, Shown, reads
from samhandling.node.discretion.blocks import blocks_for, veil
from samhandling.node.discretion.relations import require_related
from samhandling.node.journal.models import Recipient
from samhandling.node.journal.queries import NOTES
from samhandling.node.journal.scope import entries_of, messages_of
from samhandling.node.patients.models import Identity, LocalAct, Patient
from samhandling.node.patients.search import patients_like

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.journal.models import Entry

MOST_FOUND = 50
RECORD_PAGE = 50


@dataclass(frozen=True)
class Found:
    """Patients that fit a search. `more` says that there are others beyond those shown."""

    patients: tuple[Patient, ...]
    more: bool


@dataclass(frozen=True)
class PatientRecord:
    """A patient with what was sent, received and done, newest first. `older` is where to go on from.

    `undone` are keys of acts that have been taken back, on whichever page that was.
    """

    patient: Patient
    entries: tuple[Entry, ...]
    acts: tuple[LocalAct, ...]
    older: dt.datetime | None
    undone: frozenset[str] = frozenset()


@reads("search-patient")
def search(reader: Reader, text: str) -> Shown[Found]:
    """Patients by number or words of the name, in Norwegian order."""
    identities = Prefetch("identities", Identity.objects.order_by("pk"))
    found = tuple(
        patients_like(text)
        .exclude(pk__in=blocks_for(reader.actor).closed)
        .prefetch_related(identities)
        .order_by("sort_key", "pk")[: MOST_FOUND + 1]
    )
    shown = found[:MOST_FOUND]
    return Shown(
        Found(shown, more=len(found) > MOST_FOUND),
        detail={"text": text, "patients": [patient.pk for patient in shown]},
    )


@reads("search-patient")
def chosen(reader: Reader, pk: int) -> Shown[Patient]:  # noqa: ARG001  the mark asks for the reader
    """A patient who was picked from a search. Raises Http404 when there is no such."""
    patient = Patient.objects.filter(pk=pk).first()
    if patient is None:
        raise Http404
    return Shown(patient, patient=patient)


@dataclass(frozen=True)
class Wanted:
    """What of a record is asked for; empty means all. `show` is "in", "out", "acts" or "notes"."""

    show: str = ""
    type_code: str = ""

    @property
    def messages(self) -> bool:
        return self.show in {"", "in", "out"}

    @property
    def acts(self) -> bool:
        return self.show not in {"in", "out"} and not self.type_code


EVERYTHING = Wanted()


@reads("read-patient")
def record_of(
    reader: Reader, pk: int, *, before: dt.datetime | None = None, wanted: Wanted = EVERYTHING
) -> Shown[PatientRecord]:
    """A patient, with the messages to and from the reader's services and what was done here.

    `before` is the moment that the page of the record starts from; None: now.

    Raises:
        Http404: no such patient.
        NeedsReason: nothing that the reader works with leads to the patient.

    """
    patient = Patient.objects.prefetch_related("identities").filter(pk=pk).first()
    if patient is None:
        raise Http404
    require_related(reader, pk)
    entries = _entries(reader, patient, before, wanted) if wanted.messages else []
    veil(reader.actor, (entry.message for entry in entries), patient=pk)
    acts = _acts(reader, patient, before, wanted) if wanted.acts else []
    older = _older(entries, acts)
    if older:
        entries = [entry for entry in entries if entry.registered_at >= older]
        acts = [act for act in acts if act.happened_at >= older]
    undone = _undone(patient) if acts else frozenset()
    return Shown(PatientRecord(patient, tuple(entries), tuple(acts), older, undone), patient=patient)


def _undone(patient: Patient) -> frozenset[str]:
    rows = LocalAct.objects.filter(patient=patient, kind="undone").values_list("detail", flat=True)
    return frozenset(str(detail.get("undoes", "")) for detail in rows)


def _entries(reader: Reader, patient: Patient, before: dt.datetime | None, wanted: Wanted) -> list[Entry]:
    recipients = Prefetch(
        "message__recipients", Recipient.objects.select_related("delivery").prefetch_related("receipts")
    )
    found = entries_of(reader).filter(patient=patient).select_related("message__entry__patient")
    if wanted.show:
        found = found.filter(message__direction=wanted.show)
    if wanted.type_code:
        # what one asks for would tell what it is
        blocked = blocks_for(reader.actor, patient=patient.pk).messages
        found = found.filter(message__type_code=wanted.type_code).exclude(message__in=blocked)
    if before:
        found = found.filter(registered_at__lt=before)
    return list(found.prefetch_related(recipients).order_by("-registered_at", "-pk")[: RECORD_PAGE + 1])


def _acts(reader: Reader, patient: Patient, before: dt.datetime | None, wanted: Wanted) -> list[LocalAct]:
    """What was done here; what was done about a message of another service is for that service."""
    own = Q(message=None) | Q(message__in=messages_of(reader))
    own &= ~Q(message__in=blocks_for(reader.actor, patient=patient.pk).messages)
    found = LocalAct.objects.filter(own, patient=patient).select_related("actor")
    if wanted.show == "notes":
        found = found.filter(kind__in=NOTES)
    if before:
        found = found.filter(happened_at__lt=before)
    return list(found.order_by("-happened_at", "-pk")[: RECORD_PAGE + 1])


def _older(entries: list[Entry], acts: list[LocalAct]) -> dt.datetime | None:
    """The moment of a full page's last thing: all of it is shown, and the next page starts below."""
    moments = sorted([e.registered_at for e in entries] + [a.happened_at for a in acts], reverse=True)
    return moments[RECORD_PAGE - 1] if len(moments) > RECORD_PAGE else None
