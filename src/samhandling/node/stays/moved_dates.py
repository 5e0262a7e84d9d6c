"""An expected date that was moved elsewhere than on the ward's own form, where nobody was asked why."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from samhandling.stay.standing import Answered, Standing
from samhandling.stay.stays import Basis

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.stay.stays import Stay


class Moved(NamedTuple):
    """From which day to which."""

    before: dt.date
    after: dt.date


def moved_without_reason(stay: Stay) -> Moved | None:
    """The last move of the date, when no act since gives a reason for the date that stands."""
    told = [one for one in stay.expectations if one.expected.day and one.answered is not Answered.REJECTED]
    told = [one for one in told if one.standing is not Standing.CANCELLED]
    moves = [(a, b) for a, b in pairwise(told) if a.expected.day != b.expected.day]
    if not moves:
        return None
    before, after = moves[-1]
    since = told[told.index(after) :]
    if any(one.basis is Basis.ACT and one.reason for one in since):
        return None
    return (
        Moved(before.expected.day, after.expected.day) if before.expected.day and after.expected.day else None
    )
