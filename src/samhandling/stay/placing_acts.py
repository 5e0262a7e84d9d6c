"""Which stay a local act belongs to.

Acts come after messages and never move one, so that both ends group the messages alike. An act of admission
without any message makes a stay of its own, known at one end.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from samhandling.stay.acts import Act, Admitted, Departed
from samhandling.stay.groups import Group, latest, two_times

NEAR = timedelta(hours=24)
"""An admission registered here and one that a message tells of are one when this near (own choice)."""


def place_acts(acts: Sequence[Act], groups: list[Group], of_message: Mapping[str, Group]) -> None:
    """Add each act to its group: admissions first, then the rest in time order."""
    for act in acts:
        if isinstance(act, Admitted):
            _of_admission(act, groups).acts.append(act)
    for act in acts:
        if isinstance(act, Admitted):
            continue
        target = of_message.get(act.about) if act.about else _by_time(act, groups)
        if target is not None:
            target.acts.append(act)
            if isinstance(act, Departed) and target.closed_at is None:
                target.closed_at = act.at
    for group in groups:
        group.acts.sort(key=lambda act: (act.at, act.act_id))


def _of_admission(act: Admitted, groups: list[Group]) -> Group:
    here = [g for g in groups if g.hospital == act.organisation]
    for group in here:
        if group.is_of(act.admitted):
            return group
    for group in here:
        if group.admission is None and group.held and _near(act, group):
            group.admission = act.admitted
            return group
    for group in here:
        if group.admission and _near_admission(act, group):
            group.doubts.append(two_times(group.admission, act.admitted, act.act_id))
            return group
    groups.append(Group(act.organisation, admission=act.admitted))
    return groups[-1]


def _near(act: Admitted, group: Group) -> bool:
    """The group's first message was said after the admission, and its end was not said before it."""
    first, admitted = group.held[0].said_at, act.admitted.earliest or act.at
    return first >= admitted - NEAR and group.open_at(admitted)


def _near_admission(act: Admitted, group: Group) -> bool:
    own, told = act.admitted.earliest, group.admission.earliest if group.admission else None
    return own is not None and told is not None and abs(own - told) < NEAR and group.open_at(own)


def _by_time(act: Act, groups: Sequence[Group]) -> Group | None:
    begun = [group for group in groups if group.began_by(act.at)] or list(groups)
    own = [group for group in begun if group.hospital == act.organisation]
    return latest(own or begun, act.at)
