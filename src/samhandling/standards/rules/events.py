"""Rules on events (TidsfestetHendelse, hendelsekoder of 9121)."""

from collections.abc import Iterator

from samhandling.standards import codes
from samhandling.standards.definition.tidspunkt import Tidspunkt
from samhandling.standards.lenient import text
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.parts import Event
from samhandling.standards.rules.rule import Finding, rule

INNLAGT, UTSKREVET, UTSKRIVNINGSKLAR, AVMELDT, DOD = "1", "2", "3", "4", "13"
ORDER = ((INNLAGT, UTSKRIVNINGSKLAR), (INNLAGT, UTSKREVET), (UTSKRIVNINGSKLAR, AVMELDT))
LOGISTICS = "Pasientlogistikk"


@rule("HIS 1149 Pasientlogistikk; akseptansetest sending #24–#28")
def the_expected_events_are_there(letter: Letter) -> Iterator[Finding]:
    """A logistics message holds the events that it is about."""
    if letter.row is None or letter.content is None or letter.is_cancellation:
        return
    given = {event.code for event in letter.events}
    for code in letter.row.expected_events:
        if code not in given:
            name = codes.words("9121", code)
            yield Finding(
                letter.content,
                f"there is no event with code {code} ({name})",
                f"hendelsekode {code} ({name}) mangler",
            )


@rule("HIS 80704:2014 § TidsfestetHendelse")
def an_event_says_what_it_is(letter: Letter) -> Iterator[Finding]:
    """An event has a code or a text, best both."""
    for event in letter.events:
        if not event.code and not text(event.element, "BeskrivelseAvHendelse"):
            yield Finding(
                event.element,
                "the event has neither code nor text",
                "hendelsen har verken hendelsekode eller beskrivelse",
            )


@rule("HIS 1149 Pasientlogistikk (dato og klokkeslett for innleggelse, dato for de andre)")
def an_event_says_when_it_is(letter: Letter) -> Iterator[Finding]:
    """Every event has a date; an admission that is told of has a clock time as well."""
    for event in letter.events:
        wanted = ("moment",) if _is_admission_told_of(letter, event) else ("moment", "day")
        if event.when.precision not in wanted:
            yield Finding(
                event.element,
                f"{event.name}: {event.when!s} lacks {'clock time' if event.when.day else 'a date'}",
                f"{event.name}: {event.when!s} mangler {'klokkeslett' if event.when.day else 'dato'}",
            )


def _is_admission_told_of(letter: Letter, event: Event) -> bool:
    return event.code == INNLAGT and letter.facts.type_code == "LOG_INNLAGT"


@rule("HIS 80704:2014 Anslag (HIS 1149 har det omvendt ved en feil)")
def a_final_event_is_no_estimate(letter: Letter) -> Iterator[Finding]:
    """Admitted, discharged and dead are final: Anslag false. A received true is shown, never acted upon."""
    if letter.content is None or letter.row is None or letter.row.root != LOGISTICS:
        return
    for event in letter.events:
        if event.is_estimate and event.code in (INNLAGT, UTSKREVET, DOD):
            yield Finding(
                event.element,
                f"{event.name} is marked as an estimate",
                f"{event.name} er merket som anslag",
            )


@rule(
    "HIS 1144 Helseopplysninger; HIS 80704:2014 (9121: 3 eller 5, alltid anslag)", types=("HELSEOPPL_SOKNAD",)
)
def an_expected_day_is_an_estimate(letter: Letter) -> Iterator[Finding]:
    """In Helseopplysninger the discharge day is only expected; it never says that the patient is ready."""
    for event in letter.events:
        if event.code == UTSKRIVNINGSKLAR and not event.is_estimate:
            yield Finding(
                event.element,
                "the expected discharge day is not marked as an estimate",
                "forventet utskrivningsklar dato er ikke merket som anslag",
            )


@rule("akseptansetest UTS case 1, LOG case 4 (skal ikke stoppe meldingen)")
def events_come_in_order(letter: Letter) -> Iterator[Finding]:
    """Nobody is discharged before being admitted. Official test cases break this, so it is only said."""
    first = {event.code: event for event in reversed(letter.events)}
    for earlier, later in ORDER:
        if earlier in first and later in first and is_before(first[later].when, first[earlier].when):
            yield Finding(
                first[later].element,
                f"{first[later].name} is dated before {first[earlier].name}",
                f"{first[later].name} er tidligere enn {first[earlier].name}",
            )


def is_before(one: Tidspunkt, other: Tidspunkt) -> bool:
    """Whether one time is surely before another: by clock where both have one, else by day."""
    if one.moment and other.moment:
        return one.moment < other.moment
    return bool(one.day and other.day and one.day < other.day)


EVENTS = (
    the_expected_events_are_there,
    an_event_says_what_it_is,
    an_event_says_when_it_is,
    a_final_event_is_no_estimate,
    an_expected_day_is_an_estimate,
    events_come_in_order,
)
