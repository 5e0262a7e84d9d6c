"""Reading what Adresseregisteret answers, and writing what it is asked: documents alone, no network."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from lxml import etree

from register_answers import (
    GP,
    HOSPITAL,
    PLACE,
    PLACES,
    WARD,
    answer,
    doctor,
    envelope,
    fault,
    hospital,
    ward,
)
from samhandling.transport.address_register import (
    DoctypeInAnswer,
    Place,
    RegisterSaysNo,
    UnknownHer,
    WrongAnswer,
)
from samhandling.transport.address_register.answer import read_answer
from samhandling.transport.address_register.question import question

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)

# What cannot be used


def test_a_her_id_that_the_register_has_not_is_said() -> None:
    with pytest.raises(UnknownHer, match="does not know HER-id 8900105"):
        read_answer(fault(), WARD)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (fault("AccessDenied", "Ingen tilgang."), "AccessDenied: Ingen tilgang"),
        (fault("", "Intern feil."), "Intern feil"),
        (envelope("<s:Fault/>"), "without words"),
    ],
)
def test_another_fault_is_told_in_the_registers_words(document: bytes, words: str) -> None:
    with pytest.raises(RegisterSaysNo, match=words):
        read_answer(document, WARD)


def test_a_fault_that_goes_on_and_on_is_cut() -> None:
    with pytest.raises(RegisterSaysNo) as said:
        read_answer(fault("AccessDenied", "Nei. " * 1000), WARD)
    assert len(str(said.value)) < 600


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "not XML"),
        (b"<html><body>Logg inn</body></html>", "not a SOAP 1.2 envelope but html"),
        (b'<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"/>', "not a SOAP 1.2"),
        (ward()[:-20], "not XML"),
        (envelope(""), "no party"),
        (answer("Robot", ""), "something else than an address: Robot"),
        (answer("", ""), "without a type"),
        (ward(HerId="<HerId>8900106</HerId>"), "about HER-id 8900106, not 8900105"),
        (ward(HerId=""), "about HER-id None"),
        (ward(HerId="<HerId>1e7</HerId>"), "HerId is no number"),
        (ward(Name='<Name i:nil="true"/>'), "no name"),
        (ward(Name=f"<Name>{'x' * 201}</Name>"), "far too long"),
        (ward(Active=""), "Active is neither true nor false"),
        (ward(Active="<Active>kanskje</Active>"), "Active is neither"),
        (ward(Valid="<Valid><b:To>i morgen</b:To></Valid>"), "Valid/To is no time"),
        (ward(Valid="<Valid><b:To>0001-01-01T00:00:00</b:To></Valid>"), "Valid/To is no time"),
        (ward(PhysicalAddresses=PLACES.replace("Diakonveien", "D" * 200)), "PhysicalAddresses are more"),
        (ward(PhysicalAddresses=PLACES.replace(PLACE, PLACE * 21)), "PhysicalAddresses are more"),
        (ward(ParentHerId="<ParentHerId>99999999999</ParentHerId>"), "ParentHerId is no number"),
    ],
)
def test_what_is_not_an_answer_is_said_to_be_none(document: bytes, words: str) -> None:
    with pytest.raises(WrongAnswer, match=words):
        read_answer(document, WARD)


@pytest.mark.parametrize("entity", ["", '<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "aaaa">'])
def test_a_doctype_is_refused(entity: str) -> None:
    body = ward().partition(b"?>")[2]
    with pytest.raises(DoctypeInAnswer):
        read_answer(f"<!DOCTYPE Envelope [{entity}]>".encode() + body, WARD)


# What can


def test_a_service_is_read_with_both_levels() -> None:
    found = read_answer(ward(), WARD)

    assert (found.her, found.kind, found.name) == (WARD, "tjeneste", "Geriatri")
    assert (found.parent_her, found.parent_name, found.orgnr) == (
        HOSPITAL,
        "Diakonhjemmet sykehus",
        "310000019",
    )
    assert (found.code_system, found.code, found.code_name) == (8668, "S0303", "Geriatri")
    assert (found.phone, found.edi) == ("20000105", "geriatri@edi.invalid")
    assert found.places == (Place("RES", "Diakonveien 12", "", "0370", "OSLO", "Norge"),)
    assert found.in_use(NOW)


def test_a_beginning_that_was_never_set_is_none() -> None:
    found = read_answer(ward(Valid="<Valid><b:From>0001-01-01T00:00:00</b:From></Valid>"), WARD)

    assert found.valid_from is None
    assert found.in_use(NOW)


def test_a_virksomhet_stands_under_nobody() -> None:
    found = read_answer(hospital(), HOSPITAL)

    assert (found.kind, found.orgnr, found.business) == ("virksomhet", "310000019", "101")
    assert (found.parent_her, found.parent_name) == (None, "")
    assert found.in_use(NOW)  # though it can't be written to itself


def test_of_a_person_only_what_addresses_them_is_kept() -> None:
    found = read_answer(doctor(), GP)

    assert (found.kind, found.name, found.hpr) == ("person", "Aksel Havrevind", "1000187")
    assert "hemmelig" not in repr(dataclasses.asdict(found))


def test_a_telephone_that_is_the_virksomhets_is_not_the_services() -> None:
    inherited = (
        "<ElectronicAddresses><b:ElectronicAddress><b:Address>20000100</b:Address>"
        "<b:Inherited>true</b:Inherited><b:TypeCodeValue>E_TLF</b:TypeCodeValue>"
        "</b:ElectronicAddress></ElectronicAddresses>"
    )
    assert read_answer(ward(ElectronicAddresses=inherited), WARD).phone == ""


@pytest.mark.parametrize(
    "told",
    [
        {"Active": "<Active>false</Active>"},
        {"IsValidCommunicationParty": "<IsValidCommunicationParty>false</IsValidCommunicationParty>"},
        {"Valid": "<Valid><b:To>2026-11-22T13:00:00</b:To></Valid>"},  # 12:00 UTC
        {"Active": "<Active>0</Active>"},
        {"Valid": "<Valid><b:From>2026-11-23T00:00:00</b:From></Valid>"},
    ],
)
def test_what_is_closed_or_not_open_yet_is_not_in_use(told: dict[str, str]) -> None:
    assert not read_answer(ward(**told), WARD).in_use(NOW)


@pytest.mark.parametrize(
    "valid", ["", '<Valid i:nil="true"/>', "<Valid><b:To>2026-11-22T13:00:01</b:To></Valid>"]
)
def test_until_its_end_it_is(valid: str) -> None:
    assert read_answer(ward(Valid=valid), WARD).in_use(NOW)


# The question


def test_the_question_is_soap_1_2_with_addressing() -> None:
    root = etree.fromstring(question(WARD, "https://register.invalid/v1/AR", "urn:uuid:1"))
    a, c = "{http://www.w3.org/2005/08/addressing}", "{http://register.nhn.no/CommunicationParty}"
    action = (
        "http://register.nhn.no/CommunicationParty/ICommunicationPartyService/GetCommunicationPartyDetails"
    )

    assert root.tag == "{http://www.w3.org/2003/05/soap-envelope}Envelope"
    assert root.findtext(f".//{a}Action") == action
    assert root.findtext(f".//{a}To") == "https://register.invalid/v1/AR"
    assert root.findtext(f".//{a}MessageID") == "urn:uuid:1"
    assert root.findtext(f".//{c}GetCommunicationPartyDetails/{c}herId") == str(WARD)
