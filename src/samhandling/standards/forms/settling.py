"""Values in one form: without what is empty, and with what a filled-in group always holds.

Two sets of values say the same exactly when they are equal after this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from .leaves import NotReadable, number, phone, text_of
from .shapes import Field, Group, Part, Profile, Values


def settled(profile: Profile, values: Values) -> dict[str, Any]:
    """The values as they count."""
    return _settled(profile.parts, values)


def without_noes(profile: Profile, values: Values) -> dict[str, Any]:
    """The values without each "no" that need not be said: it is best told only when it is yes (HIS 80704)."""
    return _settled(profile.parts, _without_noes(profile.parts, values))


def _without_noes(parts: Sequence[Part], values: Values) -> dict[str, Any]:
    found = dict(values)
    for part in parts:
        held = found.get(part.name)
        if isinstance(part, Field):
            if part.kind == "yes" and held == "false":
                del found[part.name]
        elif held and part.many:
            found[part.name] = [_without_noes(part.parts, row) for row in held]
        elif held:
            found[part.name] = _without_noes(part.parts, held)
    return found


def settled_group(group: Group, values: Values) -> dict[str, Any]:
    """The values of one group as they count; empty when nothing was filled in."""
    found = _settled(group.parts, values)
    return _with_defaults(group.parts, found) if _says_something(group.parts, found) else {}


def _settled(parts: Sequence[Part], values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts:
        value = values.get(part.name)
        if isinstance(part, Field):
            value = settled_text(part, value)
        elif part.many:
            value = [one for item in value or () if (one := settled_group(part, item))]
        else:
            value = settled_group(part, value or {})
        if value:
            found[part.name] = value
    return found


def settled_text(field: Field, value: Any) -> str:
    """A text as it counts: no signs that XML cannot carry, numbers and telephones in one form."""
    text = str(value or "")
    if field.kind == "copy":
        return text
    text = _NOT_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if field.kind in {"long", "rich"}:
        return text.strip()
    text = " ".join(text.split())
    try:
        return _NORMAL[field.kind](text) if text and field.kind in _NORMAL else text
    except NotReadable:
        return text


_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _iso(text: str) -> str:
    """21.11.2026 kl. 10.02, 21.11.2026 and 11.2026 as the standards write them; other texts as they are."""
    if found := _NORWEGIAN.fullmatch(text):
        day, month, year, hour, minute = found.groups()
        date = "-".join(part for part in (year, month.zfill(2), (day or "").zfill(2) if day else "") if part)
        return f"{date}T{hour.zfill(2)}:{minute}:00" if hour else date
    return text


def _with_seconds(text: str) -> str:
    return f"{text}:00" if _NO_SECONDS.fullmatch(text) else text


_NORWEGIAN = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})(?: (?:kl\. ?)?(\d{1,2})[.:](\d\d))?")
_NO_SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_NORMAL: dict[str, Callable[[str], str]] = {
    "number": lambda text: text_of(number(text)),
    "phone": lambda text: text if "@" in text else phone(text),
    "date": _iso,
    "time": _iso,
    "moment": lambda text: _with_seconds(_iso(text)),
}


def _says_something(parts: Sequence[Part], found: Values) -> bool:
    """Whether a person has filled in anything: what is there by default says nothing."""
    return any(
        not isinstance(part, Field) or not _is_default(part, found[part.name])
        for part in parts
        if part.name in found
    )


def _is_default(field: Field, value: str) -> bool:
    return value == field.default or (field.kind == "yes-no" and value == "false")


def _with_defaults(parts: Sequence[Part], found: Values) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for part in parts:
        value = found.get(part.name)
        if not value and isinstance(part, Field):
            value = part.default or ("false" if part.kind == "yes-no" else "")
        if value:
            told[part.name] = value
    return told
