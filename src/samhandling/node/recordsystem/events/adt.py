"""HL7 v2 ADT: admission (A01), transfer (A02), discharge (A03), update (A08) and what cancels (A11, A13).

Source: HL7 v2.5.1 chapter 3. What the standard leaves to the parties is in docs/integration.md.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from samhandling.node.recordsystem.events.er7 import Er7, parse
from samhandling.node.recordsystem.events.told import EventTold, PatientTold, Refused, Step, VisitTold
from samhandling.standards.definition import OSLO

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = {
    "A01": Step.HERE,
    "A02": Step.MOVED,
    "A03": Step.LEFT,
    "A08": Step.UPDATED,
    "A11": Step.CANCELLED,
    "A13": Step.BACK,
}
SEXES = {"M": "1", "F": "2"}  # table 0001 → 3101; others say nothing
INPATIENT = "I"  # table 0004
_OIDS = {f"2.16.578.1.12.4.1.4.{n}": kind for n, kind in enumerate(("FNR", "DNR", "FHN"), start=1)}
_KINDS = frozenset({*_OIDS.values(), "HNR"})
_NATIONAL = frozenset({"NI", "NNNOR", "NN"})
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(?:\.\d{1,4})?)?)?([+-]\d{4})?")


def read(raw: bytes, destinations: Mapping[str, str], now: dt.datetime) -> EventTold:
    """What a message says. `destinations` gives 8408 by the record system's own code (PV1-36).

    Raises:
        Refused: it is no event that is read here, or lacks what it needs.

    """
    message = parse(raw)
    step = _step(message)
    patient = _patient(message)
    if step is not Step.UPDATED and not message.has("PV1"):
        raise Refused("AE", "The event has no PV1", "PV1")
    if not message.has("PV1"):
        return EventTold(patient, aside="The event is about no visit")
    kind = message.text("PV1", 2)
    if kind != INPATIENT:
        return EventTold(patient, aside=f"Patient class {kind or 'unknown'} makes no stay")
    return EventTold(patient, _visit(message, step, destinations, now))


def moment(text: str, where: str) -> dt.date | None:
    """A DTM: aware, Norwegian time where it has no zone, or a date where it has no clock.

    Raises Refused for another text.
    """
    if not text:
        return None
    found = _TIME.fullmatch(text)
    try:
        return _moment(found) if found else _bad(where)
    except ValueError:
        return _bad(where)


def _moment(found: re.Match[str]) -> dt.date:
    year, month, day, hour, minute, second, zone = found.groups()
    date = dt.date(int(year), int(month), int(day))
    if hour is None:
        return date
    clock = dt.time(int(hour), int(minute), int(second or 0))
    told = dt.datetime.combine(date, clock)
    return told.replace(tzinfo=dt.datetime.strptime(zone, "%z").tzinfo if zone else OSLO)


def _bad(where: str) -> dt.date:
    raise Refused("AE", "The time cannot be read", where)


def _step(message: Er7) -> Step:
    kind, event = message.text("MSH", 9), message.text("MSH", 9, 2)
    if kind != "ADT" or event not in STEPS:
        raise Refused("AR", "Only ADT A01, A02, A03, A08, A11 and A13 are read", "MSH-9")
    return STEPS[event]


def _patient(message: Er7) -> PatientTold:
    if not message.has("PID"):
        raise Refused("AE", "The event has no PID", "PID")
    name = _legal_name(message)
    born = moment(message.text("PID", 7), "PID-7")
    return PatientTold(
        idents=tuple(filter(None, map(_ident, message.field("PID", 3)))),
        family=name[0],
        given=name[1],
        middle=name[2] or None,  # an empty field says nothing
        born=born.date() if isinstance(born, dt.datetime) else born,
        sex=SEXES.get(message.text("PID", 8)),
        dead=message.text("PID", 30) == "Y",
    )


def _legal_name(message: Er7) -> list[str]:
    """The legal name where several are told, else the first; family, given, middle."""
    names = [[*one, *[""] * 7] for one in message.field("PID", 5)]
    chosen = next((one for one in names if one[6] in {"L", ""}), names[0] if names else [""] * 7)
    return chosen[:3]


def _ident(parts: list[str]) -> tuple[str, str] | None:
    """By CX.5, else by the OID in CX.4. What is neither is the record system's own number."""
    told = [*parts, *[""] * 5]
    number, authority, kind = told[0], told[3], told[4]
    if kind in _KINDS:
        return kind, number
    if kind in _NATIONAL:
        return "FNR", number  # which one it is, its digits tell
    return (_OIDS[authority], number) if authority in _OIDS else None


def _visit(message: Er7, step: Step, destinations: Mapping[str, str], now: dt.datetime) -> VisitTold:
    number = message.text("PV1", 19)
    if not number:
        raise Refused("AE", "The visit has no number", "PV1-19")
    at = _happened(message) or now
    left = moment(message.text("PV1", 45), "PV1-45")
    return VisitTold(
        number=number[:100],
        step=step,
        at=at,
        admitted=moment(message.text("PV1", 44), "PV1-44"),
        ward=(message.text("PV1", 3, 9) or message.text("PV1", 3))[:200],
        bed=" ".join(filter(None, (message.text("PV1", 3, 2), message.text("PV1", 3, 3))))[:20],
        left=left or (at if step is Step.LEFT else None),
        destination=destinations.get(message.text("PV1", 36), ""),
    )


def _happened(message: Er7) -> dt.datetime | None:
    """When it happened (EVN-6), was written down (EVN-2) or sent (MSH-7)."""
    for segment, number in (("EVN", 6), ("EVN", 2), ("MSH", 7)):
        told = moment(message.text(segment, number), f"{segment}-{number}")
        if isinstance(told, dt.datetime):
            return told
    return None
