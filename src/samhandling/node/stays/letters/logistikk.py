"""Pasientlogistikk (HIS 1149): admitted, utskrivningsklar, no longer so, discharged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.stays.letters.envelope import Envelope, seal
from samhandling.standards.coded import cs, cv
from samhandling.standards.datatypes import (
    TS,
    URL,
    HealthcareProfessional,
    Ident,
    Organisation,
    TeleCom,
)
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import (
    AnsvarForRapport,
    AvmeldingUtskrivningsklarPasient,
    InformasjonOmForsendelsen,
    MeldingInnlagtPasient,
    MeldingOmUtskrevetPasient,
    MeldingUtskrivningsklarPasient,
    Pasientlogistikk,
    TidsfestetHendelse,
    TilknyttetEnhet,
    UtskrevetTil,
)

if TYPE_CHECKING:
    import datetime as dt

Use = (
    MeldingInnlagtPasient
    | MeldingUtskrivningsklarPasient
    | AvmeldingUtskrivningsklarPasient
    | MeldingOmUtskrevetPasient
)
INNLAGT, UTSKREVET, UTSKRIVNINGSKLAR, AVMELDT = "1", "2", "3", "4"  # 9121
UTSKRIVENDE_LEGE, HELSEFAGLIG_KONTAKT = "10", "21"  # 9034


def innlagt(envelope: Envelope, admitted: str) -> bytes:
    """Melding om innlagt pasient. Moments are texts as HIS 80117 writes a TS."""
    return _seal(
        envelope, "LOG_INNLAGT", MeldingInnlagtPasient(tidsfestet_hendelse=_event(INNLAGT, admitted))
    )


def utskrivningsklar(envelope: Envelope, admitted: str, ready: dt.date, note: str = "") -> bytes:
    """Melding om utskrivningsklar pasient; the author is who decided."""
    events = [_event(INNLAGT, admitted), _event(UTSKRIVNINGSKLAR, ready.isoformat(), note)]
    use = MeldingUtskrivningsklarPasient(tidsfestet_hendelse=events)
    return _seal(envelope, "LOG_UTSKRIVNINGSKLAR", use, UTSKRIVENDE_LEGE)


def avmelding(envelope: Envelope, admitted: str, ready: str, withdrawn: dt.datetime) -> bytes:
    """Avmelding av utskrivningsklar pasient."""
    events = [
        _event(INNLAGT, admitted),
        _event(UTSKRIVNINGSKLAR, ready),
        _event(AVMELDT, Tidspunkt.local(withdrawn)),
    ]
    use = AvmeldingUtskrivningsklarPasient(tidsfestet_hendelse=events)
    return _seal(envelope, "LOG_AVMELDING", use, UTSKRIVENDE_LEGE)


def utskrevet(envelope: Envelope, left: dt.datetime, to: str, outcome: str, note: str = "") -> bytes:
    """Melding om utskrevet pasient; `to` is of 8408, `outcome` of 8431."""
    use = MeldingOmUtskrevetPasient(
        utskrevet_til=UtskrevetTil(ut_til=cv(8408, to), uttilstand=cv(8431, outcome), merknad=note or None),
        tidsfestet_hendelse=_event(UTSKREVET, Tidspunkt.local(left)),
    )
    return _seal(envelope, "LOG_UTSKREVET", use)


def _event(code: str, when: str, note: str = "") -> TidsfestetHendelse:
    """What has happened or is decided: never an estimate."""
    return TidsfestetHendelse(
        hendelsekode=cv(9121, code),
        tidspunkt_for_hendelse=TS(V=Tidspunkt(when)),
        anslag=False,
        merknad=note or None,
    )


def _seal(envelope: Envelope, type_code: str, use: Use, role: str = HELSEFAGLIG_KONTAKT) -> bytes:
    content = Pasientlogistikk(
        informasjon_om_forsendelsen=InformasjonOmForsendelsen(forsendelsesstatus=cs(7309, envelope.status)),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=_unit(envelope))],
        ansvar_for_rapport=[_responsible(envelope, role)],
        anvendelse=use,
    )
    return seal(envelope, type_code, content)


def _unit(envelope: Envelope) -> Organisation:
    sender = envelope.sender
    return Organisation(
        organisation_name=envelope.unit or sender.name,
        ident=[Ident(id=str(sender.her), type_id=cv(9051, "HER"))],
        tele_com=[_telephone(sender.phone)] if sender.phone else [],
    )


def _responsible(envelope: Envelope, role: str) -> AnsvarForRapport:
    author = envelope.author
    professional = HealthcareProfessional(
        type_healthcare_professional=cs(9060, author.profession),
        role_to_patient=cv(9034, role),
        family_name=author.family,
        given_name=author.given,
        ident=[Ident(id=author.hpr, type_id=cv(8116, "HPR"))] if author.hpr else [],
        tele_com=[_telephone(author.phone)] if author.phone else [],
    )
    return AnsvarForRapport(ansvarlig_rapport=professional, godkjent_dato=Tidspunkt.local_day(envelope.at))


def _telephone(number: str) -> TeleCom:
    return TeleCom(type_telecom=cs(9061, "HP"), tele_address=URL(V=f"tel:{number}"))
