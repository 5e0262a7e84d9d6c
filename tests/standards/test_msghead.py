"""The head of a message: its documents, the one business message, attachments, signature."""

import pytest
from lxml import etree

from golden.letters import kept
from samhandling.standards.datatypes import CS
from samhandling.standards.dialogmelding import Dialogmelding
from samhandling.standards.msghead import Base64Container, Content, Document, PatientReport, RefDoc
from samhandling.standards.plo import Pasientlogistikk
from samhandling.standards.reading import parse, validate
from samhandling.standards.verdict import verdict
from samhandling.standards.writing import to_xml

HEAD = parse(kept("plo-1.6/innlagt-ny"))
SIGNATURE = b"""<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="s">
 <ds:SignedInfo><ds:CanonicalizationMethod Algorithm="urn:c">tekst</ds:CanonicalizationMethod>
  <ds:SignatureMethod Algorithm="urn:s"/><ds:Reference URI="">
   <ds:DigestMethod Algorithm="urn:d"/><ds:DigestValue> AA AA </ds:DigestValue></ds:Reference>
 </ds:SignedInfo> <ds:SignatureValue>AAAA
BBBB</ds:SignatureValue>
 <ds:KeyInfo><ds:X509Data><ds:X509SKI>AAAA</ds:X509SKI></ds:X509Data></ds:KeyInfo>
 <ds:Object Id="o"><x xmlns="urn:x">hva som helst</x></ds:Object></ds:Signature>"""


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


def signed(signature=SIGNATURE) -> bytes:
    return kept("plo-1.6/innlagt-ny").replace(b"</mh:MsgHead>", signature + b"</mh:MsgHead>")


class TestSignature:
    def test_it_is_kept_as_it_came(self):
        assert validate(signed()) == []
        head = parse(signed())
        assert head.signature.innhold.element.find("{*}SignatureValue").text == "AAAA\nBBBB"
        again = etree.fromstring(to_xml(head))
        signature = again.find("{http://www.w3.org/2000/09/xmldsig#}Signature")
        assert canonical(signature) == canonical(etree.fromstring(SIGNATURE))

    def test_it_counts_when_messages_are_compared(self):
        assert parse(signed()) != HEAD
        assert parse(signed()).replace(signature=None) == HEAD

    @pytest.mark.parametrize(
        ("sound", "faulty", "rule", "where"),
        [
            (b' Algorithm="urn:d"', b"", "missing-attribute", "SignedInfo/Reference/DigestMethod"),
            (b"X509SKI", b"X509Ski", "unknown-element", "KeyInfo/X509Data/X509Ski"),
            (b'Id="o"', b'Id="s"', "type", "Object/@Id"),
            (b"<ds:SignatureValue>AAAA\nBBBB</ds:SignatureValue>", b"", "missing", "KeyInfo"),
            (b"</ds:SignedInfo> ", b"</ds:SignedInfo>tekst", "text-not-allowed", ""),
        ],
    )
    def test_a_fault_in_its_structure_is_one_like_any_other(self, sound, faulty, rule, where):
        assert sound in SIGNATURE
        (found,) = validate(signed(SIGNATURE.replace(sound, faulty)))
        assert (found.rule, found.apprec_code) == (rule, "T02")
        assert found.path == "/".join(filter(None, ["/MsgHead/Signature", where]))

    def test_exclusive_canonicalization_may_name_its_prefixes(self):
        prefixes = (
            b'<InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="mh ds"/>'
        )
        assert validate(signed(SIGNATURE.replace(b">tekst<", b">" + prefixes + b"<"))) == []
        assert validate(signed(SIGNATURE.replace(b">tekst<", b"><x xmlns='urn:x'/><"))) != []

    def test_its_parts_stand_for_nothing_where_a_message_should(self):
        part = b'<ds:KeyName xmlns:ds="http://www.w3.org/2000/09/xmldsig#">n</ds:KeyName>'
        start, end = b"<mh:Content>", b"</mh:Content>"
        data = kept("plo-1.6/innlagt-ny")
        alone = data[: data.index(start)] + start + part + data[data.index(end) :]
        assert validate(alone) == []
        assert parse(to_xml(parse(alone))) == parse(alone)
        assert [error.code for error in verdict(alone, None).errors] == ["T10"]


def test_the_time_it_was_made_is_kept_letter_by_letter():
    for text in ("2018-01-30T15:34:47", "2018-01-30T15:34:47.0Z", "2018-01-30T15:34:47+01:00"):
        data = kept("plo-1.6/innlagt-ny").replace(HEAD.msg_info.gen_date.encode(), text.encode())
        made = parse(data).msg_info.gen_date
        assert made == text
        assert made.moment.utcoffset() is not None
        assert f"<mh:GenDate>{text}</mh:GenDate>".encode() in to_xml(parse(data))
