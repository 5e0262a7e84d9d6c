"""What a set of messages means together: threads, and what changes and cancellations do to earlier ones.

Pure. The result depends on the messages alone, never on the order in which they came: a cancellation may
arrive before what it cancels. Sources: HISD 1154:2018 (change and cancellation), HITS 1218 (references).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from samhandling.standards.facts import DOCUMENT_KEY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence


class Standing(StrEnum):
    """How a message stands after later messages about it."""

    CURRENT = "current"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


EFFECT = {"M": Standing.REPLACED, "C": Standing.CANCELLED}
"""What a message with this status (7309) does to the earlier ones of its chain."""


@dataclass(frozen=True, slots=True)
class Told:
    """What threads need to know about a message.

    `number` is our own, rising as messages were registered. `about` tells whose message it is: "#12" for a
    patient here, "?…" for one that is unknown here, "" for a message about nobody.
    """

    number: int
    msg_id: str
    conversation_id: str
    parent_id: str
    sender_virksomhet_her: int
    type_code: str
    status: str
    gen_date: dt.datetime
    about: str

    @property
    def changes_others(self) -> bool:
        """Whether it replaces or cancels what was written before it in its chain."""
        return self.status in EFFECT and bool(self.references or self.is_version)

    @property
    def references(self) -> tuple[str, ...]:
        """The MsgIds that it refers to, the conversation's first."""
        wanted = (self.parent_id,) if self.is_version else (self.conversation_id, self.parent_id)
        return tuple(dict.fromkeys(ref for ref in wanted if ref and ref != self.msg_id))

    @property
    def is_version(self) -> bool:
        """Whether its conversation is a document's chain of versions, and names no message (HISD 1154)."""
        return self.conversation_id.startswith(DOCUMENT_KEY)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs.

    `linked` is False while it refers to a message that is not held, or not about the same patient;
    `astray` tells the worse of the two: it refers to a message about another patient.
    """

    thread: str
    linked: bool
    astray: bool
    standing: Standing
    changed_by: int | None


def fold(messages: Iterable[Told]) -> dict[int, Place]:
    """Place every message, by its number. Every message that they refer to and that is held must be here."""
    return _Fold(sorted(messages, key=lambda told: told.number)).places()


@dataclass
class _Fold:
    messages: Sequence[Told]
    by_msg_id: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    roots: dict[int, str] = field(default_factory=dict)

    def places(self) -> dict[int, Place]:
        for told in self.messages:
            self.by_msg_id[told.msg_id].append(told)
        threads = self._threads()
        changes = self._changes(threads)
        return {told.number: self._place(told, threads[told.number], changes) for told in self.messages}

    def _place(self, told: Told, thread: str, changes: dict[int, tuple[Standing, int]]) -> Place:
        standing, changed_by = changes.get(told.number, (Standing.CURRENT, None))
        cast_out = thread != self.roots[told.number]
        linked = not cast_out and all(self._target(told, ref) for ref in told.references)
        return Place(thread, linked, cast_out or self._is_astray(told), standing, changed_by)

    def _target(self, told: Told, reference: str) -> Told | None:
        """The message that a reference means: held, and about the same patient."""
        return next((other for other in self._named(told, reference) if _fits(told, other)), None)

    def _named(self, told: Told, reference: str) -> list[Told]:
        return [other for other in self.by_msg_id.get(reference, ()) if other.number != told.number]

    def _is_astray(self, told: Told) -> bool:
        """Some reference names only messages about other patients that are known here."""
        return any(
            (named := self._named(told, ref)) and all(_clash(told, other) for other in named)
            for ref in told.references
        )

    def _threads(self) -> dict[int, str]:
        """Root every message; then hold each thread to one patient, that of its first message about any."""
        for told in self.messages:
            self._root(told)
        threads: dict[int, str] = {}
        patients: dict[str, str] = {}
        for told in sorted(self.messages, key=self._root_first):
            root = self.roots[told.number]
            patient = patients.setdefault(root, told.about) if told.about else ""
            threads[told.number] = root if told.about == patient else told.msg_id
        return threads

    def _root_first(self, told: Told) -> tuple[bool, int]:
        return told.msg_id != self.roots[told.number], told.number

    def _root(self, told: Told) -> None:
        """Follow references to the first message of the conversation, as far as it is held.

        All that were passed on the way have the same root, and are asked no more.
        """
        path: dict[int, Told] = {}
        root = None
        while root is None:
            path[told.number] = told
            target = self._first_target(told)
            if target is None:
                root = self._outermost(told)
            elif target.number in path:  # messages that name each other in a ring
                root = min(each.msg_id for each in _from(path, target.number))
            else:
                root = self.roots.get(target.number)
                told = target
        self.roots |= dict.fromkeys(path, root)

    def _first_target(self, told: Told) -> Told | None:
        return next(filter(None, (self._target(told, ref) for ref in told.references)), None)

    def _outermost(self, told: Told) -> str:
        """The name of a conversation whose first held message this is."""
        if not told.references:
            return told.conversation_id if told.is_version else told.msg_id
        held = any(self._named(told, ref) for ref in told.references)
        return told.msg_id if held else told.conversation_id

    def _changes(self, threads: dict[int, str]) -> dict[int, tuple[Standing, int]]:
        """What each change and cancellation does, in the order they were written; the last one stands."""
        chains = defaultdict(list)
        for told in self.messages:
            chains[threads[told.number], told.about, told.sender_virksomhet_her, told.type_code].append(told)
        done: dict[int, tuple[Standing, int]] = {}
        for chain in chains.values():
            in_order = _in_order(chain)
            last = max((place for place, told in enumerate(in_order) if told.changes_others), default=0)
            told = in_order[last]
            for earlier in in_order[:last]:
                done[earlier.number] = EFFECT[told.status], told.number
        return done


def _in_order(chain: Sequence[Told]) -> list[Told]:
    """By GenDate; those of the same second by who refers to whom."""
    depths = _depths(chain)
    return sorted(chain, key=lambda told: (told.gen_date, depths[told.number], told.number))


def _depths(chain: Sequence[Told]) -> dict[int, int]:
    """How many messages of the chain each refers back to, one after the other."""
    parents = {told.msg_id: told.parent_id for told in chain}
    depths: dict[str, int] = {}
    for told in chain:
        _measure(told.msg_id, parents, depths)
    return {told.number: depths[told.msg_id] for told in chain}


def _measure(msg_id: str, parents: Mapping[str, str], depths: dict[str, int]) -> None:
    """Measure a message and all that it refers back to; the members of a ring are all equally deep."""
    path: dict[str, None] = {}
    while msg_id and msg_id not in depths and msg_id not in path:
        path[msg_id] = None
        msg_id = parents.get(msg_id, "")
    ring = list(path)[list(path).index(msg_id) :] if msg_id in path else []
    depths |= dict.fromkeys(ring, len(ring) - 1)
    below = depths.get(msg_id, -1)
    for each in reversed(list(path)[: len(path) - len(ring)]):
        below += 1
        depths[each] = below


def _from(path: Mapping[int, Told], number: int) -> list[Told]:
    """The part of a path that begins with this message."""
    return list(path.values())[list(path).index(number) :]


def _fits(one: Told, other: Told) -> bool:
    """About the same patient, or one of them about nobody."""
    return one.about == other.about or not one.about or not other.about


def _clash(one: Told, other: Told) -> bool:
    """About two different patients, both known here."""
    return one.about.startswith("#") and other.about.startswith("#") and one.about != other.about
