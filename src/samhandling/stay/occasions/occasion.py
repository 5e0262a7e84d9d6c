"""What an occasion is, and where each rule's finder registers itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from samhandling.stay.stays import Stay

Clocks = Mapping[str, datetime | None]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing owed. `clocks` are the times from which it may be counted, by the names in the rule.

    `fulfilled` is when and by what; `lapsed` is when it fell away without being done, and why it did is
    plain from the stay (she died, the notice was withdrawn). `owner` is "hospital" or "municipality" where
    the rule leaves it to the occasion.
    """

    subject: str
    clocks: Clocks
    evidence: tuple[str, ...] = ()
    fulfilled: tuple[datetime, tuple[str, ...]] | None = None
    lapsed: datetime | None = None
    owner: str = ""
    municipality: int | None = None
    exact: bool = True  # False: counted from a bare date


Finder = Callable[[Stay], Iterator[Occasion]]
OCCASIONS: dict[str, Finder] = {}


def rule(name: str) -> Callable[[Finder], Finder]:
    """Register the function that finds the occasions of the rule with this id."""

    def register(finder: Finder) -> Finder:
        OCCASIONS[name] = finder
        return finder

    return register
