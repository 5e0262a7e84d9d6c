"""Letters for tests: one real message, with the parts that a test is about put in."""

from __future__ import annotations

import datetime as dt
import uuid
from copy import deepcopy
from pathlib import Path

from lxml import etree

from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK, SYKEPLEIE

MH = "http://www.kith.no/xmlstds/msghead/2006-05-24"
GOLDEN = Path(__file__).parent / "golden"
BORGHILD = "17843842054"
NOW = "2026-11-21T10:02:00+01:00"
_HER = '<Ident xmlns="{ns}"><Id>{her}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>'
_IDENT = (
    '<Ident xmlns="{ns}"><Id>{id}</Id><TypeId V="{kind}" S="2.16.578.1.12.4.1.1.8116" DN="{kind}"/></Ident>'
)


def new_id() -> str:
    return str(uuid.uuid4())


def letter(
    msg_id: str | None = None,
    *,
    sender: tuple[int, int] = (DIAKONHJEMMET, SOMATIKK),
    receiver: tuple[int, int] = (FROGNER, SYKEPLEIE),
    copies: tuple[tuple[int, int], ...] = (),
    golden: str = "plo-1.6/innlagt-ny.xml",
    status: str | None = None,
    refers_to: tuple[str, str] | None = None,
    gen_date: str | dt.datetime = NOW,
    patient: dict[str, str] | None = None,
    name: tuple[str, str] | None = None,
    born: str | None = None,
) -> bytes:
    """Write a message. Addresses are (level 1, level 2), `refers_to` is (parent, conversation)."""
    root = etree.parse(GOLDEN / golden).getroot()
    info = root.find(_mh("MsgInfo"))
    info.find(_mh("MsgId")).text = msg_id or new_id()
    info.find(_mh("GenDate")).text = gen_date if isinstance(gen_date, str) else gen_date.isoformat()
    _address(info.find(_mh("Sender")), sender)
    _address(info.find(_mh("Receiver")), receiver)
    _copies(info, copies)
    _refer(info, refers_to)
    _patient(info.find(_mh("Patient")), patient, name, born)
    if status:
        next(root.iter("{*}Forsendelsesstatus")).set("V", status)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _mh(name: str) -> str:
    return f"{{{MH}}}{name}"


def _address(part: etree._Element, hers: tuple[int, int]) -> None:
    upper = part.find(_mh("Organisation"))
    lower = upper.find(_mh("Organisation"))
    for organisation, her in ((upper, hers[0]), (lower, hers[1])):
        idents = organisation.findall(_mh("Ident"))
        idents[0].addprevious(etree.fromstring(_HER.format(ns=MH, her=her)))
        for ident in idents:
            organisation.remove(ident)


def _copies(info: etree._Element, copies: tuple[tuple[int, int], ...]) -> None:
    for other in info.findall(_mh("OtherReceiver")):
        info.remove(other)
    after = info.find(_mh("Receiver"))
    for hers in copies:
        other = etree.Element(_mh("OtherReceiver"))
        role = etree.SubElement(other, _mh("RoleReceiver"))
        role.attrib.update({"V": "COP", "DN": "Kopimottaker"})
        other.append(deepcopy(info.find(_mh("Receiver")).find(_mh("Organisation"))))
        _address(other, hers)
        after.addnext(other)
        after = other


def _refer(info: etree._Element, refers_to: tuple[str, str] | None) -> None:
    for old in info.findall(_mh("ConversationRef")):
        info.remove(old)
    if refers_to is None:
        return
    reference = etree.Element(_mh("ConversationRef"))
    for name, value in zip(("RefToParent", "RefToConversation"), refers_to, strict=True):
        etree.SubElement(reference, _mh(name)).text = value
    info.find(_mh("MsgId")).addnext(reference)


def _patient(
    part: etree._Element, idents: dict[str, str] | None, name: tuple[str, str] | None, born: str | None
) -> None:
    if name is not None:
        part.find(_mh("FamilyName")).text, part.find(_mh("GivenName")).text = name
    if born is not None:
        part.find(_mh("DateOfBirth")).text = born
    if idents is None:
        return
    old = part.findall(_mh("Ident"))
    for kind, number in idents.items():
        old[0].addprevious(etree.fromstring(_IDENT.format(ns=MH, id=number, kind=kind)))
    for ident in old:
        part.remove(ident)
