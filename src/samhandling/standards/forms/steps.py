"""The way from an element to what stands in it, as a profile writes it.

hendelsekode                                  a child
forskrivningsinfo.navn                        a child of a child
anvendelse<MeldingInnlagtPasient>             the child of this class, where there is a choice
journaltekst[overskriftskode=9141:8].notat    the one of several that has this value
inf_item[what=Medication]*                    those of several that hold this alternative of a choice
legemiddelinfo*                               each of them is one of a repeated group
patient/address.city                          from the header's Patient, not from the message
document/consent                              from the Document around the message
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

Root = Literal["content", "patient", "document"]
_ROOTS = ("patient/", "document/")
_STEP = re.compile(
    r"(?P<name>\w+)(?:<(?P<cls>\w+)>)?(?:\[(?P<path>[\w.]+)=(?P<value>[^\]]+)\])?(?P<many>\*?)"
)
_BETWEEN = re.compile(r"\.(?![^\[]*\])")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a field's name, and which of its values is meant."""

    name: str
    cls: str = ""
    only: tuple[str, str] | None = None
    many: bool = False


@cache
def way(at: str) -> tuple[Step, ...]:
    """The steps of a place; none for "". Raises ValueError for what is no place."""
    rest = at.split("/", 1)[1] if at.startswith(_ROOTS) else at
    return tuple(_step(text) for text in _BETWEEN.split(rest)) if rest else ()


@cache
def root_of(at: str) -> Root:
    """What a place at the top of a profile starts from."""
    found = next((root[:-1] for root in _ROOTS if at.startswith(root)), "content")
    return cast("Root", found)


def _step(text: str) -> Step:
    found = _STEP.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no step")
    only = (found["path"], found["value"]) if found["path"] else None
    return Step(found["name"], found["cls"] or "", only, bool(found["many"]))
