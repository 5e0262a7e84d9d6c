"""Taking what Adresseregisteret says: one HER-id, many, or all that the directory knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.errors import Conflict
from samhandling.node.directory.actions import take_from_register
from samhandling.node.directory.models import Organisation, Service
from samhandling.transport.address_register import RegisterError, RegisterRefused, RegisterUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samhandling.errors import SamhandlingError
    from samhandling.node.access.actor import Actor
    from samhandling.node.directory.actions import Taken
    from samhandling.node.directory.asking import Asking

STOPS = (RegisterUnavailable, RegisterRefused)
"""What would meet every other HER-id too."""


@dataclass(frozen=True)
class Outcome:
    """What came of one HER-id: it was taken, or why it was not."""

    her: int
    taken: Taken | None = None
    fault: SamhandlingError | None = None


def take(actor: Actor, asking: Asking, hers: Iterable[int]) -> Iterator[Outcome]:
    """Ask for each HER-id and take what is said; one that cannot be taken keeps nobody else.

    The first that the register cannot be reached for ends the round. Raises NotAllowed.
    """
    for her in hers:
        try:
            yield Outcome(her, taken=take_from_register(actor, asking.look_up(her)))
        except STOPS as fault:
            yield Outcome(her, fault=fault)
            return
        except (RegisterError, Conflict) as fault:
            yield Outcome(her, fault=fault)


def known_hers() -> list[int]:
    """Every service of the directory, and every virksomhet that has none: the rest come along with theirs."""
    services = Service.objects.order_by("organisation__her", "her").values_list("her", flat=True)
    alone = Organisation.objects.filter(services=None).order_by("her").values_list("her", flat=True)
    return [*services, *alone]
