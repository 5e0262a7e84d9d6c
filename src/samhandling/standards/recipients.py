"""Which receivers of a message are ours.

For Receiver and each OtherReceiver: a level-2 HER-id of ours is ours; else a level-1 HER-id of ours is an
unknown service in our own virksomhet; else it is somebody else's. Source: HIS 80415 v1.1, HITS 1168 § 5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samhandling.standards.addresses import Party, Recipient
from samhandling.standards.policy import ReceivingPolicy
from samhandling.standards.receipt_errors import ReceiptError


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """Our HER-ids: the virksomhet (level 1), None where it is not known, and its services (level 2)."""

    virksomhet: int | None
    services: frozenset[int]

    def knows(self, party: Party) -> bool:
        """Whether the party's level 2 is one of our services."""
        return party.tjeneste_her in self.services

    def houses(self, party: Party) -> bool:
        """Whether the party's level 1 is us. A HER-id is of one level, so a service's own counts too."""
        her = party.virksomhet_her
        return her is not None and (her == self.virksomhet or her in self.services)


@dataclass(frozen=True, slots=True)
class OwnRecipient:
    """A receiver that is ours. `her` is the address as it stands in the message, level 2 where there is one.

    `known` is False for a service that we do not have; `errors` is then what its receipt says, empty where
    the default inbox takes it.
    """

    her: int
    role: Literal["PRIM", "COP"]
    known: bool
    errors: tuple[ReceiptError, ...] = ()


def own_recipients(
    receivers: Iterable[Recipient], addresses: OwnAddresses | None, policy: ReceivingPolicy
) -> tuple[OwnRecipient, ...]:
    """Our receivers in the message's order, each address once. Without addresses, the receiver is us.

    No more than the policy allows: each gets a receipt.
    """
    found: dict[int, OwnRecipient] = {}
    for recipient in receivers:
        own = _own(recipient, addresses, policy)
        if own is not None:
            found.setdefault(own.her, own)
        if len(found) == policy.max_recipients:
            break
    return tuple(found.values())


def _own(
    recipient: Recipient, addresses: OwnAddresses | None, policy: ReceivingPolicy
) -> OwnRecipient | None:
    party = recipient.party
    if party.her is None:
        return None
    if addresses is None:
        return OwnRecipient(party.her, recipient.role, known=True) if recipient.role == "PRIM" else None
    if addresses.knows(party):
        return OwnRecipient(party.her, recipient.role, known=True)
    return _unknown_service(party.her, recipient, policy) if addresses.houses(party) else None


def _unknown_service(her: int, recipient: Recipient, policy: ReceivingPolicy) -> OwnRecipient:
    rejected = (ReceiptError("E21", f"mottaker med HER-id {her} finnes ikke her"),)
    errors = rejected if policy.unknown_service == "reject" else ()
    return OwnRecipient(her, recipient.role, known=False, errors=errors)
