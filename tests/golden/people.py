"""Who writes, who receives, and about whom. All invented: synthetic numbers, HER-ids of no register."""

from __future__ import annotations

from dataclasses import dataclass

from samhandling.standards import datatypes as fk1
from samhandling.standards import msghead as mh
from samhandling.standards.datatypes import CS, Address, HealthcareProfessional, Organisation, Person
from samhandling.standards.definition import Tidspunkt

from .short import enhet_id, enkel, epost, kode, person_id, telefon


@dataclass(frozen=True)
class Part:
    """One address: a virksomhet and its tjeneste, or a person there."""

    her: int
    name: str
    kind: str
    """Of 9040."""
    lower_her: int
    lower_name: str
    given_name: str = ""
    orgnr: str = ""
    phone: str = ""

    def organisation(self) -> mh.Organisation:
        """The address as Hodemelding writes it."""
        enh = [_mh(enhet_id("ENH", self.orgnr))] if self.orgnr else []
        return mh.Organisation(
            organisation_name=self.name,
            type_organisation=kode("9040", self.kind),
            ident=[_mh(enhet_id("HER", str(self.her))), *enh],
            tele_com=[mh.TeleCom(**telefon(self.phone, "WC").values)] if self.phone else (),
            organisation=None if self.given_name else self._tjeneste(),
            healthcare_professional=self._person() if self.given_name else None,
        )

    def _tjeneste(self) -> mh.Organisation:
        ident = [_mh(enhet_id("HER", str(self.lower_her)))]
        return mh.Organisation(organisation_name=self.lower_name, ident=ident)

    def _person(self) -> mh.HealthcareProfessional:
        return mh.HealthcareProfessional(
            type_healthcare_professional=enkel("9060", "LE"),
            role_to_patient=kode("9034", "6"),
            family_name=self.lower_name,
            given_name=self.given_name,
            ident=[_mh(enhet_id("HER", str(self.lower_her)))],
        )


def _mh(ident: fk1.Ident) -> mh.Ident:
    return mh.Ident(id=ident.id, type_id=ident.type_id)


SYKEHUS, KOMMUNE, LEGE = "101", "102", "103"
SOMATIKK = Part(8900100, "Diakonhjemmet sykehus", SYKEHUS, 8900101, "PLO innleggelse somatikk",
                orgnr="310000019", phone="20000100")  # fmt: skip
GERIATRI = Part(8900100, "Diakonhjemmet sykehus", SYKEHUS, 8900105, "Geriatri")
FROGNER_SAK = Part(8900200, "Oslo kommune bydel Frogner", KOMMUNE, 8900201, "Saksbehandling")
FROGNER_SPL = Part(8900200, "Oslo kommune bydel Frogner", KOMMUNE, 8900202, "Sykepleietjeneste")

ULLERN_SPL = Part(8900300, "Oslo kommune bydel Ullern", KOMMUNE, 8900302, "Sykepleietjeneste")
VESTRE_AKER_SPL = Part(8900400, "Oslo kommune bydel Vestre Aker", KOMMUNE, 8900402, "Sykepleietjeneste")
HELSEHUS = Part(
    8900500, "Oslo kommune Sykehjemsetaten", KOMMUNE, 8900501, "Ullern helsehus, sykepleietjeneste"
)
MAJORSTUEN = Part(8900600, "Majorstuen legesenter", LEGE, 8900601, "Havrevind", given_name="Aksel")
VINDEREN = Part(8900700, "Vinderen legekontor", LEGE, 8900701, "Isbre", given_name="Maren")


@dataclass(frozen=True)
class Pasient:
    """A patient. `number` is a synthetic fødselsnummer (month + 80), or a D-number."""

    given: str
    family: str
    born: str
    sex: str
    number: str
    street: str
    postal: str
    phone: str
    kind: str = "FNR"
    middle: str | None = None
    nationality: CS | None = None

    def head(self) -> mh.Patient:
        """The patient as Hodemelding names them."""
        return mh.Patient(
            family_name=self.family,
            middle_name=self.middle,
            given_name=self.given,
            date_of_birth=Tidspunkt(self.born),
            sex=enkel("3101", self.sex),
            nationality=self.nationality,
            ident=[_mh(person_id(self.kind, self.number))],
            address=self._address(),
            tele_com=[mh.TeleCom(**telefon(self.phone, "MC").values)],
        )

    def _address(self) -> mh.Address:
        return mh.Address(
            type=enkel("3401", "H"),
            street_adr=self.street,
            postal_code=self.postal,
            city="Oslo",
            county=enkel("3402", "0301"),
        )


BORGHILD = Pasient(
    "Borghild", "Rypefjær", "1938-04-17", "2", "17843842054", "Skovveien 22", "0257", "+4720000911"
)
TORLEIF = Pasient("Torleif", "Måneskinn", "1945-09-02", "1", "02894541906", "Hoffsveien 61", "0377", "+4720000912",
                  middle="Aamodt")  # fmt: skip
NASRIN = Pasient("Nasrin", "Elvesang", "1951-01-30", "2", "70815142096", "Røahagan 4", "0754", "+4720000913",
                 kind="DNR", nationality=CS(V="IR", DN="Iran"))  # fmt: skip
OTTAR = Pasient("Ottar", "Lomvi", "1932-12-24", "1", "24923241953", "Industrigata 9", "0357", "+4720000914")
PATIENTS = (BORGHILD, TORLEIF, NASRIN, OTTAR)


def helseperson(
    given: str, family: str, hpr: str, profession: str, *, role: str | None = None, phone: str | None = None
) -> HealthcareProfessional:
    """A health worker: profession of 9060, role of 9034."""
    return HealthcareProfessional(
        type_healthcare_professional=enkel("9060", profession),
        role_to_patient=kode("9034", role) if role else None,
        family_name=family,
        given_name=given,
        ident=[person_id("HPR", hpr)],
        tele_com=[telefon(phone, "WD")] if phone else (),
    )


SYKEPLEIER = helseperson("Ingrid", "Nordavind", "1000012", "SP", role="21", phone="20000121")
KOORDINATOR = helseperson("Marte", "Fjellrose", "1000020", "SP", role="11", phone="20000122")
SYKEHUSLEGE = helseperson("Henrik", "Solvarg", "1000039", "LE", role="3", phone="20000123")
HJEMMESYKEPLEIER = helseperson("Tariq", "Elvebris", "1000063", "SP", role="9", phone="20000222")
SAKSBEHANDLER = helseperson("Nora", "Stjerneskudd", "1000055", "SP", role="21", phone="20000221")
FYSIOTERAPEUT = helseperson("Silje", "Vindharpe", "1000071", "FT", role="21", phone="20000223")
FASTLEGE = helseperson("Aksel", "Havrevind", "1000187", "LE", role="6", phone="20000621")
TILSYNSLEGE = HealthcareProfessional(
    type_healthcare_professional=enkel("9060", "LE"),
    role_to_patient=kode("9034", "15"),
    family_name="Kornaks",
    middle_name="Lyng",
    given_name="Sverre",
    date_of_birth=Tidspunkt("1979-02-11"),
    sex=enkel("3101", "1"),
    nationality=CS(V="NO", DN="Norge"),
    ident=[person_id("HPR", "1000225")],
    address=Address(type=enkel("3401", "WP"), street_adr="Slemdalsveien 70", postal_code="0373", city="Oslo"),
    tele_com=[telefon("20000722", "WC")],
)
FARMASOYT = helseperson("Vigdis", "Glimmersten", "1000241", "FA1")


def person(given: str, family: str, *, born: str | None = None, phone: str = "", mail: str = "") -> Person:
    """A next of kin, an interpreter: someone who is no health worker."""
    reached = [*([telefon(phone, "MC")] if phone else []), *([epost(mail)] if mail else [])]
    return Person(
        family_name=family,
        given_name=given,
        date_of_birth=Tidspunkt(born) if born else None,
        tele_com=reached,
    )


DATTER = Person(
    family_name="Rypefjær",
    middle_name="Vår",
    given_name="Synnøve",
    sex=enkel("3101", "2"),
    address=Address(
        type=enkel("3401", "H"), street_adr="Gyldenløves gate 14", postal_code="0260", city="Oslo",
        county=enkel("3402", "0301"), country=CS(V="NO", DN="Norge"),
    ),
    tele_com=[telefon("+4720000921", "MC"), telefon("20000931", "H"), epost("synnove.rypefjaer@eksempel.example")],
)  # fmt: skip
BARNEBARN = person("Jørgen", "Rypefjær", born="2011-06-08", phone="+4720000922")
TOLK = person("Farid", "Lavlandet", phone="+4720000923")


def enhet(name: str, local: str, phone: str, *, inside: str | None = None) -> Organisation:
    """A ward or an office, with the telephone that HITS 1174 asks for."""
    below = Organisation(organisation_name=inside, ident=[enhet_id("LAV", f"{local}-2")]) if inside else None
    return Organisation(
        type_organisation=kode("9040", SYKEHUS) if inside else None,
        organisation_name=name,
        ident=[enhet_id("LAV", local)],
        address=Address(street_adr="Diakonveien 12", postal_code="0370", city="Oslo", postbox="23 Vinderen")
        if inside
        else None,
        tele_com=[telefon(phone, "WP")],
        organisation=below,
    )


SENGEPOST = enhet("Ortopedisk sengepost", "ORT2", "20000114")
GERIATRISK_POST = enhet("Medisinsk klinikk", "MED", "20000103", inside="Akuttgeriatrisk sengepost")
HJEMMETJENESTEN = enhet("Hjemmetjenesten Frogner, sone vest", "HJT-V", "20000212")
SOKNADSKONTOR = enhet("Søknadskontoret i bydel Frogner", "SOK", "20000211")
LEGEKONTOR = enhet("Majorstuen legesenter", "MLS", "20000600")
