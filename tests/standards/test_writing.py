"""What leaves: checked, in UTF-8, in its own version."""

import pytest
from lxml import etree

from golden.letters import kept, names_kept
from samhandling.errors import InvalidMessage
from samhandling.standards.apprec import AppRec
from samhandling.standards.datatypes import CS, CV
from samhandling.standards.definition import FreeContent, Tidspunkt
from samhandling.standards.dialogmelding import Dialogmelding, Foresporsel, Notat
from samhandling.standards.msghead import Content, Document, MsgHead, RefDoc
from samhandling.standards.reading import parse
from samhandling.standards.writing import to_xml

HEAD = parse(kept("plo-1.6/innlagt-ny"))
REQUEST = Dialogmelding(
    innhold=[Foresporsel(type_foresp=CV(V="1"), formål=CV(V="1"), sporsmal=FreeContent("Når?"))]
)


def with_content(*elements) -> MsgHead:
    document = Document(ref_doc=RefDoc(msg_type=CS(V="XML"), content=Content(innhold=elements)))
    return HEAD.replace(innhold=[document])


def test_nothing_faulty_leaves():
    faulty = HEAD.replace(msg_info=HEAD.msg_info.replace(sender=None, gen_date=Tidspunkt("i går")))
    with pytest.raises(InvalidMessage) as refused:
        to_xml(faulty)
    assert {issue.rule for issue in refused.value.issues} == {"type", "missing"}


def test_a_business_message_does_not_leave_without_its_head():
    with pytest.raises(InvalidMessage) as refused:
        to_xml(REQUEST)
    assert refused.value.issues[0].rule == "root"


def test_a_control_character_is_refused_with_its_field():
    with pytest.raises(InvalidMessage) as refused:
        to_xml(with_content(Dialogmelding(innhold=[Notat(tema_kodet=CV(V="1"), tema="a\x07b")])))
    issue = refused.value.issues[0]
    assert (issue.rule, issue.path) == (
        "control-character",
        "/MsgHead/Document/RefDoc/Content/Dialogmelding/Notat/Tema",
    )


def test_names_with_norwegian_letters_are_written_as_letters():
    data = to_xml(with_content(REQUEST))
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert "Formål".encode() in data
    assert parse(data).melding == REQUEST


@pytest.mark.parametrize("name", names_kept())
def test_a_letter_is_rewritten_in_its_own_version(name):
    message = parse(kept(name))
    again = parse(to_xml(message))
    assert again == message
    assert names(to_xml(message)) == names(kept(name))


def names(data: bytes) -> list[str]:
    return [element.tag for element in etree.fromstring(data).iter()]


def test_a_receipt_in_the_older_version_has_the_older_marks():
    receipt = parse(kept("apprec-1.1/ok")).in_version("1.0")
    assert isinstance(receipt, AppRec)
    assert receipt.MIGversion == "1.0 2004-11-21"
    assert b"http://www.kith.no/xmlstds/apprec/2004-11-21" in to_xml(receipt)
    assert b"2012-02-15" not in to_xml(receipt)
    assert receipt.in_version("1.1") == parse(kept("apprec-1.1/ok"))
