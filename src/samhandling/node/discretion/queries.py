"""Reading accesses for review, standing blocks, and whom somebody is about to open."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.http import Http404

from samhandling.node.access import acts
from samhandling.node.access.models import User
from samhandling.node.access.policies import Scope, scope_of
from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.discretion.blocks import blocks_for
from samhandling.node.discretion.models import Access, Block
from samhandling.node.discretion.relations import is_related
from samhandling.node.journal.models import Message
from samhandling.node.patients.models import Patient

SHOWN = 100


@dataclass(frozen=True)
class ToOpen:
    """Whom somebody is about to open. `blocked`: all of the patient is; `partly`: a message is.

    `related` says that their work leads to the patient: then only an emergency opens anything more.
    """

    patient: Patient
    blocked: bool
    partly: bool
    related: bool

    @property
    def by_emergency_alone(self) -> bool:
        return self.blocked or (self.partly and self.related)


@reads("open-patient", logged_as=acts.SEARCH_PATIENT)
def to_open(reader: Reader, pk: int) -> Shown[ToOpen]:
    """Whom somebody is about to open, and whether a block is in the way. Raises Http404, as for nobody."""
    blocks = blocks_for(reader.actor, patient=pk)
    patient = Patient.objects.filter(pk=pk).first()
    if patient is None or pk in blocks.closed:
        raise Http404
    found = ToOpen(patient, pk in blocks.patients, pk in blocks.partly, is_related(reader, pk))
    return Shown(found, patient=patient)


@reads("review-access")
def accesses(reader: Reader) -> Shown[tuple[Access, ...]]:
    """Patients that were opened with a reason, by those whom the reader reviews: unreviewed first."""
    found = Access.objects.select_related("user", "patient", "review__by")
    if scope_of(reader.actor, "review-access") is Scope.OWN_SERVICES:
        staff = User.objects.filter(services__her__in=reader.service_hers)
        found = found.filter(user__in=staff.values("pk"))
    rows = tuple(found.order_by(F("review__at").asc(nulls_first=True), "-pk")[:SHOWN])
    return Shown(rows, detail={"patients": sorted({row.patient_id for row in rows})})


@reads("review-access")
def access(reader: Reader, pk: int) -> Shown[Access]:
    """One of them. Raises Http404."""
    found = next((one for one in accesses(reader) if one.pk == pk), None)
    if found is None:
        raise Http404
    return Shown(found, patient=found.patient)


@reads("block-record")
def standing_blocks(reader: Reader, patient_id: int | None = None) -> Shown[tuple[Block, ...]]:
    """Every block that stands, of one patient or of all, the newest first; none that is of the reader."""
    rows = Block.objects.select_related("patient", "message", "employee", "by").order_by("pk")
    if patient_id is not None:
        rows = rows.filter(patient=patient_id)
    last = {(row.patient_id, row.message_id, row.employee_id): row for row in rows}
    standing = (row for row in last.values() if row.stands and row.employee != reader.actor.user)
    closed = blocks_for(reader.actor).closed
    found = tuple(sorted((row for row in standing if row.patient_id not in closed), key=lambda row: -row.pk))
    return Shown(found, detail={"patients": sorted({row.patient_id for row in found})}, logged=bool(found))


@reads("block-record")
def to_block(
    reader: Reader,
    patient_id: int,
    message_id: int | None,
) -> Shown[tuple[Patient, Message | None]]:
    """What somebody is about to block, or to lift the block of.

    Raises Http404, also for a message about somebody else, and for whom the reader may never see.
    """
    patient = Patient.objects.filter(pk=patient_id).first()
    message = None
    if message_id is not None:
        found = Message.objects.select_related("entry").filter(pk=message_id, entry__patient=patient_id)
        message = found.first()
    is_missing = patient is None or (message_id is not None and message is None)
    if is_missing or patient_id in blocks_for(reader.actor, patient=patient_id).closed:
        raise Http404
    return Shown((patient, message), patient=patient, message=message)


@shows_no_patient
def employees() -> dict[int, str]:
    """Everybody who works here: name by key."""
    return dict(User.objects.filter(is_active=True).order_by("full_name").values_list("pk", "full_name"))


@shows_no_patient
def employee(pk: int) -> User | None:
    """Somebody who works here."""
    return User.objects.filter(pk=pk).first()
