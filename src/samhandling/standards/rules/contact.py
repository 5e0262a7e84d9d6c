"""Rules on whom to call about a message (HITS 1174)."""

from collections.abc import Iterator

from samhandling.standards.addresses import person_name
from samhandling.standards.catalogue import EKSTRAKT
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, children, text
from samhandling.standards.rules.letter import Letter, looked_for
from samhandling.standards.rules.rule import Finding, rule

RESPONSIBLE = looked_for(
    "AnsvarForRapport", "TilknyttetEnhet", "RollerRelatertNotat", "KontaktpersonHelsepersonell",
    "RelServProvider", "PatRelHCP",
)  # fmt: skip
"""Parts that name somebody to call; the sender of the oldest messages is one more."""


@rule("HITS 1174 Kontaktopplysninger; HIS 1077:2017")
def somebody_can_be_called(letter: Letter) -> Iterator[Finding]:
    """A message names a person or unit with a telephone number."""
    if letter.content is None or letter.is_cancellation or letter.row is EKSTRAKT:
        return
    sender = [] if letter.has_head or letter.header.sender is None else [letter.header.sender]
    people = (*letter.named(*RESPONSIBLE), *sender)
    if not any(_has_phone(one) and _has_name(one) for one in people):
        yield Finding(
            letter.content,
            "no name with telephone number to contact",
            "kontaktopplysninger med navn og telefonnummer mangler",
        )


def _has_name(part: XmlElement) -> bool:
    units = (text(unit) for unit in part.iter("{*}OrganisationName", "{*}Name"))
    people = (person_name(person.getparent()) for person in part.iter("{*}FamilyName", "{*}GivenName"))
    return any(units) or any(people)


def _has_phone(part: XmlElement) -> bool:
    return any(address.get("V", "").strip() for address in part.iter("{*}TeleAddress"))


@rule(
    "HIS 1149 Pasientlogistikk; FOR-2011-11-18-1115 § 9–10", types=("LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING")
)
def the_decision_maker_is_named(letter: Letter) -> Iterator[Finding]:
    """Ready for discharge, and no longer so, are decided by a doctor whose name is in the message."""
    if letter.is_cancellation:
        return
    people = (child(part, "AnsvarligRapport") for part in children(letter.content, "AnsvarForRapport"))
    if letter.content is not None and not any(person_name(person) for person in people):
        yield Finding(
            letter.content,
            "the doctor who decided is not named (AnsvarForRapport)",
            "navnet på beslutningsansvarlig lege mangler (AnsvarForRapport)",
        )


CONTACT = (somebody_can_be_called, the_decision_maker_is_named)
