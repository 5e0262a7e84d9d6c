"""Fields and groups from the declared classes: what the schema knows is not written once more.

The declaration gives order, kind, number and what is required; the sheet the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from samhandling.standards import codes
from samhandling.standards.datatypes import CS, CV, PQ, TS, URL
from samhandling.standards.definition import Node, fields
from samhandling.standards.definition.fields import Field as Declared
from samhandling.standards.definition.fields import xml_name
from samhandling.standards.render.language import LANGUAGES, language_of

from . import sheet
from .leaves import NUMBERS
from .shapes import Field, Group, Kind, Part, Words

_KINDS: dict[str, Kind] = {
    "date": "date", "dateTime": "moment", "gYear": "year", "union": "time", "anyType": "rich",
}  # fmt: skip


def parts_of(
    cls: type[Node], *, prefix: str = "", leave: Iterable[str] = (), only: Iterable[str] = ()
) -> tuple[Part, ...]:
    """Every field of a class in its newest version, as parts of a form.

    `prefix` is the way from the group's element to the class's own. `leave` and `only` are names of fields.
    """
    version = cls.ns.newest
    left, wanted = set(leave), set(only)
    found = [
        part
        for declared in _ordered(cls, fields(cls, version))
        if declared.name not in left and (not wanted or declared.name in wanted)
        for part in _parts(cls, declared, prefix)
    ]
    return tuple(found)


def fields_of(cls: type[Node], *names: str, prefix: str = "") -> tuple[Field, ...]:
    """Some single values of a class, in the order of their names. Raises KeyError for what is none."""
    found = {one.name: one for one in parts_of(cls, prefix=prefix, only=names) if isinstance(one, Field)}
    return tuple(found[name] for name in names)


def field_of(cls: type[Node], name: str, *, prefix: str = "") -> Field:
    """One single value of a class. Raises KeyError."""
    return fields_of(cls, name, prefix=prefix)[0]


def group_of(  # noqa: PLR0913  what a group is
    cls: type[Node],
    name: str,
    at: str,
    *,
    label: Words | None = None,
    many: bool = True,
    required: bool = False,
    clause: str = "",
    leave: Iterable[str] = (),
    folded: bool = False,
    help: Words | None = None,  # noqa: A002  the word of the form
) -> Group:
    """A group with every field of a class."""
    return Group(
        name=name,
        at=at,
        label=label or words_of("", name, cls.__name__),
        parts=parts_of(cls, leave=leave),
        many=many,
        required=required,
        clause=clause,
        folded=folded,
        help=help,
        one_of=one_of(cls, leave),
    )


def one_of(cls: type[Node], leave: Iterable[str] = ()) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Of which fields of a class, and of those that stand among them, one must be filled in."""
    left = set(leave)
    found = [rule for rule in sheet.ONE_OF.get(cls.__name__, ()) if not left & set(rule[0])]
    for declared in fields(cls, cls.ns.newest):
        if declared.cls is not None and declared.name not in left and _is_inline(cls, declared):
            found += one_of(declared.cls)
    return tuple(found)


def _is_inline(cls: type[Node], declared: Declared) -> bool:
    names = {declared.cls.__name__ if declared.cls else "", f"{cls.__name__}.{declared.name}"}
    return not declared.many and bool(names & sheet.INLINE)


def changed(part: Group, /, *path: str, **difference: object) -> Group:
    """A group in which one field, found by its names, is different."""
    first, *rest = path
    parts = tuple(one if one.name != first else _changed_one(one, rest, difference) for one in part.parts)
    if parts == part.parts and difference:
        raise KeyError(f"{part.name} has no {path}")
    return replace(part, parts=parts)


def words_of(owner: str, field: str, holds: str = "") -> Words:
    """What a field is called, in each language: as on the page that shows the message."""
    found = [language_of(code).label(owner, field, holds) or xml_name(field) for code in LANGUAGES]
    return found[0], found[1], found[2]


def choices(systems: Iterable[str]) -> tuple[str, ...]:
    """Every code in use of these systems."""
    found = []
    for number in systems:
        system = codes.system(number)
        found += [f"{number}:{value}" for value in system.values] if system else []
    return tuple(found)


def _changed_one(part: Part, rest: list[str], difference: dict[str, object]) -> Part:
    if rest and isinstance(part, Group):
        return changed(part, *rest, **difference)
    return replace(part, **difference)  # type: ignore[arg-type]


def _ordered(cls: type[Node], found: Iterable[Declared]) -> list[Declared]:
    first = sheet.ORDER.get(cls.__name__, ())
    return sorted(found, key=lambda one: first.index(one.name) if one.name in first else len(first))


def _parts(cls: type[Node], declared: Declared, prefix: str) -> tuple[Part, ...]:
    key = f"{cls.__name__}.{declared.name}"
    if key in sheet.LEFT_OUT or declared.name in sheet.TECHNICAL:
        return ()
    if declared.choices:
        return tuple(
            _choice(declared, option, prefix, single=len(declared.choices) == 1)
            for option in declared.choices
        )
    return _one(cls, declared, prefix)


def _choice(declared: Declared, option: Declared, prefix: str, *, single: bool) -> Part:
    """One alternative of a choice, as a group of its own."""
    assert option.cls is not None  # noqa: S101  choices here are between elements
    name = declared.name if single else f"{declared.name}_{option.cls.__name__.lower()}"
    star = "*" if declared.many or option.many else ""
    return Group(
        name=name,
        at=f"{prefix}{declared.name}<{option.cls.__name__}>{star}",
        label=words_of("", option.cls.__name__, option.cls.__name__),
        parts=parts_of(option.cls),
        many=bool(star),
        folded=True,
        one_of=one_of(option.cls),
    )


def _one(cls: type[Node], declared: Declared, prefix: str) -> tuple[Part, ...]:
    key, at = f"{cls.__name__}.{declared.name}", f"{prefix}{declared.name}"
    if declared.cls is PQ:
        return _quantity(cls, declared, at)
    if key in sheet.OPEN_CODES:
        return (_open_code(cls, declared, at),)
    if declared.cls is None or declared.cls in {CS, CV, TS, URL}:
        return (_repeated(cls, declared, prefix) if declared.many else _field(cls, declared, at),)
    if _is_inline(cls, declared):
        parts = parts_of(declared.cls, prefix=f"{at}.")
        return parts if declared.required else _may_be_left_out(parts)
    if declared.name == "ident":
        return _idents(cls, declared, at)
    return (_nested(cls, declared, at),)


def _may_be_left_out(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """An element that may be absent is absent when its only field is empty: nobody has to fill that in."""
    return (replace(parts[0], required=False),) if len(parts) == 1 else parts


def _idents(cls: type[Node], declared: Declared, at: str) -> tuple[Part, ...]:
    """The usual number as one field, other numbers in a group."""
    usual = sheet.OWN_IDENT[cls.__name__]
    system, kind = usual.split(":")
    name = codes.words(system, kind)
    number = Field(
        name=kind.lower(),
        at=f"{at}[type_id={usual}].id",
        kind="text",
        label=(name, name, name),
        required=False,
    )
    group = _nested(cls, declared, at)
    others = tuple(one for one in choices((system,)) if one != usual)
    return number, replace(
        changed(group, "type_id", choices=others),
        required=False,
        clause="",
        folded=True,
        label=_OTHER_NUMBERS,
    )


_OTHER_NUMBERS: Words = ("Annen identifikator", "Annan identifikator", "Other identifier")


def _nested(cls: type[Node], declared: Declared, at: str) -> Group:
    assert declared.cls is not None  # noqa: S101  checked by the caller
    star = "*" if declared.many else ""
    return Group(
        name=declared.name,
        at=f"{at}{star}",
        label=words_of(cls.__name__, declared.name, declared.cls.__name__),
        parts=parts_of(declared.cls),
        many=declared.many,
        required=declared.required,
        clause=_clause(cls, declared),
        folded=not declared.required and declared.name not in sheet.OPENED,
        one_of=one_of(declared.cls),
    )


def _repeated(cls: type[Node], declared: Declared, prefix: str) -> Group:
    """A single value that may be repeated: a group with one field."""
    label = words_of(cls.__name__, declared.name)
    inner = replace(_field(cls, declared, ""), name="value", required=True)
    return Group(
        name=declared.name,
        at=f"{prefix}{declared.name}*",
        label=label,
        parts=(inner,),
        many=True,
        folded=True,
    )


def _field(cls: type[Node], declared: Declared, at: str) -> Field:
    key = f"{cls.__name__}.{declared.name}"
    kind = _kind(key, declared)
    systems = (
        sheet.SYSTEMS.get(f"{cls.ns.newest} {key}") or sheet.SYSTEMS.get(key) or _system_of_cs(cls, declared)
    )
    demand = sheet.REQUIRED.get(key, "")
    return Field(
        name=declared.name,
        at=at,
        kind=kind,
        label=words_of(cls.__name__, declared.name),
        help=sheet.HELP.get(key),
        choices=choices(systems) if kind == "code" else (),
        required=kind != "yes-no" and (declared.required or bool(demand)),
        clause=demand or _clause(cls, declared),
        default=sheet.DEFAULTS.get(key, ""),
    )


def _kind(key: str, declared: Declared) -> Kind:
    if declared.cls in {CS, CV}:
        return "code"
    if declared.cls is TS:
        return "time"
    if declared.cls is URL:
        return "phone"
    base = declared.simple.base if declared.simple else "string"
    if base == "boolean":
        return "yes-no" if declared.required else "yes"
    if base in NUMBERS:
        return "number"
    return _KINDS.get(base, "long" if key in sheet.LONG else "text")


def _system_of_cs(cls: type[Node], declared: Declared) -> tuple[str, ...]:
    if declared.cls is not CS:
        return ()
    found = codes.system_of_element(xml_name(declared.name), cls.__name__, cls.ns.uris[cls.ns.newest])
    if found is None:
        raise KeyError(f"no code system for {cls.__name__}.{declared.name}")
    return (found.number,)


def _quantity(cls: type[Node], declared: Declared, at: str) -> tuple[Field, Field]:
    label, unit = words_of(cls.__name__, declared.name), words_of("", "U")
    of = tuple(f"{what}, {name.lower()}" for what, name in zip(label, unit, strict=True))
    return (
        Field(name=declared.name, at=f"{at}.V", kind="number", label=label),
        Field(name=f"{declared.name}_U", at=f"{at}.U", kind="text", label=(of[0], of[1], of[2])),
    )


def _open_code(cls: type[Node], declared: Declared, at: str) -> Group:
    """Code and text of a system that is too large for a list."""
    key = f"{cls.__name__}.{declared.name}"
    systems = sheet.OPEN_CODES[key]
    code = Field(name="code", at="V", kind="text", label=words_of("", "", "CS"))
    text = Field(name="text", at="DN", kind="text", label=_TEXT)
    free = (Field(name="free", at="OT", kind="text", label=_FREE),) if key in sheet.OR_TEXT else ()
    return Group(
        name=declared.name,
        at=at + ("*" if declared.many else ""),
        label=words_of(cls.__name__, declared.name),
        parts=(code, text, *free, *((_system(systems),) if systems else ())),
        many=declared.many,
        required=declared.required,
        clause=_clause(cls, declared),
        help=sheet.HELP.get(key),
        one_of=((("code", "free"), "HIS 80117 (CV: kode med tekst, eller fritekst)"),) if free else (),
    )


_TEXT: Words = ("Tekst", "Tekst", "Text")
_FREE: Words = ("Fritekst uten kode", "Fritekst utan kode", "Words without a code")
_SYSTEM: Words = ("Kodeverk", "Kodeverk", "Code system")


def _system(systems: tuple[str, ...]) -> Field:
    """The code system of a code: chosen where there are several, else fixed."""
    oids = tuple(f"{codes.ROOT}{number}" for number in systems)
    return Field(
        name="system",
        at="S",
        kind="text",
        label=_SYSTEM,
        choices=oids,
        default=oids[0],
        locked=len(oids) == 1,
    )


def _clause(cls: type[Node], declared: Declared) -> str:
    return f"XML-skjemaet, {cls.__name__}/{xml_name(declared.name)}" if declared.required else ""
