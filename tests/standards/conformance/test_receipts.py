"""AppRec (part F): TestcaseApplikasjonskvittering, unit and system."""

import hashlib
from dataclasses import replace

import pytest

from golden.letters import kept
from samhandling.standards import codes
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.policy import DEFAULT
from samhandling.standards.reading import read_tree, validate
from samhandling.standards.receipt import build_receipt, receipt_facts
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.recipients import OwnAddresses
from samhandling.standards.verdict import verdict
from standards.conformance import meets
from standards.letters import (
    BYDEL,
    SYKEPLEIE,
    address,
    copy_to,
    innlagt,
    letter,
    organisation,
    patient,
)
from standards.test_older_messages import NOW

US = OwnAddresses(BYDEL, frozenset({SYKEPLEIE}))
STRICT = replace(DEFAULT, unknown_service="reject")
FAULTS = (ReceiptError("E36", "navn mangler"), ReceiptError("E10", "ingen UUID"))


def receipt(errors=(), given=None, her=SYKEPLEIE):
    return build_receipt(given or letter(), her, "2" if errors else "1", errors, "r-1", NOW)


def answered(given, policy=DEFAULT, addresses=US, **more):
    """One list of codes for each of our recipients; the reason where nobody is answered."""
    found = verdict(given, addresses, policy=policy, **more)
    if found.outcome == "ignore":
        return found.reason
    return [[error.code for error in found.errors_for(one)] for one in found.recipients]


@pytest.mark.parametrize("name", ["plo-1.5/innlagt-ny", "plo-1.6/innlagt-ny"])
@meets("AR-E1", "AR-E2", "AR-E3", "AR-E4", "AR-E5", "AR-S1–4")
def test_a_receipt_is_sound_and_names_its_original(name):
    given = kept(name)
    written = receipt(given=given, her=8900202)
    told, original = receipt_facts(written), read_tree(given)
    assert validate(written) == []
    assert told.original_msg_id == text(original, "MsgInfo", "MsgId")
    assert told.original_type == value(original, "MsgInfo", "Type")
    assert codes.name("8279", told.original_type)
    assert told.original_gen_date_text == text(original, "MsgInfo", "GenDate")
    assert told.status == "1"


@meets("AR-E6", "AR-E7", "AR-E8", "AR-S26")
def test_a_rejection_has_one_error_for_each_fault_with_words():
    root = read_tree(receipt(FAULTS))
    assert value(root, "Status") == "2"
    errors = children(root, "Error")
    assert [(one.get("V"), one.get("OT")) for one in errors] == [(one.code, one.text) for one in FAULTS]
    assert {one.get("S") for one in errors} == {codes.ROOT + "8221"}


@meets("AR-E9", "AR-S7/8/9")
def test_roles_are_those_of_the_version():
    assert value(read_tree(receipt()), "Sender", "Role") == "PRIM"
    assert value(read_tree(receipt()), "Receiver", "Role") == "AVS"
    copied = letter(others=copy_to(address(BYDEL, 210)))
    assert value(read_tree(receipt(given=copied, her=210)), "Sender", "Role") == "COP"
    old = read_tree(receipt(given=kept("epikrise-1.1/epikrise-ny"), her=8900601))
    assert (value(old, "Sender", "Role"), value(old, "Receiver", "Role")) == ("REQ", "RECEIVER")
    old = read_tree(receipt(given=kept("henvisning-1.0/henvisning-ny"), her=8900105))
    assert value(old, "Sender", "Role") == "SPR"


@meets("AR-S5", "AR-S6")
def test_addresses_are_mirrored_without_who_signed():
    signer = (
        "<HealthcareProfessional><FamilyName>Lin</FamilyName>"
        '<Ident><Id>7</Id><TypeId V="HPR"/></Ident></HealthcareProfessional>'
    )
    tjeneste = organisation("Indremedisin", 101, below="").replace(
        "</Organisation>", f"{signer}</Organisation>"
    )
    given = letter(sender=organisation("Lilleby sykehus", 100, below=tjeneste))
    root = read_tree(receipt(given=given))
    inst = child(root, "Receiver", "HCP", "Inst")
    assert (text(inst, "Id"), text(inst, "Name")) == ("100", "Lilleby sykehus")
    assert (text(inst, "Dept", "Id"), child(inst, "HCPerson")) == ("101", None)
    assert text(root, "Sender", "HCP", "Inst", "Dept", "Id") == str(SYKEPLEIE)


@meets("AR-S16", "AR-S32/33/34")
def test_what_cannot_be_read_is_answered_where_the_sender_can():
    assert answered(letter() + b"<more/>") == [["T01"]]
    assert answered(b"hei") == "sender-unreadable"
    assert answered(letter(innlagt(status=None))) == [["T02"]]
    assert answered(letter('<x xmlns="urn:x"/>')) == [["T10"]]


@meets("AR-S17/18", "AR-S19/20", "AR-S35–39", "AR-S40")
def test_an_address_that_we_do_not_have_is_e21_in_its_own_name():
    assert answered(letter(receiver=address(BYDEL, 299)), STRICT) == [["E21"]]
    assert answered(letter(receiver=address(BYDEL, None)), STRICT) == [["E21"]]
    both = letter(receiver=address(BYDEL, 298), others=copy_to(address(BYDEL, 299)))
    assert answered(both, STRICT) == [["E21"], ["E21"]]
    written = receipt((ReceiptError("E21"),), both, 299)
    assert (receipt_facts(written).role, receipt_facts(written).sender_hers) == ("COP", (BYDEL, 299))


@meets("AR-S21", "AR-S22")
def test_a_message_for_others_is_never_answered():
    assert answered(letter(receiver=address(900, 901))) == "foreign-addressee"
    assert answered(letter(receiver=address(900, 901)), transport_to=SYKEPLEIE) == "foreign-addressee"
    assert answered(letter(), transport_to=999) == [[]]


@meets("AR-S23")
def test_an_epikrise_about_nobodys_patient_is_e35_and_an_answer_in_a_dialogue_is_taken():
    ours = OwnAddresses(8900600, frozenset({8900601}))
    epikrise, answer = kept("epikrise-1.2/epikrise-ny"), kept("dialog-1.0/svar")
    assert answered(epikrise, addresses=ours, has_record=lambda _patient: False) == [["E35"]]
    assert answered(epikrise, addresses=ours, has_record=lambda _patient: True) == [[]]
    ward = OwnAddresses(8900100, frozenset({8900105}))
    assert answered(answer, addresses=ward, has_record=lambda _patient: False) == [[]]


@meets("AR-S24", "AR-S28")
def test_faults_of_identity_have_their_codes():
    assert answered(letter(patient=patient(born=None, sex=None))) == [["E36"]]
    assert answered(letter(msg_id="no-uuid")) == [["E10"]]


@meets("AR-S41", "AR-S12")
def test_a_duplicate_is_answered_no_more():
    given = letter(msg_id="no-uuid")
    assert answered(given, seen=lambda *_: hashlib.sha256(given).hexdigest()) == "duplicate"
