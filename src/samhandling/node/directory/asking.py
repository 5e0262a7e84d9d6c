"""Asking Adresseregisteret for both levels of an address. Never inside a transaction: it takes its time."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node.directory.account import account_of
from samhandling.transport.address_register import AddressRegister, UnknownHer, WrongAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from samhandling.transport.address_register import Party

LARGEST_HER = 2**31 - 1  # xs:int in the contract


@dataclass(frozen=True)
class Found:
    """What the register says of a HER-id: the virksomhet, and the tjeneste or person where it is one."""

    virksomhet: Party
    level2: Party | None = None

    @property
    def party(self) -> Party:
        """The one that was asked for."""
        return self.level2 or self.virksomhet


class Asking:
    """A round of questions; each HER-id is asked for once."""

    def __init__(self, find: Callable[[int], Party]) -> None:
        self._find = find
        self._known: dict[int, Party] = {}

    def look_up(self, her: int) -> Found:
        """Ask for a HER-id and for the virksomhet above it. Raises RegisterError.

        What can be none is not asked for: the register would only say that it does not understand.
        """
        if not 0 < her <= LARGEST_HER:
            raise UnknownHer(her)
        party = self._one(her)
        if party.kind == "virksomhet":
            return Found(party)
        if party.parent_her is None:
            raise WrongAnswer(f"HER-id {her} is a {party.kind} without a virksomhet")
        above = self._one(party.parent_her)
        if above.kind != "virksomhet":
            raise WrongAnswer(f"HER-id {her} stands under {above.her}, which is a {above.kind}")
        return Found(above, party)

    def _one(self, her: int) -> Party:
        if her not in self._known:
            self._known[her] = self._find(her)
        return self._known[her]


@contextmanager
def asking() -> Iterator[Asking]:
    """A round of questions to this node's register. Raises NoRegister."""
    register = AddressRegister(account_of(settings.HOME))
    try:
        yield Asking(register.find)
    finally:
        register.close()
