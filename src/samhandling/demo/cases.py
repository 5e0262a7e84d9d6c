"""Why invented patients come to hospital, in the words that the letters about them use (`cases.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("cases.toml")


@dataclass(frozen=True)
class Medicine:
    """A medicine at discharge; `new` when the hospital started it."""

    name: str
    atc: str
    strength: float
    dose: str
    unit: str = "mg"
    form: str = "tablett"
    new: bool = False


@dataclass(frozen=True)
class Case:
    """A reason to come to hospital, and what is written about it. `days` is the usual length of the stay."""

    key: str
    service: int
    ward: str
    days: int
    icd10: str
    diagnosis: str
    reason: str
    status: str
    course: str
    changed: str
    findings: str
    treatment: str
    follow_up: str
    nursing: str
    practical: str
    medicine: tuple[Medicine, ...]
    cave: str = ""
    aid: str = ""


@cache
def cases() -> dict[str, Case]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: _case(key, entry) for key, entry in told.items()}


def _case(key: str, entry: dict[str, Any]) -> Case:
    medicines = tuple(Medicine(**medicine) for medicine in entry.pop("medicine"))
    return Case(key=key, medicine=medicines, **entry)
