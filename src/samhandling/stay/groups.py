"""A stay in the making: which facts are its own, and what could have been otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from samhandling.stay.acts import Act
from samhandling.stay.standing import Held
from samhandling.stay.times import Moment
from samhandling.stay.words import Words


class Doubt(NamedTuple):
    """An ambiguity that is shown until a person settles it."""

    kind: str
    words: Words
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Group:
    """The facts of one stay. `closed_at` is when its end was said."""

    hospital: int
    held: list[Held] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    admission: Moment | None = None
    closed_at: datetime | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def open_at(self, instant: datetime) -> bool:
        return self.closed_at is None or instant < self.closed_at

    def began_by(self, instant: datetime) -> bool:
        """Whether anything of it was said or done by then, or its admission lies before."""
        firsts = [one.said_at for one in self.held[:1]] + [act.at for act in self.acts[:1]]
        if self.admission and self.admission.earliest:
            firsts.append(self.admission.earliest)
        return min(firsts, default=instant) <= instant

    def is_of(self, admission: Moment) -> bool:
        return self.admission is not None and self.admission.same_as(admission)


def latest(groups: Iterable[Group], at: datetime) -> Group | None:
    """The latest that is open at an instant, else the latest of all."""
    groups = list(groups)
    return next((g for g in reversed(groups) if g.open_at(at)), groups[-1] if groups else None)


def two_times(first: Moment, second: Moment, source: str) -> Doubt:
    """One stay, two admission times."""
    words = Words(
        "To ulike innleggelsestidspunkter uten utskrivning mellom: {first} og {second}.",
        "Two different admission times without a discharge between: {first} and {second}.",
    )
    return Doubt("two-admission-times", words.filled(first=first.words(), second=second.words()), (source,))


def not_closed(first: Moment, second: Moment, source: str) -> Doubt:
    """A new stay while the earlier one has no end."""
    words = Words(
        "Ny innleggelse {second}, men oppholdet fra {first} er ikke meldt utskrevet.",
        "New admission {second}, but the stay from {first} has not been reported as discharged.",
    )
    return Doubt(
        "earlier-stay-not-closed", words.filled(first=first.words(), second=second.words()), (source,)
    )
