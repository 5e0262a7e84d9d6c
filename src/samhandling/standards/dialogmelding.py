"""Dialogmelding 1.0 (2006-10-11) and 1.1 (HIS 80806, HIS 1077): requests, answers, notes, deviations."""

from __future__ import annotations

from .datatypes import CS, CV, Address, Ident, Navn, Organisation, Rolle, TeleCom
from .definition import Absent, Date, Element, FreeContent, Many, Ns, PlainText

DIA = Ns(
    "dia",
    v1_0="http://www.kith.no/xmlstds/dialog/2006-10-11",
    v1_1="http://www.kith.no/xmlstds/dialog/2013-01-23",
)


class HealthcareProfessional(Navn, Rolle, Element, ns=DIA):
    ident: Many[Ident] = ()
    address: Address | None = None
    tele_com: Many[TeleCom] = ()


class Person(Element, ns=DIA):
    given_name: str | None = None
    middle_name: str | None = None
    family_name: str | None = None
    date_of_birth: Date | None = None
    sex: CS | None = None
    nationality: CS | None = None
    ident: Many[Ident] = ()
    address: Address | None = None
    tele_com: Many[TeleCom] = ()


class TilknyttetEnhet(Element, ns=DIA):
    """Contact point and, in 1.1, who there."""

    kontaktenhet: Organisation
    merknad: str | None = None
    hvem: HealthcareProfessional | Person | None = None


class RollerRelatertNotat(Element, ns=DIA):
    """A person or unit with a role in the note, such as whom it is for."""

    rolle_notat: CV | None = None
    role_to_patient: CV | None = None
    tilknyttet_enhet: TilknyttetEnhet | None = None
    hvem: HealthcareProfessional | Person | None = None

    class v1_0:  # noqa: N801  the version's name
        tilknyttet_enhet: Absent
        hvem: HealthcareProfessional | Person


class Foresporsel(Element, ns=DIA):
    """A request for information."""

    type_foresp: CV
    emne_sporsmal: str | None = None
    sporsmal: FreeContent | None = None
    formål: CV | None = None
    begrunnelse: str | None = None
    hastegrad: CS | None = None
    fra_dato: Date | None = None
    til_dato: Date | None = None
    type_journalinfo: Many[CV] = ()
    kodet_opplysning: CV | None = None
    dok_id_foresp: str | None = None
    roller_relatert_notat: Many[RollerRelatertNotat] = ()

    class v1_0:  # noqa: N801  the version's name
        emne_sporsmal: Absent
        sporsmal: PlainText | None
        type_journalinfo: CV | None
        kodet_opplysning: Absent


class Notat(Element, ns=DIA):
    """A note: the text of an answer, a deviation or a dialogue."""

    tema_kodet: CV
    tema: str | None = None
    tekst_notat_innhold: FreeContent | None = None
    merknad: str | None = None
    dok_id_notat: str | None = None
    dato_notat: Date | None = None
    foresporsel: Foresporsel | None = None
    roller_relatert_notat: Many[RollerRelatertNotat] = ()


class Dialogmelding(Element, ns=DIA):
    """One usage per message: requests or notes."""

    sakstype_kodet: CV | None = None
    sakstype: str | None = None
    innhold: Many[Foresporsel] | Many[Notat]
