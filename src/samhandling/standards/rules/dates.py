"""Rules on odd dates: valid by the schema, hardly meant by the sender."""

import re
from collections.abc import Iterator

from samhandling.standards.definition.tidspunkt import Tidspunkt
from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.rules.events import is_before
from samhandling.standards.rules.letter import Letter, looked_for
from samhandling.standards.rules.rule import Finding, rule

PERIODS = {
    "AdmStart": "AdmSlutt",
    "DoseringStarttidspunkt": "DoseringSluttidspunkt",
    "FraDato": "TilDato",
    "FravarendeFraDato": "FravarendeTilDato",
    "FromDate": "ToDate",
    "KontaktStartet": "KontaktAvsluttet",
    "PlanlagtStart": "PlanlagtSlutt",
    "StartDateTime": "EndDateTime",
    "Startdato": "Sluttdato",
    "StartdatoDiagnose": "SluttdatoDiagnose",
}
STARTS, ENDS = looked_for(*PERIODS), looked_for(*PERIODS.values())
RUN_TOGETHER = re.compile(r"\d{8}")
LIKELY_YEARS = range(1900, 2101)


@rule("W3C XML Schema gYear; HISD 1165 TS (datoer har bindestrek)")
def a_date_is_not_run_together(letter: Letter) -> Iterator[Finding]:
    """20190101 is a legal TS, but it means the year 20 190 101."""
    for element, time in letter.times:
        if RUN_TOGETHER.fullmatch(time):
            yield Finding(
                element,
                f"{time!s} reads as a year; a date has hyphens",
                f"{time!s} leses som et årstall; en dato skrives med bindestrek",
                "V",
            )


@rule("HIS 80415 (rare verdier er ingen avvisningsgrunn); egen grense 1900–2100")
def years_are_likely(letter: Letter) -> Iterator[Finding]:
    """A year outside 1900–2100 is a slip of the hand. The limits are our own."""
    for element, time in letter.times:
        if (day := time.day) and day.year not in LIKELY_YEARS:
            yield Finding(element, f"{time!s} is an unlikely date", f"{time!s} er en usannsynlig dato", "V")


@rule("akseptansetest epikrise #19, henvisning #9")
def periods_end_after_they_start(letter: Letter) -> Iterator[Finding]:
    """An end is not before its beginning."""
    ends = _first_by_parent(letter.named(*ENDS))
    for start in letter.named(*STARTS):
        name = local_name(start.tag)
        end = ends.get((start.getparent(), PERIODS[name]))
        if end is not None and is_before(_time(end), _time(start)):
            yield Finding(
                end,
                f"{PERIODS[name]} is before {name}",
                f"{PERIODS[name]} er før {name}",
            )


def _first_by_parent(elements: list[XmlElement]) -> dict[tuple[XmlElement | None, str], XmlElement]:
    """The first with each name under each parent; looking among all siblings each time would be quadratic."""
    return {(one.getparent(), local_name(one.tag)): one for one in reversed(elements)}


@rule("HIS 80601 Hodemelding, Patient")
def birth_is_before_the_message(letter: Letter) -> Iterator[Finding]:
    """A patient is born when a message is written about them."""
    patient, written = letter.facts.patient, Tidspunkt(letter.facts.gen_date_text).day
    if patient and patient.date_of_birth and written and patient.date_of_birth > written:
        yield Finding(
            letter.at_birth,
            "the patient is born after the message was made",
            "pasientens fødselsdato er etter at meldingen ble laget",
        )


def _time(element: XmlElement) -> Tidspunkt:
    return Tidspunkt((element.get("V") or element.text or "").strip())


DATES = (
    a_date_is_not_run_together,
    years_are_likely,
    periods_end_after_they_start,
    birth_is_before_the_message,
)
