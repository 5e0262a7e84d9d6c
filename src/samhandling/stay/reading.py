"""From a document's bytes to an event: a message, or a receipt.

Documents are read leniently (`standards.lenient`): what was accepted into a record is a fact, also where it
breaks the schema. What a message is follows from its content, since MsgInfo/Type alone proves nothing.
"""

from datetime import UTC, datetime

from samhandling.errors import InvalidMessage, Issue
from samhandling.standards import catalogue
from samhandling.standards.addresses import Party, identification, person_name
from samhandling.standards.catalogue import MessageType
from samhandling.standards.codes import ROOT
from samhandling.standards.content import business_contents
from samhandling.standards.definition import XmlElement, local_name
from samhandling.standards.facts import MessageFacts, PatientFacts, facts_of
from samhandling.standards.header import info_of
from samhandling.standards.lenient import child, children, first_by_name, text, value
from samhandling.standards.reading import read_tree
from samhandling.standards.receipt import receipt_facts
from samhandling.stay.events import (
    Address,
    Content,
    Dialog,
    Helseopplysninger,
    Hendelse,
    Logistikk,
    Message,
    Patient,
    Person,
    Rapport,
    Receipt,
    Recipient,
)
from samhandling.stay.times import Moment

REPORTS = frozenset({"Innleggelsesrapport", "TverrfagligEpikrise", "Message"})
"""Roots of reports; an epikrise is a Message that has no MsgHead."""


def read(document: bytes) -> Message | Receipt | None:
    """The event in a document; None where it is no message and no receipt that a stay knows.

    Raises MessageError for bytes that are no XML, and for a message without id or time.
    """
    root = read_tree(document)
    name = local_name(root.tag)
    if name == "AppRec":
        return _receipt(document)
    is_epikrise = name == "Message" and child(root, "ServRprt") is not None
    return _message(root) if is_epikrise or name == "MsgHead" else None


def receipt(  # noqa: PLR0913  what a receipt is
    *,
    msg_id: str,
    her: int,
    status: str,
    at: datetime,
    receipt_id: str = "",
    errors: tuple[str, ...] = (),
) -> Receipt:
    """A receipt that a carrier gave without a document: one address's word about one message."""
    return Receipt(receipt_id or f"{msg_id}/{her}", msg_id, (her,), status, at.astimezone(UTC), errors)


def _receipt(document: bytes) -> Receipt:
    facts = receipt_facts(document)
    if facts.gen_date is None or not facts.original_msg_id:
        raise _unusable()
    return Receipt(
        receipt_id=facts.receipt_id,
        msg_id=facts.original_msg_id,
        hers=facts.sender_hers,
        status=facts.status,
        at=facts.gen_date.astimezone(UTC),
        errors=tuple(f"{error.code} {error.text}".strip() for error in facts.errors),
    )


def _message(root: XmlElement) -> Message:
    info = info_of(root)
    if info is None:
        raise _unusable()
    facts, contents = facts_of(info, root), business_contents(root)
    if facts.gen_date is None or not facts.msg_id:
        raise _unusable()
    content = contents[0] if contents else None
    return Message(
        msg_id=facts.msg_id,
        type_code=_type_code(facts, content),
        said_at=facts.gen_date.astimezone(UTC),
        sender=_address(facts.sender),
        receivers=tuple(Recipient(_address(r.party), r.role) for r in facts.receivers),
        patient=_patient(facts),
        status=facts.status or "",
        parent_id=facts.parent_id or "",
        conversation_id=facts.conversation_id,
        content=None if content is None else _content(content),
    )


def _type_code(facts: MessageFacts, content: XmlElement | None) -> str:
    """By root and choice; types that share a root without a choice of their own are told by MsgInfo/Type."""
    if content is None or local_name(content.tag) == "Dialogmelding":
        return facts.type_code
    told = catalogue.type_of(facts.type_code)
    if told is not None and _fits(told, content):
        return facts.type_code
    fits = (row.code for row in catalogue.MESSAGE_TYPES.values() if _fits(row, content))
    return next(fits, facts.type_code)


def _fits(row: MessageType, content: XmlElement) -> bool:
    is_root = row.root == local_name(content.tag)
    return is_root and (row.choice is None or child(content, row.choice) is not None)


def _address(party: Party) -> Address:
    upper = party.virksomhet_her or party.tjeneste_her or 0
    lower = party.tjeneste_her if party.virksomhet_her else None
    return Address(upper, lower, party.virksomhet_name, party.tjeneste_name)


def _patient(facts: MessageFacts) -> Patient:
    patient = facts.patient or PatientFacts("", "", "", None, "", ())
    return Patient(
        idents=tuple(_ident(kind, number, facts.sender) for kind, number in patient.idents),
        family_name=patient.family,
        given_name=" ".join(filter(None, (patient.given, patient.middle))),
        date_of_birth=patient.date_of_birth.isoformat() if patient.date_of_birth else "",
        sex=patient.sex,
    )


def _ident(kind: str, number: str, issuer: Party) -> tuple[str, str]:
    """An H-number is unique only with the virksomhet that gave it (HIS 1001)."""
    return (kind, f"{number}@{issuer.virksomhet_her}") if kind == "HNR" else (kind, number)


def _content(content: XmlElement) -> Content:
    name = local_name(content.tag)
    if name == "Pasientlogistikk":
        return _logistikk(content)
    if name == "HelseopplysningerVedSoknad":
        kind = value(content, "TypeInnholdIMelding", "TypeInnhold")
        return Helseopplysninger(kind, _hendelser(content))
    if name == "Dialogmelding":
        return _dialog(content)
    return Rapport(_hendelser(content)) if name in REPORTS else None


def _logistikk(content: XmlElement) -> Logistikk:
    names = ("AnsvarForRapport", "TilknyttetEnhet", "InformasjonOmForsendelsen")
    use = next((e for e in reversed(list(content)) if local_name(e.tag) not in names), content)
    return Logistikk(
        hendelser=tuple(_hendelse(h) for h in children(use, "TidsfestetHendelse")),
        ut_til=value(use, "UtskrevetTil", "UtTil"),
        uttilstand=value(use, "UtskrevetTil", "Uttilstand"),
        decided_by=_person(child(content, "AnsvarForRapport", "AnsvarligRapport")),
    )


def _hendelser(content: XmlElement) -> tuple[Hendelse, ...]:
    stays = children(content, "OpplysningOpphold")
    return tuple(_hendelse(h) for stay in stays for h in children(stay, "TidsfestetHendelse"))


def _hendelse(hendelse: XmlElement) -> Hendelse:
    parts = first_by_name(hendelse)
    estimate = text(parts.get("Anslag"))
    return Hendelse(
        code=value(parts.get("Hendelsekode")),
        when=Moment.read(value(parts.get("TidspunktForHendelse"))),
        anslag=estimate in ("true", "1") if estimate else None,
        note=text(parts.get("Merknad")),
    )


def _person(person: XmlElement | None) -> Person | None:
    if person is None:
        return None
    numbers = (number for kind, number in map(identification, children(person, "Ident")) if kind == "HPR")
    phones = (value(t, "TeleAddress").removeprefix("tel:") for t in children(person, "TeleCom"))
    role = child(person, "TypeHealthcareProfessional")
    return Person(
        name=person_name(person),
        role=value(role, attribute="DN") or value(role),
        hpr=next(numbers, ""),
        phone=next(phones, ""),
    )


def _dialog(content: XmlElement) -> Dialog:
    notat, foresporsel = child(content, "Notat"), child(content, "Foresporsel")
    coded = child(notat, "TemaKodet") if notat is not None else child(foresporsel, "TypeForesp")
    written = child(notat, "TekstNotatInnhold") if notat is not None else child(foresporsel, "Sporsmal")
    return Dialog(
        system=value(coded, attribute="S").removeprefix(ROOT), value=value(coded), text=_plain(written)
    )


def _plain(written: XmlElement | None) -> str:
    """Free content as lines of text: XHTML's blocks are lines."""
    if written is None:
        return ""
    if not len(written):
        return (written.text or "").strip()
    pieces = (str(piece).strip() for piece in written.itertext())
    return "\n".join(piece for piece in pieces if piece)


def _unusable() -> InvalidMessage:
    """A document without id or time: no fact of anything."""
    return InvalidMessage(
        [Issue(0, "/", "no-identity", "the document has no id or no time", "dokumentet mangler id eller tid")]
    )
