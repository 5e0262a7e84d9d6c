"""A story's events as XML documents, written apart from the code that reads them."""

from samhandling.standards.definition import OSLO
from samhandling.standards.receipt import build_receipt
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.stay.events import Message
from standards.letters import OID, address, copy_to, dialog, event, letter, logistics, notat, patient, plo

PARTS = {
    "LOG_INNLAGT": "MeldingInnlagtPasient",
    "LOG_UTSKRIVNINGSKLAR": "MeldingUtskrivningsklarPasient",
    "LOG_AVMELDING": "AvmeldingUtskrivningsklarPasient",
    "LOG_UTSKREVET": "MeldingOmUtskrevetPasient",
    "LOG_DOD": "OrienteringOmDod",
}
REPORTS = {"INNLEGGELSESRAPPORT": "Innleggelsesrapport", "UTSKRIVNINGSRAPPORT": "TverrfagligEpikrise"}


def xml(message):
    """One message."""
    refs = message.parent_id or None
    others = "".join(copy_to(_address(r.address)) for r in message.receivers[1:])
    return letter(
        _content(message),
        type_code=message.type_code,
        gen_date=_local(message.said_at),
        msg_id=message.msg_id,
        sender=_address(message.sender),
        receiver=_address(message.receivers[0].address),
        others=others,
        patient=patient(
            *((kind, number) for kind, number in message.patient.idents),
            family=message.patient.family_name,
            given=message.patient.given_name,
            born=message.patient.date_of_birth,
            sex=message.patient.sex,
        ),
        refers_to=refs,
    )


def receipt_xml(receipt, document):
    """One receipt for a message in `xml`."""
    errors = () if receipt.status == "1" else (ReceiptError("X99", "Kunne ikke tas inn"),)
    return build_receipt(document, receipt.hers[-1], receipt.status, errors, receipt.receipt_id, receipt.at)


def folder(story, path):
    """Every event of a story as a file; names say nothing."""
    documents = {e.msg_id: xml(e) for e in story.events if isinstance(e, Message)}
    for number, one in enumerate(story.events):
        made = documents[one.msg_id] if isinstance(one, Message) else receipt_xml(one, documents[one.msg_id])
        (path / f"{number:03}.xml").write_bytes(made)
    return path


def _local(instant):
    return instant.astimezone(OSLO).replace(tzinfo=None).isoformat()


def _address(one):
    return address(one.virksomhet, one.tjeneste, one.name, one.service)


def _content(message):
    code, content = message.type_code, message.content
    if code in PARTS:
        return _logistics(PARTS[code], content, message.status)
    if code == "HELSEOPPL_SOKNAD":
        return _information(content, message.status)
    if code in REPORTS:
        return _report(REPORTS[code], message.status)
    return dialog(
        notat(
            content.system,
            content.value,
            subject="" if content.system == "9155" else "Emne",
            text=content.text,
        ),
        "2006-10-11" if code == "DIALOG_NOTAT" else "2013-01-23",
    )


def _logistics(part, content, status):
    events = "".join(_event(h) for h in content.hendelser)
    to = ""
    if content.ut_til:
        outcome = f'<Uttilstand V="{content.uttilstand}" DN="Ut" S="{OID}8431"/>'
        to = f'<UtskrevetTil>{outcome}<UtTil V="{content.ut_til}" DN="Sted" S="{OID}8408"/></UtskrevetTil>'
    return logistics(part, to, events, status=status)


def _event(hendelse):
    written = event(hendelse.code, hendelse.when.text)
    note = f"<Merknad>{hendelse.note}</Merknad>" if hendelse.note else ""
    return written.replace("</Anslag>", f"</Anslag>{note}")


def _information(content, status):
    kind = _kind(content.type_innhold, "9140")
    stays = "".join(f"<OpplysningOpphold>{_event(h)}</OpplysningOpphold>" for h in content.hendelser)
    return plo("HelseopplysningerVedSoknad", kind + stays, status=status)


def _report(root, status):
    kind = _kind("11", "9139")
    return plo(root, kind if root == "TverrfagligEpikrise" else "", status=status)


def _kind(value, system):
    coded = f'<TypeInnhold V="{value}" DN="Type" S="{OID}{system}"/>'
    return f"<TypeInnholdIMelding>{coded}</TypeInnholdIMelding>"
