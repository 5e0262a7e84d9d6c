"""Invoice bases: issuing them at the hospital, taking them in and marking their lines at the bydel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.journal.folding import lock_names
from samhandling.node.settlement.billing import basis_of, next_draft, now_accounts
from samhandling.node.settlement.kept import accounts_of, holding, patients_of
from samhandling.node.settlement.models import Basis, LineMark
from samhandling.node.settlement.writing import written_by
from samhandling.stay.billing import issue
from samhandling.stay.identity_guard import INITIALS, NAME, NUMBER, traces
from samhandling.stay.invoice import Party
from samhandling.stay.invoice_files import read, to_json

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.models import Patient
    from samhandling.stay import invoice


class NotTaken(Conflict):
    """A file that is not taken in; the text is for the reader."""


class NamesSomebody(Conflict):
    """A reason that says who the patient is; the text is for the reader."""


@transaction.atomic
def issue_basis(actor: Actor, municipality: Party, month: dt.date) -> Basis:
    """Freeze a month's basis for one municipality under the next number.

    Raises NotAllowed; Conflict while something stands in its way.
    """
    require(actor, "issue-basis")
    if settings.HOME.kind != "hospital":
        raise Conflict("Only a hospital asks for payment")
    lock_names(["basis-number"])
    kept = now_accounts(municipality.her, month)
    draft = next_draft(kept, municipality.her, month)
    if draft.obstacles:
        raise Conflict("; ".join(words.en for words in draft.obstacles))
    made = issue(
        draft,
        [one.account for one in kept],
        number=_next_number(),
        hospital=Party(settings.HOME.her, settings.HOME.name),
        municipality=municipality,
        at=clock.now(),
    )
    row = _keep(actor, made, received=False)
    record(actor, acts.ISSUE_BASIS, detail=_told(row) | {"patients": _patients(made)})
    return row


@transaction.atomic
def receive_basis(actor: Actor, content: bytes) -> Basis:
    """Take in a basis that a hospital has sent as a file; the same file twice is one basis.

    Raises NotAllowed; BadBasis for what is none; NotTaken for one that is for somebody else, or that says
    something else than an earlier one of its number or month.
    """
    require(actor, "check-basis")
    made = read(content)
    if made.municipality.her != settings.HOME.her:
        raise NotTaken(
            _("Grunnlaget er til en annen kommune eller bydel: %(name)s.") % {"name": made.municipality.name}
        )
    if known := _like(made):
        if known.fingerprint != made.fingerprint:
            raise NotTaken(
                _("Et annet grunnlag med dette nummeret eller for denne måneden er tatt imot før.")
            )
        return known
    row = _keep(actor, made, received=True)
    record(actor, acts.RECEIVE_BASIS, detail=_told(row) | {"patients": _patients(made)})
    return row


@transaction.atomic
def mark_line(actor: Actor, basis: Basis, line: int, *, approved: bool, reason: str = "") -> LineMark:
    """Say whether the bydel agrees to a line; the last word stands.

    Raises NotAllowed; Conflict for a basis that was not received here, a line that it has not, or a dispute
    without a reason; NamesSomebody.
    """
    require(actor, "check-basis")
    made = basis_of(basis)
    found = next((one for one in made.lines if one.number == line), None)
    if found is None or not basis.received:
        raise Conflict("No such line to mark")
    if not approved and not reason.strip():
        raise Conflict("A dispute needs its reason")
    patient = _require_nobody_named(reason, found.period)
    row = LineMark.objects.create(
        basis=basis, line=line, approved=approved, reason=reason.strip(), **written_by(actor)
    )
    record(actor, acts.MARK_LINE, patient=patient, detail=_told(basis) | {"line": line, "approved": approved})
    return row


@transaction.atomic
def approve_agreeing(actor: Actor, basis: Basis, lines: Iterable[int]) -> int:
    """Agree to all of these lines that nobody has marked. Returns how many. Raises as `mark_line` does."""
    marked = set(basis.marks.values_list("line", flat=True))
    fresh = [line for line in lines if line not in marked]
    for line in fresh:
        mark_line(actor, basis, line, approved=True)
    return len(fresh)


def _require_nobody_named(reason: str, period: str) -> Patient | None:
    """Reasons go back to the other end with the lines: they may hold dates, but nobody's name or number."""
    found = holding(accounts_of(patients_of([period])), period)
    if found is None:
        return None
    one, _period = found
    named = [t for t in traces(reason, one.account.stay) if t.what in {NAME, NUMBER, INITIALS}]
    if named:
        texts = ", ".join(trace.text for trace in named)
        raise NamesSomebody(
            _("Begrunnelsen sier hvem pasienten er: %(texts)s. Skriv den uten.") % {"texts": texts}
        )
    return one.patient


def _keep(actor: Actor, made: invoice.Basis, *, received: bool) -> Basis:
    return Basis.objects.create(
        received=received,
        number=made.number,
        hospital_her=made.hospital.her,
        municipality_her=made.municipality.her,
        month=made.month,
        total=made.total,
        fingerprint=made.fingerprint,
        file=to_json(made),
        **written_by(actor),
    )


def _like(made: invoice.Basis) -> Basis | None:
    of_hospital = Basis.objects.filter(hospital_her=made.hospital.her)
    same_number = of_hospital.filter(number=made.number)
    same_month = of_hospital.filter(municipality_her=made.municipality.her, month=made.month)
    return same_number.first() or same_month.first()


def _next_number() -> str:
    """`2026-0007`: the year it is issued in, and one more than the last; rows are never removed."""
    year = timezone.localtime(clock.now()).year
    issued = Basis.objects.filter(received=False, number__startswith=f"{year}-").count()
    return f"{year}-{issued + 1:04d}"


def _told(row: Basis) -> dict[str, object]:
    return {"number": row.number, "hospital": row.hospital_her, "month": row.month.isoformat()}


def _patients(made: invoice.Basis) -> list[int]:
    return sorted(patients_of(line.period for line in made.lines))
