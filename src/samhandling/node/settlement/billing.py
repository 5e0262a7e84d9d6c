"""The next basis of a month, from what this node holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node import clock
from samhandling.node.settlement.kept import Kept, accounts_of, patients_between, patients_of
from samhandling.node.settlement.models import Basis
from samhandling.stay.billing import Draft, draft
from samhandling.stay.invoice import next_month
from samhandling.stay.invoice_files import read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from samhandling.stay import invoice

LOOKS_BACK = 3
"""Years. A claim is time-barred after three (foreldelsesloven § 2; general knowledge, not verified)."""


def basis_of(row: Basis) -> invoice.Basis:
    """A kept basis as it was issued."""
    return read(row.file.encode())


def issued_to(municipality: int) -> list[invoice.Basis]:
    """What this hospital has asked this municipality for, in the order of issue."""
    rows = Basis.objects.filter(hospital_her=settings.HOME.her, municipality_her=municipality).order_by("pk")
    return [basis_of(row) for row in rows]


def received_from(hospital: int, before: Basis) -> list[invoice.Basis]:
    """What this hospital asked us for before."""
    rows = Basis.objects.filter(received=True, hospital_her=hospital, month__lt=before.month).order_by(
        "month"
    )
    return [basis_of(row) for row in rows]


def now_accounts(municipality: int, month: dt.date) -> list[Kept]:
    """Every account that the month's basis for a municipality may look at: its days, and those billed."""
    issued = issued_to(municipality)
    first = max(min([month, *(basis.month for basis in issued)]), since(month))
    patients = patients_between(first, next_month(month))
    patients |= patients_of(line.period for basis in issued for line in basis.lines)
    return accounts_of(patients)


def next_draft(kept: Iterable[Kept], municipality: int, month: dt.date) -> Draft:
    """The basis as it would be issued now."""
    accounts = [one.account for one in kept]
    return draft(accounts, municipality, month, issued_to(municipality), clock.now(), since=since(month))


def since(month: dt.date) -> dt.date:
    """The first day that a basis still looks at."""
    return month.replace(year=month.year - LOOKS_BACK)
