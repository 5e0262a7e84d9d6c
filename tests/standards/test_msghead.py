"""The head of a message: its documents, the one business message, attachments, signature."""

import pytest
from lxml import etree

from golden.letters import kept
from samhandling.standards.datatypes import CS
from samhandling.standards.dialogmelding import Dialogmelding
from samhandling.standards.msghead import Base64Container, Content, Document, PatientReport, RefDoc
from samhandling.standards.plo import Pasientlogistikk
from samhandling.standards.reading import parse, validate
from samhandling.standards.writing import to_xml

HEAD = parse(kept("plo-1.6/innlagt-ny"))
SIGNATURE = (
    b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="s">\n <ds:SignedInfo>'
    b'<ds:Reference URI=""/></ds:SignedInfo> <ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>'
)


def canonical(element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def document(*elements) -> Document:
    return Document(ref_doc=RefDoc(msg_type=CS(V="XML"), content=Content(innhold=elements)))


class TestMelding:
    def test_it_is_the_element_in_the_first_document(self):
        assert isinstance(HEAD.melding, Pasientlogistikk)
        assert HEAD.melding.version == "1.6"
        assert isinstance(parse(kept("dialog-1.0/svar")).melding, Dialogmelding)

    @pytest.mark.parametrize("elements", [(), (HEAD.melding, HEAD.melding), (Base64Container(innhold=b"x"),)])
    def test_there_is_none_unless_there_is_exactly_one(self, elements):
        assert HEAD.replace(innhold=[document(*elements)]).melding is None

    def test_there_is_none_without_content(self):
        reference = Document(ref_doc=RefDoc(msg_type=CS(V="REF"), file_reference="http://x"))
        assert HEAD.replace(innhold=[reference]).melding is None

    def test_it_may_stand_in_a_report_to_a_register(self):
        report = PatientReport(case_no="1", document=[document(HEAD.melding)])
        head = HEAD.replace(innhold=[report])
        assert head.melding == HEAD.melding
        assert parse(to_xml(head)).documents == head.documents


class TestAttachments:
    def test_they_are_the_documents_after_the_first_with_their_bytes(self):
        head = HEAD.replace(innhold=[*HEAD.innhold, document(Base64Container(innhold=b"%PDF \x00\xff"))])
        again = parse(to_xml(head))
        assert [one.attached for one in again.attachments] == [b"%PDF \x00\xff"]
        assert again.melding == HEAD.melding

    def test_a_document_without_a_file_has_no_bytes(self):
        assert HEAD.documents[0].attached is None
        assert HEAD.attachments == ()


class TestSignature:
    def test_it_is_kept_as_it_came(self):
        data = kept("plo-1.6/innlagt-ny").replace(b"</mh:MsgHead>", SIGNATURE + b"</mh:MsgHead>")
        assert validate(data) == []
        head = parse(data)
        assert head.signature.innhold.text.strip() == "AAAA"
        again = etree.fromstring(to_xml(head))
        signature = again.find("{http://www.w3.org/2000/09/xmldsig#}Signature")
        assert canonical(signature) == canonical(etree.fromstring(SIGNATURE))

    def test_it_counts_when_messages_are_compared(self):
        data = kept("plo-1.6/innlagt-ny").replace(b"</mh:MsgHead>", SIGNATURE + b"</mh:MsgHead>")
        assert parse(data) != HEAD
        assert parse(data).replace(signature=None) == HEAD


def test_the_time_it_was_made_is_kept_letter_by_letter():
    for text in ("2018-01-30T15:34:47", "2018-01-30T15:34:47.0Z", "2018-01-30T15:34:47+01:00"):
        data = kept("plo-1.6/innlagt-ny").replace(HEAD.msg_info.gen_date.encode(), text.encode())
        made = parse(data).msg_info.gen_date
        assert made == text
        assert made.moment.utcoffset() is not None
        assert f"<mh:GenDate>{text}</mh:GenDate>".encode() in to_xml(parse(data))
