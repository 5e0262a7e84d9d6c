"""Single values in words: times, yes and no, numbers, telephone numbers, sizes."""

from __future__ import annotations

import re

from samhandling.standards.definition.tidspunkt import OSLO, Tidspunkt

from .language import Language
from .page import Inline, Link, Text, Time

_NUMBER = re.compile(r"[+-]?\d+\.\d+")
_PHONE = re.compile(r"\+?[\d \-()./]+")
_EMAIL = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+")


def moment(raw: str, language: Language) -> Inline:
    """A point in time with the precision it has: `21.11.2026 kl. 10.02`, `21.11.2026`, `november 2026`.

    A time with a zone is shown as the clock in Oslo; one without is Oslo's already (HIS 80601). A value that
    is none of these is shown as it came.
    """
    exact = raw.strip()
    shown = _in_words(Tidspunkt(exact), language)
    return Time(shown, exact) if shown else Text(exact)


def _in_words(time: Tidspunkt, language: Language) -> str | None:
    at = language["at"]
    if whole := time.moment:
        return whole.astimezone(OSLO).strftime(f"%d.%m.%Y {at} %H.%M")
    if day := time.day:
        return day.strftime("%d.%m.%Y")
    if clock := time.clock:
        return clock.strftime(f"{at} %H.%M")
    return _month_or_year(time, language)


def _month_or_year(time: Tidspunkt, language: Language) -> str | None:
    if time.year is None or not 1 <= (time.month or 1) <= 12:
        return None
    return f"{language.months[time.month - 1]} {time.year:04}" if time.month else f"{time.year:04}"


def yes_or_no(raw: str, language: Language) -> str:
    """`true` and `1` are yes, `false` and `0` are no; anything else is shown as it came."""
    word = raw.strip()
    return language["yes"] if word in {"true", "1"} else language["no"] if word in {"false", "0"} else word


def number(raw: str, language: Language) -> str:
    """A number with the decimal sign of the language."""
    text = raw.strip()
    if language.code == "en" or not _NUMBER.fullmatch(text):
        return text
    return text.replace(".", ",")


def telecom(raw: str) -> Inline:
    """A `tel:` or `mailto:` address as a link; anything else as text."""
    scheme, colon, rest = (part.strip() for part in raw.partition(":"))
    if colon and scheme.lower() == "tel" and _PHONE.fullmatch(rest):
        return Link(phone(rest), "tel:" + re.sub(r"[^\d+]", "", rest))
    if colon and scheme.lower() == "mailto" and _EMAIL.fullmatch(rest):
        return Link(rest, "mailto:" + rest)
    return Text(raw.strip())


def is_email(raw: str) -> bool:
    """Whether the address is one for e-mail."""
    return raw.strip().lower().startswith("mailto:")


def phone(raw: str) -> str:
    """Eight Norwegian digits in groups: mobile `912 34 567`, others `22 45 15 00`; else as it came."""
    digits = re.sub(r"[^\d+]", "", raw)
    country, eight = ("+47 ", digits[3:]) if digits.startswith("+47") else ("", digits)
    if not re.fullmatch(r"\d{8}", eight):
        return raw.strip()
    cuts = (3, 5) if eight[0] in "49" else (2, 4, 6)
    return country + " ".join(eight[a:b] for a, b in zip((0, *cuts), (*cuts, 8), strict=True))


def size(count: int, language: Language) -> str:
    """A number of bytes as kB or MB (1000 and 1,000,000 bytes)."""
    if count < 1000:
        return f"{count} byte"
    shown = f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"
    return shown if language.code == "en" else shown.replace(".", ",")
