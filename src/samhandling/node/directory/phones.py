"""Whom to ring about a message: the service it went to, else the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node.directory.models import Organisation, Service

if TYPE_CHECKING:
    from samhandling.node.journal.models import Recipient


@dataclass(frozen=True)
class Phone:
    """How to reach a receiver. `duty` is for outside opening hours; any may be empty."""

    number: str
    duty: str = ""
    opening_hours: str = ""


Phones = Mapping[int, Phone]
"""By HER-id of the recipient."""


def phones_of(recipients: Iterable[Recipient]) -> Phones:
    """The telephone of each recipient that the directory knows one of. Two queries, however many they are."""
    wanted = {recipient.her: recipient.virksomhet_her for recipient in recipients}
    switchboards = dict(
        Organisation.objects.filter(her__in=set(wanted.values()))
        .exclude(phone="")
        .values_list("her", "phone")
    )
    found = {her: Phone(switchboards[level1]) for her, level1 in wanted.items() if level1 in switchboards}
    for service in Service.objects.filter(her__in=wanted):
        number = service.phone or switchboards.get(wanted[service.her], "")
        if number or service.duty_phone:
            found[service.her] = Phone(number, service.duty_phone, service.opening_hours)
    return found
