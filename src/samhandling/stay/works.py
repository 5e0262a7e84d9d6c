"""Laws, guides and standards by the names that people at a ward know them by (`works.toml`).

The rules name their sources by code, "HISD 80806 § 10.5". On a screen the name stands first and the code
behind it: "Veiviseren for pleie- og omsorgsmeldinger (HISD 80806) § 10.5".
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from samhandling.stay.words import Words


def by_name(source: str) -> Words:
    """A source or a clause with its works named. What is not known stands as it is."""
    return Words(_named(source, "nb"), _named(source, "en"))


@cache
def _named(source: str, language: str) -> str:
    known = _works()
    told = _pattern().sub(lambda found: _both(found[0], known[found[0]].in_language(language)), source)
    return told[:1].upper() + told[1:] if told != source else told


def _both(code: str, name: str) -> str:
    return f"{name} ({code})" if any(letter.isdigit() for letter in code) else name


@cache
def _works() -> dict[str, Words]:
    text = files(__package__).joinpath("works.toml").read_text("utf-8")
    return {row["code"]: Words(row["nb"], row["en"]) for row in tomllib.loads(text)["work"]}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_works(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
