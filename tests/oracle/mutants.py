"""Documents changed at one place: each of the ways in which real messages go wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from samhandling.standards.definition import CLASSES, element_class, fields, local_name, namespace

from .instances import Instances

XSI = "http://www.w3.org/2001/XMLSchema-instance"
META = "http://www.kith.no/xmlstds/epj/meta/2008-02-20"
TEXTS = [
    "abc", "", " ", "2018-13-45", "2018-02-30", "2018-02", "2018", "12:30:00", "24:00:00", "12,5",
    "TRUE", "yes", "1", "0", "-1", "+5", "1e3", "NaN", "2018-02-01", "2018-02-01Z",
    "2018-02-01T10:00", "2018-02-01T10:00:00", "2018-02-01T10:00:00+01:00", "2018-02-01 10:00:00",
    "01.02.2018", "20180201", "0x10", "1.0", "1.2.3", "1..2", "1.2.", "EPJ dokument", "EPJ sak",
    "x y", "\t", "0000-01-01", "-0001-01-01", "10000-01-01", "nei", "null", "١٢", "1_000", "1 000",
    "http://[bad", "%zz", "a b c", " 2018-02-01 ",
]  # fmt: skip
FIXED = [
    "EPJ sak",
    "EPJ dokument",
    "Legemidler",
    "cave/allergier",
    "feil",
    "",
    "2.16.578.1.12.4.1.6.13.11009.0",
]
ATTRIBUTES = [
    ("V", "1"), ("DN", "x"), ("S", "1.2"), ("OT", "x"), ("U", "mg"), ("ukjent", "1"), ("komponentID", "x"),
    ("{urn:x}y", "1"), ("{http://www.w3.org/XML/1998/namespace}lang", "no"), ("v", "1"),
    (f"{{{META}}}informasjonskategori", "Legemidler"), (f"{{{XSI}}}nil", "true"), (f"{{{XSI}}}nil", "false"),
    (f"{{{XSI}}}noNamespaceSchemaLocation", "x.xsd"),
]  # fmt: skip

_OWN = [cls for cls in CLASSES if cls.__module__.startswith("samhandling.")]
NAMES = sorted({
    option.tag
    for cls in _OWN for version in cls.ns.uris for field in fields(cls, version) for option in field.leaves
})  # fmt: skip
NAMESPACES = sorted({namespace(name) for name in NAMES})
Mutation = Callable[["Place"], bool]


class Place:
    """A copy of a document, with the choices that a mutation makes in it."""

    def __init__(self, root: etree._Element, instances: Instances) -> None:
        self.root, self.instances, self.random = copy.deepcopy(root), instances, instances.random
        self.elements = list(self.root.iter(etree.Element))
        self.below = self.elements[1:]
        self.element = self.random.choice(self.below)
        self.parent = self.element.getparent()

    def leaf_with_text(self) -> etree._Element | None:
        leaves = [one for one in self.elements if not len(one) and one.text and one.text.strip()]
        return self.random.choice(leaves) if leaves else None

    def with_attributes(self) -> tuple[etree._Element, str] | None:
        every = [(one, name) for one in self.elements for name in one.attrib if XSI not in name]
        return self.random.choice(every) if every else None


def drop(at: Place) -> bool:
    at.parent.remove(at.element)
    return True


def duplicate(at: Place) -> bool:
    at.element.addnext(copy.deepcopy(at.element))
    return True


def swap(at: Place) -> bool:
    after = at.element.getnext()
    if after is None:
        return False
    after.addnext(at.element)
    return True


def move(at: Place) -> bool:
    at.parent.remove(at.element)
    at.parent.insert(at.random.randint(0, len(at.parent)), at.element)
    return True


def rename(at: Place) -> bool:
    name = at.random.choice([*NAMES, *["{urn:x}Finnesikke"] * 20])
    kept = f"{{{namespace(at.element.tag)}}}{local_name(name)}"
    at.element.tag = at.random.choice([name, kept, kept, f"{at.element.tag}x"])
    return True


def wrong_text(at: Place) -> bool:
    leaf = at.leaf_with_text()
    if leaf is None:
        return False
    leaf.text = at.random.choice(TEXTS)
    return True


def empty_text(at: Place) -> bool:
    leaf = at.leaf_with_text()
    if leaf is None:
        return False
    leaf.text = ""
    return True


def wrong_attribute(at: Place) -> bool:
    if not (found := at.with_attributes()):
        return False
    found[0].set(found[1], at.random.choice(TEXTS))
    return True


def drop_attribute(at: Place) -> bool:
    if not (found := at.with_attributes()):
        return False
    del found[0].attrib[found[1]]
    return True


def extra_attribute(at: Place) -> bool:
    at.element.set(*at.random.choice(ATTRIBUTES))
    return True


def other_namespace(at: Place) -> bool:
    new = at.random.choice([*(f"{{{one}}}" for one in NAMESPACES), ""])
    whole = at.random.random() < 0.3
    for one in at.element.iter(etree.Element) if whole else (at.element,):
        one.tag = new + local_name(one.tag)
    return True


def wrong_fixed_value(at: Place) -> bool:
    meta = [(one, name) for one in at.elements for name in one.attrib if META in name]
    if meta and at.random.random() < 0.8:
        element, name = at.random.choice(meta)
        element.set(name, at.random.choice(FIXED))
        return True
    version = next((one for one in at.elements if local_name(one.tag) == "MIGversion"), None)
    if version is None:
        return False
    version.text = at.random.choice(["v1.1", "", " v1.2 2006-05-24", "v1.2 2006-05-24 ", "V1.2 2006-05-24"])
    return True


def insert_known(at: Place) -> bool:
    """A child that the class declares, mostly at its place."""
    target = at.random.choice([one for one in at.elements if len(one)])
    found = element_class(target.tag)
    options = [o for f in fields(*found) for o in f.leaves] if found else []
    if not options:
        return False
    option = at.random.choice(options)
    new = (
        at.instances.element(option.cls, option.tag, 7, option.version)
        if option.cls
        else etree.Element(option.tag)
    )
    if not option.cls and option.simple.base != "anyType":
        new.text = at.instances.text(option)
    order = {one.tag: number for number, one in enumerate(options)}
    spot = sum(1 for one in target if order.get(one.tag, 99) <= order[option.tag])
    target.insert(spot if at.random.random() < 0.8 else at.random.randint(0, len(target)), new)
    return True


def insert_unknown(at: Place) -> bool:
    target = at.random.choice([one for one in at.elements if len(one)])
    place = at.random.choice([*(f"{{{one}}}" for one in NAMESPACES), "", "{urn:x}"])
    new = etree.Element(place + at.random.choice(["Ukjent", "Tull", "Merknad", "Id"]))
    match at.random.randrange(3):
        case 0:
            new.text = "tekst"
        case 1:
            new.set("V", "1")
    target.insert(at.random.randint(0, len(target)), new)
    return True


def stray_text(at: Place) -> bool:
    target = at.random.choice([one for one in at.elements if len(one) or one.attrib])
    if len(target) and at.random.random() < 0.3:
        target[-1].tail = "tekst"
    else:
        target.text = "tekst"
    return True


def harmless_noise(at: Place) -> bool:
    """What XML allows everywhere: comments, instructions, line breaks between elements."""
    target = at.random.choice(at.elements)
    match at.random.randrange(3):
        case 0:
            target.insert(0, etree.Comment("merk"))
        case 1:
            target.append(etree.ProcessingInstruction("pi", "x"))
        case 2 if not len(target) and target.text and len(target.text) > 2:
            text, comment = target.text, etree.Comment("delt")
            target.text, comment.tail = text[:2], text[2:]
            target.append(comment)
    return True


def graft(at: Place) -> bool:
    """An element in the place of another."""
    other = at.random.choice(at.below)
    if other in at.element.iterancestors() or at.element in other.iterancestors() or other is at.element:
        return False
    at.parent.replace(at.element, copy.deepcopy(other))
    return True


MUTATIONS: list[Mutation] = [
    drop, drop, duplicate, duplicate, swap, move, rename, wrong_text, wrong_text, empty_text,
    wrong_attribute, drop_attribute, extra_attribute, other_namespace, wrong_fixed_value,
    insert_known, insert_known, insert_unknown, insert_unknown, stray_text, harmless_noise, graft,
]  # fmt: skip


def mutant(root: etree._Element, name: str, random: Random) -> tuple[str, bytes]:
    """One change to a document of the format: what was done, and the new document."""
    while True:
        place = Place(root, Instances(name, random, rich=0.2))
        mutation = random.choice(MUTATIONS)
        if mutation(place):
            return mutation.__name__, etree.tostring(place.root, encoding="UTF-8", xml_declaration=True)
