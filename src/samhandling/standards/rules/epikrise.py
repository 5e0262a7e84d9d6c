"""Rules on the epikrise (HIS 80226) and on the EPJ-ekstrakt."""

from collections.abc import Iterator

from samhandling.standards.addresses import levels
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule

EPIKRISER = ("EPIKRISE",)
ANSWERABLE = ("AHP", "ARP", "ALE", "ULE")
MAIN_DIAGNOSIS = "H"


def _report(letter: Letter) -> XmlElement | None:
    """The report that is not withdrawn."""
    if letter.content is None or letter.is_cancellation:
        return None
    return letter.header.body


def _events(letter: Letter) -> list[XmlElement]:
    return children(_report(letter), "Event")


@rule("HIS 80226 tabell 1; akseptansetest EPI #24", types=EPIKRISER)
def an_epikrise_tells_of_an_event(letter: Letter) -> Iterator[Finding]:
    """An epikrise is about a stay, a consultation or a plan."""
    report = _report(letter)
    if report is not None and not _events(letter):
        yield Finding(report, "the epikrise tells of no event", "epikrisen har ingen hendelse")


@rule("HIS 80226 tabell 1; akseptansetest EPI #36, #38", types=EPIKRISER)
def an_event_tells_what_happened(letter: Letter) -> Iterator[Finding]:
    """A stay has a text, and a main diagnosis."""
    for event in _events(letter):
        if not children(event, "Comment"):
            yield Finding(event, "the event has no text (Comment)", "hendelsen er uten tekst (Comment)")
        kinds = {value(item, "Type") for item in children(event, "InfItem")}
        if MAIN_DIAGNOSIS not in kinds:
            yield Finding(event, "the event has no main diagnosis", "hendelsen mangler hoveddiagnose")


@rule(
    "HIS 80226 tabell 1 (ansvarlig helsepersonell, RelServProvider); akseptansetest EPI #13", types=EPIKRISER
)
def somebody_answers_for_the_epikrise(letter: Letter) -> Iterator[Finding]:
    """The doctor who answers for the epikrise is named."""
    report = _report(letter)
    parts = children(report, "RelServProvider")
    parts += [part for event in _events(letter) for part in children(event, "RelServProvider")]
    named = (text(part, "HCP", "HCProf", "Name") or levels(part)[1] is not None for part in parts)
    if report is not None and not any(named):
        yield Finding(
            report,
            "who answers for the epikrise is not named (RelServProvider)",
            "ansvarlig helsepersonell er ikke oppgitt (RelServProvider)",
        )


@rule("HIS 80226 tabell 1 (dato for godkjenning)", types=EPIKRISER)
def an_epikrise_is_approved(letter: Letter) -> Iterator[Finding]:
    """An epikrise has a day of approval, so that a reader knows that it is read through."""
    report = _report(letter)
    if report is not None and not value(report, "ApprDate"):
        yield Finding(report, "the day of approval is missing (ApprDate)", "godkjenningsdato mangler")


@rule("EPJ-ekstrakt 2008-02-20 (hver komponent i treet står i et eget dokument)", types=("EPJ-EKSTRAKT",))
def an_extract_holds_what_it_names(letter: Letter) -> Iterator[Finding]:
    """The components that the tree of an EPJ-ekstrakt names stand in the documents after it."""
    if letter.content is None:
        return
    held = {one.get("komponentID") for one in letter.elements if not _is_node(one)}
    for node in letter.content.iterchildren("{*}Node"):
        if child(node, "Node") is None and node.get("komponentID") not in held:
            yield Finding(node, "the component is not in the message", "komponenten er ikke med i meldingen")


def _is_node(element: XmlElement) -> bool:
    return element.tag.endswith("}Node")


EPIKRISE = (
    an_epikrise_tells_of_an_event,
    an_event_tells_what_happened,
    somebody_answers_for_the_epikrise,
    an_epikrise_is_approved,
    an_extract_holds_what_it_names,
)
