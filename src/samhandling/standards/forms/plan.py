"""A message while it is being put together: elements that can still get more in them.

The declared classes cannot be changed once built, so a plan collects what stands where, and `built` makes the
typed element of it in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from samhandling.standards.coded import cs
from samhandling.standards.definition import Element, Node, XmlElement, fields
from samhandling.standards.definition.fields import Field as Declared
from samhandling.standards.epj import EpjKomponent

from .leaves import NotReadable, typed
from .shapes import Where
from .steps import Step, way

NewId = Callable[[], str]
OWN_STATUS = "serv_type"
"""Status (7309) of a part of a referral or an epikrise: new, as the whole says what is changed."""


class Plan:
    """One element to be: its class, and what stands under each field."""

    def __init__(self, cls: type[Node], version: str | None) -> None:
        self.cls = cls
        self.version = version
        self.found: dict[str, list[Plan | Any]] = {}
        self._kept: dict[Step, Plan] = {}
        self.leaves: dict[str, list[Where]] = {}

    @classmethod
    def of(cls, root: type[Node], version: str | None = None) -> Plan:
        """A plan of a whole element, in the version of its message."""
        return cls(root, root.ns.version(version))

    def down(self, steps: tuple[Step, ...]) -> Plan:
        """The plan that a way leads to; elements on the way are made where they are not there."""
        here = self
        for step in steps:
            here = here._child(step)
        return here

    def put(self, at: str, text: str, where: Where) -> None:
        """Write a value at a place. Raises NotReadable for a text that the field cannot hold."""
        *steps, last = way(at)
        holder = self.down(tuple(steps))
        declared = holder.declared(last)
        holder.hold(last.name, typed(text, declared), where)

    def hang(self, at: str, element: Element, where: Where) -> None:
        """Put a whole element at a place."""
        *steps, last = way(at)
        self.down(tuple(steps)).hold(last.name, element, where)

    def hold(self, name: str, value: Any, where: Where = ()) -> None:
        """Put a typed value, or one more of several, under a field of this element."""
        self.found.setdefault(name, []).append(value)
        self.leaves.setdefault(name, []).append(where)

    def declared(self, step: Step) -> Declared:
        """What the declaration says of a step. Raises KeyError for one that is not declared."""
        for one in fields(self.cls, self.version):
            if one.name == step.name:
                return next(o for o in one.options if not step.cls or (o.cls and o.cls.__name__ == step.cls))
        raise KeyError(f"{self.cls.__name__}.{step.name}")

    def built(self, new_id: NewId) -> Any:
        """The typed element; a component of the record that has no id gets one."""
        values: dict[str, Any] = {}
        self._complete()
        for one in fields(self.cls, self.version):
            made = [
                each.built(new_id) if isinstance(each, Plan) else each
                for each in self.found.get(one.name, ())
            ]
            many = one.many or any(option.many for option in one.options)
            if made:
                values[one.name] = made if many else made[0]
            elif one.name == "komponentID":
                values[one.name] = new_id()
        return self.cls(**values)

    def places(self, element: XmlElement) -> Iterator[tuple[Where, XmlElement, str]]:
        """Each value with the element of the finished tree that holds it, and its attribute if any."""
        children = list(element.iterchildren("*"))
        for one in fields(self.cls, self.version):
            told = self.leaves.get(one.name, [])
            for index, each in enumerate(self.found.get(one.name, ())):
                if one.kind in {"attribute", "text"}:
                    yield told[index], element, one.name if one.kind == "attribute" else ""
                    continue
                child = _taken_from(children, one)
                if child is None:
                    continue
                if isinstance(each, Plan):
                    yield from each.places(child)
                elif told:
                    yield told[index], child, ""

    def _complete(self) -> None:
        """What the schema demands, though nobody writes it: a Cave's Sakshode, an event's own status."""
        for one in fields(self.cls, self.version):
            if not one.required or one.name in self.found:
                continue
            if one.cls and issubclass(one.cls, EpjKomponent):
                self.found[one.name] = [Plan(one.cls, one.version)]
            elif one.name == OWN_STATUS:
                self.hold(one.name, cs("7309", "N"))

    def _child(self, step: Step) -> Plan:
        if not step.many and step in self._kept:
            return self._kept[step]
        declared = self.declared(step)
        if declared.cls is None:
            raise KeyError(f"{self.cls.__name__}.{step.name} holds no element")
        if step.cls and self.found.get(step.name) and not self._may_repeat(step.name):
            raise NotReadable(f"{step.name} holds another alternative")
        made = Plan(declared.cls, declared.version)
        if step.only:
            made._fix(*step.only)
        self.found.setdefault(step.name, []).append(made)
        self._kept[step] = made
        return made

    def _may_repeat(self, name: str) -> bool:
        declared = next(one for one in fields(self.cls, self.version) if one.name == name)
        return declared.many or any(option.many for option in declared.options)

    def _fix(self, at: str, text: str) -> None:
        *steps, last = way(at)
        holder = self.down(tuple(steps))
        if _is_alternative(holder, last, text):
            holder.down((Step(last.name, text),))
            return
        holder.found[last.name] = [typed(text, holder.declared(last))]
        holder.leaves[last.name] = [()]


def _taken_from(children: list[XmlElement], declared: Declared) -> XmlElement | None:
    """The next element of this field: an older version may have more elements, or others in their place."""
    names = {one.tag.rpartition("}")[2] for one in declared.options}
    found = next((n for n, one in enumerate(children) if one.tag.rpartition("}")[2] in names), None)
    if found is None:
        return None
    taken = children[found]
    del children[: found + 1]
    return taken


def _is_alternative(holder: Plan, step: Step, text: str) -> bool:
    """Whether a fixed value names one of the classes of a choice, and is no value."""
    declared = next(one for one in fields(holder.cls, holder.version) if one.name == step.name)
    return any(one.cls is not None and one.cls.__name__ == text for one in declared.choices)
