"""Months, partners, periods and days in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samhandling.node.patients.presenters import PatientLine
from samhandling.node.patients.presenters import line as patient_line
from samhandling.node.stays.words import source_words
from samhandling.node.web.marks import Mark
from samhandling.node.web.wording import day as day_words
from samhandling.stay.accounts import facts
from samhandling.stay.billing import UNPRICED
from samhandling.stay.dispute import STATES
from samhandling.stay.invoice import Kind, next_month
from samhandling.stay.judging import State
from samhandling.stay.ledger import Sum, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samhandling.node.settlement.kept import Kept
    from samhandling.node.settlement.queries import PartnerMonth, PartnerSum, PeriodRead
    from samhandling.stay.billing import Draft
    from samhandling.stay.judging import Day
    from samhandling.stay.payer import Payer
    from samhandling.stay.stays import Period
    from samhandling.stay.words import Words

COLOURS = {
    State.PAYABLE: "info",
    State.NOT_PAYABLE: "neutral",
    State.BLOCKED: "warning",
    State.DISPUTED: "warning",
    State.NEEDS_DECISION: "danger",
}


def said(words: Words) -> str:
    """Words of the core in the reader's language."""
    return words.in_language(get_language() or "nb")


def kroner(amount: int) -> str:
    """`17 235 kr`, with a minus sign and spaces that do not break."""
    return (
        f"{amount:,} kr".replace(",", "\N{NO-BREAK SPACE}")
        .replace("-", "\N{MINUS SIGN}")
        .replace(" kr", "\N{NO-BREAK SPACE}kr")
    )


def span(first: dt.date, last: dt.date) -> str:
    """`05.10.2026–08.10.2026`; one day alone."""
    return day_words(first) if first == last else f"{day_words(first)}–{day_words(last)}"


def month_name(month: dt.date) -> str:
    """`oktober 2026`, in the reader's language."""
    return date_format(month, "F Y")


class Months(NamedTuple):
    """A month and the way to those beside it; `later` is empty for the one that runs."""

    name: str
    earlier: str
    later: str


def months(month: dt.date, today: dt.date) -> Months:
    before = (month - dt.timedelta(days=1)).replace(day=1)
    after = next_month(month)
    return Months(month_name(month), f"{before:%Y-%m}", f"{after:%Y-%m}" if after <= today else "")


@dataclass(frozen=True)
class PartnerRow:
    """A partner in the overview."""

    name: str
    url: str
    stays: int
    states: tuple[tuple[Mark, int], ...]
    kroner: str
    basis: str
    basis_url: str


def partner_row(row: PartnerSum, month: dt.date) -> PartnerRow:
    return PartnerRow(
        name=row.name,
        url=reverse("partner", args=[f"{month:%Y-%m}", row.her]),
        stays=row.stays,
        states=state_counts(row.sum),
        kroner=kroner(row.sum.total),
        basis=row.basis.number if row.basis else "",
        basis_url=reverse("basis", args=[row.basis.pk]) if row.basis else "",
    )


def state_counts(found: Sum) -> tuple[tuple[Mark, int], ...]:
    """Each state that has days, with how many."""
    return tuple((state_mark(state), count) for state, count in found.days.items() if count)


def state_mark(state: State) -> Mark:
    return Mark(said(STATES[state.value]), COLOURS[state])


@dataclass(frozen=True)
class DayRow:
    """One day of a period."""

    date: str
    state: Mark
    reason: str
    clause: str
    kroner: str
    evidence: tuple[str, ...]


def day_row(day: Day, told: Mapping[str, str]) -> DayRow:
    return DayRow(
        date=day_words(day.date),
        state=state_mark(day.state),
        reason=said(day.reason),
        clause=source_words(day.clause),
        kroner=kroner(day.price) if day.price is not None else "–",
        evidence=tuple(told.get(one, one) for one in day.evidence),
    )


@dataclass(frozen=True)
class PeriodPart:
    """A period in a month: whose, who pays, its days."""

    id: str
    patient: PatientLine
    ready: str
    payer: str
    payer_mark: Mark
    unconfirmed: bool
    days: tuple[DayRow, ...]
    counts: tuple[tuple[Mark, int], ...]
    kroner: str


@dataclass(frozen=True)
class CorrectionRow:
    """A line of the draft that corrects an earlier month."""

    patient: str
    span: str
    reasons: tuple[str, ...]
    kroner: str


@dataclass(frozen=True)
class PartnerPage:
    """A partner's month."""

    her: int
    name: str
    month: str
    months: Months
    periods: tuple[PeriodPart, ...]
    drafted: bool
    total: str
    corrections: tuple[CorrectionRow, ...]
    left_out: int
    obstacles: tuple[str, ...]
    unset_price: bool
    basis: str
    basis_url: str


def partner_page(found: PartnerMonth, today: dt.date) -> PartnerPage:
    draft = found.draft
    obstacles = draft.obstacles if draft else ()
    return PartnerPage(
        her=found.her,
        name=found.name,
        month=f"{found.month:%Y-%m}",
        months=months(found.month, today),
        periods=tuple(part for one in found.kept for part in _parts(one, found)),
        drafted=draft is not None and found.basis is None,
        total=kroner(draft.total) if draft else "",
        corrections=tuple(_corrections(draft, found.looked_at)) if draft and not found.basis else (),
        left_out=len(draft.left_out) if draft else 0,
        obstacles=tuple(said(words) for words in obstacles) if not found.basis else (),
        unset_price=draft is not None and any(one.day.rule == UNPRICED for one in draft.left_out),
        basis=found.basis.number if found.basis else "",
        basis_url=reverse("basis", args=[found.basis.pk]) if found.basis else "",
    )


def _parts(one: Kept, found: PartnerMonth) -> list[PeriodPart]:
    told = facts(one.account.stay)
    parts = []
    for period in one.account.stay.periods:
        days = [
            day
            for day in one.account.days
            if day.period == period.id and day.date.replace(day=1) == found.month
            and found.her in {day.municipality, one.account.stay.hospital.virksomhet}
        ]  # fmt: skip
        if days:
            parts.append(_part(one, period, days, told))
    return parts


def _part(one: Kept, period: Period, days: Sequence[Day], told: Mapping[str, str]) -> PeriodPart:
    payer = one.account.payers[period.id]
    summed = total(days)
    return PeriodPart(
        id=period.id,
        patient=patient_line(one.patient),
        ready=period.ready.value.words() if period.ready else "–",
        payer=_payer_words(payer),
        payer_mark=_payer_mark(payer),
        unconfirmed=payer.case == "unconfirmed",
        days=tuple(day_row(day, told) for day in days),
        counts=state_counts(summed),
        kroner=kroner(summed.total),
    )


def _payer_words(payer: Payer) -> str:
    named = ", ".join(filter(None, (payer.name, payer.bydel)))
    by = _("bekreftet av %(name)s") % {"name": payer.confirmed_by} if payer.confirmed_by else ""
    return " – ".join(filter(None, (named or said(payer.words), by)))


def _payer_mark(payer: Payer) -> Mark:
    if payer.case == "unconfirmed":
        return Mark(_("Betaler ikke bekreftet"), "warning")
    if payer.needs_decision:
        return Mark(_("Betaler må avgjøres"), "danger")
    return Mark(_("Betaler bekreftet"), "success")


def _corrections(draft: Draft, kept: Sequence[Kept]) -> list[CorrectionRow]:
    names = {p.id: patient_line(one.patient).name for one in kept for p in one.account.stay.periods}
    return [
        CorrectionRow(
            patient=names.get(line.period, ""),
            span=span(line.first, line.last),
            reasons=tuple(dict.fromkeys(day.reason for day in line.days)),
            kroner=kroner(line.kroner),
        )
        for line in draft.lines
        if line.kind is Kind.CORRECTION
    ]


def place_of(found: PeriodRead, today: dt.date) -> tuple[str, str, int]:
    """The page of a period's first month: address name, month, partner."""
    ready = found.period.ready.value.day if found.period.ready else None
    hospital, bydel = found.kept.account.stay.hospital.virksomhet, found.period.municipality.virksomhet
    her = bydel if settings.HOME.her == hospital else hospital
    return "partner", f"{ready or today:%Y-%m}", her


@dataclass(frozen=True)
class PayerPage:
    """What is known about who pays for a period."""

    patient: PatientLine
    notified: str
    ready: str
    rule: str
    clause: str
    now: str
    mark: Mark


def payer_page(found: PeriodRead) -> PayerPage:
    payer = found.kept.account.payers[found.period.id]
    return PayerPage(
        patient=patient_line(found.kept.patient),
        notified=found.period.municipality.name,
        ready=found.period.ready.value.words() if found.period.ready else "–",
        rule=said(payer.rule.words) if payer.rule else "–",
        clause=payer.rule.clause if payer.rule else "",
        now=_payer_words(payer),
        mark=_payer_mark(payer),
    )
