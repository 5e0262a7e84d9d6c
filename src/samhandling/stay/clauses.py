"""What the clauses say, to stand beside the fields that they govern (`clauses.toml`).

In our own words, dated, each with its source; what is general knowledge says so and is shown as "ikke
verifisert". Clauses of agreements are added on a node, in the same shape.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from samhandling.stay.rules import REGULATION, Dated
from samhandling.stay.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Dated):
    """A clause of a law, guide or agreement: `act` and `ref` name it, `governs` the settings it may fill."""

    act: str
    ref: str
    name: str
    words: Words
    governs: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether a source that was read tells it."""
        return self.certainty == "sourced"

    @property
    def title(self) -> str:
        return f"{self.act} {self.ref}"


REFERENCE = re.compile(r"^(?P<act>FOR-\S+|HISD \d+)?[ ,]*(?P<refs>§.*)$")
SECTION = re.compile(r"\d+(?:\.\d+)*")


@cache
def shipped() -> tuple[Clause, ...]:
    """The clauses that ship with the package."""
    text = files(__package__).joinpath("clauses.toml").read_text("utf-8")
    return tuple(_clause(row) for row in tomllib.loads(text)["clause"])


def _clause(row: Mapping[str, Any]) -> Clause:
    told = {key: value for key, value in row.items() if key not in {"nb", "en"}}
    return Clause(words=Words(row["nb"], row["en"]), **told)


def clauses(reference: str, on: date, more: Iterable[Clause] = ()) -> tuple[Clause, ...]:
    """The clauses that a reference names, such as "§ 11", "§§ 8 og 13", "FOR-2011-11-18-1115 § 9 bokstav a".

    Without an act it is the regulation on payment. `more` are those of a node; a later one stands over an
    earlier. Empty where none is known.
    """
    found = REFERENCE.match(reference.strip())
    if not found:
        return ()
    act, refs = found["act"] or REGULATION, found["refs"]
    known = [*shipped(), *more]
    if exact := _one(known, act, refs, on):
        return (exact,)
    sections = (_one(known, act, f"§ {number}", on) for number in SECTION.findall(refs.partition(",")[0]))
    return tuple(one for one in sections if one)


def governing(key: str, on: date, more: Iterable[Clause] = ()) -> tuple[Clause, ...]:
    """The clauses of agreements that say they govern a setting."""
    return tuple(one for one in more if key in one.governs and one.holds(on))


def _one(known: Iterable[Clause], act: str, ref: str, on: date) -> Clause | None:
    rows = [one for one in known if (one.act, one.ref) == (act, ref) and one.holds(on)]
    return rows[-1] if rows else None
