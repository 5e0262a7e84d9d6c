"""Epikrise and Henvisning 1.x: no MsgHead, other parties, ids that last (HIS 80226, HIS 80517, HISD 1154)."""

import datetime as dt

import pytest

from golden.letters import kept
from samhandling.standards.facts import DOCUMENT_KEY, document_key, facts
from samhandling.standards.header import info_of, read_header
from samhandling.standards.headerscan import scan
from samhandling.standards.mirror import mirrored
from samhandling.standards.reading import parse, read_tree, validate
from samhandling.standards.receipt import build_receipt, receipt_facts
from samhandling.standards.recipients import OwnAddresses
from samhandling.standards.verdict import verdict
from standards.parts import changed, without

NOW = dt.datetime(2026, 11, 25, 15, 0, tzinfo=dt.UTC)
EPIKRISE, EPIKRISE_1_1 = "epikrise-1.2/epikrise-ny", "epikrise-1.1/epikrise-ny"
HENVISNING, HENVISNING_1_0 = "henvisning-1.1/henvisning-ny", "henvisning-1.0/henvisning-ny"
SYKEHUS, GERIATRI, LEGEKONTOR, LEGE = 8900100, 8900105, 8900600, 8900601


@pytest.mark.parametrize(
    ("name", "code", "version", "sender", "receiver"),
    [
        (EPIKRISE, "EPIKRISE", "1.2", GERIATRI, LEGE),
        (EPIKRISE_1_1, "EPIKRISE", "1.1", GERIATRI, LEGE),
        (HENVISNING, "HENVISNING", "1.1", LEGE, GERIATRI),
        (HENVISNING_1_0, "HENVISNING", "1.0", LEGE, GERIATRI),
    ],
)
def test_the_one_who_provides_the_service_sends_an_epikrise_and_gets_a_referral(
    name, code, version, sender, receiver
):
    told = facts(kept(name))
    assert (told.type_code, told.version, told.status) == (code, version, "N")
    assert (told.sender.her, told.receivers[0].party.her, told.receivers[0].role) == (
        sender,
        receiver,
        "PRIM",
    )


def test_the_patient_is_read_from_one_name_and_an_official_number():
    patient = facts(kept(EPIKRISE)).patient
    assert (patient.family, patient.given, patient.ident("FNR")) == ("Rypefjær", "Borghild", "17843842054")
    assert patient.date_of_birth == dt.date(1938, 4, 17)


def test_versions_of_a_document_are_one_conversation_without_references():
    chain = {
        facts(kept(f"epikrise-1.2/epikrise-{word}")).conversation_id
        for word in ("ny", "endring", "kansellering")
    }
    assert chain == {document_key(SYKEHUS, facts(kept(EPIKRISE)).document_id)}
    assert chain.pop().startswith(DOCUMENT_KEY)


def test_the_same_id_from_another_sender_is_another_document():
    assert document_key(1, "SSMED2002012345") != document_key(2, "SSMED2002012345")
    assert len(document_key(999_999_999, "x" * 10_000)) < 100


def test_a_document_without_an_id_is_a_conversation_of_its_own():
    told = facts(changed(EPIKRISE, without("ServProvId")))
    assert told.conversation_id == told.msg_id


def test_an_epikrise_tells_which_referral_it_answers():
    assert facts(kept(EPIKRISE)).answers == (facts_id("henvisning-1.1/henvisning-ny/dokument"),)


def facts_id(name):
    from golden.short import unique

    return unique(name)


def test_its_attachments_stand_in_the_message_itself():
    (file,) = facts(kept(EPIKRISE)).attachments
    assert (file.mime_type, file.description) == ("application/pdf", "Treningsprogram")


@pytest.mark.parametrize(
    ("name", "version", "role", "original"),
    [
        (EPIKRISE, "1.1", "PRIM", "EPIKRISE"),
        (EPIKRISE_1_1, "1.0", "REQ", "E"),
        (HENVISNING, "1.1", "PRIM", "HENVISNING"),
        (HENVISNING_1_0, "1.0", "SPR", "H"),
    ],
)
def test_it_is_receipted_in_the_version_that_belongs_to_it(name, version, role, original):
    told = facts(kept(name))
    written = build_receipt(kept(name), told.receivers[0].party.her, "1", (), "r-1", NOW)
    receipt = receipt_facts(written)
    assert validate(written) == []
    assert (receipt.version, receipt.role, receipt.original_type) == (version, role, original)
    assert receipt.original_gen_date_text == told.gen_date_text
    assert receipt.sender_hers == (
        told.receivers[0].party.virksomhet_her,
        told.receivers[0].party.tjeneste_her,
    )
    assert receipt.receiver_hers == (told.sender.virksomhet_her, told.sender.tjeneste_her)


def test_a_copy_receiver_answers_as_one():
    written = build_receipt(kept(EPIKRISE), 8900501, "1", (), "r-1", NOW)
    assert receipt_facts(written).role == "COP"


def test_a_person_beside_a_department_is_not_mirrored():
    header = read_header(info_of(read_tree(with_signer())))
    inst = mirrored(header.sender).part
    assert (len(inst.dept), len(inst.HCPerson)) == (1, 0)


def with_signer():
    def add(root):
        from lxml import etree

        inst = root.find(".//{*}ServProvider/{*}HCP/{*}Inst")
        person = etree.Element(inst.tag.replace("}Inst", "}HCPerson"))
        etree.SubElement(person, inst.tag.replace("}Inst", "}Name")).text = "Henrik Solvarg"
        inst.insert(list(inst).index(inst.find("{*}AdditionalId")), person)

    return changed(EPIKRISE, add)


@pytest.mark.parametrize("name", [EPIKRISE, EPIKRISE_1_1, HENVISNING, HENVISNING_1_0])
def test_it_is_taken_by_its_receiver_and_ignored_by_others(name):
    her = facts(kept(name)).receivers[0].party.her
    assert verdict(kept(name), OwnAddresses(None, frozenset({her}))).outcome == "accept"
    assert verdict(kept(name), OwnAddresses(None, frozenset({1}))).reason == "foreign-addressee"


def test_a_day_alone_is_a_legal_time_of_writing():
    told = facts(changed(EPIKRISE_1_1, _day))
    assert told.gen_date.isoformat() == "2026-11-25T00:00:00+01:00"


def _day(root):
    root.find("{*}GenDate").set("V", "2026-11-25")


def test_without_a_type_it_is_known_by_what_it_holds():
    def untyped(root):
        root.remove(root.find("{*}Type"))

    assert facts(changed(EPIKRISE_1_1, untyped)).type_code == "EPIKRISE"
    assert verdict(changed(HENVISNING_1_0, untyped), None).outcome == "accept"


def test_a_type_that_its_content_denies_is_rejected():
    def wrong(root):
        root.find("{*}Type").set("V", "H")

    assert [error.code for error in verdict(changed(EPIKRISE, wrong), None).errors] == ["T99"]


@pytest.mark.parametrize(
    "old", ["http://www.kith.no/xmlstds/epikrise", "http://www.kith.no/xmlstds/henvisning/2003-10-13"]
)
def test_a_version_that_is_not_taken_is_told_of(old):
    name, new = (
        (EPIKRISE, "epikrise/2012-02-15") if "epikrise" in old else (HENVISNING, "henvisning/2012-02-15")
    )
    given = kept(name).replace(f"http://www.kith.no/xmlstds/{new}".encode(), old.encode())
    found = verdict(given, None)
    assert (found.outcome, [error.code for error in found.errors]) == ("reject", ["T10"])


@pytest.mark.parametrize("name", [HENVISNING, HENVISNING_1_0])
def test_a_referral_that_breaks_off_after_its_parties_is_answered(name):
    cut = kept(name)[: kept(name).index(b"ReasonAsText")]
    assert scan(cut).sender.her == LEGE
    assert [error.code for error in verdict(cut, None).errors] == ["T01"]


def test_an_epikrise_that_breaks_off_before_its_parties_is_not():
    cut = kept(EPIKRISE)[: kept(EPIKRISE).index(b"ServProvider>")]
    assert verdict(cut, None).reason == "sender-unreadable"


def test_the_spelling_of_the_speciality_differs_between_the_standards():
    from samhandling.standards import epikrise, henvisning
    from samhandling.standards.definition import names

    assert "med_specialty" in names(epikrise.HCP)
    assert "med_speciality" in names(henvisning.HCP)


def test_parts_of_plo_have_its_version_1_5_in_a_referral_1_1():
    patient = parse(kept(HENVISNING)).serv_req.patient
    assert {one.version for one in (*patient.assistert_kommunikasjon, *patient.parorende_foresatt)} == {"1.5"}


def test_an_old_referral_cannot_be_moved_to_a_version_without_its_parts():
    from samhandling.errors import InvalidMessage

    with pytest.raises(InvalidMessage):
        parse(kept(HENVISNING)).in_version("1.0")
