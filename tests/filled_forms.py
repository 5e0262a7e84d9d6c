"""Forms filled to the brim: a value of its own in every field, so that each can be found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any

from samhandling.standards.coded import cv
from samhandling.standards.definition import OSLO, FreeContent
from samhandling.standards.dialogmelding import Foresporsel
from samhandling.standards.forms import About, Address, Envelope, Field, Group, Profile, Reference
from samhandling.standards.forms.copies import copy_of

HOSPITAL = Address(8900100, "Diakonhjemmet sykehus", 8900101, "PLO innleggelse somatikk")
FROGNER = Address(8900200, "Oslo kommune bydel Frogner", 8900202, "Sykepleietjeneste")
DOCTOR = Address(8900600, "Majorstuen legesenter", 8900601, "Aksel Havrevind", person=True, hpr="1000187")
BORGHILD = About("Rypefjær", "Borghild", "", dt.date(1938, 4, 17), "2", (("FNR", "17843842054"),))
EARLIER = Reference("5c8e2f10-1a2b-4c3d-8e4f-aabbccddeeff", "7c8e2f10-1a2b-4c3d-8e4f-aabbccddeef0")
QUESTION = copy_of(Foresporsel(type_foresp=cv("9152", "1"), sporsmal=FreeContent("Hva er planen?")))


def envelope(status: str = "N", refers_to: Reference | None = None) -> Envelope:
    return Envelope(
        msg_id="0b1f3c52-6d0a-4c9b-9e0f-2f6a3c1d7e11",
        at=dt.datetime(2026, 11, 21, 10, 2, tzinfo=OSLO),
        sender=HOSPITAL,
        receiver=FROGNER,
        patient=BORGHILD,
        refers_to=refers_to,
        status=status,
    )


def filled(profile: Profile, several: int = 2) -> dict[str, Any]:
    """Every field of a profile filled in, repeated groups so many times."""
    return _filled(profile.parts, count(1), several)


def _filled(parts: tuple, numbers: Iterator[int], several: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    chosen: dict[str, str] = {}
    for part in parts:
        base, _, rest = part.at.rpartition("<")
        alternative, _, below = rest.partition(">")
        if chosen.get(base, alternative) != alternative:
            continue  # another alternative of a choice
        if isinstance(part, Group) and base and not below:
            chosen[base] = alternative
        if isinstance(part, Field):
            found[part.name] = value(part, next(numbers))
        elif part.many:
            found[part.name] = [_filled(part.parts, numbers, several) for _ in range(several)]
        else:
            found[part.name] = _filled(part.parts, numbers, several)
    return found


def value(field: Field, number: int) -> str:
    """A value that no other field has, as far as the kind lets it."""
    if field.locked and field.default:
        return field.default
    if field.choices:
        return field.choices[number % len(field.choices)]
    day = dt.date(2024, 1, 1) + dt.timedelta(days=number)
    return {
        "text": f"Verdi{number}",
        "long": f"Verdi{number}\nlinje to <& {number}>",
        "rich": f"Verdi{number}\nlinje to <& {number}>",
        "date": day.isoformat(),
        "moment": f"{day.isoformat()}T10:{number % 60:02d}:00",
        "time": day.isoformat(),
        "year": str(2010 + number % 15),
        "yes": "true",
        "yes-no": "true",
        "number": str(number),
        "phone": f"2{number:07d}",
        "copy": QUESTION,
    }[field.kind]


def leaves(profile: Profile, values: dict[str, Any]) -> Iterator[tuple[tuple, tuple[Group, ...], Field, str]]:
    """Every value with its place, the groups around it and its field."""
    yield from _leaves(profile.parts, values, (), ())


def _leaves(parts, values, where, above):
    for part in parts:
        held = values.get(part.name)
        if not held:
            continue
        if isinstance(part, Field):
            yield (*where, part.name), above, part, held
        elif part.many:
            for index, one in enumerate(held):
                yield from _leaves(part.parts, one, (*where, part.name, index), (*above, part))
        else:
            yield from _leaves(part.parts, held, (*where, part.name), (*above, part))
