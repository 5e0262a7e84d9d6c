"""What a message says about itself, sound or not."""

import datetime as dt
import os
import re
import time

import pytest

from samhandling.errors import MessageError
from samhandling.standards.addresses import NOBODY, Party
from samhandling.standards.attachments import AttachmentFacts, attachment_content
from samhandling.standards.facts import facts
from samhandling.standards.headerscan import scan
from samhandling.standards.reading import parse
from standards.letters import (
    EARLIER,
    FNR,
    MSG_ID,
    OID,
    address,
    attachment,
    copy_to,
    dialog,
    doctor,
    document,
    ident,
    innlagt,
    letter,
    notat,
    organisation,
    patient,
)

PDF = "JVBERi0xLjQ="


@pytest.mark.parametrize("given", [b"", b"hei", b"<a/>", b"<MsgHead/>", b"<AppRec/>", b"<MsgInfo/>"])
def test_what_has_no_header_has_no_facts(given):
    with pytest.raises(MessageError):
        facts(given)


def test_an_empty_header_has_empty_facts():
    found = facts(b"<MsgHead><MsgInfo/></MsgHead>")
    assert (found.type_code, found.msg_id, found.gen_date, found.patient) == ("", "", None, None)
    assert found.sender == NOBODY
    assert found.receivers == ()


def test_the_facts_of_a_message():
    found = facts(letter(refers_to=EARLIER))
    assert (found.type_code, found.type_name) == ("LOG_INNLAGT", "Melding om innlagt pasient")
    assert (found.version, found.status) == ("1.6", "N")
    assert found.namespace == "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01"
    assert (found.msg_id, found.parent_id, found.conversation_id) == (MSG_ID, EARLIER, EARLIER)
    assert found.sender == Party(100, "Lilleby sykehus", 101, "Indremedisin")
    assert found.sender.name == "Lilleby sykehus, Indremedisin"
    assert found.sender.her == 101


def test_a_typed_message_has_the_same_facts_as_its_bytes():
    assert facts(parse(letter())) == facts(letter())


def test_the_first_message_of_a_conversation_is_its_own_conversation():
    found = facts(letter())
    assert (found.parent_id, found.conversation_id) == (None, MSG_ID)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("N", "N"),
        ("M", "M"),
        ("C", "C"),
        (" C ", "C"),
        ("O", "M"),
        ("A", "M"),
        ("ZZ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_status_is_new_change_cancellation_or_unknown(given, status):
    assert facts(letter(innlagt(status=given))).status == status


def test_a_dialogue_message_has_no_status_and_the_name_of_its_usage():
    found = facts(letter(dialog(notat("9155", "1"), "2006-10-11"), type_code="DIALOG_NOTAT"))
    assert found.status is None
    assert found.version == "1.0"
    assert found.type_name == "Tilbakemelding på mottak av utskrivningsklar pasient"


def test_an_unknown_type_is_called_what_it_calls_itself():
    assert facts(letter(type_code="X", dn="Noe nytt")).type_name == "Noe nytt"
    assert facts(letter(type_code="X", dn=None)).type_name == "X"


@pytest.mark.parametrize("documents", [document(), document(innlagt(), innlagt())])
def test_no_or_several_messages_give_no_version(documents):
    found = facts(letter(documents=documents))
    assert (found.version, found.namespace, found.status) == (None, None, None)


def test_a_format_that_is_not_ours_has_a_namespace_and_no_version():
    found = facts(letter('<x xmlns="urn:x"/>'))
    assert (found.version, found.namespace) == (None, "urn:x")


# --- time


@pytest.fixture
def computer_in(monkeypatch):
    """Put the computer into another time zone, for one test."""

    def move(zone):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "Europe/Oslo"])
@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-11-20T09:30:00", "2026-11-20T08:30:00+00:00"),
        ("2026-07-01T09:30:00", "2026-07-01T07:30:00+00:00"),
        ("2026-11-20T09:30:00Z", "2026-11-20T09:30:00+00:00"),
        ("2026-11-20T24:00:00", "2026-11-20T23:00:00+00:00"),
    ],
)
def test_a_time_without_zone_is_norwegian_wherever_the_computer_stands(given, utc, computer_in, zone):
    computer_in(zone)
    found = facts(letter(gen_date=given))
    assert found.gen_date.astimezone(dt.UTC).isoformat() == utc
    assert found.gen_date_text == given


@pytest.mark.parametrize("given", ["", "i går", "2026-11-20", "12026-11-20T09:30:00", "2026-02-30T00:00:00"])
def test_a_time_that_cannot_be_read_is_none_and_kept_as_text(given):
    found = facts(letter(gen_date=given))
    assert (found.gen_date, found.gen_date_text) == (None, given)


# --- addresses


def sender(*args, **more):
    return facts(letter(sender=organisation(*args, **more))).sender


def test_a_person_may_be_level_2():
    found = sender("Legekontor", 5, below=doctor(6))
    assert found == Party(5, "Legekontor", 6, "Rita Lin", "person")


def test_a_person_beside_a_service_is_no_address():
    found = sender("Sykehus", 5, below=organisation("Avdeling", 6) + doctor(7))
    assert (found.tjeneste_her, found.kind) == (6, "organisation")


def test_a_her_id_is_found_among_other_ids_whatever_its_code_system():
    found = sender("Sykehus", ident("974760673", "ENH"), ident("100", "HER", "8116"), below=doctor(6))
    assert (found.virksomhet_her, found.tjeneste_her) == (100, 6)


@pytest.mark.parametrize(
    ("upper", "lower", "hers"),
    [
        ("3469.67926", None, (3469, 67926)),
        ("3469", "3469.67926", (3469, 67926)),
        ("ORTOYA", "3469.67926", (3469, 67926)),
        ("", "", (None, None)),
        ("g18", "67926", (None, 67926)),
        (" 34 69\n", None, (3469, None)),
    ],
)
def test_her_ids_are_read_in_every_form_they_have_had(upper, lower, hers):
    found = facts(letter(sender=address(upper, lower))).sender
    assert (found.virksomhet_her, found.tjeneste_her) == hers


def test_receivers_are_told_with_their_roles():
    others = copy_to(address(300, 301)) + copy_to(doctor(7)) + copy_to(patient(("FNR", FNR)))
    found = facts(letter(others=others)).receivers
    assert [(one.party.her, one.role) for one in found] == [
        (201, "PRIM"),
        (301, "COP"),
        (7, "COP"),
        (None, "COP"),
    ]


# --- patient


def test_the_patient_is_told_as_the_header_names_them():
    who = patient(("HNR", "13527248013"), ("FNR", "148542 12304"), family="Ås-Öberg", given="Éva")
    found = facts(letter(patient=who)).patient
    assert (found.family, found.given, found.sex) == ("Ås-Öberg", "Éva", "2")
    assert found.date_of_birth == dt.date(1942, 5, 14)
    assert found.idents == (("HNR", "13527248013"), ("FNR", FNR))


def test_the_best_number_is_asked_for_by_type_and_not_by_place():
    found = facts(letter(patient=patient(("HNR", "13527248013"), ("FNR", FNR)))).patient
    assert found.ident("FNR", "DNR", "FHN", "HNR") == FNR
    assert found.ident("DNR") is None


# --- attachments


def test_attachments_are_counted_with_type_and_size():
    found = facts(letter(attachments=attachment(PDF) + attachment("!!!", "image/jpg"))).attachments
    assert found == (
        AttachmentFacts(0, "application/pdf", "Vedlegg", 8),
        AttachmentFacts(1, "image/jpeg", "Vedlegg", None),
    )


def test_the_bytes_of_an_attachment_are_had_by_its_number():
    given = letter(attachments=attachment(PDF))
    assert attachment_content(given, 0) == b"%PDF-1.4"
    with pytest.raises(IndexError):
        attachment_content(given, 1)
    with pytest.raises(ValueError):
        attachment_content(letter(attachments=attachment("!!!")), 0)


# --- the header of a broken document


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"</MsgInfo>" * 1000,
        letter()[:200],
        letter().replace(b"</Sender>", b"</Sendr>"),
        letter(msg_id="")[:-20],
        letter(type_code="")[:-20],
        letter(gen_date="2026-11-20")[:-20],
        letter(sender=address(None, None))[:-20],
        letter(receiver=address(None, None))[:-20],
        b"<!DOCTYPE x>" + letter()[:-20].partition(b"?>")[2],
        letter().replace(b"<MsgId>", b"<MsgId>&nbsp;")[:-20],
    ],
)
def test_a_header_that_is_not_whole_is_not_read(given):
    assert scan(given) is None


@pytest.mark.parametrize(
    "given",
    [
        letter()[:-20],
        letter()[: letter().index(b"<Document>")],
        letter() + b"<",
        letter().replace(b"</Patient>", b"</Patent>"),
        letter().replace(b"<Patient>", b"<Patient>&nbsp;"),
        letter(others=copy_to(address(300, 301))).replace(b"<Patient>", b"<Patient"),
        letter(encoding="ISO-8859-1")[:-20],
    ],
)
def test_a_header_that_is_whole_is_read_though_the_rest_is_broken(given):
    found = scan(given)
    assert (found.type_code, found.msg_id, found.sender.her) == ("LOG_INNLAGT", MSG_ID, 101)
    assert found.receivers[0].party.her == 201


def test_a_prefixed_header_is_read_too():
    head, _, rest = letter().decode().partition("<Document>")
    prefixed = re.sub(r"<(/?)(\w)", r"<\1mh:\2", head).replace("xmlns=", "xmlns:mh=")
    assert scan((prefixed + "<mh:Document>" + rest[:30]).encode()).msg_id == MSG_ID


def test_the_code_system_of_an_id_does_not_matter():
    who = f"<Patient><Ident><Id>{FNR}</Id><TypeId V='fnr' S='{OID}1111'/></Ident></Patient>"
    assert facts(letter(patient=who)).patient.idents == (("FNR", FNR),)
