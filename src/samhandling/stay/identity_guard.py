"""Refusing text that says who the patient is: before it leaves for people who must not know.

The guard looks for what it can know: the patient's own names and numbers, the names of the people, places
and wards of the stay, and the forms that identity takes (dates, long numbers, e-mail addresses, diagnosis
codes). It can't know a story that only fits one person; that is why two people approve.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from samhandling.stay.acts import Admitted, Moved
from samhandling.stay.stays import Stay
from samhandling.stay.words import Words


class Trace(NamedTuple):
    """Something in a text that points to somebody: the text as it stands there, and what it is."""

    text: str
    what: Words


NAME = Words("navn på pasienten", "a name of the patient")
STAFF = Words("navn på en ansatt", "the name of somebody at work there")
PLACE = Words("navn på en avdeling eller et sted", "the name of a ward or place")
NUMBER = Words("et langt nummer", "a long number")
DATE = Words("en dato", "a date")
MAIL = Words("en e-postadresse", "an e-mail address")
DIAGNOSIS = Words("en diagnosekode", "a diagnosis code")
INITIALS = Words("pasientens initialer", "the patient's initials")

MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|january|february|march|may|june|july|october|december"
)
NUMBERED = rf"\b\d{{1,2}}\.?\s*(?:{MONTHS})\b(?:\s*\d{{4}})?|\b(?:{MONTHS})\s+\d{{1,4}}\b"
SHORT = r"(?<![\d.])(?:[12]?\d|3[01])\s?[./]\s?(?:1[0-2]|0?[1-9])(?![\d.,]*\d)"
FORMS = (
    (MAIL, re.compile(r"\S+@\S+\.\w+")),
    (DATE, re.compile(r"\b\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")),
    (DATE, re.compile(NUMBERED, re.IGNORECASE)),
    (DATE, re.compile(SHORT)),
    (DATE, re.compile(r"\b(?:18|19|20)\d{2}\b|\b(?:født|fødd|born)\s+(?:i\s+|in\s+)?\d{2}\b", re.IGNORECASE)),
    (NUMBER, re.compile(r"(?<!\d)\d(?:[\s.-]?\d){5,}(?!\d)")),
    (DIAGNOSIS, re.compile(r"\b[A-TV-Z]\d{2}(?:\.\d{1,2})?\b")),
)
HARMLESS = re.compile(
    r"\b(?:FOR|LOV)-\d{4}-\d{2}-\d{2}(?:-nr)?-\d+"  # a law
    r"|(?:\b(?:punkt|pkt\.?|kapittel|kap\.?|avsnitt|nr\.?|kl\.?|klokka)|§§?)"  # a clause, a clock
    r"\s*\d{1,3}(?:[.,:]\d{1,2})*(?!\d)"
    r"|(?<!\d)(?<!\d[ .])\d{1,3}(?:[ .]?\d{3}){1,2}\s*(?:kr\b|kroner\b|,-)"  # an amount
    r"|\bkr\.?\s*\d{1,3}(?:[ .]?\d{3}){0,2}(?![ .]?\d)",
    re.IGNORECASE,
)
"""What has the form of a date or number and is none of anybody's."""
COMMON = frozenset({"dag", "mai", "sykehus", "sykehuset", "bydel", "bydelen", "kommune", "kommunen", "oslo"})
"""Words of every such text that may be names too; as names they are only known by a capital within a line."""


def traces(text: str, stay: Stay) -> tuple[Trace, ...]:
    """Everything in a text that the guard knows or takes for identity; empty when it finds none."""
    plain = _plain(text)
    rest = HARMLESS.sub(lambda found: "…" * len(found[0]), plain)
    found = [*_known(plain, stay), *_formed(rest)]
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    """Compatibility forms unfolded and invisible characters out: neither hides a number or a name."""
    unfolded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in unfolded if unicodedata.category(c) not in {"Cf", "Mn"})


def _formed(text: str) -> Iterator[Trace]:
    for what, form in FORMS:
        for found in form.finditer(text):
            yield Trace(found[0].strip(), what)


def _known(text: str, stay: Stay) -> Iterator[Trace]:
    patient = stay.patient
    names = _words_of([patient.family_name, patient.given_name])
    for what, words in (
        (NAME, names),
        (STAFF, _staff(stay)),
        (PLACE, _words_of(_places(stay), shortest=4)),
    ):
        for word in words:
            yield from (Trace(found, what) for found in _said(word, text))
    for _, number in patient.idents:
        yield from _number(number.partition("@")[0], text)
    if initials := _initials(patient.given_name, patient.family_name, text):
        yield Trace(initials, INITIALS)


def _number(number: str, text: str) -> Iterator[Trace]:
    """The number however it is spaced, and the last five digits of a national one alone."""
    if number in re.sub(r"[\s.-]", "", text):
        yield Trace(number, NUMBER)
    elif len(number) == 11 and re.search(rf"(?<!\d){number[6:]}(?!\d)", text):
        yield Trace(number[6:], NUMBER)


def _said(word: str, text: str) -> Iterator[str]:
    """A name with the endings that Norwegian and English give it, in whatever case."""
    ending = r"(?:['’]?s|['’])?(?!\w)"
    if word.casefold() in COMMON:
        pattern = re.compile(rf"(?<=[^\W\d_]\s){re.escape(word[0].upper() + word[1:])}{ending}")
    else:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}{ending}", re.IGNORECASE)
    return (found[0] for found in pattern.finditer(text))


def _initials(given: str, family: str, text: str) -> str:
    if not given or not family:
        return ""
    found = re.search(rf"(?<!\w){re.escape(given[0])}\.\s?{re.escape(family[0])}\.", text, re.IGNORECASE)
    return found[0] if found else ""


def _staff(stay: Stay) -> list[str]:
    return _words_of([*(person.name for person in stay.people), *(act.by for act in stay.acts)])


def _places(stay: Stay) -> Iterator[str]:
    yield from (act.ward for act in stay.acts if isinstance(act, Admitted | Moved))
    for one in stay.messages:
        yield one.message.sender.service
        yield from (receiver.address.service for receiver in one.message.receivers)
    yield from (address.name for address in (stay.hospital, *stay.municipalities))


ORDINARY = frozenset({
    "avdeling", "enhet", "post", "sengepost", "sykehus", "sykehuset", "bydel", "kommune", "oslo", "helse",
    "saksbehandling", "tjeneste", "sykepleietjeneste", "hjemmetjeneste", "innleggelse", "psykisk",
    "seksjon", "klinikk", "med", "til",
})  # fmt: skip
"""Words of names of places that say nothing by themselves."""


def _words_of(names: Iterable[str], shortest: int = 2) -> list[str]:
    words = (word for name in names for word in re.findall(r"[^\W\d_]+", _plain(name)))
    told: Sequence[str] = [w for w in words if len(w) >= shortest]
    if shortest > 2:
        told = [w for w in told if w.casefold() not in ORDINARY]
    return list(dict.fromkeys(told))
