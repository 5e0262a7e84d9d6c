"""Pasientlogistikk (HIS 1149): admitted, ready for discharge, no longer ready, discharged, dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.head import seal
from samhandling.demo.letters.opening import UTSKRIVENDE_LEGE, logistics_opening
from samhandling.standards.coded import cv
from samhandling.standards.datatypes import TS
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import (
    AvmeldingUtskrivningsklarPasient,
    MeldingInnlagtPasient,
    MeldingOmUtskrevetPasient,
    MeldingUtskrivningsklarPasient,
    OrienteringOmDod,
    Pasientlogistikk,
    TidsfestetHendelse,
    UtskrevetTil,
)

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.demo.letters.cover import Cover


Use = (
    OrienteringOmDod
    | MeldingOmUtskrevetPasient
    | MeldingUtskrivningsklarPasient
    | AvmeldingUtskrivningsklarPasient
    | MeldingInnlagtPasient
)
INNLAGT, UTSKREVET, UTSKRIVNINGSKLAR, AVMELDT, DOD = "1", "2", "3", "4", "13"  # 9121
BOSTED, SYKEHJEM = "1", "11"  # 8408
LEVENDE, DOED = "1", "2"  # 8431


def melding_om_innlagt(cover: Cover, admitted: dt.datetime) -> bytes:
    """Melding om innlagt pasient."""
    return _seal(
        cover,
        "LOG_INNLAGT",
        MeldingInnlagtPasient(tidsfestet_hendelse=_event(INNLAGT, Tidspunkt.local(admitted))),
    )


def melding_om_utskrivningsklar(
    cover: Cover, admitted: dt.datetime, ready: dt.date, conditions: str | None = None
) -> bytes:
    """Melding om utskrivningsklar pasient: the author decided; `conditions` is what PHV and TSB need said."""
    events = [
        _event(INNLAGT, Tidspunkt.local(admitted)),
        _event(UTSKRIVNINGSKLAR, Tidspunkt.of(ready), conditions),
    ]
    use = MeldingUtskrivningsklarPasient(tidsfestet_hendelse=events)
    return _seal(cover, "LOG_UTSKRIVNINGSKLAR", use, UTSKRIVENDE_LEGE)


def avmelding(cover: Cover, admitted: dt.datetime, ready: dt.date, withdrawn: dt.datetime) -> bytes:
    """Avmelding av utskrivningsklar pasient: the patient is no longer ready."""
    events = [
        _event(INNLAGT, Tidspunkt.local(admitted)),
        _event(UTSKRIVNINGSKLAR, Tidspunkt.of(ready)),
        _event(AVMELDT, Tidspunkt.local(withdrawn)),
    ]
    use = AvmeldingUtskrivningsklarPasient(tidsfestet_hendelse=events)
    return _seal(cover, "LOG_AVMELDING", use, UTSKRIVENDE_LEGE)


def melding_om_utskrevet(
    cover: Cover, left: dt.datetime, to: str = BOSTED, condition: str = LEVENDE, remark: str | None = None
) -> bytes:
    """Melding om utskrevet pasient; `to` is of 8408, `condition` of 8431."""
    use = MeldingOmUtskrevetPasient(
        utskrevet_til=UtskrevetTil(ut_til=cv(8408, to), uttilstand=cv(8431, condition), merknad=remark),
        tidsfestet_hendelse=_event(UTSKREVET, Tidspunkt.local(left)),
    )
    return _seal(cover, "LOG_UTSKREVET", use)


def orientering_om_dodsfall(cover: Cover, died: dt.date) -> bytes:
    """Orientering om dødsfall, between fastlege and pleie og omsorg."""
    return _seal(cover, "LOG_DOD", OrienteringOmDod(tidsfestet_hendelse=_event(DOD, Tidspunkt.of(died))))


def _event(code: str, when: Tidspunkt, remark: str | None = None) -> TidsfestetHendelse:
    """An event that has happened or is decided: never an estimate."""
    return TidsfestetHendelse(
        hendelsekode=cv(9121, code), tidspunkt_for_hendelse=TS(V=when), anslag=False, merknad=remark
    )


def _seal(cover: Cover, type_code: str, use: Use, role: str | None = None) -> bytes:
    opening = logistics_opening(cover, role) if role else logistics_opening(cover)
    return seal(cover, type_code, Pasientlogistikk(**opening, anvendelse=use))
