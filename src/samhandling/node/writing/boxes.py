"""A form as boxes to draw: sections, groups with their rows, inputs with label, value, clause and fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from samhandling.node.writing.formats import SAID
from samhandling.node.writing.posted import has_a_row, id_of, name_of
from samhandling.node.writing.sealing import words
from samhandling.standards import codes
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.forms import NONE, Field, Formatting, Group
from samhandling.standards.forms.copies import element_of
from samhandling.standards.forms.leaves import NotReadable, code_words
from samhandling.standards.forms.settling import settled_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samhandling.standards.forms import Fault, Part, Profile, Section, Where


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Options:
    """Choices of one code system; `label` is empty where there is one only."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Input:
    """One field. `draw` is what to draw: text, area, select, check, date, moment, told (nobody writes it)."""

    draw: str
    name: str
    id: str
    label: str
    value: str
    help: str
    clause: str
    required: bool
    error: str
    options: tuple[Options, ...] = ()
    mode: str = ""
    note: str = ""

    @property
    def described_by(self) -> str:
        ends = (("help", self.help), ("note", self.note), ("clause", self.clause), ("error", self.error))
        return " ".join(f"{self.id}-{end}" for end, told in ends if told)


@dataclass(frozen=True)
class Row:
    """One of a repeated group, or the only one of a single group.

    `digest` tells what is in it when it is shown closed.
    """

    id: str
    name: str
    number: int
    parts: tuple[Box | Input, ...]
    removable: bool
    digest: str = ""
    open: bool = True


@dataclass(frozen=True)
class Box:
    """A group. `folded`: shown closed."""

    name: str
    id: str
    label: str
    help: str
    clause: str
    required: bool
    many: bool
    folded: bool
    rows: tuple[Row, ...]
    fetched: str = ""
    says_nothing: bool = False  # its label is that of the section


@dataclass(frozen=True)
class FormPart:
    """A section of the form. `count` says how many of its fields are filled in."""

    id: str
    label: str
    help: str
    open: bool
    count: int
    fetched: bool
    parts: tuple[Box | Input, ...]


class Drawing:
    """Draws one form: its values, what is wrong in them, and where values were fetched from."""

    def __init__(
        self,
        values: Mapping[str, Any],
        faults: Sequence[Fault] = (),
        *,
        fetched: Mapping[str, str] | None = None,
        only: Mapping[Where, tuple[str, ...]] | None = None,
        formatting: Formatting = NONE,
    ) -> None:
        self.values = values
        self.errors = {fault.where: words(fault.message) for fault in reversed(faults)}
        self.fetched = fetched or {}
        self.only = only or {}
        self.formatting = formatting

    def sections(self, profile: Profile) -> tuple[FormPart, ...]:
        """Every section that has something to show."""
        made = (self._section(n, section) for n, section in enumerate(profile.sections))
        return tuple(one for one in made if one.parts)

    def _section(self, number: int, section: Section) -> FormPart:
        parts = self._parts(section.parts, self.values, ())
        if len(parts) == 1 and isinstance(parts[0], Box) and parts[0].label == words(section.label):
            parts = (replace(parts[0], says_nothing=not parts[0].many),)
        if len(parts) == 1 and isinstance(parts[0], Box) and parts[0].label == words(section.label):
            parts = (replace(parts[0], says_nothing=not parts[0].many),)
        count = sum(_filled(part, self.values.get(part.name)) for part in section.parts)
        has_fault = any(where[0] in {part.name for part in section.parts} for where in self.errors)
        return FormPart(
            id=f"del-{number}",
            label=words(section.label),
            help=words(section.help) if section.help else "",
            open=section.open or has_fault or any(_is_new(part, self.values) for part in section.parts),
            count=count,
            fetched=any(part.name in self.fetched for part in section.parts),
            parts=parts,
        )

    def _parts(
        self, parts: Sequence[Part], values: Mapping[str, Any], above: Where, *, needed: bool = True
    ) -> tuple[Box | Input, ...]:
        """`needed`: what is required must be filled in, as the group around it is filled in or must be."""
        found: list[Box | Input] = []
        for part in parts:
            where = (*above, part.name)
            if isinstance(part, Group):
                found += self._groups(part, values.get(part.name), where)
            elif (drawn := self._input(part, str(values.get(part.name) or ""), where)) is not None:
                found.append(drawn if needed else replace(drawn, required=False))
        return tuple(found)

    def _groups(self, group: Group, held: Any, where: Where) -> list[Box]:
        rows = self._rows(group, held, where)
        if not any(row.parts for row in rows) and not group.many:
            return []
        has_fault = any(one[: len(where)] == where for one in self.errors)
        return [
            Box(
                name=name_of(where),
                id=id_of(where),
                label=words(group.label),
                help=words(group.help) if group.help else "",
                clause=group.clause,
                required=group.required,
                many=group.many,
                folded=group.folded and not held and not has_fault,
                rows=rows,
                fetched=self.fetched.get(group.name, "") if len(where) == 1 else "",
            )
        ]

    def _rows(self, group: Group, held: Any, where: Where) -> tuple[Row, ...]:
        if not group.many:
            return (self._row(group, held or {}, where, 0, removable=False),)
        shown = list(held or [])
        if not shown and has_a_row(group):
            shown = [{}]
        several = len(shown) > 1 or not has_a_row(group)
        return tuple(
            self._row(group, one, (*where, n), n + 1, removable=several) for n, one in enumerate(shown)
        )

    def _row(self, group: Group, values: Any, where: Where, number: int, *, removable: bool) -> Row:
        needed = group.required or group.many or any(values.values())
        parts = self._parts(group.parts, values, where, needed=needed)
        has_fault = any(one[: len(where)] == where for one in self.errors)
        told = digest(group.parts, values) if group.many else ""
        closed = told and not has_fault and not _lacks(group.parts, values)
        return Row(id_of(where), name_of(where), number, parts, removable, told, open=not closed)

    def _input(self, field: Field, value: str, where: Where) -> Input | None:
        if field.locked and (not value or field.default or field.kind == "yes"):
            return None
        return Input(
            draw="told" if field.locked else _DRAWN.get(field.kind, "select" if field.choices else "text"),
            name=name_of(where),
            id=id_of(where),
            label=words(field.label),
            value=in_words(field, value) if field.locked else _shown(field, value),
            help=words(field.help) if field.help else "",
            clause=field.clause if not field.clause.startswith(("XML-skjemaet", "felleskomponent1")) else "",
            required=field.required,
            error=self.errors.get(where, ""),
            options=self._options(field, value, where),
            mode={"number": "decimal", "phone": "tel"}.get(field.kind, ""),
            note=self._note(field, value, where) if field.kind == "rich" else "",
        )

    def _note(self, field: Field, value: str, where: Where) -> str:
        """What becomes of the formatting of a text, in a message that corrects another."""
        standing = self.formatting.standing(where, settled_text(field, value))
        return str(SAID[standing]) if standing else ""

    def _options(self, field: Field, value: str, where: Where) -> tuple[Options, ...]:
        if not field.choices:
            return ()
        allowed = self.only.get(where, field.choices)
        chosen = value or field.default
        known = allowed if not chosen or chosen in allowed else (chosen, *allowed)
        if field.kind != "code":
            return (Options("", tuple(Option(one, _system_name(one), one == chosen) for one in known)),)
        systems = list(dict.fromkeys(one.partition(":")[0] for one in known))
        return tuple(
            Options(
                _system_name(system) if len(systems) > 1 else "",
                tuple(
                    Option(one, code_words(one), one == chosen)
                    for one in known
                    if one.partition(":")[0] == system
                ),
            )
            for system in systems
        )


_DRAWN = {
    "long": "area", "rich": "area", "yes": "check", "yes-no": "check", "code": "select", "date": "date",
    "moment": "moment",
}  # fmt: skip


def in_words(field: Field, value: str) -> str:
    """A value as people read it."""
    if field.kind == "code":
        return code_words(value) if value else ""
    if field.kind in {"yes", "yes-no"}:
        return _("Ja") if value == "true" else _("Nei")
    if field.kind == "copy":
        return _question(value)
    if field.kind in {"date", "moment", "time"}:
        return _norwegian(value)
    return value.replace(".", ",") if field.kind == "number" else value


def _shown(field: Field, value: str) -> str:
    """A value as its input wants it: a browser's date fields take ISO, people write Norwegian."""
    if field.kind == "time":
        return _norwegian(value)
    if field.kind == "moment":
        at = Tidspunkt(value)
        return f"{at.day}T{at.clock:%H:%M}" if at.moment and at.day and at.clock else value
    return value.replace(".", ",") if field.kind == "number" else value


def _norwegian(value: str) -> str:
    at = Tidspunkt(value)
    if at.precision == "month":
        return f"{at.month:02d}.{at.year}"
    if at.day is None:
        return value
    clock = f" {at.clock:%H.%M}" if at.moment and at.clock else ""
    return f"{at.day:%d.%m.%Y}{clock}"


def _question(xml: str) -> str:
    """The question that is answered, in words."""
    try:
        asked = element_of(xml).values
    except NotReadable:
        return ""
    kind, text = asked.get("type_foresp"), asked.get("sporsmal")
    name = codes.words(kind.S, kind.V, kind.DN, kind.OT) if kind else ""
    return "\n".join(filter(None, (name, text.text if text else "")))


def _system_name(number: str) -> str:
    found = codes.system(number)
    if found:
        return found.name
    return {"7110": "ICD-10", "7170": "ICPC-2"}.get(number.removeprefix(codes.ROOT), number)


def digest(parts: Sequence[Part], values: Mapping[str, Any]) -> str:
    """The first things that a row says, on one line."""
    told: list[str] = []
    for part in parts:
        held = values.get(part.name)
        if held and isinstance(part, Field) and part.kind in _TELLING:
            told.append(" ".join(in_words(part, held).split()))
        elif isinstance(held, dict) and isinstance(part, Group):
            told.append(digest(part.parts, held))
        if len(told) == _SAID:
            break
    text = " ".join(filter(None, told))
    return text if len(text) <= _LINE else f"{text[:_LINE].rstrip()}…"


_TELLING = frozenset({"text", "long", "rich", "code", "number", "date", "moment", "time", "phone", "year"})
_SAID, _LINE = 4, 90  # values, characters


def _lacks(parts: Sequence[Part], values: Mapping[str, Any]) -> bool:
    """Whether something that must be filled in is not, here or below."""
    for part in parts:
        held = values.get(part.name)
        if not held and part.required and not (isinstance(part, Field) and part.default):
            return True
        if isinstance(part, Group) and held:
            rows = held if isinstance(held, list) else [held]
            if any(_lacks(part.parts, row) for row in rows):
                return True
    return False


def _is_new(part: Part, values: Mapping[str, Any]) -> bool:
    """Whether somebody has just added an empty row."""
    held = values.get(part.name)
    if not isinstance(part, Group) or not held:
        return False
    rows = held if isinstance(held, list) else [held]
    return any(not row for row in rows) or any(_is_new(one, row) for row in rows for one in part.parts)


def _filled(part: Part, held: Any) -> int:
    """How many fields of a part say something."""
    if isinstance(part, Field):
        return int(bool(held) and not part.locked and held not in {part.default, "false"})
    rows = held if isinstance(held, list) else [held or {}]
    return sum(_filled(inner, row.get(inner.name)) for row in rows for inner in part.parts)
