"""Sending (parts A, C1, D1, E1): our own letters are what the acceptance tests ask for."""

import re

import pytest

from golden.letters import composed, kept, letters, names_kept
from samhandling.standards import catalogue, codes
from samhandling.standards.addresses import levels
from samhandling.standards.datatypes import CS, CV, Ident
from samhandling.standards.definition import Node
from samhandling.standards.definition.tree import local_name
from samhandling.standards.facts import facts
from samhandling.standards.header import info_of, read_header
from samhandling.standards.identifiers import classify
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.reading import read_tree, validate
from samhandling.standards.render import render_text
from samhandling.standards.rules import ALL, coded, contact, content, dates, dialog, header, patient
from samhandling.standards.writing import to_xml
from standards.asking import ask
from standards.conformance import meets
from standards.letters import event, letter, logistics
from standards.parts import changed, put, without

SENT = [name for name in names_kept() if not name.startswith("apprec")]
PLO = [name for name in SENT if name.startswith("plo-1.6")]
WITH_HEAD = [name for name in SENT if read_tree(kept(name)).tag.endswith("}MsgHead")]
EPIKRISER = [name for name in SENT if name.startswith("epikrise")]
HENVISNINGER = [name for name in SENT if name.startswith("henvisning")]
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FULL = ("innleggelsesrapport-ny", "utskrivningsrapport-ny", "medisinske-opplysninger-ny")


def within(node, kind):
    """Every value of a class in a letter."""
    found = [node] if isinstance(node, kind) else []
    for one in node.values.values():
        for part in one if isinstance(one, tuple) else (one,):
            found += within(part, kind) if isinstance(part, Node) else []
    return found


def root(name):
    return read_tree(kept(name))


@pytest.mark.parametrize("name", SENT)
@meets(
    "S-PLO-03",
    "S-PLO-20",
    "S-PLO-21",
    "S-PLO-22",
    "S-PLO-23",
    "S-PLO-24",
    "S-DIA-02",
    "S-EPI-07..11",
    "S-HEN-03",
)
def test_a_letter_is_written_by_us_sound_and_in_utf_8(name):
    written = composed(name)
    assert written.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert written.decode("utf-8")
    assert validate(written) == []


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-04", "S-PLO-06", "S-PLO-08", "S-EPI-04", "S-HEN-01")
def test_what_was_composed_is_what_the_xml_holds_and_nothing_else(name):
    from samhandling.standards.reading import parse

    assert parse(kept(name)) == letters()[name]


@pytest.mark.parametrize("name", [f"plo-1.6/{one}" for one in FULL])
@meets("S-PLO-05", "S-INN-01", "S-UTS-01", "S-SOK-01", "S-MED-01")
def test_reports_hold_diagnoses_medicines_and_notes_each_in_its_own_element(name):
    found = {local_name(one.tag) for one in root(name).iter("*")}
    assert {"MedisinskDiagnose", "Forskrivningsinfo", "Journaltekst", "Referanseperson"} <= found


@meets("S-SOK-02")
def test_every_heading_of_9142_can_be_written_and_read():
    from golden.short import journaltekst

    for code in codes.system("9142").values:
        assert code == journaltekst("9142", code, "x").overskriftskode.V


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-07", "S-PLO-31", "S-DIA-07", "S-EPI-12..18", "S-HEN-05")
def test_no_element_is_empty(name):
    assert ask(coded.elements_are_not_empty, kept(name)) == []


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-32", "S-PLO-34")
def test_codes_are_legal(name):
    assert ask(coded.codes_are_of_their_code_system, kept(name)) == []


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-33", "S-PLO-35", "S-TJE-02", "S-HEN-08", "S-HEN-09")
def test_codes_have_their_names_and_systems(name):
    for one in within(letters()[name], CS):
        assert one.V, one.path
        assert one.DN, one.path
    for one in within(letters()[name], CV):
        assert (one.V and one.DN and one.S) or one.OT, one.path


@pytest.mark.parametrize("name", WITH_HEAD)
@meets("S-PLO-25", "S-PLO-26", "S-PLO-36", "S-DIA-03", "S-DIA-04", "S-DIA-09")
def test_the_least_that_a_head_must_hold_is_there(name):
    head = root(name)
    for part in ("Type", "MIGversion", "GenDate", "MsgId", "Sender", "Receiver"):
        assert child(head, "MsgInfo", part) is not None
    assert catalogue.type_of(value(head, "MsgInfo", "Type"))
    assert value(head, "Document", "RefDoc", "MsgType") == "XML"
    assert len(child(head, "Document", "RefDoc", "Content")) == 1


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-27", "S-PLO-28", "S-DIA-05", "S-EPI-21..23", "S-HEN-04")
def test_the_version_and_the_time_of_writing_are_whole(name):
    told, info = facts(kept(name)), info_of(root(name))
    assert re.fullmatch(r"v\d\.\d \d{4}-\d\d-\d\d", text(info, "MIGversion"))
    assert told.gen_date is not None
    assert "T" in told.gen_date_text
    assert UUID.fullmatch(told.msg_id)


@meets("S-PLO-29", "S-HEN-07")
def test_no_two_letters_have_the_same_id():
    ids = [facts(kept(name)).msg_id for name in SENT]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "name", [one for one in WITH_HEAD if not one.endswith("-ny") and one.startswith(("plo", "henv"))]
)
@meets("S-PLO-13", "S-PLO-14", "S-PLO-15", "S-PLO-30", "S-EPI-05")
def test_a_change_or_cancellation_says_so_and_what_it_is_about(name):
    told = facts(kept(name))
    assert told.status in ("M", "C")
    assert told.parent_id
    assert told.conversation_id != told.msg_id


@pytest.mark.parametrize("name", EPIKRISER + [one for one in HENVISNINGER if "2.0" not in one])
@meets("S-EPI-05", "S-EPI-20")
def test_versions_of_an_older_document_keep_its_id_and_date(name):
    first = re.sub("-(endring|kansellering)$", "-ny", name)
    body, original = read_header(info_of(root(name))).body, read_header(info_of(root(first))).body
    assert facts(kept(name)).document_id == facts(kept(first)).document_id
    assert value(body, "IssueDate") == value(original, "IssueDate")


def consents():
    return [
        one
        for name in WITH_HEAD
        for one in root(name).iter("{*}Consent")
        if local_name(one.getparent().tag) == "Document"
    ]


@meets("S-PLO-37")
def test_consent_is_of_9064():
    assert {one.get("S") for one in consents()} == {codes.ROOT + "9064"}


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-38", "S-DIA-06", "S-EPI-31..33")
def test_a_patient_with_a_number_has_both_names(name):
    told = facts(kept(name)).patient
    assert told.family
    assert told.given
    assert told.ident("FNR", "DNR")


@meets("S-PLO-39", "S-PLO-40", "S-HEN-11", "S-HEN-02")
def test_a_letter_without_a_number_is_told_of_and_one_without_birth_is_stopped():
    bare = changed("plo-1.6/innlagt-ny", without("MsgInfo/Patient/Ident"))
    assert ask(patient.the_patient_has_a_national_number, bare)
    assert not ask(patient.the_patient_is_identified, bare)
    assert ask(
        patient.the_patient_is_identified,
        changed("plo-1.6/innlagt-ny", without("MsgInfo/Patient/Ident"), without("Patient/DateOfBirth")),
    )


@pytest.mark.parametrize("wrong", ["02118200388", "13116900217", "1311690021", "abc"])
@meets("S-PLO-09", "S-HEN-02")
def test_a_number_that_does_not_check_is_no_number(wrong):
    found = classify(wrong)
    assert found is None or not found.checks


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-42", "S-PLO-43", "S-PLO-46", "S-PLO-48", "S-PLO-50", "S-PLO-51", "S-EPI-26/27", "S-EPI-28..30")
def test_parties_have_a_name_and_a_her_id_on_both_levels(name):
    assert ask(header.addresses_have_two_levels, kept(name)) == []
    parts = read_header(info_of(root(name)))
    for part in (parts.sender, *(one for one, _ in parts.receivers)):
        upper, lower = levels(part)
        assert text(upper, "OrganisationName") or text(upper, "Name")
        assert lower is not None


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-44")
def test_every_ident_has_its_number_and_type(name):
    for one in within(letters()[name], Ident):
        assert all((one.id, one.type_id.V, one.type_id.S))
    assert ask(patient.identity_types_are_whole, kept(name)) == []


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-45")
def test_the_type_is_that_of_the_content(name):
    assert ask(content.the_type_fits_the_content, kept(name)) == []


@pytest.mark.parametrize("name", SENT)
@meets("S-PLO-47", "S-PLO-53")
def test_somebody_can_be_called_and_is_shown(name):
    assert ask(contact.somebody_can_be_called, kept(name)) == []
    page = render_text(kept(name))
    assert re.search("[Tt]elefon|Arbeid", page) or "ekstrakt" in name or "kansellering" in name


@pytest.mark.parametrize(
    ("name", "events"),
    [
        ("innlagt", ["1"]),
        ("utskrivningsklar", ["1", "3"]),
        ("avmelding", ["1", "3", "4"]),
        ("dodsfall", ["13"]),
        ("utskrevet", ["2"]),
    ],
)
@meets("S-LOG-01", "S-LOG-02", "S-LOG-03", "S-LOG-04", "S-LOG-05")
def test_a_logistics_message_has_its_events(name, events):
    sent = root(f"plo-1.6/{name}-ny")
    assert [value(one, "Hendelsekode") for one in sent.iter("{*}TidsfestetHendelse")] == events
    assert (name == "utskrevet") == (len(list(sent.iter("{*}UtskrevetTil"))) == 1)


@meets("S-LOG-06")
def test_the_blocks_that_all_messages_may_begin_with_are_written():
    found = {local_name(one.tag) for name in PLO for one in root(name).iter("*")}
    assert {
        "TilleggsopplysningPasient", "ParorendeForesatt", "TilknyttetEnhet", "KontaktpersonHelsepersonell",
        "AnsvarForRapport", "SendtDokument",
    } <= found  # fmt: skip


@meets("S-LOG-07")
def test_a_withdrawal_dated_before_the_notice_can_be_sent():
    days = (("1", "2006-10-10T10:00:00"), ("3", "2006-11-30"), ("4", "2006-11-20"))
    given = letter(
        logistics("AvmeldingUtskrivningsklarPasient", *(event(*one) for one in days)),
        type_code="LOG_AVMELDING",
    )
    assert validate(given) == []
    assert {issue.severity for rule in ALL for issue in ask(rule, given)} <= {"warning"}


@pytest.mark.parametrize(
    "name", ["helseopplysninger-til-lege-ny", "medisinske-opplysninger-ny", "tjenestetilbud-ny"]
)
@meets("S-LEG-01", "S-MED-01", "S-TJE-04")
def test_an_answer_holds_the_question_and_points_back(name):
    sent = root(f"plo-1.6/{name}")
    if text(next(sent.iter("{*}InformasjonOmForsendelsen")), "SvarPaaForesporsel") == "true":
        assert next(sent.iter("{*}Foresporsel"), None) is not None
        assert facts(kept(f"plo-1.6/{name}")).parent_id
    assert ask(dialog.an_answer_holds_the_question, kept(f"plo-1.6/{name}")) == []


@meets("S-TJE-01", "S-TJE-03")
def test_a_service_has_a_code_or_a_name_and_all_its_fields():
    name = "plo-1.6/tjenestetilbud-ny"
    found = {local_name(one.tag) for service in root(name).iter("{*}EksisterendeTjeneste") for one in service}
    assert {
        "IPLOStjenestetype",
        "BetegnelseTjeneste",
        "PrivatTjeneste",
        "TjenestenLevertAv",
        "Startdato",
        "Merknad",
    } <= found
    assert ask(coded.a_code_or_a_text_says_what_it_is, kept(name)) == []
    bare = changed(
        name,
        without("EksisterendeTjeneste/IPLOStjenestetype"),
        without("EksisterendeTjeneste/BetegnelseTjeneste"),
    )
    assert ask(coded.a_code_or_a_text_says_what_it_is, bare)


@pytest.mark.parametrize("name", [one for one in SENT if one.startswith("dialog-1.0")])
@meets("S-DIA-01", "S-DIA-08", "S-DIA-11", "S-DIA-12", "S-DIA-13")
def test_requests_answers_and_notes_hold_what_they_must(name):
    sent = root(name)
    for note in sent.iter("{*}Notat"):
        assert "".join(child(note, "TekstNotatInnhold").itertext()).strip()
    for role in sent.iter("{*}RollerRelatertNotat"):
        assert child(role, "RolleNotat") is not None or child(role, "RoleToPatient") is not None
        assert child(role, "HealthcareProfessional") is not None or child(role, "Person") is not None
    if value(sent, "MsgInfo", "Type") == "DIALOG_SVAR":
        assert next(sent.iter("{*}Notat")).find("{*}Foresporsel") is not None


@meets("S-DIA-10")
def test_attachments_stand_in_further_documents():
    _, *more = children(root("dialog-1.1/helsefaglig-dialog"), "Document")
    assert [value(one, "RefDoc", "MsgType") for one in more] == ["A", "A"]


@meets("S-DIA-14")
def test_formal_can_be_written_though_it_is_not_in_use():
    assert any(next(root(name).iter("{*}Formål"), None) is not None for name in SENT)


@pytest.mark.parametrize("name", ["epikrise-1.1/epikrise-ny", "epikrise-1.2/epikrise-ny"])
@meets(
    "S-EPI-03",
    "S-EPI-24",
    "S-EPI-25",
    "S-EPI-34",
    "S-EPI-35",
    "S-EPI-36..38",
    "S-EPI-39..42",
)
def test_an_epikrise_is_structured(name):
    report = read_header(info_of(root(name))).body
    assert {value(one, "Relation") for one in report.iter("{*}PatRelHCP")} == {"FLE"}
    assert child(report, "ServReq", "Diagnosis") is not None
    for event_ in children(report, "Event"):
        assert child(event_, "Comment") is not None
        assert child(event_, "ReportedEvent") is not None or child(event_, "PlannedEvent") is not None
        assert "H" in {value(one, "Type") for one in children(event_, "InfItem")}
    for reference in children(report, "RefDoc"):
        assert child(reference, "FileReference") is not None or child(reference, "Content") is not None
    for place in report.iter("{*}Address"):
        assert len(place) > 1


@meets("S-EPI-19", "S-HEN-06")
def test_a_period_that_ends_before_it_begins_is_told_of():
    assert ask(dates.periods_end_after_they_start, kept("epikrise-1.2/epikrise-ny")) == []
    backwards = changed("epikrise-1.2/epikrise-ny", put("ReportedEvent/EndDateTime", "2026-01-01", "V"))
    assert ask(dates.periods_end_after_they_start, backwards)
    backwards = changed("henvisning-1.1/henvisning-ny", put("PatientPrecaution/EndDateTime", "2001", "V"),
                        put("PatientPrecaution/EndDateTime", "2001-01-01", "V"),
                        put("PatientPrecaution/StartDateTime", "2019-01-01", "V"))  # fmt: skip
    assert ask(dates.periods_end_after_they_start, backwards)


@meets("S-HEN-10")
def test_only_the_oldest_referral_must_have_a_diagnosis():
    assert validate(changed("henvisning-1.1/henvisning-ny", without("ServReq/Diagnosis"))) == []
    assert validate(changed("henvisning-1.0/henvisning-ny", without("ServReq/Diagnosis")))


@meets("S-HEN-12")
def test_a_booking_is_kept_where_it_still_exists():
    assert "POL-3" in render_text(kept("henvisning-1.0/henvisning-ny"))
    assert to_xml(letters()["henvisning-1.0/henvisning-ny"]) == kept("henvisning-1.0/henvisning-ny")
