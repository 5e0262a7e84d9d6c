"""Short ways to write what every letter is full of: codes with their official words, times, numbers, notes.

Names of codes come from our own code lists, so that DN always fits V; code systems that we do not hold
(ICD-10, ATC, NANDA …) are written with `utenfor`.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from samhandling.standards import codes
from samhandling.standards.datatypes import CS, CV, PQ, TS, URL, Ident, TeleCom
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.epj import GenereltJournalnotat, Journaltekst

LETTERBOX = UUID("5b2f3ad0-9c52-4a55-8d0a-2f6c1f6a9e10")
ICD_10, ICPC_2, ATC = "7110", "7170", "7180"
NANDA, NOC, NIC = "7150", "7140", "7130"
AIDS = "8151"


def unique(name: str) -> str:
    """An id that is the same every time the letters are written."""
    return str(uuid5(LETTERBOX, name))


def kode(system: str, value: str, original: str | None = None) -> CV:
    """A CV of a code system that we hold."""
    held = codes.system(system)
    assert held is not None, system
    assert held.word(value), f"{system}:{value}"
    return CV(V=value, S=held.oid, DN=held.word(value), OT=original)


def enkel(system: str, value: str) -> CS:
    """A CS: the standard says which code system it is of."""
    full = kode(system, value)
    return CS(V=full.V, DN=full.DN)


def utenfor(system: str, value: str, name: str) -> CV:
    """A CV of a code system whose values we do not hold."""
    return CV(V=value, S=codes.ROOT + system, DN=name)


def tekst(original: str) -> CV:
    """A CV without a code, in the writer's own words."""
    return CV(OT=original)


def ts(text: str) -> TS:
    """A point in time of any precision."""
    return TS(V=Tidspunkt(text))


def mengde(value: str, unit: str) -> PQ:
    """A quantity with its unit."""
    from decimal import Decimal

    return PQ(V=Decimal(value), U=unit)


def telefon(number: str, kind: str | None = None) -> TeleCom:
    """A telephone number; `kind` is of 9061."""
    return TeleCom(type_telecom=enkel("9061", kind) if kind else None, tele_address=URL(V=f"tel:{number}"))


def epost(address: str) -> TeleCom:
    """An e-mail address."""
    return TeleCom(tele_address=URL(V=f"mailto:{address}"))


def person_id(kind: str, number: str) -> Ident:
    """An identifier of a person (8116): FNR, DNR, HPR …"""
    return Ident(id=number, type_id=kode("8116", kind))


def enhet_id(kind: str, number: str) -> Ident:
    """An identifier of an organisation (9051): HER, ENH, LAV …"""
    return Ident(id=number, type_id=kode("9051", kind))


def journaltekst(system: str, value: str, notat: str, merknad: str | None = None) -> Journaltekst:
    """A note under a coded heading."""
    return Journaltekst(overskriftskode=kode(system, value), notat=notat, merknad=merknad)


class Komponenter:
    """Component ids of one letter, the same every time."""

    def __init__(self, letter: str) -> None:
        self._ids: Iterator[str] = (unique(f"{letter}/{number}") for number in range(1, 1000))

    def __call__(self) -> str:
        return next(self._ids)

    def notat(self, *tekster: Journaltekst) -> GenereltJournalnotat:
        """A record note of one or more texts."""
        return GenereltJournalnotat(
            informasjonskategori="Andre notater", komponentID=self(), journaltekst=tekster
        )
