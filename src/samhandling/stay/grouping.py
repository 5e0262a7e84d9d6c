"""Which stay a message belongs to. No message carries a stay's id.

A stay is patient (all linked identities) + level-1 hospital + admission time (hendelse 1). Messages are
taken in the order in which they were said, so order of arrival means nothing. One that points to another
message goes where that one is; one that names an admission goes to that admission; any other joins the
latest open stay. What could have been otherwise is kept as a doubt, and a person's act settles it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from samhandling.stay.acts import Act, Admitted, Departed, Placed
from samhandling.stay.events import ADMISSION, Message
from samhandling.stay.standing import Held, in_time
from samhandling.stay.times import Moment
from samhandling.stay.words import Words

FROM_HOSPITAL = frozenset(
    {
        "LOG_INNLAGT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_UTSKREVET",
        "UTSKRIVNINGSRAPPORT", "EPIKRISE",
    }
)  # fmt: skip
TO_HOSPITAL = frozenset({"INNLEGGELSESRAPPORT"})
OPENS = frozenset({"LOG_INNLAGT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "INNLEGGELSESRAPPORT"})
"""Types that begin a stay where none is open; others join the latest one, also after discharge."""


class Doubt(NamedTuple):
    """An ambiguity that is shown until a person settles it."""

    kind: str
    words: Words
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Group:
    """A stay in the making."""

    hospital: int
    held: list[Held] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    admission: Moment | None = None
    closed_at: datetime | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def open_at(self, instant: datetime) -> bool:
        return self.closed_at is None or instant < self.closed_at

    def add(self, item: Held | Act) -> None:
        if isinstance(item, Act):
            self.acts.append(item)
        else:
            self.held.append(item)


def group(held: Sequence[Held], acts: Sequence[Act]) -> tuple[list[Group], list[Held]]:
    """The stays of one person, earliest first, and the messages that are of none."""
    return _Placing(held, acts).groups_and_rest()


class _Placing:
    """Places one person's facts, in the order in which they were said."""

    def __init__(self, held: Sequence[Held], acts: Sequence[Act]) -> None:
        self.groups: list[Group] = []
        self.of_message: dict[str, Group] = {}
        self.rest: list[Held] = []
        self.waiting: list[Held] = []
        self.held, self.acts = held, acts
        self.settled = {act.about: act.with_message for act in acts if isinstance(act, Placed)}
        self.hospitals = {_hospital(one.message) for one in held} | {
            act.organisation for act in acts if isinstance(act, Admitted)
        }

    def groups_and_rest(self) -> tuple[list[Group], list[Held]]:
        items = [(*in_time(one.message), one) for one in self.held]
        items += [(act.at, -1, act.act_id, act) for act in self.acts if not act.about]  # type: ignore[misc]
        for *_, item in sorted(items, key=lambda row: row[:3]):
            if isinstance(item, Act):
                self._place_act(item)
            else:
                self._place(item)
        self._place_waiting()
        for act in self.acts:
            if act.about and act.about in self.of_message:
                self.of_message[act.about].add(act)
        return self.groups, self.rest

    def _place(self, one: Held) -> None:
        message = one.message
        target = self._pointed_to(message)
        if target is None and (not one.alive or self._must_wait(message)):
            self.waiting.append(one)  # what is cancelled begins nothing
        elif target is None:
            self._place_by_time(one)
        else:
            self._put(one, target)

    def _pointed_to(self, message: Message) -> Group | None:
        if message.msg_id in self.settled:
            return self.of_message.get(self.settled[message.msg_id])
        for reference in message.refers_to:
            if reference in self.of_message:
                return self.of_message[reference]
        return None

    def _must_wait(self, message: Message) -> bool:
        if message.msg_id in self.settled:
            return True
        return bool(message.refers_to) and any(one.msg_id in message.refers_to for one in self.held)

    def _place_by_time(self, one: Held) -> None:
        message, hospital = one.message, self._hospital_of(one.message)
        if message.type_code == "LOG_DOD":
            latest = self._latest(None, message.said_at)
            self._put(one, latest if latest and latest.open_at(message.said_at) else None)
        elif hospital is None:
            self.rest.append(one)
        elif admission := message.moment(ADMISSION):
            self._put(one, self._of_admission(hospital, admission, message))
        else:
            self._put(one, self._open_or_new(hospital, message))

    def _hospital_of(self, message: Message) -> int | None:
        if (hospital := _hospital(message)) is not None:
            return hospital
        parties = [message.sender.virksomhet, *(r.address.virksomhet for r in message.receivers)]
        return next((her for her in parties if her in self.hospitals), None)

    def _put(self, one: Held, target: Group | None) -> None:
        if target is None:
            self.rest.append(one)
            return
        target.add(one)
        self.of_message[one.msg_id] = target
        if one.message.type_code == "LOG_UTSKREVET" and one.counts:
            target.closed_at = one.said_at

    def _latest(self, hospital: int | None, at: datetime) -> Group | None:
        """The latest open stay at the hospital (any hospital where None), else the latest one."""
        here = [g for g in self.groups if hospital in (None, g.hospital)]
        return next((g for g in reversed(here) if g.open_at(at)), here[-1] if here else None)

    def _open_or_new(self, hospital: int, message: Message) -> Group | None:
        latest = self._latest(hospital, message.said_at)
        if latest and (latest.open_at(message.said_at) or message.type_code not in OPENS):
            return latest
        if message.type_code not in FROM_HOSPITAL | TO_HOSPITAL:
            return None
        return self._new(hospital, None)

    def _new(self, hospital: int, admission: Moment | None) -> Group:
        self.groups.append(Group(hospital, admission=admission))
        return self.groups[-1]

    def _of_admission(self, hospital: int, admission: Moment, by: Message | Act) -> Group:
        at, source = _said(by)
        here = [g for g in self.groups if g.hospital == hospital]
        for candidate in reversed(here):
            if candidate.admission and candidate.admission.same_as(admission):
                return candidate
        latest = self._latest(hospital, at)
        if latest and latest.open_at(at):
            if latest.admission is None:
                latest.admission = admission
                return latest
            if latest.admission.day == admission.day:
                latest.doubts.append(_two_times(latest.admission, admission, source))
                return latest
            new = self._new(hospital, admission)
            for side in (latest, new):
                side.doubts.append(_not_closed(latest.admission, admission, source))
            return new
        return self._new(hospital, admission)

    def _place_act(self, act: Act) -> None:
        if isinstance(act, Admitted):
            self._of_admission(act.organisation, act.admitted, act).add(act)
            return
        own = act.organisation if any(g.hospital == act.organisation for g in self.groups) else None
        target = self._latest(own, act.at)
        if target is None:
            return
        target.add(act)
        if isinstance(act, Departed) and target.closed_at is None:
            target.closed_at = act.at

    def _place_waiting(self) -> None:
        """What pointed to something said later, and what was cancelled, now that the stays are known."""
        progress = True
        while progress:
            waiting, self.waiting = self.waiting, []
            for one in waiting:
                target = self._pointed_to(one.message)
                if target is None:
                    self.waiting.append(one)
                else:
                    self._put(one, target)
            progress = len(self.waiting) < len(waiting)
        for one in self.waiting:
            self._place_cancelled(one)

    def _place_cancelled(self, one: Held) -> None:
        message = one.message
        if self.settled.get(message.msg_id) == "":
            self.rest.append(one)
            return
        target = self._pointed_to(message) or self._same_admission(message)
        if target is None and (hospital := self._hospital_of(message)) is not None:
            target = self._latest(hospital, message.said_at) or self._new(hospital, message.moment(ADMISSION))
        self._put(one, target)

    def _same_admission(self, message: Message) -> Group | None:
        admission, hospital = message.moment(ADMISSION), _hospital(message)
        return next(
            (
                g
                for g in self.groups
                if admission and g.hospital == hospital and g.admission and g.admission.same_as(admission)
            ),
            None,
        )


def _hospital(message: Message) -> int | None:
    if message.type_code in FROM_HOSPITAL:
        return message.sender.virksomhet
    if message.type_code in TO_HOSPITAL and message.receivers:
        return message.receivers[0].address.virksomhet
    return None


def _said(by: Message | Act) -> tuple[datetime, str]:
    return (by.at, by.act_id) if isinstance(by, Act) else (by.said_at, by.msg_id)


def _two_times(first: Moment, second: Moment, source: str) -> Doubt:
    words = Words(
        "To innleggelsestidspunkter samme dag uten utskrivning mellom: {first} og {second}.",
        "Two admission times on the same day without a discharge between: {first} and {second}.",
    )
    return Doubt("two-admission-times", words.filled(first=first.words(), second=second.words()), (source,))


def _not_closed(first: Moment, second: Moment, source: str) -> Doubt:
    words = Words(
        "Ny innleggelse {second}, men oppholdet fra {first} er ikke meldt utskrevet.",
        "New admission {second}, but the stay from {first} has not been reported as discharged.",
    )
    return Doubt(
        "earlier-stay-not-closed", words.filled(first=first.words(), second=second.words()), (source,)
    )
