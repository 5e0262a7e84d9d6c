"""Receiving (parts B, C2, D2, E2): what the mottak tests send, and what the standards make of it."""

import hashlib
from dataclasses import replace

import pytest

from golden.letters import kept, names_kept
from samhandling.standards.facts import facts
from samhandling.standards.policy import DEFAULT
from samhandling.standards.reading import validate
from samhandling.standards.receipt import build_receipt, receipt_facts
from samhandling.standards.recipients import OwnAddresses
from samhandling.standards.render import render_html, render_text, summary
from samhandling.standards.verdict import verdict
from standards.conformance import meets
from standards.letters import (
    BYDEL,
    EARLIER,
    FNR,
    RECEIVER,
    SAKSBEHANDLING,
    SYKEPLEIE,
    address,
    copy_to,
    dialog,
    foresporsel,
    innlagt,
    letter,
    notat,
    organisation,
    patient,
    rapport,
)
from standards.parts import changed, put, without
from standards.test_older_messages import NOW

US = OwnAddresses(BYDEL, frozenset({SYKEPLEIE, SAKSBEHANDLING}))
H_NUMBER = "14454212304"
NOTE = letter(dialog(notat("7321", "1"), "2006-10-11"), type_code="DIALOG_NOTAT")
REQUEST = letter(dialog(foresporsel(), "2006-10-11"), type_code="DIALOG_FORESPORSEL")
MESSAGES = [name for name in names_kept() if not name.startswith("apprec")]


def judged(given, addresses=US, **more):
    found = verdict(given, addresses, **more)
    return found.outcome, found.reason or [error.code for error in found.errors]


def warned(given):
    found = verdict(given, US)
    return {issue.rule for issue in found.issues if issue.severity == "warning"}


OK = ("accept", [])


@pytest.mark.parametrize("name", MESSAGES)
@meets("R-PLO-01", "R-PLO-03", "R-PLO-05", "R-EPI-01..08", "R-HEN-08..13", "R-DIA-01..06", "R-LOG-23..26")
def test_every_type_and_version_is_taken(name):
    assert judged(kept(name), None) == OK


@pytest.mark.parametrize("name", MESSAGES)
@meets("R-PLO-04", "R-HEN-08..13", "R-DIA-01..06")
def test_iso_8859_1_shows_the_same_as_utf_8(name):
    old = (
        kept(name)
        .decode()
        .replace("encoding='UTF-8'", "encoding='ISO-8859-1'")
        .encode("latin-1", "xmlcharrefreplace")
    )
    assert render_text(old) == render_text(kept(name))
    assert judged(old, None) == OK


@pytest.mark.parametrize("name", MESSAGES)
@meets("R-PLO-08", "R-DIA-08/09", "R-HEN-31", "AR-S1–4")
def test_every_message_gets_a_receipt_of_the_version_that_belongs_to_it(name):
    told = facts(kept(name))
    receipt = build_receipt(kept(name), told.receivers[0].party.her, "1", (), "r", NOW)
    version = {"1.5": "1.0", "dialog-1.0": "1.0", "epikrise-1.1": "1.0", "henvisning-1.0": "1.0"}
    key = name.partition("/")[0]
    assert receipt_facts(receipt).version == version.get(
        key, version.get(told.version if "plo" in key else "", "1.1")
    )
    assert validate(receipt) == []


@meets("R-PLO-02", "R-DIA-01..06")
def test_a_syntax_error_is_answered_only_where_the_sender_can_be_read():
    assert judged(letter().replace(b"</Sender>", b"</Sender", 1)) == ("ignore", "sender-unreadable")
    assert judged(REQUEST.replace(b"</Sporsmal>", b"")) == ("reject", ["T01"])


@meets("R-PLO-03", "R-FRA-01..15")
def test_an_unknown_format_and_a_dead_type_are_told_of():
    assert judged(letter('<x xmlns="urn:x"/>')) == ("reject", ["T10"])
    absence = '<MeldingFravar xmlns="http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30"/>'
    assert judged(letter(absence, type_code="FRAVARSMELDING")) == ("reject", ["T10"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (patient(("FNR", ""), family="", given="", born=None, sex=None), ("reject", ["E36"])),  # 11a
        (patient(("HNR", "25436000305")), OK),  # 11b
        (patient(), OK),  # 11c
        (patient(("FNR", ""), born=None, sex=None), ("reject", ["E36"])),  # 14a
        (patient(("FNR", "g18"), born=None, sex=None), ("reject", ["E36"])),  # 14b
        (patient(("HNR", H_NUMBER), sex=None), ("reject", ["E36"])),  # 16a
        (patient(("HNR", H_NUMBER), born=None, sex=None), ("reject", ["E36"])),  # 16b
        (patient(("DNR", "70815142096"), born=None, sex=None), OK),  # 16c
        (patient(("FNR", FNR), ("HNR", H_NUMBER)), OK),  # 16d
        (patient(("HNR", H_NUMBER), ("FNR", FNR), born=None, sex=None), OK),  # 16d, the other way round
    ],
)
@pytest.mark.parametrize("form", [innlagt, lambda: dialog(notat("7321", "1"), "2006-10-11")])
@meets(
    "R-PLO-11a", "R-PLO-11b", "R-PLO-11c", "R-PLO-14a", "R-PLO-14b", "R-PLO-16a", "R-PLO-16b", "R-PLO-16c",
    "R-PLO-16d", "R-DIA-14a/b/c", "R-DIA-17a/b", "AR-S24",
)  # fmt: skip
def test_a_patient_is_identified_or_not(given, expected, form):
    code = "LOG_INNLAGT" if form is innlagt else "DIALOG_NOTAT"
    assert judged(letter(form(), type_code=code, patient=given)) == expected


@meets("R-PLO-11b", "R-PLO-11c", "R-PLO-12", "R-DIA-15")
def test_a_poor_identity_is_taken_with_a_warning():
    assert "the-patient-has-a-national-number" in warned(letter(patient=patient()))
    assert "identity-numbers-check" in warned(letter(patient=patient(("FNR", "15075500565"))))


@pytest.mark.parametrize(
    "sender",
    [organisation("", "<Ident><Id></Id><TypeId V='HER' S='1.2'/></Ident>"), "", None],
)
@meets("R-PLO-13a", "R-PLO-13b", "R-DIA-16a/b/c")
def test_a_message_without_a_sender_is_not_answered(sender):
    given = letter(sender=sender or "")
    given = given if sender is not None else given.replace(b"<Sender></Sender>", b"")
    assert judged(given) == ("ignore", "sender-unreadable")


@meets("R-PLO-15a", "R-PLO-15b", "R-DIA-17a/b", "AR-S32/33/34")
def test_what_breaks_its_schema_is_t02():
    assert judged(letter(innlagt(status=None))) == ("reject", ["T02"])
    given = letter(rapport(answer="<SvarPaaForesporsel/>"), type_code="INNLEGGELSESRAPPORT")
    assert judged(given) == ("reject", ["T02"])
    assert judged(NOTE.replace(f"<Id>{FNR}</Id>".encode(), b"")) == ("reject", ["T02"])


@meets("R-PLO-18", "R-EPI-18", "R-HEN-25", "AR-S19/20")
def test_an_unknown_service_goes_to_the_inbox_or_is_refused_as_the_receiver_chooses():
    unknown = letter(receiver=address(BYDEL, 299))
    assert judged(unknown) == OK
    strict = verdict(unknown, US, policy=replace(DEFAULT, unknown_service="reject"))
    assert [error.code for error in strict.errors_for(strict.recipients[0])] == ["E21"]


@meets("R-PLO-19", "R-PLO-20", "R-EPI-19", "R-HEN-26", "AR-S10", "AR-S11")
def test_a_copy_is_ours_and_answered_as_one():
    copied = verdict(letter(receiver=address(900, 901), others=copy_to(RECEIVER)), US)
    assert [(one.her, one.role) for one in copied.recipients] == [(SYKEPLEIE, "COP")]
    both = verdict(letter(others=copy_to(address(BYDEL, SAKSBEHANDLING))), US)
    assert [one.role for one in both.recipients] == ["PRIM", "COP"]
    receipt = build_receipt(
        letter(others=copy_to(address(BYDEL, SAKSBEHANDLING))), SAKSBEHANDLING, "1", (), "r", NOW
    )
    assert receipt_facts(receipt).role == "COP"


@meets("R-PLO-20", "R-EPI-20", "R-HEN-27", "AR-S12")
def test_the_same_id_again_is_a_duplicate_and_another_id_is_not():
    assert judged(letter(), seen=lambda *_: hashlib.sha256(letter()).hexdigest()) == (
        "ignore",
        "duplicate",
    )
    assert judged(letter(msg_id=EARLIER), seen=lambda _her, msg_id: None if msg_id == EARLIER else "x") == OK


@pytest.mark.parametrize("name", MESSAGES)
@meets("R-PLO-09", "R-PLO-10", "R-DIA-10..13", "R-EPI-09", "R-HEN-16/17")
def test_codes_are_shown_as_words(name):
    page = render_text(kept(name))
    assert "ukjent kode" not in page.partition("Tekniske opplysninger")[0]


@meets("R-PLO-10")
def test_an_unknown_code_is_shown_as_it_came():
    given = letter(innlagt().replace('V="1" DN="Hendelse"', 'V="77" DN="Hentet hjem"'))
    assert judged(given) == OK
    assert "Hentet hjem" in render_text(given)


XHTML = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Ett<br/>to</p><script>x()</script></div>'


@meets("R-LEG-23", "R-EPI-23", "S-EPI-07..11")
def test_formatted_text_is_shown_formatted_and_without_scripts():
    page = render_html(letter(dialog(notat(text=XHTML)), type_code="DIALOG_HELSEFAGLIG"))
    assert "<br>" in page
    assert "<script" not in page
    assert "<b>hemiprotese</b>" in render_html(kept("epikrise-1.2/epikrise-ny"))


@meets("R-UTS-23", "R-HEN-19")
def test_coded_headings_are_headings():
    assert "<h3>Aktuell problemstilling</h3>" in render_html(kept("henvisning-1.1/henvisning-ny"))
    assert "Planer for videre oppfølging</h" in render_html(kept("plo-1.6/utskrivningsrapport-ny"))


@meets("R-EPI-10", "R-HEN-18")
def test_the_line_of_a_message_says_type_diagnosis_and_time_of_stay():
    line = summary(kept("epikrise-1.2/epikrise-ny"))
    assert line == "Epikrise – Sykehusepikrise, opphold 16.11.2026–25.11.2026, Brudd i lårhals"
    assert facts(kept("epikrise-1.2/epikrise-ny")).sender.name == "Diakonhjemmet sykehus, Geriatri"
    assert "Hjertesvikt" in summary(kept("henvisning-1.0/henvisning-ny"))


def old(name, *changes):
    return judged(changed(name, *changes), None)


@pytest.mark.parametrize("name", ["epikrise-1.1/epikrise-ny", "henvisning-1.0/henvisning-ny"])
@meets("R-EPI-11", "R-EPI-16a–d,17a–b", "R-HEN-20a/b", "R-HEN-22", "R-HEN-23a–d,24a–b")
def test_a_patient_of_an_older_message_is_identified_or_not(name):
    bare = [without("Patient/OffId"), without("Patient/TypeOffId"), without("Patient/DateOfBirth")]
    assert old(name, *bare) == ("reject", ["E36"])
    assert old(
        name,
        put("Patient/OffId", "xxx"),
        put("Patient/TypeOffId", "DNR", "V"),
        without("Patient/DateOfBirth"),
    ) == (
        "reject",
        ["E36"],
    )
    assert old(name, put("Patient/OffId", "70815142096"), put("Patient/TypeOffId", "DNR", "V")) == OK
    assert old(name, put("Patient/OffId", H_NUMBER), put("Patient/TypeOffId", "HNR", "V")) == OK
    assert old(name, *bare[2:], put("Patient/OffId", H_NUMBER), put("Patient/TypeOffId", "HNR", "V")) == (
        "reject",
        ["E36"],
    )


@meets("R-HEN-20a/b")
def test_an_emergency_is_taken_whoever_it_is():
    bare = [without("Patient/OffId"), without("Patient/TypeOffId"), without("Patient/DateOfBirth")]
    assert old("henvisning-1.1/henvisning-ny", *bare, put("ReqServ/Priority", "0", "V")) == OK


@meets("R-EPI-12", "R-HEN-21a/b")
def test_an_older_message_needs_a_sender_with_an_address():
    level_1 = [without("ServProvider/HCP/Inst/Id"), without("ServProvider/HCP/Inst/TypeId")]
    assert old("epikrise-1.1/epikrise-ny", *level_1) == OK  # level 2 can be read
    assert old("epikrise-1.1/epikrise-ny", without("ServProvider/HCP/Inst")) == (
        "ignore",
        "sender-unreadable",
    )
    assert old("henvisning-1.1/henvisning-ny", without("Requester")) == ("ignore", "sender-unreadable")


@meets("R-EPI-13", "R-EPI-14")
def test_an_epikrise_without_its_doctor_is_taken_and_one_without_a_sound_id_is_not():
    assert (
        old("epikrise-1.2/epikrise-ny", without("ServRprt/RelServProvider"), without("Event/RelServProvider"))
        == OK
    )
    assert old("epikrise-1.2/epikrise-ny", put("MsgId", "not-a-uuid")) == ("reject", ["E10"])


@meets("R-EPI-15", "R-EPI-21/22", "R-HEN-28/29")
def test_a_correction_is_linked_by_the_id_of_the_document():
    for family in ("epikrise-1.1/epikrise", "henvisning-1.0/henvisning"):
        chain = {
            facts(kept(f"{family}-{word}")).conversation_id for word in ("ny", "endring", "kansellering")
        }
        assert len(chain) == 1


@meets("R-HEN-14")
def test_a_referral_can_be_answered():
    assert judged(kept("dialog-1.1/status-avvist"), None) == OK
    assert (
        facts(kept("dialog-1.1/status-avvist")).parent_id
        == facts(kept("henvisning-2.0/ny-tilstand-ny")).msg_id
    )
