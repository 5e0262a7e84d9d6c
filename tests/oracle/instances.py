"""Random valid documents, made from the declarations: every element, in odd but legal forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from lxml import etree

from samhandling.standards import epikrise, henvisning
from samhandling.standards.apprec import AppRec
from samhandling.standards.definition import Element, Field, Node, fields
from samhandling.standards.dialogmelding import Dialogmelding
from samhandling.standards.ekstrakt import Node as Ekstrakt
from samhandling.standards.epj import Cave, Legemidler, Notater
from samhandling.standards.msghead import Base64Container, MsgHead
from samhandling.standards.plo import (
    HelseopplysningerVedSoknad,
    Innleggelsesrapport,
    Konsultasjon,
    MeldingFravar,
    OrienteringOmTjenestetilbud,
    OverforingMedisinskeOpplysninger,
    Pasientlogistikk,
    TverrfagligEpikrise,
)

PLO = (
    Pasientlogistikk,
    OrienteringOmTjenestetilbud,
    OverforingMedisinskeOpplysninger,
    HelseopplysningerVedSoknad,
    Konsultasjon,
    Innleggelsesrapport,
    TverrfagligEpikrise,
)
MESSAGES: dict[str, tuple[type[Element], ...]] = {
    "PLO 1.5": (*PLO, MeldingFravar),
    "PLO 1.6": PLO,
    "Dialogmelding 1.0": (Dialogmelding,),
    "Dialogmelding 1.1": (Dialogmelding,),
    "Henvisning 1.0": (henvisning.Message,),
    "Henvisning 1.1": (henvisning.Message,),
    "Henvisning 2.0": (henvisning.v2.Henvisning,),
    "Epikrise 1.1": (epikrise.Message,),
    "Epikrise 1.2": (epikrise.Message,),
    "EPJ-ekstrakt 2008": (Ekstrakt, Cave, Notater, Legemidler),
    "AppRec 1.0": (AppRec,),
    "AppRec 1.1": (AppRec,),
}
OWN_DOCUMENTS = {AppRec, henvisning.Message, epikrise.Message}
"""Messages without a MsgHead."""

_DATES = ["2018-02-01", "2018-02-01Z", "2018-02-01+01:00", "1965-07-15"]
_MOMENTS = [
    "2018-02-01T11:20:13",
    "2018-02-01T11:20:13Z",
    "2018-02-01T11:20:13.123+01:00",
    "2018-02-01T24:00:00",
]
_YEARS = ["1998", "2018Z"]
LEGAL: dict[str, list[str]] = {
    "string": ["tekst", "", " ", "æøå <&>", "to\nlinjer", "12"],
    "boolean": ["true", "false", "1", "0", " true "],
    "integer": ["0", "7", "-3", "+5", "007", " 12 "],
    "decimal": ["1.5", "0", "-2.25", "+3", ".5", "5.", "0.00000001"],
    "double": ["1", "2.5", "1e3", "NaN", "INF", "-INF", "-1E-2"],
    "date": _DATES,
    "dateTime": _MOMENTS,
    "gYear": _YEARS,
    "union": [*_MOMENTS, *_DATES, *_YEARS, "2018-02", "12:30:00", "12:30:00Z"],
    "anyURI": ["tel:73555555", "mailto:a@b.no", "", "http://x.no/æ"],
    "token": ["N", "HER", "", " a  b "],
    "base64Binary": ["AAAA", "", "bGluag==", "AA AA\nBBBB"],
    "anyType": ["tekst", "", "<p>&amp; Ø</p> hale"],
}
_FOREIGN = "{urn:fremmed}merke"
"""An element that no schema knows: lets itself be checked laxly only."""
PATTERNED = {"token": ["2.16.578.1.12.4.1.1.9051", "1", "1.2"], "boolean": ["true", "false"]}
NEVER_LEGAL = {("Epikrise 1.1", "event")}
"""A key in the official XSD asks for an attribute that Event cannot have: no Event may stand in another."""
_XHTML = "http://www.w3.org/1999/xhtml"
_DEEPEST = 9


@dataclass
class Instances:
    """Makes documents of one format."""

    name: str
    random: Random
    rich: float = 0.5
    """How likely an optional field is to be there."""
    version: str = field(init=False)

    def __post_init__(self) -> None:
        self.version = self.name.rpartition(" ")[2]

    def document(self) -> etree._Element:
        """A whole document: MsgHead with a message, a receipt, or a message that is its own document."""
        cls = MESSAGES[self.name][0]
        return self.element(cls if cls in OWN_DOCUMENTS else MsgHead)

    def element(
        self, cls: type[Node], tag: str | None = None, depth: int = 0, version: str | None = None
    ) -> etree._Element:
        """A random element of a class; `tag` names one of a local type, `version` is as its whole has it."""
        version = version or cls.ns.version(self.version)
        made = etree.Element(tag or cls.global_tag(version))
        if cls.is_mixed and self.random.random() < self.rich:
            made.text = "tekst"
        if not (cls.may_be_empty and self.random.random() < 0.1):
            for group in _groups(fields(cls, version)):
                self._fill(made, self.random.choice(group), depth)
        return made

    def text(self, one: Field) -> str:
        """A legal text for a simple field."""
        if one.preset is not None:
            return one.preset
        if one.simple.base == "ID":
            return f"n{self.random.randrange(10**12)}"
        if one.simple.enumeration:
            return self.random.choice(one.simple.enumeration)
        if one.simple.pattern:
            return self.random.choice(PATTERNED[one.simple.base])
        return self.random.choice(LEGAL[one.simple.base])

    def _fill(self, made: etree._Element, one: Field, depth: int) -> None:
        if one.kind == "attribute":
            if self._count(one, depth):
                made.set(one.tag, self.text(one))
        elif one.kind == "text":
            self._content(made, one)
        elif one.kind == "any" and one.wildcard.process == "strict" and one.wildcard.namespace == "##any":
            self._message(made, depth)
        elif not (depth and (self.name, one.name) in NEVER_LEGAL):
            self._children(made, one, depth)

    def _children(self, made: etree._Element, one: Field, depth: int) -> None:
        count = self._count(one, depth)
        if one.choices and one.choices[0].many:  # a choice of lists: one of the lists
            one = self.random.choice(one.choices)
            count = max(int(one.required), count)
        for _ in range(count):
            self._child(made, self.random.choice(one.options), depth)

    def _child(self, made: etree._Element, one: Field, depth: int) -> None:
        if one.cls:
            made.append(self.element(one.cls, one.tag, depth + 1, one.version))
        elif one.kind == "any":
            self._wild(made, one)
        elif one.parts:
            for part in one.parts:
                self._children(made, part, depth)
        else:
            self._content(etree.SubElement(made, one.tag), one)

    def _wild(self, made: etree._Element, one: Field) -> None:
        """An element where a signature lets any stand."""
        if one.wildcard.process == "lax":
            etree.SubElement(made, _FOREIGN).text = "fremmed"
        else:
            made.append(self.element(Base64Container, depth=_DEEPEST))

    def _count(self, one: Field, depth: int) -> int:
        if self.random.random() < (self.rich if depth < _DEEPEST else 0):
            return self.random.choice([1, 1, 2, 3]) if one.many else 1
        return int(one.required)

    def _content(self, made: etree._Element, one: Field) -> None:
        text = self.text(one)
        if one.simple.base == "anyType" and text.startswith("<"):
            made.append(etree.fromstring(f'<div xmlns="{_XHTML}">{text}</div>'))
        else:
            made.text = text

    def _message(self, made: etree._Element, depth: int) -> None:
        if depth < _DEEPEST - 3:
            cls = self.random.choice((*MESSAGES[self.name], Base64Container))
            made.append(self.element(cls, depth=depth + 1))


def _groups(own: tuple[Field, ...]) -> list[list[Field]]:
    """Fields, with the alternatives of one place together."""
    groups: list[list[Field]] = []
    for one in own:
        if one.is_alternative:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups
