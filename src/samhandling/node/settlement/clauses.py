"""What a clause says, for whoever fills in the field that it governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from samhandling.node import clock
from samhandling.node.settlement.models import AgreementVersion
from samhandling.stay import clauses as core
from samhandling.stay.clauses import Clause
from samhandling.stay.rules import rules
from samhandling.stay.words import Words

if TYPE_CHECKING:
    import datetime as dt


def clause(reference: str, on: dt.date | None = None) -> tuple[Clause, ...]:
    """The clauses that a reference names ("§ 11", "§§ 8 og 13", "HISD 80806 § 9"), in force on a day.

    Empty for what is not known. Without `on`: today.
    """
    return core.clauses(reference, on or _today())


def clauses_of_setting(key: str, on: dt.date | None = None) -> tuple[Clause, ...]:
    """What governs a setting: the clauses of the law that it names, and of agreements written down here."""
    day = on or _today()
    named = next((row.clause for row in rules().settings if row.key == key), "§ 14" if key == "price" else "")
    return (*core.clauses(named, day), *core.governing(key, day, agreement_clauses()))


def agreement_clauses() -> list[Clause]:
    """Every clause of the versions in force of each agreement, the last written of each."""
    newest: dict[str, AgreementVersion] = {}
    for row in AgreementVersion.objects.order_by("pk"):
        newest[row.agreement] = row
    return [_clause(row, told) for row in newest.values() for told in row.clauses]


def _clause(row: AgreementVersion, told: dict) -> Clause:
    return Clause(
        act=row.name,
        ref=told["ref"],
        name=told.get("name", ""),
        words=Words(told["text"], told["text"]),
        governs=tuple(told.get("governs", ())),
        source=f"{row.source} ({row.source_date:%d.%m.%Y})",
        certainty="sourced" if row.verified else "general",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        agreement=row.agreement,
    )


def _today() -> dt.date:
    return timezone.localtime(clock.now()).date()
