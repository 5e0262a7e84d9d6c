"""The receipt: version, mirrored addresses, roles, echo of the original (80415, acceptance matrix part F)."""

from datetime import UTC, datetime

import pytest

from oracle import needs_oracle, official_schema
from samhandling.errors import InvalidMessage, MessageError
from samhandling.standards import receipt_form
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.reading import read_tree, validate
from samhandling.standards.receipt import build_receipt, receipt_facts
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.receipt_form import Software
from standards.letters import (
    FNR,
    GEN_DATE,
    MSG_ID,
    SENDER,
    SYKEPLEIE,
    WARD,
    address,
    copy_to,
    dialog,
    doctor,
    foresporsel,
    ident,
    innlagt,
    letter,
    notat,
    organisation,
)

NOW = datetime(2026, 11, 20, 12, 30, 15, 999, tzinfo=UTC)
OLD = letter(innlagt(version="2009-06-30"))
OLD_QUESTION = letter(dialog(foresporsel(), "2006-10-11"), type_code="DIALOG_FORESPORSEL")
OLD_ANSWER = letter(dialog(notat("9069", "5"), "2006-10-11"), type_code="DIALOG_SVAR")
TWO_ERRORS = (ReceiptError("E10", "ingen UUID"), ReceiptError("E36", "mangler navn & «nummer» <x>"))
GP = organisation(
    "Fjordgløtt legesenter",
    ident("974760673", "ENH"),
    ident(500),
    below=doctor(501),
)


def receipt(document=None, her=SYKEPLEIE, errors=(), **more):
    made = build_receipt(
        letter() if document is None else document, her, "2" if errors else "1", errors, "r-1", NOW, **more
    )
    assert validate(made) == []
    return made


def tree(*args, **more):
    return read_tree(receipt(*args, **more))


# --- what gives no receipt


@pytest.mark.parametrize("document", [b"", b"hei", b"<a/>", letter()[:100], b"<!DOCTYPE a><a/>"])
def test_without_a_readable_header_there_is_no_receipt(document):
    with pytest.raises(InvalidMessage, match="no header"):
        receipt(document)


def test_nobody_answers_for_an_address_that_is_not_in_the_message():
    with pytest.raises(InvalidMessage, match="999 is no receiver"):
        receipt(her=999)


@pytest.mark.parametrize(("status", "errors"), [("2", ()), ("1", TWO_ERRORS)])
def test_a_rejection_has_errors_and_an_approval_has_none(status, errors):
    with pytest.raises(InvalidMessage, match="a rejection has errors"):
        build_receipt(letter(), SYKEPLEIE, status, errors, "r-1", NOW)


def test_an_id_that_xml_cannot_carry_is_refused():
    with pytest.raises(InvalidMessage, match="Id"):
        build_receipt(letter(), SYKEPLEIE, "1", (), "r\x01", NOW)


# --- version


@pytest.mark.parametrize(
    ("document", "version", "mig"),
    [
        (letter(), "1.1", "v1.1 2012-02-15"),
        (OLD, "1.0", "1.0 2004-11-21"),
        (letter(dialog(notat()), type_code="DIALOG_HELSEFAGLIG"), "1.1", "v1.1 2012-02-15"),
        (
            letter(dialog(foresporsel(), "2006-10-11"), type_code="DIALOG_FORESPORSEL"),
            "1.0",
            "1.0 2004-11-21",
        ),
        (letter('<x xmlns="urn:x"/>'), "1.1", "v1.1 2012-02-15"),
        (OLD[:-20], "1.0", "1.0 2004-11-21"),
        (letter()[:-20], "1.1", "v1.1 2012-02-15"),
    ],
)
def test_the_version_follows_the_message(document, version, mig):
    made = receipt(document, errors=TWO_ERRORS)
    assert receipt_facts(made).version == version
    assert text(read_tree(made), "MIGversion") == mig


# --- the original


@pytest.mark.parametrize(
    "gen_date",
    [
        "2026-11-20T09:30:00",
        "2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00.123+01:00",
        "2026-11-20T24:00:00",
        "2009-06-24T10:00:00.0Z",
    ],
)
def test_gen_date_is_echoed_letter_by_letter(gen_date):
    assert text(tree(letter(gen_date=gen_date)), "OriginalMsgId", "IssueDate") == gen_date


@pytest.mark.parametrize(
    ("gen_date", "echoed"),
    [
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("i går", "2026-11-20T13:30:15+01:00"),
        ("", "2026-11-20T13:30:15+01:00"),
    ],
)
def test_a_gen_date_that_a_receipt_cannot_hold_is_replaced(gen_date, echoed):
    made = tree(letter(gen_date=gen_date), errors=TWO_ERRORS)
    assert text(made, "OriginalMsgId", "IssueDate") == echoed


def test_type_and_id_of_the_original_are_echoed():
    original = child(tree(), "OriginalMsgId")
    assert text(original, "Id") == MSG_ID
    assert (value(original, "MsgType"), value(original, "MsgType", attribute="DN")) == ("LOG_INNLAGT", "Navn")


# --- roles


@pytest.mark.parametrize(
    ("document", "her", "sender", "receiver"),
    [
        (letter(), SYKEPLEIE, "PRIM", "AVS"),
        (letter(others=copy_to(address(300, 301))), 301, "COP", "AVS"),
        (letter(others=copy_to(address(300, 301), "PRIM")), 301, "PRIM", "AVS"),
        (OLD, SYKEPLEIE, "SPR", "RECEIVER"),
        (
            letter(dialog(notat("9069", "5"), "2006-10-11"), type_code="DIALOG_SVAR"),
            SYKEPLEIE,
            "REQ",
            "RECEIVER",
        ),
        (letter(innlagt(version="2009-06-30"), others=copy_to(doctor(7))), 7, "COP", "RECEIVER"),
    ],
)
def test_roles_follow_version_and_receiver(document, her, sender, receiver):
    made = tree(document, her)
    assert (value(made, "Sender", "Role"), value(made, "Receiver", "Role")) == (sender, receiver)


# --- mirrored addresses


def test_sender_and_receiver_change_places_with_all_levels():
    facts = receipt_facts(receipt())
    assert facts.sender_hers == (200, 201)
    assert facts.receiver_hers == (100, 101)
    assert facts.sender_her == 201


def test_a_service_becomes_a_department():
    institution = child(tree(), "Sender", "HCP", "Inst")
    assert text(institution, "Name") == "Bydel Fjordgløtt"
    assert text(institution, "Dept", "Name") == "Sykepleietjeneste"
    assert value(institution, "Dept", "TypeId") == "HER"


def test_a_person_on_level_2_becomes_a_person_and_other_ids_follow():
    institution = child(tree(letter(receiver=GP), her=501), "Sender", "HCP", "Inst")
    assert (text(institution, "Id"), value(institution, "TypeId")) == ("500", "HER")
    assert [text(extra, "Id") for extra in children(institution, "AdditionalId")] == ["974760673"]
    assert text(institution, "HCPerson", "Name") == "Rita Lin"
    assert not children(institution, "Dept")


def test_a_signer_under_a_service_is_not_mirrored():
    signed = SENDER.replace("</Organisation></Organisation>", doctor(9) + "</Organisation></Organisation>")
    assert b"Rita" not in receipt(letter(sender=signed))
    assert receipt_facts(receipt(letter(sender=signed))).receiver_hers == (100, 101)


@pytest.mark.parametrize("kind", ["HealthcareProfessional", "Person"])
def test_a_copy_receiver_without_organisation_is_a_professional(kind):
    made = receipt(letter(others=copy_to(doctor(7).replace("HealthcareProfessional", kind))), her=7)
    assert text(read_tree(made), "Sender", "HCP", "HCProf", "Name") == "Rita Lin"
    assert receipt_facts(made).sender_hers == (7,)


def test_a_receiver_is_found_by_its_virksomhet_when_it_has_no_service():
    assert receipt_facts(receipt(letter(receiver=address(200, None)), her=200)).sender_hers == (200,)


def test_wrong_addresses_are_mirrored_as_they_are():
    assert receipt_facts(receipt(letter(receiver=address(200, 999)), her=999)).sender_hers == (200, 999)


# --- errors


def test_every_error_stands_with_code_name_and_explanation():
    errors = children(tree(errors=TWO_ERRORS), "Error")
    assert [error.get("V") for error in errors] == ["E10", "E36"]
    assert errors[0].get("DN") == "Ugyldig meldingsidentifikator"
    assert errors[1].get("OT") == "mangler navn & «nummer» <x>"
    assert {error.get("S") for error in errors} == {"2.16.578.1.12.4.1.1.8221"}


def test_an_error_without_explanation_has_its_name():
    facts = receipt_facts(receipt(errors=[ReceiptError("T99")]))
    assert facts.errors == (ReceiptError("T99", "Annen feil på format"),)


def test_a_receipt_says_who_made_it_and_when():
    made = tree(software=Software("Annet system", "2.0"))
    assert (text(made, "SoftwareName"), text(made, "SoftwareVersion")) == ("Annet system", "2.0")
    assert text(made, "GenDate") == "2026-11-20T13:30:15+01:00"


def test_a_receipt_never_holds_the_patient():
    assert FNR.encode() not in receipt(errors=TWO_ERRORS)
    assert b"Testesen" not in receipt()


@pytest.mark.parametrize("many", ["", "x" * receipt_form.LARGEST])
def test_receipts_between_the_same_two_have_their_own_times_and_ids(many, monkeypatch):
    monkeypatch.setattr(receipt_form, "MOST", 2)
    told = []
    for msg_id in ("m-1", "m-2", "m-1"):
        document = letter(msg_id=msg_id, gen_date=f"{GEN_DATE[:-1]}{msg_id[-1]}", sender=SENDER + many)
        told.append(receipt_facts(build_receipt(document, SYKEPLEIE, "1", (), f"r-{msg_id}", NOW)))
    assert told[0] == told[2]
    assert [(one.receipt_id, one.original_msg_id) for one in told[:2]] == [("r-m-1", "m-1"), ("r-m-2", "m-2")]
    assert told[0].original_gen_date_text != told[1].original_gen_date_text


# --- read again


def test_what_was_written_is_read():
    facts = receipt_facts(receipt(errors=TWO_ERRORS))
    assert (facts.receipt_id, facts.status, facts.role) == ("r-1", "2", "PRIM")
    assert facts.errors == TWO_ERRORS
    assert (facts.original_msg_id, facts.original_type) == (MSG_ID, "LOG_INNLAGT")
    assert facts.original_gen_date_text == "2026-11-20T09:30:00"
    assert facts.gen_date.astimezone(UTC) == NOW.replace(microsecond=0)


LENIENT = b"""<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21"><Id>17</Id>
<Sender><HCP><Inst/></HCP></Sender><Status V="3"/>
<OriginalMsgId><Id> abc </Id></OriginalMsgId></AppRec>"""


def test_a_poor_receipt_of_another_system_is_read_as_far_as_it_goes():
    facts = receipt_facts(LENIENT)
    assert (facts.receipt_id, facts.original_msg_id, facts.status, facts.role) == ("17", "abc", "3", "")
    assert facts.sender_hers == ()
    assert facts.sender_her is None
    assert facts.gen_date is None


@pytest.mark.parametrize("place", ["Inst", "Dept"])
def test_the_old_dotted_form_is_read_as_both_levels(place):
    levels = {"Inst": "<Inst><Name>A</Name><Id>3469.67926</Id>{0}</Inst>",
              "Dept": "<Inst><Name>A</Name><Dept><Id>3469.67926</Id>{0}</Dept></Inst>"}  # fmt: skip
    part = levels[place].format('<TypeId V="HER" DN="HER-id"/>')
    given = (
        '<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15">'
        f"<Sender><HCP>{part}</HCP></Sender></AppRec>"
    )
    assert receipt_facts(given.encode()).sender_hers == (3469, 67926)


def test_a_her_id_may_stand_as_an_additional_id():
    extra = b"<AdditionalId><Id>200</Id><Type V='HER'/></AdditionalId>"
    inst = b"<Inst><Id>974760673</Id><TypeId V='ENH'/>" + extra + b"</Inst>"
    assert receipt_facts(LENIENT.replace(b"<Inst/>", inst)).sender_hers == (200,)


@pytest.mark.parametrize("document", [b"", b"hei", b"<AppRec", letter()])
def test_what_is_no_receipt_is_refused(document):
    with pytest.raises(MessageError):
        receipt_facts(document)


def test_the_sending_service_is_where_the_receipt_goes():
    assert receipt_facts(receipt()).receiver_hers[-1] == WARD


@needs_oracle
@pytest.mark.parametrize(("document", "version"), [(letter(), "1.1"), (OLD, "1.0")])
def test_the_official_schema_takes_our_receipt(document, version):
    schema = official_schema(f"AppRec {version}")
    assert schema.validate(read_tree(receipt(document, errors=TWO_ERRORS))), schema.error_log
