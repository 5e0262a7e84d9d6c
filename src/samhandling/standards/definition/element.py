"""The base classes of every declared element and type."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

from samhandling.errors import InvalidMessage

from .fields import names
from .layout import layout
from .locate import path
from .texts import issue
from .tree import line

if TYPE_CHECKING:
    from .free_content import FreeContent
    from .namespace import Ns
    from .tree import XmlElement

CLASSES: list[type[Node]] = []
"""Every declared class, in the order of declaration."""
_ELEMENTS: dict[str, tuple[type[Element], str | None]] = {}


def element_class(tag: str) -> tuple[type[Element], str | None] | None:
    """The class and version of a global element, by its XML name."""
    return _ELEMENTS.get(tag)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Node:
    """Base of every declared class.

    An instance is either built (`Ident(id="…", type_id=…)`) or a view of an element that was read; a
    view reads its element when a field is first asked for.  Either way it cannot be changed.
    Equal means: same class, same version, equal fields.
    """

    ns: ClassVar[Ns]
    may_be_empty: ClassVar[bool] = False
    is_mixed: ClassVar[bool] = False
    is_kept: ClassVar[bool] = False
    fixed: ClassVar[Mapping[str, str]] = {}
    _source: ClassVar[XmlElement | None] = None
    _version: ClassVar[str | None] = None

    def __init_subclass__(
        cls,
        *,
        ns: Ns | None = None,
        abstract: bool = False,
        may_be_empty: bool = False,
        mixed: bool = False,
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        """Take a declaration in.

        ns: the namespace.  abstract: a base that is no element itself.  may_be_empty: all content may be
        left out together.  mixed: text may stand between the elements.  fixed: the only value allowed, by
        field name.
        """
        cls.may_be_empty = may_be_empty
        cls.is_mixed = mixed
        if ns:
            cls.ns = ns
        if fixed:
            cls.fixed = fixed
        for name in inspect.get_annotations(cls).keys() & cls.__dict__.keys():
            delattr(cls, name)  # a default is for type checkers; it would hide the value
        if not abstract:
            CLASSES.append(cls)

    def __init__(self, **values: Any) -> None:
        self._fill(self.ns.newest, values)

    def _fill(self, version: str | None, values: Mapping[str, Any]) -> None:
        form = layout(type(self), version)
        if unknown := values.keys() - form.blank.keys():
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        own = self.__dict__
        own.update(form.unfilled)
        for name, value in values.items():
            own[name] = self._listed(name, value) if name in form.lists else self._adapted(value)

    def _listed(self, name: str, value: Any) -> tuple[Any, ...]:
        if isinstance(value, str | Node):
            raise TypeError(f"{type(self).__name__}.{name} takes a list")
        return tuple([self._adapted(one) for one in value])

    def _adapted(self, value: Any) -> Any:
        """A part in the version of the whole that it is put in; one without versions changes nothing."""
        if not isinstance(value, Node) or self._version is None:
            return value
        wanted = self.ns.version_in(value.ns, self.version)
        return value if wanted is None or wanted == value.version else value.in_version(wanted)

    @classmethod
    def view(cls, source: XmlElement, version: str | None) -> Self:
        """An instance that reads an element when its fields are first used; the element must not change."""
        made = object.__new__(cls)
        made.__dict__.update(_source=source, _version=version)
        return made

    @classmethod
    def global_tag(cls, version: str | None) -> str | None:  # noqa: ARG003  a type has none in any version
        """The XML name of a global element; None for a type, which is named by the field that uses it."""
        return None

    if not TYPE_CHECKING:  # type checkers see the declared fields only

        def __getattr__(self, name):
            if self._source is None or name not in names(type(self)):
                raise AttributeError(f"{type(self).__name__} has no {name}")
            self.__dict__.update(layout(type(self), self.version).read(self._source))
            return self.__dict__[name]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed; use replace()")

    @property
    def version(self) -> str | None:
        """The version of the standard that this was read or built in; None where there is only one."""
        return self._version

    @property
    def line(self) -> int:
        """Line in the document it was read from; 0 for what was built."""
        return 0 if self._source is None else line(self._source)

    @property
    def path(self) -> str:
        """Element path in the document it was read from; empty for what was built."""
        return "" if self._source is None else path(self._source)

    @property
    def values(self) -> dict[str, Any]:
        """Every field by name, in XML order."""
        held = self.held
        return {name: held[name] for name in names(type(self))}

    @property
    def held(self) -> Mapping[str, Any]:
        """`values` without a copy, among other things: for those who look at every element."""
        first = next(iter(names(type(self))), "")
        if first and first not in self.__dict__:
            getattr(self, first)
        return self.__dict__

    def replace(self, **values: Any) -> Self:
        """A copy with some fields changed, in the same version."""
        copy: Self = _built(type(self), self.version, self.values | values)
        return copy

    def in_version(self, version: str) -> Self:
        """A copy in another version of the standard, all parts included.

        Raises InvalidMessage when a field in use does not exist there, ValueError for an unknown version.
        """
        if version not in self.ns.uris:
            raise ValueError(f"{type(self).__name__} has no version {version}")
        return self if version == self.version else self._moved(version)

    def _moved(self, version: str) -> Self:
        old, new = layout(type(self), self.version), layout(type(self), version)
        kept = {f.name for f in new.fields}
        values = {name: value for name, value in self.values.items() if value not in {None, ()}}
        for name, preset in old.presets.items():
            if values.get(name) == preset:
                del values[name]
        if lost := [name for name in values if name not in kept]:
            where = f"{self.path or '/' + type(self).__name__}/{lost[0]}"
            raise InvalidMessage([issue("not-in-version", self.line, where, name=lost[0], version=version)])
        moved: Self = _built(type(self), version, values)
        return moved

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Node) or type(self) is not type(other) or self.version != other.version:
            return False
        return all(_same(getattr(self, name), getattr(other, name)) for name in names(type(self)))

    def __hash__(self) -> int:
        return hash((type(self), self.version, *self.values.values()))

    def __repr__(self) -> str:
        """Class, version and line, but no content: it may be about a patient, and end in a log."""
        return " ".join(["<" + type(self).__name__, *filter(None, [self.version]), f"line {self.line}>"])

    def __reduce__(self) -> tuple[Any, ...]:
        return _built, (type(self), self.version, self.values)


class Element(Node, abstract=True):
    """A global element: it is always called by its class name."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if not options.get("abstract"):
            _ELEMENTS.update((cls.ns.tag(cls.__name__, version), (cls, version)) for version in cls.ns.uris)

    @classmethod
    def global_tag(cls, version: str | None) -> str:
        return cls.ns.tag(cls.__name__, version)


class Kept(Element, abstract=True):
    """A global element that is kept as it came: `innhold` is all that stands in it, attributes included.

    What may stand in it is declared by a nested class `Structure`, and judged like that of every other.
    """

    innhold: FreeContent
    is_kept = True


class Type(Node, abstract=True):
    """A named type: the field that uses it names the element."""


class Attributes(Node, abstract=True):
    """Global attributes of a namespace; a field names the namespace in its annotation to use one."""


def _built(cls: type[Node], version: str | None, values: Mapping[str, Any]) -> Any:
    made = object.__new__(cls)
    made.__dict__["_version"] = version
    made._fill(version, values)
    return made


def _same(one: Any, other: Any) -> bool:
    """Equality by which NaN, a legal xs:double, equals itself."""
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124  NaN
