"""Rules on referrals, epikriser and extracts (HIS 80517, HIS 1206–1208, HIS 80226)."""

from dataclasses import replace

import pytest
from lxml import etree

from golden.letters import kept
from samhandling.standards.policy import DEFAULT
from samhandling.standards.rules import epikrise, patient, referral
from standards.asking import ask, cases
from standards.letters import address, copy_to
from standards.parts import changed, put, without

NY, VIDERE = "henvisning-2.0/ny-tilstand-ny", "henvisning-2.0/viderehenvisning-ny"
OLD, OLDEST = "henvisning-1.1/henvisning-ny", "henvisning-1.0/henvisning-ny"
EPIKRISE, EPIKRISE_1_1 = "epikrise-1.2/epikrise-ny", "epikrise-1.1/epikrise-ny"
EXTRACT = "ekstrakt/legemiddelopplysninger"


def add_copy(root):
    head = root.find("{*}MsgInfo")
    namespaced = copy_to(address(300, 301)).replace(
        "<OtherReceiver>", '<OtherReceiver xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">', 1
    )
    head.insert(list(head).index(head.find("{*}Patient")), etree.fromstring(namespaced))


def assess(root):
    namespace = "http://ehelse.no/xmlstds/henvisning/2017-11-30"
    etree.SubElement(root.find(".//{*}Henvisning"), f"{{{namespace}}}VurderingAvHenvisning")


BROKEN = {
    referral.a_referral_says_what_is_the_matter: [
        changed(NY, put("ReasonAsText/Heading", "FA", "V")),
        changed(OLD, without("ReasonAsText")),
        changed(OLDEST, put("ReasonAsText/TextResultValue", "")),
    ],
    referral.a_referral_names_who_refers: [
        changed(NY, put("AnsvarForRapport/TypeRelasjon", "ARP", "V")),
        changed(NY, without("AnsvarForRapport")),
        changed(OLD, without("Requester/HCP/Inst/HCPerson")),
    ],
    referral.a_referral_names_the_gp: [changed(NY, without("KontaktpersonHelsepersonell"))],
    referral.a_referral_has_no_copies: [changed(NY, add_copy), changed(VIDERE, add_copy)],
    referral.a_document_has_an_id_to_keep: [
        changed(NY, put("DocumentId", "")),
        changed(OLD, put("ServReq/Id", "")),
        changed(EPIKRISE, without("ServProvId")),
    ],
    referral.a_new_condition_is_not_assessed: [changed(NY, assess)],
    referral.an_assessment_has_its_dates: [
        changed(VIDERE, put("DatoMottakOgVurdering/TypeDato", "2", "V")),
        changed(VIDERE, without("VentetidSluttkode")),
    ],
    epikrise.an_epikrise_tells_of_an_event: [changed(EPIKRISE, without("ServRprt/Event"))],
    epikrise.an_event_tells_what_happened: [
        changed(EPIKRISE, without("Event/Comment")),
        changed(EPIKRISE_1_1, without("Event/InfItem")),
    ],
    epikrise.somebody_answers_for_the_epikrise: [
        changed(EPIKRISE, without("RelServProvider")),
        changed(EPIKRISE, without("RelServProvider/HCP/HCProf/Name")),
    ],
    epikrise.an_epikrise_is_approved: [changed(EPIKRISE, without("ApprDate"))],
    epikrise.an_extract_holds_what_it_names: [changed(EXTRACT, without("Content/Cave"))],
}
REFERRALS = [kept(name) for name in (NY, VIDERE, OLD, OLDEST)]
KEPT = {
    **dict.fromkeys(referral.REFERRAL, REFERRALS),
    referral.a_referral_says_what_is_the_matter: [
        *REFERRALS,
        kept("henvisning-2.0/ny-tilstand-kansellering"),
    ],
    referral.a_referral_names_the_gp: [
        *REFERRALS,
        changed(NY, without("KontaktpersonHelsepersonell"), put("ReqServ/Priority", "0", "V")),
    ],
    **{rule: [kept(EPIKRISE), kept(EPIKRISE_1_1), kept(NY)] for rule in epikrise.EPIKRISE},
    epikrise.an_extract_holds_what_it_names: [kept(EXTRACT), kept(EPIKRISE)],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept():
    assert BROKEN.keys() == KEPT.keys() == {*referral.REFERRAL, *epikrise.EPIKRISE}


def test_none_of_them_rejects():
    assert [rule.name for rule in BROKEN if rule.code] == []


def unidentified(name, priority):
    parts = (
        ("OffId", "TypeOffId", "DateOfBirth")
        if "1." in name
        else ("MsgInfo/Patient/Ident", "MsgInfo/Patient/Sex")
    )
    return changed(name, *map(without, parts), put("ReqServ/Priority", priority, "V"))


@pytest.mark.parametrize("name", [NY, OLD, OLDEST])
def test_an_emergency_is_taken_whoever_the_patient_is(name):
    assert ask(patient.the_patient_is_identified, unidentified(name, "3"))
    assert not ask(patient.the_patient_is_identified, unidentified(name, "0"))
    (issue,) = ask(patient.an_unknown_emergency_is_seen, unidentified(name, "0"))
    assert issue.severity == "warning"
    assert not ask(patient.an_unknown_emergency_is_seen, kept(name))


def test_an_epikrise_needs_a_record_where_that_is_known():
    (issue,) = ask(patient.the_patient_has_a_record_here, kept(EPIKRISE), has_record=False)
    assert (issue.severity, issue.apprec_code) == ("error", "E35")
    (lenient,) = ask(
        patient.the_patient_has_a_record_here,
        kept(EPIKRISE),
        replace(DEFAULT, no_record="warn"),
        has_record=False,
    )
    assert lenient.severity == "warning"
    for known in (True, None):
        assert not ask(patient.the_patient_has_a_record_here, kept(EPIKRISE), has_record=known)


@pytest.mark.parametrize("name", [NY, "dialog-1.1/svar"])
def test_other_messages_need_no_record(name):
    assert not ask(patient.the_patient_has_a_record_here, kept(name), has_record=False)
