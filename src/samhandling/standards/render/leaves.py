"""Single values of the standards in words: texts, times, codes, quantities, addresses, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from . import values
from .entries import Aside, Entry, entries
from .page import Blocks, Inline, Paragraph, Text, words
from .xhtml import has_markup, passed

NUMBERS = frozenset({"integer", "decimal", "double"})
TIMES = frozenset({"dateTime", "date", "gYear", "gYearMonth", "time", "union"})
# Where the type of a thing serves as its name: "HER-id", "Mobiltelefon", "Besøksadresse", "Kopimottaker".
TYPED = {
    "Ident": "type_id",
    "AdditionalId": "type",
    "TeleCom": "type_telecom",
    "Address": "type",
    "OtherReceiver": "role_receiver",
}
_ELEVEN = re.compile("[0-9]{11}")
PLACES = frozenset({"H", "WC", "WD", "WP"})
"""Codes of 9061 whose text says where a telephone is, and not that it is one."""


def plain_value(entry: Entry, aside: Aside, level: int) -> Blocks:
    """A value without parts, or one whose parts are read together."""
    if entry.slot.base == "anyType":
        return _free(entry, level)
    inline = inline_value(entry, aside)
    return (Paragraph(inline),) if inline else ()


def _free(entry: Entry, level: int) -> Blocks:
    if has_markup(entry.element):
        return (passed(entry.element, level),)
    return words((entry.element.text or "").strip())


def inline_value(entry: Entry, aside: Aside) -> tuple[Inline, ...]:
    """The words of a single value."""
    kind = entry.holds
    if kind in {"CS", "CV"}:
        return aside.coded(entry.element, entry.owner)
    if kind in {"TS", "URL", "PQ", "BL"}:
        return (_in_attribute(entry, aside),)
    if kind == "Address":
        return _address(entry, aside)
    if kind in {"TeleCom", "Ident", "AdditionalId"}:
        return _number(entry, aside)
    return (_in_text(entry, aside),)


def _in_text(entry: Entry, aside: Aside) -> Inline:
    text = entry.element.text or ""
    if entry.slot.base in TIMES:
        return values.moment(text, aside.language)
    if entry.slot.base == "boolean":
        return Text(values.yes_or_no(text, aside.language))
    return Text(values.number(text, aside.language) if entry.slot.base in NUMBERS else text.strip())


def _in_attribute(entry: Entry, aside: Aside) -> Inline:
    raw = entry.element.get("V", "")
    if entry.holds == "TS":
        return values.moment(raw, aside.language)
    if entry.holds == "URL":
        return values.telecom(raw)
    if entry.holds == "BL":
        return Text(values.yes_or_no(raw, aside.language))
    unit = entry.element.get("U", "").strip()
    return Text(f"{values.number(raw, aside.language)} {unit}".strip())


def _address(entry: Entry, aside: Aside) -> tuple[Inline, ...]:
    """Street, PO box, postal code and city and the rest, on one line."""
    told: list[Inline] = []
    before = ""
    for part in parts(entry, aside):
        if part.name == TYPED["Address"]:
            continue
        gap = " " if (before, part.name) == ("postal_code", "city") else ", "
        named = f"{aside.label(part)} " if part.name in {"postbox", "county"} else ""
        told += [Text((gap if told else "") + named), *inline_value(part, aside)]
        before = part.name
    return tuple(inline for inline in told if inline.text)


def _number(entry: Entry, aside: Aside) -> tuple[Inline, ...]:
    """The number of an Ident or a TeleCom; its type is the name of the fact."""
    found = {part.name: part for part in parts(entry, aside)}
    main = found.get("id") or found.get("tele_address")
    told = inline_value(main, aside) if main else ()
    return tuple(map(_spaced, told)) if entry.holds == "Ident" else told


def _spaced(inline: Inline) -> Inline:
    """A number of a person with a space after the date, as people read it; other numbers as they are."""
    text = inline.text if isinstance(inline, Text) else ""
    return replace(inline, text=f"{text[:6]} {text[6:]}") if _ELEVEN.fullmatch(text) else inline


def parts(entry: Entry, aside: Aside) -> Iterator[Entry]:
    """What stands in the element of an entry."""
    return entries(entry.element, entry.slot.shape, aside) if entry.slot.shape else iter(())


def name_of_fact(entry: Entry, aside: Aside) -> str:
    """The name of a fact; of an identifier, a telephone, an address or a receiver, that is its type."""
    kind = entry.child(TYPED.get(entry.holds, ""))
    if kind is not None:
        told = "".join(part.text for part in aside.coded(kind, entry.holds))
        if kind.get("V") in PLACES and entry.holds == "TeleCom" and told:
            return f"{aside.language['telephone']}, {told[0].lower()}{told[1:]}"
        return told or aside.label(entry)
    if entry.holds == "TeleCom" and any(values.is_email(part.get("V", "")) for part in entry.element):
        return aside.language["email"]
    return aside.label(entry)
