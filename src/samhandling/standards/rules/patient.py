"""Rules on who the patient is."""

from collections.abc import Iterator

from samhandling.standards.catalogue import Patient
from samhandling.standards.facts import PatientFacts
from samhandling.standards.identifiers import (
    hpr_check_digit_holds,
    is_organisation_number,
    may_be_person_number,
)
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.parts import PERSON_NUMBERS, Number
from samhandling.standards.rules.rule import Finding, rule

NATIONAL = ("FNR", "DNR", "FHN")
TREATED_HERE = ("EPIKRISE",)
"""Types about somebody whom the receiver treats. The "svar" of 80415 (2004) is a svarrapport, which we do not
take; an answer in a dialogue is none, and is taken with a warning (akseptansetest mottak DIA #15)."""
KNOWN_SEX = ("1", "2")
ENOUGH = "navn og fødselsnummer, D-nummer eller FH-nummer, eller navn, fødselsdato og kjønn"


@rule("HIS 80415 v1.1 § 3.3.3; HITS 1168:2016", code="E36")
def the_patient_is_identified(letter: Letter) -> Iterator[Finding]:
    """Name with fnr, D-nr or FH-nr, or name with date of birth and sex. A local H-number is not enough.

    A referral for øyeblikkelig hjelp is taken whoever the patient is.
    """
    patient = letter.facts.patient
    if letter.is_urgent:
        return
    if patient is None and letter.row is not None and letter.row.patient is Patient.OPTIONAL:
        return
    if missing := _missing(patient):
        yield Finding(
            letter.patient,
            "the patient is not sufficiently identified",
            f"pasienten er ikke tilstrekkelig identifisert: mangler {missing} (kravet er {ENOUGH})",
        )


@rule("HIS 80415 v1.1 § 3.3.3 (øyeblikkelig hjelp avvises aldri for identitet)")
def an_unknown_emergency_is_seen(letter: Letter) -> Iterator[Finding]:
    """An emergency without an identified patient is taken, and a person must find out who it is."""
    if letter.is_urgent and (missing := _missing(letter.facts.patient)):
        yield Finding(
            letter.patient,
            "an emergency without a sufficiently identified patient",
            f"øyeblikkelig hjelp uten tilstrekkelig identifisert pasient: mangler {missing}",
        )


@rule(
    "HIS 80415 v1.1 § 3.3.3 (epikrise for pasient uten journal)",
    code="E35",
    setting="no_record",
    types=TREATED_HERE,
)
def the_patient_has_a_record_here(letter: Letter) -> Iterator[Finding]:
    """An epikrise is about somebody whom the receiver treats; asked only where that is known."""
    if letter.has_record is False:
        yield Finding(
            letter.patient,
            "the patient has no record here",
            "pasienten har ingen journal hos mottakeren",
        )


def _missing(patient: PatientFacts | None) -> str:
    if patient is None:
        return "pasient"
    lacks = [] if patient.family or patient.given else ["navn"]
    if not _has_national_number(patient) and not _has_birth_and_sex(patient):
        lacks.append("identitetsnummer")
    return " og ".join(lacks)


def _has_national_number(patient: PatientFacts) -> bool:
    """Formally there: eleven digits. Whether they check is a warning of its own."""
    return any(kind in NATIONAL and may_be_person_number(number) for kind, number in patient.idents)


def _has_birth_and_sex(patient: PatientFacts) -> bool:
    """Sex 0 (ikke kjent) and 9 (ikke spesifisert) identify nobody."""
    return patient.date_of_birth is not None and patient.sex in KNOWN_SEX


@rule("HITS 1168:2016; akseptansetest mottak 11c, 16a, 17a")
def the_patient_has_a_national_number(letter: Letter) -> Iterator[Finding]:
    """Without fnr, D-nr or FH-nr a person must match the patient by hand."""
    patient = letter.facts.patient
    if patient is not None and not _has_national_number(patient):
        yield Finding(
            letter.patient,
            "the patient has no national identity number; match by hand",
            "pasienten har verken fødselsnummer, D-nummer eller FH-nummer og må kobles manuelt",
        )


@rule("HIS 80601 Hodemelding, Patient")
def the_patient_has_both_names(letter: Letter) -> Iterator[Finding]:
    """Family name and given name belong together."""
    patient = letter.facts.patient
    if patient is not None and bool(patient.family) != bool(patient.given):
        lacking, mangler = ("given name", "fornavn") if patient.family else ("family name", "etternavn")
        yield Finding(letter.patient, f"the patient's {lacking} is missing", f"pasientens {mangler} mangler")


@rule("HIS 1001; Skatteetaten (nye kontrollsiffer fra 2032)")
def identity_numbers_check(letter: Letter) -> Iterator[Finding]:
    """Check digits hold. A number that does not check is no reason to reject (80415)."""
    for one in letter.numbers:
        if one.number and _fails(one):
            yield Finding(
                one.where,
                f"the check digits of the {one.kind} number do not hold",
                f"{_WORDS[one.kind]} har feil kontrollsiffer",
            )


_WORDS = {
    "FNR": "fødselsnummeret",
    "DNR": "D-nummeret",
    "FHN": "FH-nummeret",
    "HNR": "H-nummeret",
    "ENH": "organisasjonsnummeret",
    "HPR": "HPR-nummeret",
}


def _fails(one: Number) -> bool:
    if one.kind in PERSON_NUMBERS:
        return one.person is None or not one.person.checks
    if one.kind == "ENH":
        return not is_organisation_number(one.number)
    return one.kind == "HPR" and not hpr_check_digit_holds(one.number)


@rule("HIS 1001; 8116 ID-type for personer")
def identity_numbers_are_of_their_type(letter: Letter) -> Iterator[Finding]:
    """A number called fnr is one, and not the D-number or FH-number of somebody."""
    for one in letter.numbers:
        found = one.person.kind if one.person else None
        if found is not None and found != one.kind and not _looks_alike(one.kind, found):
            yield Finding(
                one.where,
                f"called {one.kind}, but the number is of type {found}",
                f"oppgitt som {one.kind}, men nummeret er av typen {found}",
            )


def _looks_alike(given: str, found: str) -> bool:
    """Month + 40 is an H-number or one of NAV's test people; a local H-number may be built in any way."""
    return (given, found) == ("FNR", "HNR") or given == "HNR"


@rule("HIS 80601 Hodemelding, Ident/TypeId (CV)")
def identity_types_are_whole(letter: Letter) -> Iterator[Finding]:
    """An id says of what type it is (V), and from which code system (S)."""
    for one in letter.idents:
        where = one.where if one.type_id is None else one.type_id
        for attribute in ("V", "S"):
            if one.type_id is None or not one.type_id.get(attribute, "").strip():
                yield Finding(
                    where,
                    f"TypeId has no {attribute}",
                    f"TypeId mangler {attribute}",
                    attribute,
                )


PATIENT = (
    the_patient_is_identified,
    an_unknown_emergency_is_seen,
    the_patient_has_a_record_here,
    the_patient_has_a_national_number,
    the_patient_has_both_names,
    identity_numbers_check,
    identity_numbers_are_of_their_type,
    identity_types_are_whole,
)
