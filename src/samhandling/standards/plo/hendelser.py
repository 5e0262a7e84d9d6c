"""Events, stays and appointments."""

from __future__ import annotations

from samhandling.standards.datatypes import CV, TS
from samhandling.standards.definition import DateTime, Element

from .navnerom import PO


class StedForHendelse(Element, ns=PO):
    sted_hendelse: str


class TidsfestetHendelse(Element, ns=PO):
    """An event, planned or past: admitted, ready for discharge, discharged, dead."""

    hendelsekode: CV | None = None
    beskrivelse_av_hendelse: str | None = None
    tidspunkt_for_hendelse: TS
    anslag: bool
    merknad: str | None = None
    sted_for_hendelse: StedForHendelse | None = None


class UtskrevetTil(Element, ns=PO):
    uttilstand: CV | None = None
    ut_til: CV
    merknad: str | None = None


class OpplysningOpphold(Element, ns=PO):
    tidsfestet_hendelse: TidsfestetHendelse


class InformertOm(Element, ns=PO):
    pasient_informert: bool
    parorende_informert: bool


class InformasjonOmTime(Element, ns=PO):
    bestilt_kontrolltime: bool
    tidspunkt_time: DateTime | None = None
    varighet: int | None = None
    sted_time: str | None = None
    informert_om: InformertOm | None = None


class KontrolltimeBestill(Element, ns=PO):
    pasient_parorende_bestiller: bool
    informert_om: InformertOm | None = None


class InformasjonOmTentativTime(Element, ns=PO):
    tentativt_tidspunkt_time: str | None = None
    sted_time: str | None = None
    merknad: str | None = None
    informert_om: InformertOm | None = None


class InfoKontrolltime(Element, ns=PO):
    time: InformasjonOmTime | KontrolltimeBestill | InformasjonOmTentativTime

    class v1_5:  # noqa: N801  the version's name
        time: InformasjonOmTime | KontrolltimeBestill


class FellesinfoKontaktepisode(Element, ns=PO):
    kontakttype: CV
    konsultasjonsform: CV | None = None
    kontakt_startet: TS
    kontakt_avsluttet: TS | None = None
    merknad: str | None = None


class TilleggsinfoKontaktepisode(Element, ns=PO):
    sted_for_kontaktepisode: CV | None = None
    sted_for_kontakt: str | None = None


class InfoKontaktepisode(Element, ns=PO):
    fellesinfo_kontaktepisode: FellesinfoKontaktepisode
    tilleggsinfo_kontaktepisode: TilleggsinfoKontaktepisode | None = None
