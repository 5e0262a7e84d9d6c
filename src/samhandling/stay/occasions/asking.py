"""Questions to a stay that the finders share."""

from datetime import datetime, timedelta
from typing import TypeVar

from samhandling.stay.acts import Act
from samhandling.stay.standing import Held
from samhandling.stay.stays import Fact, Period, PeriodState, Stay

A = TypeVar("A", bound=Act)

SAME_MOMENT = timedelta(minutes=1)
"""Own choice. Two clocks, or two steps of one deed: an act and its message are never of the same second."""


def of_type(stay: Stay, type_code: str) -> list[Held]:
    return [one for one in stay.messages if one.message.type_code == type_code and one.alive]


def accepted(held: list[Held]) -> list[Held]:
    return [one for one in held if one.received_at]


def sent(held: list[Held]) -> tuple[datetime, tuple[str, ...]] | None:
    """Fulfilled by the first that its receiver accepted, at the time of its receipt."""
    for one in held:
        if one.received_at:
            return one.received_at, one.evidence
    return None


def acts_of(stay: Stay, kind: type[A]) -> list[A]:
    return [act for act in stay.acts if isinstance(act, kind)]


def first_act(stay: Stay, kind: type[A]) -> A | None:
    return next(iter(acts_of(stay, kind)), None)


def done_by(act: Act | None) -> tuple[datetime, tuple[str, ...]] | None:
    return (act.at, (act.act_id,)) if act else None


def tells(one: Held, act: Act) -> bool:
    """Whether a message is late enough to say what an act decided: after it, or just before."""
    return one.said_at >= act.at - SAME_MOMENT


def admission(stay: Stay) -> datetime | None:
    return stay.admitted.value.earliest if stay.admitted else None


def admission_is_exact(stay: Stay) -> bool:
    return bool(stay.admitted and stay.admitted.value.exact)


def left(stay: Stay) -> datetime | None:
    return stay.left.value.earliest if stay.left else None


def gone(stay: Stay) -> datetime | None:
    """When the patient left or died: what was not done by then can't be done."""
    return stay.left.said_at if stay.left else None


def notified(stay: Stay) -> list[tuple[Period, Fact[datetime]]]:
    """Periods of which the municipality is notified, with when."""
    return [(p, p.received) for p in stay.periods if p.received and p.state is not PeriodState.CANCELLED]


def ended(period: Period) -> datetime | None:
    return period.end.said_at if period.end else None


def her(period: Period) -> int:
    return period.municipality.virksomhet


def other_side(stay: Stay, one: Held) -> int | None:
    parties = [one.message.sender.virksomhet, *(r.address.virksomhet for r in one.message.receivers)]
    return next((her for her in parties if her != stay.hospital.virksomhet), None)
