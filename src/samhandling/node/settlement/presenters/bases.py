"""An invoice basis in words: its lines, whose they are, where the ends differ, what the bydel says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.node.patients.presenters import PatientLine
from samhandling.node.patients.presenters import line as patient_line
from samhandling.node.settlement.kept import holding
from samhandling.node.settlement.presenters.settlement import kroner, month_name, said, span
from samhandling.node.web.marks import Mark
from samhandling.stay.comparison import Difference, Side
from samhandling.stay.invoice import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from samhandling.node.settlement.models import LineMark
    from samhandling.node.settlement.queries import BasisRead
    from samhandling.stay.comparison import Lacking
    from samhandling.stay.invoice import Line


@dataclass(frozen=True)
class DifferenceRow:
    """Days on which the ends differ in the same way, and which facts one of them lacks."""

    span: str
    days: int
    theirs: str
    ours: str
    words: str
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class LineRow:
    """A line of the basis."""

    number: int
    kind: str
    patient: PatientLine | None
    period: str
    span: str
    days: int
    kroner: str
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]
    mark: Mark
    said: str
    said_by: str
    said_at: dt.datetime | None
    agrees: bool
    differences: tuple[DifferenceRow, ...]


@dataclass(frozen=True)
class BasisPage:
    """A basis."""

    pk: int
    number: str
    received: bool
    hospital: str
    municipality: str
    month: str
    total: str
    fingerprint: str
    issued_at: dt.datetime
    by: str
    lines: tuple[LineRow, ...]
    not_asked: tuple[tuple[str, DifferenceRow], ...]
    open_lines: int
    differing: int
    agreeing: int
    disputed: int


def basis_page(found: BasisRead) -> BasisPage:
    compared = {one.line.number: one.differences for one in found.compared}
    marks = {mark.line: mark for mark in found.marks}
    rows = tuple(
        _line_row(line, found, compared.get(line.number), marks.get(line.number)) for line in found.made.lines
    )
    return BasisPage(
        pk=found.row.pk,
        number=found.made.number,
        received=found.row.received,
        hospital=found.made.hospital.name,
        municipality=found.made.municipality.name,
        month=month_name(found.made.month),
        total=kroner(found.made.total),
        fingerprint=found.made.fingerprint,
        issued_at=found.made.issued_at,
        by=found.row.by_name,
        lines=rows,
        not_asked=tuple(_not_asked(found)),
        agreeing=sum(row.agrees and row.said_by == "" for row in rows),
        open_lines=sum(line.number not in marks for line in found.made.lines),
        differing=sum(bool(row.differences) for row in rows),
        disputed=sum(not mark.approved for mark in marks.values()),
    )


def _line_row(
    line: Line, found: BasisRead, differences: Sequence[Difference] | None, mark: LineMark | None
) -> LineRow:
    held = holding(found.kept, line.period)
    return LineRow(
        number=line.number,
        kind=_("Korreksjon") if line.kind is Kind.CORRECTION else _("Måneden"),
        patient=patient_line(held[0].patient) if held else None,
        period=line.period if held else "",
        span=span(line.first, line.last),
        days=len(line.days),
        kroner=kroner(line.kroner),
        reasons=tuple(dict.fromkeys(day.reason for day in line.days)),
        evidence=tuple(found.made.facts.get(one, one) for one in line.evidence),
        mark=_mark(mark),
        said=mark.reason if mark else "",
        said_by=mark.by_name if mark else "",
        said_at=mark.at if mark else None,
        agrees=differences is not None and not differences,
        differences=tuple(_differences(differences or ())),
    )


def _not_asked(found: BasisRead) -> Iterator[tuple[str, DifferenceRow]]:
    for period, group in groupby(found.not_asked, lambda one: one.period):
        held = holding(found.kept, period)
        name = patient_line(held[0].patient).name if held else ""
        yield from ((name, row) for row in _differences(list(group)))


def _mark(mark: LineMark | None) -> Mark:
    if mark is None:
        return Mark(_("Ikke vurdert"), "neutral")
    return Mark(_("Godkjent"), "success") if mark.approved else Mark(_("Bestridt"), "danger")


def _differences(differences: Sequence[Difference]) -> Iterator[DifferenceRow]:
    """Neighbouring days that differ for the same reason are one row."""
    for _why, group in groupby(differences, lambda one: (one.words, one.lacking, one.period)):
        same = list(group)
        yield DifferenceRow(
            span=span(same[0].date, same[-1].date),
            days=len(same),
            theirs=kroner(sum(one.theirs for one in same)),
            ours=kroner(sum(one.expected for one in same)),
            words=said(same[0].words),
            lacking=tuple(_lacking(fact) for fact in same[0].lacking),
        )


def _lacking(fact: Lacking) -> str:
    told = fact.what or fact.id
    if fact.side is Side.US:
        return _("Finnes ikke her: %(fact)s") % {"fact": told}
    return _("Sykehuset nevner ikke: %(fact)s") % {"fact": told}
