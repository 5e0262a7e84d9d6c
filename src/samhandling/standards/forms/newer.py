"""From an older version to the newest, so that one form reads both: what has no place there is left out."""

from __future__ import annotations

from typing import Any

from samhandling.standards import codes, epikrise, epj, henvisning, plo
from samhandling.standards.coded import cv
from samhandling.standards.datatypes import CS, Address, Ident, Person, TeleCom
from samhandling.standards.definition import Element, Node, Tidspunkt, fields

from .older_plo import VERSION as PLO_1_5
from .older_plo import each

REFERRED_FOR, OTHER = "8455", "99"


def in_newest_version(content: Element) -> Element:
    """The content in the newest version of its standard. Raises InvalidMessage for what cannot be moved."""
    newest = content.ns.newest
    if newest is None or content.version == newest:
        return content
    if isinstance(content, epikrise.Message):
        return _epikrise_1_2(content)
    if isinstance(content, henvisning.Message):
        return _henvisning_1_1(content)
    return (
        each(content, _drug_form).in_version(newest)
        if content.version == PLO_1_5
        else content.in_version(newest)
    )


def _drug_form(node: Any) -> Any:
    """The code of a drug form is of another list in 1.5: it is found again by its name."""
    match node:
        case epj.Forskrivningsinfo(legemiddelform=CS(DN=str(name)) as form):
            return node.replace(legemiddelform=form.replace(V=_value("7448", name)))
    return node


def _epikrise_1_2(message: epikrise.Message) -> epikrise.Message:
    """In 1.1 the kind of referral is told in words."""
    report = message.serv_rprt
    words = [str(one.msg_descr) for one in report.serv_req]
    asked = [one.replace(msg_descr=None) for one in report.serv_req]
    bare = _without_what_is_gone(message.replace(serv_rprt=report.replace(serv_req=asked)), "1.2")
    moved: epikrise.Message = bare.in_version("1.2")
    named = [
        one.replace(msg_descr=CS(V=_value(REFERRED_FOR, word) or OTHER, DN=word))
        for one, word in zip(moved.serv_rprt.serv_req, words, strict=True)
    ]
    return moved.replace(serv_rprt=moved.serv_rprt.replace(serv_req=named))


def _value(number: str, word: str) -> str | None:
    """The code of a list that has this name."""
    system = codes.system(number)
    values = system.values if system else {}
    return next((value for value, name in values.items() if name.casefold() == word.casefold()), None)


def _henvisning_1_1(message: henvisning.Message) -> henvisning.Message:
    """In 1.0 next of kin are PatRelperson, and the day of a consent is a TS."""
    request = message.serv_req
    patient = request.patient
    people: Any = patient.pat_relperson or ()  # only 1.0 has them
    kin = [_next_of_kin(one) for one in people]
    given = patient.consent
    bare = _without_what_is_gone(
        message.replace(serv_req=request.replace(patient=patient.replace(consent=None))), "1.1"
    )
    moved: henvisning.Message = bare.in_version("1.1")
    told = moved.serv_req.patient.replace(parorende_foresatt=kin, consent=_consent(given) if given else None)
    return moved.replace(serv_req=moved.serv_req.replace(patient=told))


def _next_of_kin(one: henvisning.PatRelperson) -> plo.ParorendeForesatt:
    family, _, given = one.name.partition(", ")
    where = one.address
    person = Person(
        family_name=family,
        given_name=given or None,
        date_of_birth=one.date_of_birth.V if one.date_of_birth else None,
        sex=one.sex,
        ident=[Ident(id=one.off_id, type_id=cv("8116", "FNR"))] if one.off_id else (),
        address=_home(where) if where else None,
        tele_com=[TeleCom(tele_address=phone) for phone in (where.tele_address if where else ())],
    )
    return plo.ParorendeForesatt(referanseperson=person, merknad=one.description)


def _home(where: henvisning.Address) -> Address | None:
    told = (where.street_adr, where.postal_code, where.city)
    return (
        Address(type=where.type, street_adr=told[0], postal_code=told[1], city=told[2]) if any(told) else None
    )


def _consent(given: henvisning.Consent) -> henvisning.Consent:
    at: Any = given.consent_date
    day = Tidspunkt(at.V or "").day if at else None
    moved = given.replace(consent_date=None).in_version("1.1")
    return moved.replace(consent_date=Tidspunkt.of(day)) if day else moved


def _without_what_is_gone(node: Any, version: str | None) -> Any:
    """The same element, in its own version, without the fields that the other version has not."""
    kept = {one.name for one in fields(type(node), version)}
    found: dict[str, Any] = {}
    for name, value in node.values.items():
        if isinstance(value, tuple):
            found[name] = [_below(node, one, version) for one in value] if name in kept else ()
        else:
            found[name] = _below(node, value, version) if name in kept else None
    return node.replace(**found)


def _below(node: Node, value: Any, version: str | None) -> Any:
    if not isinstance(value, Node):
        return value
    return _without_what_is_gone(value, node.ns.version_in(value.ns, version))
