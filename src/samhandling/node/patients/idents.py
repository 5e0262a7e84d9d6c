"""The numbers that a patient is known by, in the order that we trust them (HIS 1001, 8116)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.standards.identifiers import classify, may_be_person_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.standards.facts import PatientFacts

ORDER = ("FNR", "DNR", "FHN", "HNR")
NATIONAL = frozenset(ORDER[:3])


@dataclass(frozen=True, slots=True)
class Ident:
    """`issuer` is set for an H-nummer only: it is unique within the virksomhet that gave it, no further."""

    kind: str
    value: str
    issuer: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" + (f"@{self.issuer}" if self.issuer else "")


def read(text: str) -> tuple[Ident, ...]:
    """Read what `written` wrote."""
    return tuple(_one(word) for word in text.split())


def written(idents: Iterable[Ident]) -> str:
    """Several idents in one column, the most trusted first."""
    return " ".join(map(str, idents))


def stated(patient: PatientFacts | None, issuer: int | None) -> tuple[Ident, ...]:
    """The usable numbers that a message states, the most trusted first, whatever order it has them in.

    `issuer` is the HER-id of the sending virksomhet, which an H-nummer in its message belongs to. A national
    number whose check digits fail is not usable: it may be anybody's.
    """
    if patient is None:
        return ()
    found = {ident for kind, value in patient.idents if (ident := _usable(kind, value, issuer))}
    return tuple(sorted(found, key=lambda ident: (ORDER.index(ident.kind), ident.value)))


def _usable(kind: str, value: str, issuer: int | None) -> Ident | None:
    if kind == "HNR":
        return Ident("HNR", value, str(issuer)) if issuer and may_be_person_number(value) else None
    number = classify(value) if kind in NATIONAL else None
    if number is None or not number.checks:
        return None
    return Ident(number.kind if number.kind in NATIONAL else kind, value)  # FNR and DNR are often mixed up


def _one(word: str) -> Ident:
    kind, _, rest = word.partition(":")
    value, _, issuer = rest.partition("@")
    return Ident(kind, value, issuer)
