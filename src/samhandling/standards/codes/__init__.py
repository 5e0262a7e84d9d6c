"""Code systems: what a coded value says in words.

Each code system that our message types use is one file in `systems/`, written by us, with OID, name and
source. A file holds every value, or says `complete = false`. Values are kept for reading what others send:
an unknown one is never an error and never blank, it falls back to the words that came with it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

ROOT = "2.16.578.1.12.4.1.1."
"""Every national code system is this OID and its number."""


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """One code system. `complete` is False when only the values that we need ourselves are here."""

    number: str
    oid: str
    name: str
    source: str
    values: Mapping[str, str]
    old: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True

    def word(self, value: str) -> str | None:
        """The official name of a value, of one that has gone out of use too; None when unknown here."""
        return self.values.get(value) or self.old.get(value)

    def rules_out(self, value: str) -> bool:
        """Whether the value is certainly none of this code system's."""
        return self.complete and self.word(value) is None


@lru_cache(maxsize=500)  # those that we hold; others come and go
def system(oid_or_number: str | None) -> CodeSystem | None:
    """A code system by OID or by its four-digit number; None when we hold none such."""
    number = (oid_or_number or "").strip().removeprefix(ROOT)
    return _read(number) if number in _numbers() else None


def name(oid_or_number: str | None, value: str | None) -> str | None:
    """The official name of a value in a code system, None when either is unknown."""
    found = system(oid_or_number)
    return found.word((value or "").strip()) if found else None


def words(
    oid_or_number: str | None, value: str | None, display: str | None = None, original: str | None = None
) -> str:
    """What to show for a coded value: the official name, else DN, OT or V as they came; never blank."""
    candidates = (name(oid_or_number, value), display, original, value)
    return next((text.strip() for text in candidates if text and text.strip()), "(ukjent kode)")


def system_of_element(element: str, parent: str = "", namespace: str = "") -> CodeSystem | None:
    """The code system of a CS element, by its own and its parent's names; `namespace` where it is known."""
    numbers, standard = _numbers_by_element(), namespace.partition("/xmlstds/")[2]
    keys = (f"{standard} {parent}/{element}", f"{parent}/{element}", element)
    return system(next((numbers[key] for key in keys if key in numbers), None))


def systems() -> tuple[CodeSystem, ...]:
    """Every code system here, by number."""
    return tuple(_read(number) for number in sorted(_numbers()))


@cache
def _numbers() -> frozenset[str]:
    return frozenset(path.name.removesuffix(".toml") for path in (files(__package__) / "systems").iterdir())


@cache
def _read(number: str) -> CodeSystem:
    content = (files(__package__) / "systems" / f"{number}.toml").read_bytes()
    return CodeSystem(number=number, **tomllib.loads(content.decode()))


@cache
def _numbers_by_element() -> dict[str, str]:
    content = (files(__package__) / "elements.toml").read_bytes()
    systems_of: dict[str, str] = tomllib.loads(content.decode())["systems"]
    return systems_of
