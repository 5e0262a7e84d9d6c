"""FHIR R4 Patient and Encounter as told. No profile is asked for; what is needed is checked where it is read.

Identifiers are those of no-basis: urn:oid:2.16.578.1.12.4.1.4.1 (fødselsnummer), .2 (D-nummer),
.3 (FH-nummer).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from samhandling.node.recordsystem.events.told import EventTold, PatientTold, Refused, Step, VisitTold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    FindPatient = Callable[[str], PatientTold]

OID = "urn:oid:"
KINDS = {f"{OID}2.16.578.1.12.4.1.4.{n}": kind for n, kind in enumerate(("FNR", "DNR", "FHN"), start=1)}
DESTINATIONS = OID + "2.16.578.1.12.4.1.1.8408"
INPATIENT = frozenset({"IMP", "ACUTE", "NONAC"})  # v3 ActCode
STEPS = {
    "arrived": Step.BACK,
    "triaged": Step.BACK,
    "in-progress": Step.BACK,
    "onleave": Step.BACK,
    "unknown": Step.UPDATED,
    "finished": Step.LEFT,
    "cancelled": Step.CANCELLED,
    "entered-in-error": Step.CANCELLED,
}
SEXES = {"male": "1", "female": "2"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(_DAY.pattern + r"T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def resource(raw: bytes, kind: str) -> dict[str, Any]:
    """The resource in a body. Raises Refused when it is none of this kind."""
    try:
        found = json.loads(raw)
        raw_again = json.dumps(found, ensure_ascii=False)
        raw_again.encode()
    except (ValueError, RecursionError) as fault:
        raise Refused("AR", "The body is no JSON that can be read") from fault
    if not isinstance(found, dict) or found.get("resourceType") != kind:
        raise Refused("AR", f"The body is no {kind}", "resourceType")
    return found


def patient(told: dict[str, Any]) -> PatientTold:
    """A Patient. Raises Refused."""
    name = _name(_objects(told, "name"))
    born = _when(told, "birthDate", "Patient")
    return PatientTold(
        idents=tuple(filter(None, map(_ident, _objects(told, "identifier")))),
        family=_text(name, "family", "Patient.name"),
        given=" ".join(_texts(name, "given", "Patient.name")[:1]),
        middle=" ".join(_texts(name, "given", "Patient.name")[1:]),
        born=born.date() if isinstance(born, dt.datetime) else born,
        sex=SEXES.get(_text(told, "gender", "Patient")),
        dead=told.get("deceasedBoolean") is True or bool(told.get("deceasedDateTime")),
    )


def encounter(
    told: dict[str, Any],
    number: str,
    destinations: Mapping[str, str],
    find: FindPatient,
    now: dt.datetime,
) -> EventTold:
    """An Encounter. `number` is its id in the address; `find` gives the patient that `Patient/…` stands for.

    Raises Refused.
    """
    who, status = _subject(told, find), _text(told, "status", "Encounter")
    kind = _text(_object(told, "class"), "code", "Encounter.class")
    if status == "planned":
        return EventTold(who, aside="Planned: nobody is here yet")
    if status not in STEPS:
        _refuse("The status is none of R4", "Encounter.status")
    if kind not in INPATIENT:
        return EventTold(who, aside=f"Class {kind[:20] or 'unknown'} makes no stay")
    return EventTold(who, _visit(told, STEPS[status], number, destinations, now))


def number_of(told: dict[str, Any]) -> str:
    """The visit's number: its first identifier; empty where it has none."""
    found = (_text(one, "value", "Encounter.identifier") for one in _objects(told, "identifier"))
    return next(filter(None, found), "")[:100]


def _visit(
    told: dict[str, Any], step: Step, number: str, destinations: Mapping[str, str], now: dt.datetime
) -> VisitTold:
    number = number_of(told) or number[:100]
    if not number:
        _refuse("The visit has no identifier", "Encounter.identifier")
    period = _object(told, "period")
    start, end = (_when(period, name, "Encounter.period") for name in ("start", "end"))
    if step is Step.LEFT and end is None:
        _refuse("A finished visit has an end", "Encounter.period.end")
    updated = _when(_object(told, "meta"), "lastUpdated", "Encounter.meta")
    ward, bed = _place(_objects(told, "location"))
    return VisitTold(
        number=number,
        step=step,
        at=updated if isinstance(updated, dt.datetime) else now,
        admitted=start,
        ward=ward[:200],
        bed=bed[:20],
        left=end if step is Step.LEFT else None,
        destination=_destination(told, destinations),
    )


def _subject(told: dict[str, Any], find: FindPatient) -> PatientTold:
    """Contained, by number, or one that was told before."""
    subject = _object(told, "subject")
    reference = _text(subject, "reference", "Encounter.subject")
    if reference.startswith("#"):
        inside = (one for one in _objects(told, "contained") if f"#{one.get('id')}" == reference)
        if (found := next(inside, None)) is not None:
            return patient(found)
    elif ident := _ident(_object(subject, "identifier")):
        return PatientTold((ident,))
    elif re.fullmatch(r"Patient/[A-Za-z0-9.-]{1,64}", reference):
        return find(reference)
    return _refuse("Who it is about cannot be told", "Encounter.subject")


def _place(locations: list[dict[str, Any]]) -> tuple[str, str]:
    """Ward and bed by physicalType (wa, bd, ro); the last that stands. One without a type is the ward."""
    found: dict[str, str] = {}
    for one in locations:
        if one.get("status") in {"planned", "reserved", "completed"}:
            continue
        kinds = _objects(_object(one, "physicalType"), "coding")
        kind = next((code for each in kinds if (code := _text(each, "code", "location"))), "wa")
        where = _object(one, "location")
        found[kind] = _text(where, "display", "Encounter.location") or _text(
            _object(where, "identifier"), "value", "Encounter.location"
        )
    return found.get("wa", ""), " ".join(filter(None, (found.get("ro"), found.get("bd"))))


def _destination(told: dict[str, Any], destinations: Mapping[str, str]) -> str:
    where = _objects(_object(_object(told, "hospitalization"), "dischargeDisposition"), "coding")
    for one in where:
        code = _text(one, "code", "Encounter.hospitalization")
        if found := code[:10] if one.get("system") == DESTINATIONS else destinations.get(code):
            return found
    return ""


def _name(names: list[dict[str, Any]]) -> dict[str, Any]:
    """The official name, else the first."""
    official = (one for one in names if one.get("use") == "official")
    return next(official, names[0] if names else {})


def _ident(told: dict[str, Any]) -> tuple[str, str] | None:
    kind = KINDS.get(_text(told, "system", "identifier"))
    return (kind, _text(told, "value", "identifier")) if kind else None


def _when(told: dict[str, Any], name: str, where: str) -> dt.date | None:
    """An aware time, or a date. A year or month alone says too little for any of what is read here."""
    text = _text(told, name, where)
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
        if _TIME.fullmatch(text):
            return dt.datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    except ValueError:
        pass
    return None if not text else _refuse("The time cannot be read", f"{where}.{name}")


def _text(told: dict[str, Any], name: str, where: str) -> str:
    found = told.get(name, "")
    if not isinstance(found, str) or _CONTROL.search(found):
        _refuse("Not a text", f"{where}.{name}")
    return found.strip()


def _texts(told: dict[str, Any], name: str, where: str) -> list[str]:
    found = told.get(name, [])
    if not isinstance(found, list):
        _refuse("Not a list", f"{where}.{name}")
    return [_text({name: one}, name, where) for one in found]


def _object(told: dict[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name, {})
    return found if isinstance(found, dict) else _refuse("Not an element", name)


def _objects(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        _refuse("Not a list of elements", name)
    return found


def _refuse(reason: str, where: str) -> NoReturn:
    raise Refused("AE", reason, where)
