"""The one table of message types. Dispatch, rules, forms, menus and documents read it.

A message is told by the namespace and name of what Content holds, and MsgInfo/Type is checked against that;
DN is never compared, it varies (messages.md ⚠b).
"""

from functools import lru_cache

from samhandling.standards.catalogue.answers import ANSWERS, Answer, propose_answers
from samhandling.standards.catalogue.dialog import DIALOG
from samhandling.standards.catalogue.elsewhere import NOT_TAKEN
from samhandling.standards.catalogue.plo import PLO
from samhandling.standards.catalogue.referral import EKSTRAKT, REFERRAL
from samhandling.standards.catalogue.shapes import (
    EVERY_FORMAT,
    LAST_LIMIT,
    OWN_DEFAULT,
    Deadline,
    MessageType,
    Part,
    Patient,
    Service,
    Tema,
)

APPREC = MessageType(
    code="APPREC",
    name="Applikasjonskvittering",
    root="AppRec",
    versions={
        "1.0": "http://www.kith.no/xmlstds/apprec/2004-11-21",
        "1.1": "http://www.kith.no/xmlstds/apprec/2012-02-15",
    },
    receipts={},  # a receipt is never receipted
    senders=tuple(Part),
    receivers=tuple(Part),
    patient=Patient.OPTIONAL,
    refers_to_earlier=False,
    source="HIS 80415 Applikasjonskvittering v1.0 og v1.1; HITS 1168:2016",
)

MESSAGE_TYPES: dict[str, MessageType] = {
    row.code: row for row in (*PLO, *DIALOG, *REFERRAL, EKSTRAKT, APPREC)
}
"""Every type by its code of 8279 (MsgInfo/Type)."""

_VERSIONS = {uri: version for row in MESSAGE_TYPES.values() for version, uri in row.versions.items()}
_TYPES_OF = {
    (uri, one.root): tuple(
        row for row in MESSAGE_TYPES.values() if row.root == one.root and uri in row.versions.values()
    )
    for one in MESSAGE_TYPES.values()
    for uri in one.versions.values()
}

SENDABLE: tuple[MessageType, ...] = (*PLO, *DIALOG, *REFERRAL)
"""Types that a person writes."""


def type_of(code: str | None) -> MessageType | None:
    """The type with this code of 8279, None when we do not take it."""
    return MESSAGE_TYPES.get((code or "").strip())


def types_of_content(namespace: str, root: str) -> tuple[MessageType, ...]:
    """The types whose Content may hold an element of this namespace and name; several share a root."""
    return _TYPES_OF.get((namespace, root), ())


def version_of(namespace: str) -> str | None:
    """The version that a message namespace stands for, None when it is not ours."""
    return _VERSIONS.get(namespace)


def propose_services(code: str) -> tuple[Service, ...]:
    """The services that a message of this type normally goes to, the usual one first; empty: any may be."""
    row = type_of(code)
    return row.services if row else ()


@lru_cache
def receipt_version(namespace: str) -> str:
    """AppRec version for a message of this namespace: it follows the message; 1.1 when that is unknown.

    Source: HITS 1168 § 8.3.
    """
    for row in MESSAGE_TYPES.values():
        version = row.version_of(namespace)
        if version and version in row.receipts:
            return row.receipts[version]
    return "1.1"


__all__ = [
    "ANSWERS",
    "APPREC",
    "DIALOG",
    "EKSTRAKT",
    "EVERY_FORMAT",
    "LAST_LIMIT",
    "MESSAGE_TYPES",
    "NOT_TAKEN",
    "OWN_DEFAULT",
    "PLO",
    "REFERRAL",
    "SENDABLE",
    "Answer",
    "Deadline",
    "MessageType",
    "Part",
    "Patient",
    "Service",
    "Tema",
    "propose_answers",
    "propose_services",
    "receipt_version",
    "type_of",
    "types_of_content",
    "version_of",
]
