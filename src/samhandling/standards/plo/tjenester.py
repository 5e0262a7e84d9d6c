"""Function, services, communication and information given."""

from __future__ import annotations

from decimal import Decimal

from samhandling.standards.datatypes import CS, CV, TS, HealthcareProfessional, Organisation, Person
from samhandling.standards.definition import Date, DateTime, Double, Element, Some

from .navnerom import PO


class Ansvarlig(Element, ns=PO):
    type_hendelse: CV | None = None
    tidspunkt_for_hendelse: DateTime
    ekstern: bool
    ansvarlig_tjenesteyter: HealthcareProfessional | None = None
    virksomhet: Organisation | None = None
    merknad: str | None = None


class InformasjonGitt(Element, ns=PO):
    type_informasjon: CV | None = None
    beskrivelse_informasjon: str | None = None
    muntlig_informasjon: bool | None = None
    informasjon_gitt_til: Person
    informasjon_gitt_dato: Date
    informasjon_gitt_av: HealthcareProfessional

    class v1_5:  # noqa: N801  the version's name
        muntlig_informasjon: bool


class InfoInformasjonGitt(Element, ns=PO):
    informasjon_gitt: Some[InformasjonGitt]


class AssistertKommunikasjon(Element, ns=PO):
    person_tolkebehov: Person | None = None
    horselsvikt: bool | None = None
    synsvikt: bool | None = None
    behov_tolk_sprak: CS | None = None
    preferert_tolk: Person | None = None
    behov_opphort_dato: TS | None = None
    merknad: str | None = None


class InfoAssistertKommunikasjon(Element, ns=PO):
    assistert_kommunikasjon: AssistertKommunikasjon


class KartlagtFunksjon(Element, ns=PO):
    funksjonsvariabel: CV | None = None
    vurdering: int | None = None
    merknad: str | None = None


class SamletVurderingFunksjonsniva(Element, ns=PO):
    pleietyngde: Decimal | None = None
    vurdering_pleietyngde: str | None = None
    merknad: str | None = None


class InfoKartleggingFunksjonsniva(Element, ns=PO):
    samlet_vurdering_funksjonsniva: SamletVurderingFunksjonsniva | None = None
    kartlagt_funksjon: Some[KartlagtFunksjon]
    ansvarlig: Ansvarlig | None = None


class EksisterendeTjeneste(Element, ns=PO):
    IPLOStjenestetype: CV | None = None
    betegnelse_tjeneste: str | None = None
    privat_tjeneste: bool
    tjenesten_levert_av: str | None = None
    opplysninger_om_tjenesten: str | None = None
    antall_enheter: Decimal | None = None
    enhet: str | None = None
    startdato: Date | None = None
    sluttdato: Date | None = None
    merknad: str | None = None


class TjenesteBehov(Element, ns=PO):
    IPLOStjenestetype: CV | None = None
    betegnelse_tjeneste: str | None = None
    ved_institusjon: str | None = None
    beskrivelse_av_tjeneste: str | None = None
    antall_enheter_onsket: Double | None = None
    enhet: str | None = None
