"""Which types a person may write: by the part that their service plays, and by their role.

The parts are those of the catalogue. Who in a hospital or a bydel writes what is our own table, not a
standard's: it follows who answers for the content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node.access.policies import may
from samhandling.node.access.roles import Role
from samhandling.standards import catalogue
from samhandling.standards.catalogue.shapes import Part
from samhandling.standards.forms import PROFILES

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.directory.models import Service
    from samhandling.standards.catalogue import MessageType

WARD = frozenset({Role.SYKEPLEIER, Role.UTSKRIVNINGSKOORDINATOR, Role.LEGE})
THERAPY = frozenset({Role.FYSIO_ERGOTERAPEUT})
CLERK = frozenset({Role.HELSESEKRETAER})
ONLY: dict[str, frozenset[str]] = {
    "LOG_INNLAGT": WARD | CLERK,
    "LOG_UTSKRIVNINGSKLAR": WARD,
    "LOG_AVMELDING": WARD,
    "LOG_UTSKREVET": WARD | CLERK,
    "LOG_DOD": frozenset(
        {Role.FASTLEGE, Role.LEGE, Role.SYKEPLEIER, Role.HJEMMETJENESTE, Role.HELSESEKRETAER}
    ),
    "HELSEOPPL_SOKNAD": WARD | THERAPY,
    "UTSKRIVNINGSRAPPORT": WARD | THERAPY,
    "INNLEGGELSESRAPPORT": frozenset({Role.SYKEPLEIER, Role.HJEMMETJENESTE, Role.LEGE}) | THERAPY,
    "HELSEOPPLYSNINGER_LEGE": frozenset({Role.SYKEPLEIER, Role.HJEMMETJENESTE}) | THERAPY,
    "MEDISINSKE_OPPLYSNINGER": frozenset({Role.FASTLEGE, Role.LEGE}),
    "ORIENTERING_TJENESTETILBUD": frozenset({Role.SAKSBEHANDLER}),
    "HENVISNING": frozenset({Role.FASTLEGE, Role.LEGE}),
    "HENVISNING_NYTILSTAND": frozenset({Role.FASTLEGE, Role.LEGE}),
    "HENVISNING_VIDERE": frozenset({Role.LEGE}),
    "EPIKRISE": frozenset({Role.LEGE}),
    "DIALOG_STATUS_HENVISNING": frozenset({Role.LEGE}) | CLERK,
}
"""Types that not every role in care writes."""

FOLLOWS = frozenset({"DIALOG_SVAR", "DIALOG_AVVIK", "DIALOG_NOTAT", "DIALOG_STATUS_HENVISNING"})
"""Types that always concern a message that came: they are begun from that."""

_KINDS = {
    "hospital": Part.SYKEHUS,
    "gp": Part.FASTLEGE,
    "municipality": Part.PLEIE_OG_OMSORG,
    "nursing-home": Part.PLEIE_OG_OMSORG,
}
_CODES = {
    ("8663", "KD0501"): Part.SAKSBEHANDLING,
    ("8663", "KA01"): Part.FASTLEGE,
    ("8663", "KX17"): Part.FASTLEGE,
    ("8663", "KX05"): Part.DOGNTILBUD,
}


def part_of(service: Service) -> Part | None:
    """The part that a service plays in the exchange; None for one that the standards give none."""
    system, code = code_of(service)
    if found := _CODES.get((system, code)):
        return found
    if service.person:
        return Part.FASTLEGE
    return _KINDS.get(service.organisation.kind)


def code_of(service: Service) -> tuple[str, str]:
    """Code system and code of a service: the directory's, else what the node's own home says."""
    if service.code:
        return str(service.code_system or ""), service.code
    own = next((one for one in settings.HOME.services if one.her == service.her), None)
    return (str(own.code_system or ""), own.code or "") if own else ("", "")


def may_write(actor: Actor, service: Service, type_code: str) -> bool:
    """Whether the actor may write this type for this service."""
    row = catalogue.type_of(type_code)
    if row is None or type_code not in PROFILES:
        return False
    if not may(actor, "write-message", service_hers={service.her}):
        return False
    is_of_part = not row.senders or part_of(service) in row.senders
    return is_of_part and actor.role in ONLY.get(type_code, {actor.role})


def types_for(actor: Actor, service: Service) -> tuple[MessageType, ...]:
    """The types that the actor may begin anew for a service, in the catalogue's order."""
    return tuple(
        row
        for row in catalogue.SENDABLE
        if row.code in PROFILES and row.code not in FOLLOWS and may_write(actor, service, row.code)
    )
