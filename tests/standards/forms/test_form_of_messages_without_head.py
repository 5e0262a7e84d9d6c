"""Referrals and epikriser that have no MsgHead: outside, older versions, document id through the versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from lxml import etree

from filled_forms import BORGHILD, DOCTOR, EARLIER, HOSPITAL, envelope, filled
from golden.letters import kept, names_kept
from oracle import needs_oracle, official_schema
from samhandling.errors import InvalidMessage
from samhandling.standards.definition import OSLO
from samhandling.standards.envelope import Attachment
from samhandling.standards.facts import facts
from samhandling.standards.forms import PROFILES, compose, decompose, settled
from samhandling.standards.forms.epikrise import COMMENT
from samhandling.standards.forms.wholeness import holds_whole
from samhandling.standards.render import render_text
from samhandling.standards.verdict import verdict

EPIKRISE, HENVISNING = PROFILES["EPIKRISE"], PROFILES["HENVISNING"]
TO_DOCTOR = replace(envelope(), receiver=DOCTOR)


@pytest.fixture(scope="module")
def report() -> bytes:
    return compose(EPIKRISE, filled(EPIKRISE), TO_DOCTOR)


def test_an_epikrise_is_from_its_sender_to_its_receiver_about_its_patient(report) -> None:
    told = facts(report)
    assert (told.type_code, told.version, told.status) == ("EPIKRISE", "1.2", "N")
    assert (told.sender.her, told.receivers[0].party.her) == (HOSPITAL.her, DOCTOR.her)
    assert told.receivers[0].party.kind == "person"
    assert (told.patient.family, told.patient.given) == ("Rypefjær", "Borghild")
    assert told.patient.idents == BORGHILD.idents
    assert told.gen_date == TO_DOCTOR.at


def test_a_referral_goes_the_other_way() -> None:
    asked = replace(envelope(), sender=DOCTOR, receiver=HOSPITAL)
    told = facts(compose(HENVISNING, filled(HENVISNING), asked))
    assert (told.type_code, told.version) == ("HENVISNING", "1.1")
    assert (told.sender.her, told.receivers[0].party.her) == (DOCTOR.her, HOSPITAL.her)


def test_a_patient_without_a_number_is_named_by_birth_and_sex() -> None:
    nobody = replace(TO_DOCTOR, patient=replace(BORGHILD, idents=(("HNR", "17843842054"),)))
    patient = facts(compose(EPIKRISE, filled(EPIKRISE), nobody)).patient
    assert patient.idents == (("HNR", "17843842054"),)
    assert (patient.date_of_birth, patient.sex) == (BORGHILD.date_of_birth, "2")


@pytest.mark.parametrize("code", ["EPIKRISE", "HENVISNING", "HENVISNING_NYTILSTAND"])
def test_a_change_keeps_the_document_and_the_day_of_issue(code) -> None:
    first = compose(PROFILES[code], filled(PROFILES[code]), TO_DOCTOR)
    issued, held = TO_DOCTOR.at, facts(first).document_id
    later = replace(
        envelope("M", EARLIER), at=issued + dt.timedelta(days=1), document=held, issued=issued, msg_id=NEXT
    )
    changed = compose(PROFILES[code], filled(PROFILES[code]), later)
    assert held
    assert facts(changed).document_id == held != facts(changed).msg_id
    assert b"2026-11-21T10:02:00" in changed
    assert facts(changed).gen_date.day == 22


NEXT = "0b1f3c52-6d0a-4c9b-9e0f-2f6a3c1d7e12"


def test_an_older_partner_gets_epikrise_1_1() -> None:
    old = compose(EPIKRISE, filled(EPIKRISE), replace(TO_DOCTOR, version="1.1"))
    told = facts(old)
    assert (told.version, told.type_code) == ("1.1", "EPIKRISE")
    assert b'<dis:Type V="E"' in old
    assert b"v1.1 2006-09-23" in old
    assert verdict(old, None).outcome == "accept"


def test_an_older_epikrise_comes_back_whole_into_its_form(report) -> None:
    """So that a correction does not begin with an empty form."""
    old = compose(EPIKRISE, filled(EPIKRISE), replace(TO_DOCTOR, version="1.1"))
    assert decompose(EPIKRISE, old) == decompose(EPIKRISE, report)


def test_an_older_referral_comes_back_into_its_form() -> None:
    values = {name: value for name, value in filled(HENVISNING).items() if name not in NEWER}
    told = decompose(HENVISNING, compose(HENVISNING, values, replace(envelope(), version="1.0")))
    wanted = settled(HENVISNING, values)
    changed = {"kin", "consents"}  # said in another way, and in part in words
    assert {name: told[name] for name in told.keys() - changed} == {
        name: wanted[name] for name in wanted.keys() - changed
    }
    assert [one["family_name"] for one in told["kin"]] == [one["family_name"] for one in wanted["kin"]]
    assert [one["fnr"] for one in told["kin"]] == [one["fnr"] for one in wanted["kin"]]
    assert told["consents"]["consent_date"] == wanted["consents"]["consent_date"]


@pytest.mark.parametrize(
    "name", [name for name in names_kept() if name.startswith(("epikrise-1.1", "henvisning-1.0"))]
)
def test_every_older_letter_can_be_read_by_its_form(name) -> None:
    profile = EPIKRISE if name.startswith("epikrise") else HENVISNING
    assert decompose(profile, kept(name))["msg_descr"]


@needs_oracle
@pytest.mark.oracle
def test_epikrise_1_1_is_sound_by_the_official_schema() -> None:
    old = compose(EPIKRISE, filled(EPIKRISE), replace(TO_DOCTOR, version="1.1"))
    schema = official_schema("Epikrise 1.1")
    assert schema.validate(etree.fromstring(old)), schema.error_log


NEWER = {"interpreter", "other_contacts", "institutions"}  # Henvisning 1.0 has no place for them


def test_an_older_partner_gets_henvisning_1_0_with_next_of_kin_in_its_own_way() -> None:
    values = {name: value for name, value in filled(HENVISNING).items() if name not in NEWER}
    old = compose(HENVISNING, values, replace(envelope(), version="1.0"))
    told = facts(old)
    assert (told.version, told.type_code) == ("1.0", "HENVISNING")
    assert b'<ref:Type V="H"' in old
    page = render_text(old)
    for one in values["kin"]:
        assert one["family_name"] in page
        assert one["fnr"] in page
    assert verdict(old, None).outcome == "accept"


def test_what_henvisning_1_0_has_no_place_for_is_told_and_not_lost() -> None:
    with pytest.raises(InvalidMessage) as refused:
        compose(HENVISNING, filled(HENVISNING), replace(envelope(), version="1.0"))
    assert refused.value.issues[0].rule == "not-in-version"


@needs_oracle
@pytest.mark.oracle
def test_henvisning_1_0_is_sound_by_the_official_schema() -> None:
    values = {name: value for name, value in filled(HENVISNING).items() if name not in NEWER}
    old = compose(HENVISNING, values, replace(envelope(), version="1.0"))
    schema = official_schema("Henvisning 1.0")
    assert schema.validate(etree.fromstring(old)), schema.error_log


def test_attachments_and_copies_are_in_the_message_itself() -> None:
    more = replace(
        TO_DOCTOR, attachments=(Attachment("Plan", "application/pdf", b"%PDF-1.4"),), copies=(HOSPITAL,)
    )
    told = facts(compose(EPIKRISE, filled(EPIKRISE), more))
    assert [one.mime_type for one in told.attachments] == ["application/pdf"]
    assert [one.role for one in told.receivers] == ["PRIM", "COP"]


def test_the_moment_is_told_in_norwegian_time(report) -> None:
    utc = replace(TO_DOCTOR, at=dt.datetime(2026, 11, 21, 9, 2, tzinfo=dt.UTC))
    assert facts(compose(EPIKRISE, filled(EPIKRISE), utc)).gen_date_text == "2026-11-21T10:02:00"
    assert facts(report).gen_date.tzinfo is OSLO


def test_every_section_of_the_acceptance_test_has_a_field_of_its_own() -> None:
    """Akseptansetest epikrise #2."""
    headings = {"AI", "FA", "TS", "FU", "FO", "UP", "HJ", "VU", "OP", "SY", "IP"}
    places = {field.at for _, field in EPIKRISE.fields()}
    for code in headings:
        assert f"{COMMENT}[heading=8311:{code}].text_result_value" in places


@pytest.mark.parametrize("code", ["EPIKRISE", "HENVISNING", "HENVISNING_NYTILSTAND", "HENVISNING_VIDERE"])
def test_what_a_form_has_written_it_holds_whole(code) -> None:
    profile = PROFILES[code]
    assert holds_whole(profile, compose(profile, filled(profile), TO_DOCTOR))


def test_a_form_says_when_it_does_not_hold_all_that_another_system_has_written(report) -> None:
    """A correction would lose a second stay."""
    root = etree.fromstring(report)
    stay = root.find("{*}ServRprt/{*}Event")
    more = etree.fromstring(etree.tostring(stay))
    more.find("{*}Comment/{*}TextResultValue").text = "Et opphold til"
    stay.addnext(more)
    assert not holds_whole(EPIKRISE, etree.tostring(root))
    assert not holds_whole(EPIKRISE, kept("epikrise-1.2/epikrise-ny"))


def test_an_outpatient_note_is_an_epikrise_with_its_own_kind_of_contact() -> None:
    values = {**filled(EPIKRISE), "msg_descr": "Poliklinisk notat"}
    values["stay"] = {**values["stay"], "adm_cat": "8240:3"}
    document = compose(EPIKRISE, values, TO_DOCTOR)
    assert decompose(EPIKRISE, document) == settled(EPIKRISE, values)
    assert b'<dis:AdmCat V="3" DN="Poliklinisk omsorg"/>' in document
