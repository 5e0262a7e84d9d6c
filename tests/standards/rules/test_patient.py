"""Who the patient is: what is enough, and what is only told of (80415, acceptance matrix R-PLO-11 to 17)."""

import pytest

from samhandling.standards.rules import patient as rules
from standards.asking import ask, cases
from standards.letters import FNR, dialog, innlagt, letter, notat, patient

DNR, FHN, HNR = "42912450281", "80000000098", "13527248013"
NO_BIRTH = {"born": None, "sex": None}


def of(*idents, **parts):
    return letter(patient=patient(*idents, **parts))


def avvik(who):
    note = dialog(notat("8117", "1"), "2006-10-11")
    return letter(note, type_code="DIALOG_AVVIK", patient=who)


def relative(number, kind="FNR"):
    """A message with somebody else in it."""
    person = f"<fk1:FamilyName>Testesen</fk1:FamilyName>{_fk1(number, kind)}"
    return letter(
        innlagt(blocks=f"<ParorendeForesatt><Referanseperson>{person}</Referanseperson></ParorendeForesatt>")
    )


def _fk1(number, kind):
    oid = "2.16.578.1.12.4.1.1.8116"
    return f'<fk1:Ident><fk1:Id>{number}</fk1:Id><fk1:TypeId V="{kind}" S="{oid}"/></fk1:Ident>'


BROKEN = {
    rules.the_patient_is_identified: [
        letter(patient=None),
        of(("FNR", ""), family="", given="", **NO_BIRTH),  # test file 11a
        of(("FNR", ""), **NO_BIRTH),  # 14a
        of(("FNR", "g18"), **NO_BIRTH),  # 14b
        of(("HNR", HNR), sex=None),  # 16a: an H-number and a birth date, no sex
        of(("HNR", HNR), **NO_BIRTH),  # 16b
        of(("FNR", FNR), family="", given=""),
        of(born=None),
        of(sex="0"),
        of(sex="9"),
        of(("XXX", FNR), **NO_BIRTH),
        avvik(patient(**NO_BIRTH)),
    ],
    rules.the_patient_has_a_national_number: [of(), of(("HNR", HNR))],
    rules.the_patient_has_both_names: [of(("FNR", FNR), given=None), of(("FNR", FNR), family="")],
    rules.identity_numbers_check: [
        of(("FNR", "15075500565")),
        of(("HNR", "25436000305")),
        relative("24878803918"),
        relative("974760674", "ENH"),
        relative("9876543", "HPR"),
    ],
    rules.identity_numbers_are_of_their_type: [of(("FNR", DNR)), of(("DNR", FNR)), of(("FNR", FHN))],
    rules.identity_types_are_whole: [
        letter(patient=f"<Patient><Ident><Id>{FNR}</Id><TypeId V='FNR'/></Ident></Patient>"),
        letter(patient=f"<Patient><Ident><Id>{FNR}</Id><TypeId V='' S='1.2'/></Ident></Patient>"),
    ],
}

KEPT = {
    rules.the_patient_is_identified: [
        letter(),
        of(("FNR", FNR), **NO_BIRTH),
        of(("FNR", "15075500565"), **NO_BIRTH),  # formally there; that it does not check is told of elsewhere
        of(("DNR", DNR), **NO_BIRTH),  # 16c
        of(("FHN", FHN), **NO_BIRTH),
        of(("HNR", HNR), ("FNR", FNR), **NO_BIRTH),  # 16d, in any order
        of(("FNR", "148542\n12304"), **NO_BIRTH),
        of(("HNR", "25436000305")),  # 11b: name, birth and sex
        of(),  # 11c
        of(("FNR", FNR), given=None, **NO_BIRTH),
        avvik(None),
    ],
    rules.the_patient_has_a_national_number: [letter(), of(("FHN", FHN)), letter(patient=None)],
    rules.the_patient_has_both_names: [letter(), of(family="", given=""), letter(patient=None)],
    rules.identity_numbers_check: [
        letter(),
        of(("DNR", DNR), ("FHN", FHN), ("HNR", HNR)),
        of(("PNR", "N1234567")),
        relative("974760673", "ENH"),
        relative("9144889", "HPR"),
        of(("FNR", "")),
    ],
    rules.identity_numbers_are_of_their_type: [
        letter(),
        of(("HNR", FNR)),
        of(("FNR", "14454212321")),
        of(("FNR", "g18")),
    ],
    rules.identity_types_are_whole: [letter()],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept():
    elsewhere = {rules.an_unknown_emergency_is_seen, rules.the_patient_has_a_record_here}  # test_referral.py
    assert BROKEN.keys() == KEPT.keys() == set(rules.PATIENT) - elsewhere


def test_a_rejection_says_what_is_missing_and_what_would_do():
    (issue,) = ask(rules.the_patient_is_identified, of(family="", given="", **NO_BIRTH))
    assert (issue.severity, issue.apprec_code) == ("error", "E36")
    assert "mangler navn og identitetsnummer" in issue.message_no
    assert "D-nummer" in issue.message_no


def test_everything_else_about_numbers_is_a_warning():
    rejecting = [rule.name for rule in rules.PATIENT if rule.code]
    assert rejecting == ["the-patient-is-identified", "the-patient-has-a-record-here"]
