"""From a message's typed elements back to the values of its profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samhandling.errors import InvalidMessage, Issue
from samhandling.standards.definition import Element, Node
from samhandling.standards.msghead import MsgHead
from samhandling.standards.reading import parse

from .copies import copy_of
from .leaves import text_of
from .newer import in_newest_version
from .settling import settled
from .shapes import Field, Group, Part, Profile
from .steps import Step, root_of, way


def decompose(profile: Profile, document: bytes | Element) -> dict[str, Any]:
    """The values of a document of this profile's type. Raises MessageError."""
    return settled(profile, said(profile, document))


def said(profile: Profile, document: bytes | Element) -> dict[str, Any]:
    """The same, as they stand there: not settled, formatted texts with their formatting."""
    message = parse(document) if isinstance(document, bytes) else document
    melding = message.melding if isinstance(message, MsgHead) else message
    if not isinstance(melding, profile.root):
        raise InvalidMessage([_NOT_OF_THIS_TYPE])
    roots = {"content": in_newest_version(melding), "patient": None, "document": None}
    if isinstance(message, MsgHead):
        roots |= {"patient": message.msg_info.patient, "document": message.documents[0]}
    reader, found = Reader(), dict[str, Any]()
    for part in profile.parts:
        root = roots[root_of(part.at)]
        found |= reader.values([] if root is None else [root], [part])
    return found


_NOT_OF_THIS_TYPE = Issue(
    0, "/MsgHead", "type", "the document holds another kind of message", "dokumentet er en annen meldingstype"
)


class Reader:
    """Reads one message. What a fixed step has taken (a note by its heading) no later part takes again."""

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._chosen: dict[tuple[tuple[int, ...], Step], list[Any]] = {}
        self._held: list[Any] = []  # so that no id is used twice

    def values(self, nodes: Sequence[Any], parts: Sequence[Part]) -> dict[str, Any]:
        """What stands under these elements, part by part."""
        found: dict[str, Any] = {}
        for part in parts:
            value = self._group(nodes, part) if isinstance(part, Group) else self._field(nodes, part)
            if value:
                found[part.name] = value
        return found

    def _field(self, nodes: Sequence[Any], field: Field) -> str:
        for value in self._down(nodes, way(field.at)):
            if field.kind == "copy" and isinstance(value, Element):
                return copy_of(value)
            if text := text_of(value, field.choices):
                return text
        return ""

    def _group(self, nodes: Sequence[Any], group: Group) -> Any:
        steps = way(group.at)
        if not group.many:
            return self.values(self._down(nodes, steps), group.parts)
        cut = next(index for index, step in enumerate(steps) if step.many) + 1
        items = (self._down([one], steps[cut:]) for one in self._down(nodes, steps[:cut]))
        return [values for item in items if (values := self.values(item, group.parts))]

    def _down(self, nodes: Sequence[Any], steps: Sequence[Step]) -> list[Any]:
        found = list(nodes)
        for step in steps:
            found = self._step(found, step)
        return found

    def _step(self, nodes: list[Any], step: Step) -> list[Any]:
        key = (tuple(id(node) for node in nodes), step)
        if key not in self._chosen:
            self._held.append(nodes)
            self._chosen[key] = self._fitting(nodes, step)
        return self._chosen[key]

    def _fitting(self, nodes: list[Any], step: Step) -> list[Any]:
        found = [child for node in nodes for child in _children(node, step) if id(child) not in self._taken]
        if not step.only:
            return found
        fitting = [child for child in found if _has(child, *step.only)]
        chosen = fitting if step.many else fitting[:1]
        self._taken.update(id(child) for child in chosen)
        return chosen


def _children(node: Any, step: Step) -> list[Any]:
    value = node.values.get(step.name) if isinstance(node, Node) else None
    found = list(value) if isinstance(value, tuple) else [value]
    return [one for one in found if one is not None and step.cls in {"", type(one).__name__}]


def _has(node: Node, at: str, text: str) -> bool:
    found: Any = node
    for step in way(at):
        found = next(iter(_children(found, step)), None)
    return type(found).__name__ == text or text_of(found, (text,)) == text
