"""Documents to events: what the papers say, and nothing else."""

import pytest

from golden.letters import kept, names_kept
from oracle import needs_oracle, official_examples
from samhandling.errors import MessageError
from samhandling.standards.facts import document_key
from samhandling.standards.reading import validate
from samhandling.stay.events import Dialog, Message, Person, Receipt, Recipient
from samhandling.stay.reading import read, receipt
from samhandling.stay.rules import rules
from standards.letters import letter
from stay import on_paper
from stay.story import FJORD, HOSPITAL, Story, at, normal


def told():
    """A story with every kind of message."""
    story = normal()
    story.innleggelsesrapport("2024-05-03 15:00")
    first = story.events[2].msg_id
    story.helseopplysninger("2024-05-04 09:00", kind="2", status="M", parent=first, conversation=first)
    klar = story.klar(note=rules().phv_tsb_sentence)
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-08")
    story.fritekst(klar, "2024-05-06 13:00", "Ring oss.", helsefaglig=True)
    story.kanseller(klar, "2024-05-06 14:00")
    story.avmelding("2024-05-07 09:00", ready="2024-05-06")
    story.rapport("2024-05-09 09:00")
    story.utskrevet("2024-05-09 11:00", to_place="11", answered="2")
    return story


@pytest.mark.parametrize("number", range(len(told().events)))
def test_what_is_written_is_what_is_read(number):
    story = told()
    event = story.events[number]
    if isinstance(event, Message):
        found = read(on_paper.xml(event))
        assert _without_writer(found) == event
    else:
        about = next(e for e in story.events if isinstance(e, Message) and e.msg_id == event.msg_id)
        found = read(on_paper.receipt_xml(event, on_paper.xml(about)))
        assert (found.receipt_id, found.msg_id, found.status) == (
            event.receipt_id,
            event.msg_id,
            event.status,
        )
        assert (found.at, set(found.hers)) == (event.at, set(event.hers))


def _without_writer(message):
    from dataclasses import replace

    if hasattr(message.content, "decided_by"):
        assert message.content.decided_by == Person("Vera Vakt", "Lege", "9144889", "22000000")
        return replace(message, content=replace(message.content, decided_by=None))
    return message


def test_the_papers_are_sound():
    assert [validate(on_paper.xml(e)) for e in told().events if isinstance(e, Message)] == [[]] * 11


@pytest.mark.parametrize("document", [b"", b"hei", b"<MsgHead/>", b"<!DOCTYPE a><a/>"])
def test_what_is_no_message_is_refused(document):
    with pytest.raises(MessageError):
        read(document)


@pytest.mark.parametrize("document", [b"<a/>", b"<Message/>", b"<html xmlns='x'/>"])
def test_other_xml_is_no_event(document):
    assert read(document) is None


def test_a_message_without_id_or_time_is_refused():
    for broken in (letter(msg_id=""), letter(gen_date="i går")):
        with pytest.raises(MessageError):
            read(broken)


def test_the_type_follows_from_the_content():
    assert read(letter(type_code="LOG_UTSKRIVNINGSKLAR")).type_code == "LOG_INNLAGT"


def test_an_h_number_is_told_by_who_gave_it():
    from standards.letters import patient

    found = read(letter(patient=patient(("HNR", "14454212304"))))
    assert found.patient.idents == (("HNR", "14454212304@100"),)


def test_xhtml_is_read_as_lines():
    from standards.letters import dialog, notat

    html = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Første linje</p><p>Andre <b>linje</b></p></div>'
    found = read(letter(dialog(notat(text=html)), type_code="DIALOG_HELSEFAGLIG"))
    assert found.content == Dialog("7322", "6", "Første linje\nAndre\nlinje")


def test_a_receipt_without_a_document_is_one_receivers_word():
    given = receipt(msg_id="m", her=FJORD.her, status="1", at=at("2024-05-06 10:00"))
    assert given == Receipt(f"m/{FJORD.her}", "m", (FJORD.her,), "1", at("2024-05-06 10:00"))


def test_every_golden_letter_is_an_event():
    kinds = {type(read(kept(name))).__name__ for name in names_kept() if "henvisning-1." not in name}
    assert kinds == {"Message", "Receipt"}


def test_a_referral_without_a_head_is_no_event_of_a_stay():
    assert read(kept("henvisning-1.1/henvisning-ny")) is None


def test_the_official_reply_in_free_text_is_a_reply_that_is_not_classified():
    story = Story()
    klar = story.klar()
    found = read(kept("dialog-1.0/tilbakemelding"))
    assert found.content.system == "9155"
    story.fritekst(klar, "2024-05-06 12:00", found.content.text)
    assert story.stay().periods[0].reply.choice == "not-classified"


EPIKRISE = """<Message xmlns="http://www.kith.no/xmlstds/epikrise/2012-02-15"><Type V="EPIKRISE"/>
<GenDate V="{when}"/><MsgId>e-1</MsgId><ServRprt><ServType V="N"/><ServProvId>r-1</ServProvId>
<Patient><Name>Rypefjær, Borghild</Name><OffId>14854212304</OffId><TypeOffId V="FNR"/></Patient>
<ServProvider><HCP><Inst><Name>Lilleby sykehus</Name><Id>8900100</Id><TypeId V="HER"/><Dept>
<Name>Indremedisin</Name>
<Id>8900103</Id><TypeId V="HER"/></Dept></Inst></HCP></ServProvider>
<Requester><HCP><Inst><Name>Legesenteret</Name><Id>8900600</Id><TypeId V="HER"/><HCPerson><Name>Unn</Name>
<Id>8900601</Id><TypeId V="HER"/></HCPerson></Inst></HCP></Requester>
<CopyDest><HCP><Inst><Name>Bydel Fjordgløtt</Name><Id>8900200</Id><TypeId V="HER"/><Dept>
<Name>Saksbehandling</Name>
<Id>8900201</Id><TypeId V="HER"/></Dept></Inst></HCP></CopyDest></ServRprt></Message>"""


def test_an_epikrise_is_read_as_far_as_a_stay_needs_it():
    found = read(EPIKRISE.format(when="2024-05-09T10:00:00").encode())
    assert (found.type_code, found.sender) == ("EPIKRISE", HOSPITAL)
    assert found.conversation_id == document_key(8900100, "r-1")  # as in the record: all its versions
    assert [r.role for r in found.receivers] == ["PRIM", "COP"]
    assert found.receivers[1] == Recipient(FJORD, "COP")


def test_an_epikrise_to_the_municipality_follows_the_patient():
    story = normal()
    story.klar()
    story.utskrevet("2024-05-09 11:00")
    assert set(story.states().values()) == {"disputed"}
    story.events.append(read(EPIKRISE.format(when="2024-05-09T10:00:00").encode()))
    assert set(story.states().values()) == {"payable"}


def test_an_epikrise_without_a_time_is_refused():
    with pytest.raises(MessageError):
        read(EPIKRISE.format(when="").encode())


@needs_oracle
@pytest.mark.parametrize(
    "path", official_examples("plo-1.6", "dialogmelding", "epikrise-1.2"), ids=lambda p: p.name
)
def test_every_official_example_is_an_event(path):
    found = read(path.read_bytes())
    assert isinstance(found, Message)
    assert found.patient.idents
    assert found.sender.virksomhet
