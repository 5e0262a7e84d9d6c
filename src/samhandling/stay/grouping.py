"""Which stay a message belongs to. No message carries a stay's id.

A stay is patient (all linked identities) + level-1 hospital + admission time (hendelse 1). Messages are
taken in the order in which they were said, so order of arrival means nothing. One that points to another
message goes where that one is; one that names an admission goes to that admission; any other joins the
latest open stay. What could have been otherwise is kept as a doubt, and a person's act settles it.
"""

from collections.abc import Sequence
from datetime import datetime

from samhandling.stay.acts import Act, Placed
from samhandling.stay.events import ADMISSION, Message
from samhandling.stay.groups import Group, latest, not_closed, two_times
from samhandling.stay.placing_acts import place_acts
from samhandling.stay.standing import Held, in_time
from samhandling.stay.times import Moment

FROM_HOSPITAL = frozenset(
    {
        "LOG_INNLAGT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_UTSKREVET",
        "UTSKRIVNINGSRAPPORT", "EPIKRISE",
    }
)  # fmt: skip
TO_HOSPITAL = frozenset({"INNLEGGELSESRAPPORT"})
OF_A_STAY = FROM_HOSPITAL | TO_HOSPITAL
OPENS = frozenset({"LOG_INNLAGT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "INNLEGGELSESRAPPORT"})
"""Types that begin a stay where none is open; others join the latest one, also after discharge."""


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
        self.hospitals = {_hospital(one.message) for one in held}
        self.ids = {one.msg_id for one in held}

    def groups_and_rest(self) -> tuple[list[Group], list[Held]]:
        for one in self.held:
            self._place(one)
        if self.waiting:
            self._place_waiting()
            for placed in self.groups:
                placed.held.sort(key=lambda one: in_time(one.message))
        place_acts(self.acts, self.groups, self.of_message)
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
        return any(reference in self.ids for reference in message.refers_to)

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
        target.held.append(one)
        self.of_message[one.msg_id] = target
        if one.message.type_code == "LOG_UTSKREVET" and one.counts:
            target.closed_at = one.said_at

    def _latest(self, hospital: int | None, at: datetime) -> Group | None:
        """The latest open stay at the hospital (any hospital where None), else the latest one."""
        return latest((g for g in self.groups if hospital in (None, g.hospital)), at)

    def _open_or_new(self, hospital: int, message: Message) -> Group | None:
        latest = self._latest(hospital, message.said_at)
        if latest and (latest.open_at(message.said_at) or message.type_code not in OPENS):
            return latest
        if message.type_code not in OF_A_STAY:
            return None
        return self._new(hospital, None)

    def _new(self, hospital: int, admission: Moment | None) -> Group:
        self.groups.append(Group(hospital, admission=admission))
        return self.groups[-1]

    def _of_admission(self, hospital: int, admission: Moment, message: Message) -> Group:
        """The stay with this admission; an open one without any; a new one, in doubt where one is open."""
        for candidate in reversed(self.groups):
            if candidate.hospital == hospital and candidate.is_of(admission):
                return candidate
        current = self._latest(hospital, message.said_at)
        if current is None or not current.open_at(message.said_at):
            return self._new(hospital, admission)
        if current.admission is None:
            current.admission = admission
            return current
        if current.admission.day == admission.day:
            current.doubts.append(two_times(current.admission, admission, message.msg_id))
            return current
        new = self._new(hospital, admission)
        for side in (current, new):
            side.doubts.append(not_closed(current.admission, admission, message.msg_id))
        return new

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
        same = (g for g in self.groups if admission and g.hospital == hospital and g.is_of(admission))
        return next(same, None)


def _hospital(message: Message) -> int | None:
    if message.type_code in FROM_HOSPITAL:
        return message.sender.virksomhet
    if message.type_code in TO_HOSPITAL and message.receivers:
        return message.receivers[0].address.virksomhet
    return None
