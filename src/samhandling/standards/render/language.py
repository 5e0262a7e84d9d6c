"""The words of a page in one language: bokmål ("nb"), nynorsk ("nn") or English ("en").

`labels.toml` names the classes and fields of the standards, `phrases.toml` the rest. Code texts are not here:
they come from the code lists, which exist in bokmål only.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Everything a page says that is not in the message."""

    code: str
    classes: dict[str, str]
    fields: dict[str, str]
    own: dict[tuple[str, str], str]
    phrases: dict[str, str]
    types: dict[str, str]
    months: list[str]
    file_types: dict[str, str]

    def label(self, owner: str, field: str, holds: str = "") -> str | None:
        """What the field of that class is called; `holds` is the class of its content."""
        return self.own.get((owner, field)) or self.fields.get(field) or self.classes.get(holds)

    def __getitem__(self, phrase: str) -> str:
        return self.phrases[phrase]


@cache
def language_of(code: str) -> Language:
    """The language of that code. Raises ValueError for one that has no words here."""
    if code not in LANGUAGES:
        raise ValueError(f"no words in language {code!r}; there are {', '.join(LANGUAGES)}")
    n = LANGUAGES.index(code)
    labels, phrases = table("labels.toml"), table("phrases.toml")
    return Language(
        code=code,
        classes=_pick(labels["classes"], n),
        fields=_pick(labels["fields"], n),
        own={(c, f): row[n] for c, fields in labels["in"].items() for f, row in fields.items()},
        phrases=_pick(phrases["phrases"], n),
        types=_pick(labels["types"], n),
        months=phrases["months"]["names"][n],
        file_types=_pick(phrases["file_types"], n),
    )


def table(name: str) -> dict[str, Any]:
    """One of this package's own TOML files."""
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def _pick(rows: dict[str, list[str]], n: int) -> dict[str, str]:
    return {key: row[n] for key, row in rows.items()}
