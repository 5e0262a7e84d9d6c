"""Reading settlement: rules, agreements, ledgers, bases, disputes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404

from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.directory.models import Organisation
from samhandling.node.discretion.blocks import blocks_for, veiled
from samhandling.node.settlement.billing import basis_of, next_draft, now_accounts, received_from
from samhandling.node.settlement.kept import (
    Kept,
    accounts_of,
    held_ids,
    holding,
    patients_between,
    patients_of,
)
from samhandling.node.settlement.models import AgreementVersion, Basis, Dispute, LineMark, RuleVersion
from samhandling.node.settlement.shipped_agreements import listed
from samhandling.node.settlement.values import KINDS
from samhandling.stay.comparison import Compared, Difference, compare, not_asked
from samhandling.stay.invoice import month_of, next_month
from samhandling.stay.invoice_answers import Answer, MarkedLine
from samhandling.stay.ledger import Sum, total

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from samhandling.node.settlement.shipped_agreements import Listed
    from samhandling.stay import invoice
    from samhandling.stay.accounts import Account
    from samhandling.stay.billing import Draft
    from samhandling.stay.judging import Day
    from samhandling.stay.stays import Period


@dataclass(frozen=True)
class Agreed:
    """An agreement as listed, with the versions that were written down here, the newest first."""

    listed: Listed
    versions: tuple[AgreementVersion, ...]


@shows_no_patient
def rule_versions(reader: Reader, key: str = "") -> list[RuleVersion]:
    """What has been set here, the newest first; of one rule, or all. Raises NotAllowed; Http404."""
    require(reader.actor, "read-rules")
    if key and key not in KINDS:
        raise Http404
    rows = RuleVersion.objects.order_by("-pk")
    return list(rows.filter(key=key) if key else rows)


@shows_no_patient
def agreements(reader: Reader) -> list[Agreed]:
    """Every agreement. Raises NotAllowed."""
    require(reader.actor, "read-rules")
    rows = list(AgreementVersion.objects.order_by("-pk"))
    return [Agreed(one, tuple(row for row in rows if row.agreement == key)) for key, one in listed().items()]


@shows_no_patient
def agreement(reader: Reader, key: str) -> Agreed:
    """One agreement by its id. Raises NotAllowed; Http404."""
    found = next((one for one in agreements(reader) if one.listed.row.id == key), None)
    if found is None:
        raise Http404
    return found


@shows_no_patient
def partners() -> list[Organisation]:
    """Whom a rule can hold for: other hospitals and municipalities in the directory, by name."""
    return list(
        Organisation.objects.filter(kind__in=["hospital", "municipality"], own=False).order_by("name")
    )


@dataclass(frozen=True)
class PartnerSum:
    """One partner in a month: the days by state, what they come to, and the basis if there is one."""

    her: int
    name: str
    sum: Sum
    stays: int
    basis: Basis | None


@dataclass(frozen=True)
class PartnerMonth:
    """A month with one partner: accounts with days in it, and at the hospital the next basis."""

    her: int
    name: str
    month: dt.date
    kept: tuple[Kept, ...]
    looked_at: tuple[Kept, ...]  # besides, those whose earlier months were asked for
    draft: Draft | None
    basis: Basis | None


@dataclass(frozen=True)
class PeriodRead:
    """One period as utskrivningsklar, with its account and patient."""

    kept: Kept
    period: Period


@dataclass(frozen=True)
class BasisRead:
    """A basis with its marks, and whose each line is; at the bydel, how it compares with the ledger here."""

    row: Basis
    made: invoice.Basis
    kept: tuple[Kept, ...]
    marks: tuple[LineMark, ...]
    compared: tuple[Compared, ...]
    not_asked: tuple[Difference, ...]


@reads("read-settlement")
def overview(reader: Reader, month: dt.date) -> Shown[list[PartnerSum]]:  # noqa: ARG001  the mark asks for it
    """A month with each partner that it has days with: bydeler at a hospital, hospitals at a bydel."""
    kept = accounts_of(patients_between(month, next_month(month)))
    days: dict[int, list[tuple[Kept, Day]]] = {}
    for one in kept:
        for day in one.account.days:
            if month_of(day.date) == month and (her := _partner(one.account, day)):
                days.setdefault(her, []).append((one, day))
    bases = {_other(row): row for row in Basis.objects.filter(month=month)}
    names = _names(kept) | {her: _name(row) for her, row in bases.items()}
    rows = [
        PartnerSum(
            her,
            names[her],
            total([day for _, day in days.get(her, [])]),
            len({id(one.account) for one, _ in days.get(her, [])}),
            bases.get(her),
        )
        for her in days.keys() | bases.keys()
    ]
    shown = {one.patient.pk for some in days.values() for one, _ in some}
    detail = {"month": month.isoformat(), "patients": sorted(shown)}
    return Shown(sorted(rows, key=lambda row: row.name), detail=detail)


@reads("read-settlement")
def partner_month(reader: Reader, her: int, month: dt.date) -> Shown[PartnerMonth]:
    """One partner's month, day by day. Raises Http404 for a partner that nothing is held with."""
    hospital = settings.HOME.kind == "hospital"
    kept = now_accounts(her, month) if hospital else accounts_of(patients_between(month, next_month(month)))
    draft = next_draft(kept, her, month) if hospital else None
    in_month = tuple(one for one in kept if _days_in(one, her, month))
    basis = next((row for row in Basis.objects.filter(month=month) if _other(row) == her), None)
    names = _names(kept) | {one.her: one.name for one in Organisation.objects.filter(her=her)}
    if her not in names:
        raise Http404
    detail = {
        "partner": her,
        "month": month.isoformat(),
        "patients": sorted({k.patient.pk for k in kept}),
    }
    in_month, looked_at = (_without_blocked(reader, some) for some in (in_month, kept))
    return Shown(PartnerMonth(her, names[her], month, in_month, looked_at, draft, basis), detail=detail)


@reads("read-settlement")
def period(reader: Reader, msg_id: str) -> Shown[PeriodRead]:  # noqa: ARG001  the mark asks for it
    """A period by the MsgId of one of its notices. Raises Http404."""
    found = holding(accounts_of(patients_of([msg_id])), msg_id)
    if found is None:
        raise Http404
    return Shown(PeriodRead(*found), patient=found[0].patient, detail={"period": msg_id})


@reads("read-settlement")
def basis(reader: Reader, pk: int) -> Shown[BasisRead]:
    """A basis, with its marks and, where it was received, how it compares. Raises Http404."""
    row = Basis.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    made = basis_of(row)
    patients = patients_of(line.period for line in made.lines)
    kept = accounts_of(
        patients | (patients_between(made.month, next_month(made.month)) if row.received else set())
    )
    compared, more = _compared(row, made, kept) if row.received else ((), ())
    found = BasisRead(
        row, made, _without_blocked(reader, kept), tuple(row.marks.order_by("pk")), compared, more
    )
    return Shown(found, detail={"basis": made.number, "patients": sorted(patients)})


@reads("read-settlement", logged_as="download-basis")
def basis_file(reader: Reader, pk: int, form: str) -> Shown[invoice.Basis]:  # noqa: ARG001
    """A basis for a file of this form. Raises Http404."""
    row = Basis.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    made = basis_of(row)
    patients = sorted(patients_of(line.period for line in made.lines))
    return Shown(made, detail={"basis": made.number, "form": form, "patients": patients})


@reads("read-settlement", logged_as="download-answer")
def answer_file(reader: Reader, pk: int) -> Shown[Answer]:  # noqa: ARG001
    """The last word here on each marked line of a received basis. Raises Http404 for one that has none."""
    row = Basis.objects.filter(pk=pk, received=True).first()
    marks = {mark.line: mark for mark in row.marks.order_by("pk")} if row else {}
    if row is None or not marks:
        raise Http404
    lines = tuple(
        MarkedLine(line, mark.approved, mark.reason, mark.by_name, mark.at)
        for line, mark in sorted(marks.items())
    )
    hers = {"hospital": row.hospital_her, "municipality": row.municipality_her}
    found = Answer(number=row.number, basis=row.fingerprint, lines=lines, **hers)
    patients = sorted(patients_of(line.period for line in basis_of(row).lines))
    return Shown(found, detail={"basis": row.number, "patients": patients})


def _without_blocked(reader: Reader, kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """The same, without the names of those who are blocked for the reader. Their days are settled anyway."""
    hidden = blocks_for(reader.actor).patients
    return tuple(
        one._replace(patient=veiled(one.patient)) if one.patient.pk in hidden else one for one in kept
    )


def _compared(
    row: Basis, made: invoice.Basis, kept: Sequence[Kept]
) -> tuple[tuple[Compared, ...], tuple[Difference, ...]]:
    accounts = [one.account for one in kept]
    held = held_ids(one for line in made.lines for one in line.evidence)
    before = received_from(made.hospital.her, row)
    return tuple(compare(made, accounts, held, before)), tuple(not_asked(made, accounts))


def _partner(account: Account, day: Day) -> int | None:
    """Whom a day is settled with: the municipality at the hospital, the hospital at the municipality."""
    own, hospital = settings.HOME.her, account.stay.hospital.virksomhet
    if own == hospital:
        return day.municipality
    return hospital if day.municipality == own else None


def _days_in(one: Kept, her: int, month: dt.date) -> bool:
    return any(month_of(day.date) == month and _partner(one.account, day) == her for day in one.account.days)


def _other(row: Basis) -> int:
    return row.hospital_her if row.received else row.municipality_her


def _name(row: Basis) -> str:
    made = basis_of(row)
    return made.hospital.name if row.received else made.municipality.name


def _names(kept: Iterable[Kept]) -> dict[int, str]:
    """The other ends' names as their messages write them, and the directory's where it has one."""
    found = {
        address.virksomhet: address.name or str(address.virksomhet)
        for one in kept
        for address in (one.account.stay.hospital, *(p.municipality for p in one.account.stay.periods))
    }
    return found | dict(Organisation.objects.filter(her__in=found).values_list("her", "name"))


@reads("read-dispute")
def disputes(reader: Reader) -> Shown[list[Dispute]]:  # noqa: ARG001  the mark asks for the reader
    """Every case, the newest first. They name nobody."""
    rows = list(Dispute.objects.prefetch_related("texts__approvals").order_by("-pk"))
    return Shown(rows, detail={"numbers": [row.number for row in rows]})


@reads("read-dispute")
def dispute(reader: Reader, pk: int) -> Shown[Dispute]:  # noqa: ARG001  the mark asks for the reader
    """One case with its versions and approvals. Raises Http404."""
    row = Dispute.objects.prefetch_related("texts__approvals").filter(pk=pk).first()
    if row is None:
        raise Http404
    return Shown(row, patient=row.patient, detail={"number": row.number})
