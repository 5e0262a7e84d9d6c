"""Rules on MsgInfo: identity of the message, addresses, references."""

import re
from collections.abc import Iterator

from samhandling.standards.addresses import Address
from samhandling.standards.definition.tree import local_name
from samhandling.standards.identifiers import legacy_her_ids
from samhandling.standards.lenient import text, value
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule

LONGEST_ID = 100
"""Signs of an id that are kept (the record's columns)."""
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@rule("HIS 80415 v1.1 § 3.3.3; HITS 1168:2016", code="E10")
def msg_id_is_a_uuid(letter: Letter) -> Iterator[Finding]:
    """Every message has an id of its own, a UUID."""
    if not UUID.fullmatch(letter.facts.msg_id):
        yield Finding(
            letter.at("MsgId"),
            f"MsgId {letter.facts.msg_id[:80]!r} is no UUID",
            f"MsgId «{letter.facts.msg_id[:80]}» er ingen UUID",
        )


@rule("HIS 80601 Hodemelding, GenDate; HITS 1168 (96 timer fra GenDate)", code="T02")
def gen_date_can_be_reckoned_with(letter: Letter) -> Iterator[Finding]:
    """The 96 hours run from GenDate, so it must be a time that a clock can show (year 1 to 9999)."""
    if letter.facts.gen_date is None:
        given = letter.facts.gen_date_text[:40]
        yield Finding(
            letter.at("GenDate"),
            f"GenDate {given!r} is no time that can be reckoned with",
            f"GenDate «{given}» er ikke et tidspunkt det går an å regne med",
        )


@rule("HIS 80601 Hodemelding, CS")
def type_has_a_name(letter: Letter) -> Iterator[Finding]:
    """A coded value carries its text (DN) too."""
    if letter.header.type is not None and not value(letter.header.type, attribute="DN"):
        yield Finding(letter.at("Type"), "Type has no DN", "Type mangler DN", "DN")


@rule("HIS 1153 Adressering")
def addresses_have_two_levels(letter: Letter) -> Iterator[Finding]:
    """Sender and receiver have a HER-id for the virksomhet and one for the tjeneste or person."""
    for address in letter.addresses:
        yield from _missing_levels(address)


def _missing_levels(address: Address) -> Iterator[Finding]:
    name = "" if address.part is None else local_name(address.part.tag)
    upper, lower = address.upper.element, address.lower.element
    if upper is None:
        return
    if not address.upper.hers:
        yield Finding(upper, f"{name} has no HER-id on level 1", f"{name} mangler HER-id for virksomheten")
    if not address.lower.hers:
        where = upper if lower is None else lower
        yield Finding(
            where, f"{name} has no HER-id on level 2", f"{name} mangler HER-id for tjenesten eller personen"
        )


@rule("HIS 1153 Adressering")
def her_ids_are_not_dotted(letter: Letter) -> Iterator[Finding]:
    """The old form `virksomhet.tjeneste` is no longer to be used; it is read as the two numbers."""
    for level in (level for address in letter.addresses for level in (address.upper, address.lower)):
        if level.element is not None and any(map(legacy_her_ids, level.hers)):
            yield Finding(
                level.element,
                "the HER-id has the old dotted form",
                "HER-id er skrevet på den gamle formen med punktum",
            )


@rule("HITS 1168 § 5.3; HISD 1209 (PartyId er HER-id på nivå 2)")
def transport_agrees_with_the_header(letter: Letter) -> Iterator[Finding]:
    """The address outside the message is the one inside it."""
    sender = letter.facts.sender
    if letter.transport_from is not None and letter.transport_from not in (sender.tjeneste_her, sender.her):
        yield Finding(
            letter.info if letter.header.sender is None else letter.header.sender,
            f"sent by HER-id {letter.transport_from}, but the header says {sender.her}",
            f"sendt av HER-id {letter.transport_from}, men i hodet står {sender.her}",
        )
    inside = [recipient.party.her for recipient in letter.facts.receivers]
    if letter.transport_to is not None and letter.transport_to not in inside:
        yield Finding(
            next((part for part, _ in letter.header.receivers), letter.info),
            f"delivered to HER-id {letter.transport_to}, which is no receiver in the header",
            f"levert til HER-id {letter.transport_to}, som ikke er mottaker i hodet",
        )


@rule("HITS 1218 Kobling; HIS 1151; HIS 1152")
def an_answer_refers_to_its_question(letter: Letter) -> Iterator[Finding]:
    """An answer, a deviation and a feedback say by ConversationRef what they are about."""
    row = letter.row
    if row is not None and row.refers_to_earlier and letter.facts.parent_id is None:
        yield Finding(
            letter.info, f"{row.code} has no ConversationRef", f"{row.name} mangler ConversationRef"
        )


@rule("HISD 1154:2018 § 4.2")
def a_change_refers_to_what_it_changes(letter: Letter) -> Iterator[Finding]:
    """A change or cancellation says which message it changes; the oldest do so by their document's id."""
    if letter.has_head and letter.facts.status in ("M", "C") and letter.facts.parent_id is None:
        yield Finding(
            letter.info,
            "a change or cancellation has no ConversationRef",
            "en endring eller kansellering mangler ConversationRef",
        )


@rule("HITS 1218 Kobling")
def references_point_to_another_message(letter: Letter) -> Iterator[Finding]:
    """References are ids of earlier messages, not of the message itself."""
    for name in ("RefToParent", "RefToConversation"):
        reference = text(letter.conversation, name)
        where = letter.at("ConversationRef", name) if reference else letter.info
        if reference and not UUID.fullmatch(reference):
            yield Finding(where, f"{name} is no UUID", f"{name} er ingen UUID")
        if reference and reference == letter.facts.msg_id:
            yield Finding(where, f"{name} points to the message itself", f"{name} peker på meldingen selv")


@rule("egen grense: 100 tegn (en UUID har 36)")
def references_are_of_a_likely_length(letter: Letter) -> Iterator[Finding]:
    """An id of more than a hundred signs is cut where it is kept, and finds nothing."""
    for name in ("RefToParent", "RefToConversation"):
        if len(text(letter.conversation, name)) > LONGEST_ID:
            yield Finding(
                letter.at("ConversationRef", name),
                f"{name} is longer than {LONGEST_ID} characters",
                f"{name} er lengre enn {LONGEST_ID} tegn",
            )


@rule("HIS 80601 Hodemelding, ProcessingStatus (8213); HIS 80226, Message/Status (8323)")
def the_message_is_for_production(letter: Letter) -> Iterator[Finding]:
    """A message for training or debugging says so; a reader must see it."""
    name = "ProcessingStatus" if letter.has_head else "Status"
    if value(letter.info, name) in ("T", "D", "TEST"):
        yield Finding(
            letter.at(name),
            "the message is for training or debugging",
            "meldingen er merket som opplæring eller feilsøking",
        )


HEADER = (
    type_has_a_name,
    addresses_have_two_levels,
    her_ids_are_not_dotted,
    transport_agrees_with_the_header,
    an_answer_refers_to_its_question,
    a_change_refers_to_what_it_changes,
    references_point_to_another_message,
    references_are_of_a_likely_length,
    the_message_is_for_production,
)
