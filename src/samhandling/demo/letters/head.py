"""The envelope: MsgHead 1.2 around one business message and its attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.sector import whole_sector
from samhandling.standards import envelope as msghead
from samhandling.standards.coded import cs
from samhandling.standards.datatypes import URL
from samhandling.standards.msghead import Address, TeleCom
from samhandling.standards.writing import to_xml

if TYPE_CHECKING:
    from samhandling.demo.letters.cover import Cover
    from samhandling.demo.population import Patient
    from samhandling.standards.definition import Element


def seal(cover: Cover, type_code: str, melding: Element) -> bytes:
    """Return the whole document. Raises InvalidMessage when the content goes against the standard."""
    content = melding.in_version(cover.version) if cover.version else melding
    return to_xml(msghead.head(type_code, _envelope(cover), content, _reached(cover.patient)))


def _envelope(cover: Cover) -> msghead.Envelope:
    return msghead.Envelope(
        msg_id=cover.msg_id,
        at=cover.at,
        sender=_address(cover.sender),
        receiver=_address(cover.receiver),
        patient=_about(cover.patient),
        copies=tuple(_address(her) for her in cover.copies),
        refers_to=cover.refers_to,
        attachments=cover.attachments,
    )


def _address(her: int) -> msghead.Address:
    owner, service = whole_sector().owner(her), whole_sector().service(her)
    return msghead.Address(owner.her, owner.name, her, service.name, service.person, service.hpr)


def _about(one: Patient) -> msghead.About:
    numbers = ((one.id_kind, one.id_value),)
    return msghead.About(one.family_name, one.given_name, one.middle_name, one.born, one.sex, numbers)


def _reached(one: Patient) -> msghead.Reached:
    if one.protected_address:
        return msghead.NOT_SAID
    return msghead.Reached(_home(one), (_telephone(one.phone),))


def _home(one: Patient) -> Address:
    return Address(type=cs(3401, "H"), street_adr=one.street, postal_code=one.postal_code, city="Oslo")


def _telephone(number: str) -> TeleCom:
    return TeleCom(type_telecom=cs(9061, "H"), tele_address=URL(V=f"tel:{number}"))
