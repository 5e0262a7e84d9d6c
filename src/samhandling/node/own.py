"""This node's own addresses, as its home says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.standards.recipients import OwnAddresses

if TYPE_CHECKING:
    from samhandling.standards.addresses import Party


def own_addresses() -> OwnAddresses:
    """The virksomhet and its services, for judging who a message is for."""
    return OwnAddresses(settings.HOME.her, settings.HOME.service_hers)


def default_inbox() -> int:
    """The service whose inbox takes what is addressed to one that we do not have, or to the virksomhet.

    `default_inbox` under [receiving] in node.toml, else the first service there.
    """
    first = settings.HOME.services[0].her if settings.HOME.services else settings.HOME.her
    return settings.HOME.receiving.get("default_inbox", first)


def own_hers() -> frozenset[int]:
    """Every HER-id that is ours, of both levels."""
    return settings.HOME.service_hers | {settings.HOME.her}


def is_own(party: Party) -> bool:
    """Whether a sender or receiver that a message names is us: one of our services, or the virksomhet."""
    return own_addresses().knows(party) or party.her in own_hers()
