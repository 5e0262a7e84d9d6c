"""Rules on coded values. Unknown codes are never a reason to reject (80415)."""

from collections.abc import Iterator, Mapping

from samhandling.standards import codes
from samhandling.standards.codes import CodeSystem
from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.lenient import text, value
from samhandling.standards.places import system_at
from samhandling.standards.rules.letter import Letter, looked_for
from samhandling.standards.rules.rule import Finding, rule

CODE_ATTRIBUTES = ("V", "DN", "S", "OT")
CODE_OR_TEXT = {
    "EksisterendeTjeneste": ("IPLOStjenestetype", "BetegnelseTjeneste"),
    "TjenesteBehov": ("IPLOStjenestetype", "BetegnelseTjeneste"),
    "MedisinskDiagnose": ("Diagnosekode", "DiagnoseBeskrivelse"),
}
_TOLD = looked_for(*CODE_OR_TEXT)


@rule("HIS 80415 v1.1 § 3.3.3 (ukjente koder er ingen avvisningsgrunn)")
def codes_are_of_their_code_system(letter: Letter) -> Iterator[Finding]:
    """A code is one of its code system; a system that we do not hold whole rules nothing out."""
    for element, given in letter.coded:
        code = given.get("V", "").strip()
        system = _system(element, given.get("S", "")) if code else None
        if system is not None and system.rules_out(code):
            yield Finding(
                element,
                f"code {code!r} is not of {system.number} {system.name}",
                f"koden «{code}» finnes ikke i {system.number} {system.name}",
                "V",
            )


def _system(element: XmlElement, oid: str) -> CodeSystem | None:
    """A CV names its code system; that of a CS follows from the element."""
    if oid:
        return codes.system(oid)
    parent = element.getparent()
    above = "" if parent is None else local_name(parent.tag)
    return system_at(element, above)


@rule("HIS 80117 Datatyper, CV; akseptansetest sending #14–#17")
def coded_values_are_whole(letter: Letter) -> Iterator[Finding]:
    """A CV has a code with its text, or a free text (OT)."""
    for element, given in letter.coded:
        if given.get("S") and not given.get("V", "").strip() and not _has_words(given):
            yield Finding(
                element, "the coded value has a code system and nothing else", "den kodede verdien er tom"
            )


def _has_words(given: Mapping[str, str]) -> bool:
    return any(given.get(name, "").strip() for name in ("DN", "OT"))


@rule("HISD 1165; akseptansetest (V og DN uten blanke)")
def coded_values_are_not_padded(letter: Letter) -> Iterator[Finding]:
    """Blanks around a code or its text are not part of it; they are stripped before anything is compared."""
    for element, given in letter.coded:
        for name in CODE_ATTRIBUTES:
            if name in given and given[name] != given[name].strip():
                yield Finding(
                    element,
                    f"{name} has blanks at its ends",
                    f"{name} har blanke tegn først eller sist",
                    name,
                )


@rule("HIS 1146 Orientering om tjenestetilbud; HIS 80704:2014; akseptansetest TJE #25")
def a_code_or_a_text_says_what_it_is(letter: Letter) -> Iterator[Finding]:
    """A service or a diagnosis has a code or a text."""
    for element in letter.named(*_TOLD):
        code, words = CODE_OR_TEXT[local_name(element.tag)]
        coded = value(element, code) or value(element, code, attribute="OT")
        if not coded and not text(element, words):
            name = local_name(element.tag)
            yield Finding(
                element, f"{name} has neither {code} nor {words}", f"{name} har verken {code} eller {words}"
            )


@rule("HISD 1165; akseptansetest sending #11 (mottak tåler tomme felt)")
def elements_are_not_empty(letter: Letter) -> Iterator[Finding]:
    """An empty field is left out. On receipt it counts as absent."""
    for element in letter.elements:
        if not len(element) and not (element.text or "").strip() and not element.attrib:
            name = local_name(element.tag)
            yield Finding(element, f"{name} is empty", f"{name} er tomt")


CODED = (
    codes_are_of_their_code_system,
    coded_values_are_whole,
    coded_values_are_not_padded,
    a_code_or_a_text_says_what_it_is,
    elements_are_not_empty,
)
