"""From an annotation to a field: what the schema, the reader and the writer need to know about it."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from .marks import Called, Default, Fixed, Mark, Together, Wildcard
from .namespace import Ns
from .remember import remembered
from .simple import ANY_TYPE, SIMPLE_OF, Simple

if TYPE_CHECKING:
    from .element import Node

Kind = Literal["child", "attribute", "text", "any", "together"]
_KINDS: dict[Mark, Kind] = {Mark.ATTRIBUTE: "attribute", Mark.TEXT: "text", Mark.ANY: "any"}


@dataclass(frozen=True)
class Field:
    """One field of a class in one version."""

    name: str
    kind: Kind = "child"
    tag: str = ""
    """XML name with namespace; empty for text and for `any`."""
    required: bool = True
    many: bool = False
    is_alternative: bool = False
    """May stand in place of the field above it (`Or`)."""
    simple: Simple | None = None
    cls: type[Node] | None = None
    version: str | None = None
    """The version of `cls`."""
    fixed: str | None = None
    default: str | None = None
    choices: tuple[Field, ...] = ()
    parts: tuple[Field, ...] = ()
    """What stands side by side in it (`Together`)."""
    wildcard: Wildcard | None = None

    @property
    def preset(self) -> str | None:
        """What an empty element, or a value left out when building, means."""
        return self.default if self.fixed is None else self.fixed

    @property
    def options(self) -> tuple[Field, ...]:
        """The alternatives of a choice, or the field alone."""
        return self.choices or (self,)

    @property
    def leaves(self) -> Iterator[Field]:
        """Every field for one child element in it, down through choices and what stands together."""
        for one in self.choices or self.parts:
            yield from one.leaves
        if self.kind == "child" and not self.choices:
            yield self


@dataclass
class _Shape:
    """An annotation taken apart."""

    hint: Any
    marks: list[Any] = field(default_factory=list)
    optional: bool = False
    many: bool = False
    choices: tuple[Any, ...] = ()

    def mark(self, kind: type[Any]) -> Any:
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


@remembered
def fields(cls: type[Node], version: str | None) -> tuple[Field, ...]:
    """The fields that a class has in a version of its namespace, in XML order."""
    found = (_field(cls, name, hint, version) for name, hint in declarations(cls, version).items())
    return tuple(one for one in found if one)


@remembered
def held(cls: type[Node], version: str | None) -> tuple[Field, ...]:
    """The fields that an instance has: those in XML, but of what is kept as it came its whole content."""
    return (Field("innhold", "text", simple=ANY_TYPE),) if cls.is_kept else fields(cls, version)


@remembered
def declarations(cls: type[Node], version: str | None) -> dict[str, Any]:
    """Declared names and types in order, with the version's differences put in."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        for part in (base, _difference(base, version), base.__dict__.get("Structure")):
            if part and _declares(part):
                found |= inspect.get_annotations(part, eval_str=True, locals={})
    return found


@remembered
def names(cls: type[Node]) -> tuple[str, ...]:
    """Every field name of an instance of a class in any of its versions."""
    if cls.is_kept:
        return tuple(one.name for one in held(cls, None))
    versions = (cls.ns.newest, *cls.ns.uris)
    return tuple(dict.fromkeys(name for version in versions for name in declarations(cls, version)))


@remembered
def lists(cls: type[Node]) -> frozenset[str]:
    """The fields that hold several values in any version: they are tuples in every version."""
    every = (field for version in cls.ns.uris for field in held(cls, version))
    return frozenset(field.name for field in every if any(one.many for one in field.options) or field.many)


def xml_name(name: str) -> str:
    """`tidspunkt_for_hendelse` → `TidspunktForHendelse`; a name with a capital stands as it is."""
    if name != name.lower():
        return name
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def _difference(base: type, version: str | None) -> type | None:
    return base.__dict__.get("v" + version.replace(".", "_")) if version else None


def _declares(part: type) -> bool:
    """Whether a class holds fields: `Node` and its kin do not."""
    return not part.__module__.startswith(__package__ or "") and part is not object


def _field(cls: type[Node], name: str, hint: Any, version: str | None) -> Field | None:
    shape = _taken_apart(hint)
    if Mark.ABSENT in shape.marks:
        return None
    common = Field(
        name,
        kind=next((_KINDS[mark] for mark in shape.marks if mark in _KINDS), "child"),
        required=not shape.optional and (not shape.many or Mark.SOME in shape.marks),
        many=shape.many,
        is_alternative=Mark.ALTERNATIVE in shape.marks,
        fixed=cls.fixed.get(name) or getattr(shape.mark(Fixed), "value", None),
        default=getattr(shape.mark(Default), "value", None),
        simple=_simple(shape),
        wildcard=shape.mark(Wildcard),
    )
    if shape.choices:
        options = (_field(cls, name, option, version) for option in shape.choices)
        return replace(common, choices=tuple(option for option in options if option))
    if isinstance(shape.hint, type) and issubclass(shape.hint, Together):
        hints = inspect.get_annotations(shape.hint, eval_str=True, locals={})
        parts = (_field(cls, part, of, version) for part, of in hints.items())
        return replace(common, kind="together", parts=tuple(part for part in parts if part))
    return _named(common, cls, shape, version)


def _named(found: Field, cls: type[Node], shape: _Shape, version: str | None) -> Field:
    """Give a field its XML name, and the class of its element."""
    if found.kind == "attribute":
        owner = shape.mark(Ns)
        return replace(found, tag=owner.tag(found.name, None) if owner else found.name)
    if found.kind != "child":
        return found
    called = shape.mark(Called)
    local = cls.ns.tag(called.name if called else xml_name(found.name), version)
    if found.simple:
        return replace(found, tag=local)
    child: type[Node] = shape.hint
    own = cls.ns.version_in(child.ns, version)
    tag = child.global_tag(own) or local
    return replace(found, tag=tag, cls=child, version=own)


def _taken_apart(hint: Any) -> _Shape:
    shape = _Shape(hint)
    while _peeled(shape):
        pass
    return shape


def _peeled(shape: _Shape) -> bool:
    """Take one layer off; False when the kernel is reached."""
    origin, inside = get_origin(shape.hint), get_args(shape.hint)
    if origin is Annotated:
        shape.marks += shape.hint.__metadata__
    elif origin is Sequence:
        shape.many = True
    elif origin in {Union, types.UnionType}:
        rest = tuple(option for option in inside if option is not types.NoneType)
        shape.optional = shape.optional or len(rest) < len(inside)
        if len(rest) > 1:
            shape.choices = rest
            return False
        inside = rest
    else:
        return False
    shape.hint = inside[0]
    return True


def _simple(shape: _Shape) -> Simple | None:
    declared: Simple | None = shape.mark(Simple)
    if get_origin(shape.hint) is Literal:
        return Simple(enumeration=get_args(shape.hint))
    return declared or (None if shape.choices else SIMPLE_OF.get(shape.hint))
