"""What a form tells before anything is sent: what is missing or wrong, where, and by which clause."""

from __future__ import annotations

import pytest

from filled_forms import filled
from samhandling.standards.forms import PROFILES, changes, faults, settled

WARD = {
    "given_name": "Ingrid",
    "family_name": "Nordavind",
    "hpr": "1000012",
    "type_healthcare_professional": "9060:SP",
    "tele_com": [{"tele_address": "20000121"}],
}


def told(type_code, values, status="N"):
    return {(*fault.where,): fault for fault in faults(PROFILES[type_code], values, status)}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_a_full_form_has_no_faults(profile) -> None:
    assert faults(profile, filled(profile)) == ()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_an_empty_form_says_what_it_lacks_and_leads_to_fields(profile) -> None:
    found = faults(profile, {})
    assert found
    assert all(profile.at(fault.where).name for fault in found)


def test_what_the_profile_demands_is_demanded_with_its_clause() -> None:
    found = told("HELSEOPPL_SOKNAD", {"responsible": [WARD]})
    assert set(found) == {("content_type",), ("expected", "tidspunkt_for_hendelse"), ("status",), ("course",)}
    assert found["status",].clause == "HIS 1144 (Pasientens status)"
    assert found["status",].message[0] == "Pasientens status mangler."


def test_a_telephone_is_demanded_of_whoever_answers_for_the_message() -> None:
    found = told("LOG_INNLAGT", {"responsible": [WARD | {"tele_com": []}]})
    assert "HITS 1174" in found["responsible", 0, "tele_com", 0, "tele_address"].clause


def test_the_day_of_an_event_is_enough_and_its_place_may_be_left_out() -> None:
    told_of = {"responsible": [WARD], "admitted": {"tidspunkt_for_hendelse": "2026-11-22T10:00:00"}}
    assert told("LOG_INNLAGT", told_of) == {}


def test_one_of_several_is_enough() -> None:
    responsible = {"responsible": [WARD]}
    service = {"startdato": "2026-01-02", "privat_tjeneste": "false"}
    named = {"services": [service | {"betegnelse_tjeneste": "Middag"}]} | responsible
    assert told("ORIENTERING_TJENESTETILBUD", named) == {}
    found = told("ORIENTERING_TJENESTETILBUD", {"services": [service]} | responsible)
    assert found["services", 0, "IPLOStjenestetype"].clause == "HIS 1146"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("startdato", "i går"),
        ("startdato", "2026-02-30"),
        ("antall_enheter", "to"),
        ("startdato", "20260101"),
    ],
)
def test_what_cannot_be_read_is_told(field, text) -> None:
    values = {"services": [{"betegnelse_tjeneste": "Middag", "startdato": "2026-01-02", field: text}]}
    assert ("services", 0, field) in told("ORIENTERING_TJENESTETILBUD", values | {"responsible": [WARD]})


def test_only_one_of_a_choice_is_filled_in() -> None:
    roles = {"hvem_healthcareprofessional": WARD, "hvem_person": {"family_name": "Lin"}}
    found = told("DIALOG_FORESPORSEL", {"roles": [roles]})
    assert found["roles", 0, "hvem_person"].message[0] == "Fyll ut bare én av disse."


def test_a_cancellation_is_held_to_what_it_holds() -> None:
    assert set(told("INNLEGGELSESRAPPORT", {}, "C")) == {("responsible", 0, "family_name")}


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("21.11.2026", "2026-11-21"),
        ("3.1.2026", "2026-01-03"),
        ("11.2026", "2026-11"),
        ("2026", "2026"),
        ("21.11.2026 kl. 9.05", "2026-11-21T09:05:00"),
    ],
)
def test_dates_are_taken_as_people_write_them(written, counts) -> None:
    profile = PROFILES["LOG_DOD"]
    values = settled(profile, {"dead": {"tidspunkt_for_hendelse": written}})
    assert values["dead"]["tidspunkt_for_hendelse"] == counts


def test_a_row_with_nothing_but_defaults_is_no_row() -> None:
    profile = PROFILES["LOG_INNLAGT"]
    assert settled(profile, {"responsible": [{"role_to_patient": "9034:21"}]}) == {}


def test_a_correction_tells_what_it_changes() -> None:
    profile = PROFILES["INNLEGGELSESRAPPORT"]
    before = settled(profile, {"reason": "Fall", "medicines": [{"navn": "Paracet", "styrke": "500"}]})
    after = settled(
        profile, {"reason": "Fall i bad", "medicines": [{"navn": "Paracet", "styrke": "1000"}, {"navn": "X"}]}
    )
    found = [(change.where, change.before, change.after) for change in changes(profile, before, after)]
    assert found == [
        (("reason",), "Fall", "Fall i bad"),
        (("medicines", 0, "styrke"), "500", "1000"),
        (("medicines", 1, "navn"), "", "X"),
    ]
