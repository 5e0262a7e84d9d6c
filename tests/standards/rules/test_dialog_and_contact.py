"""Rules on requests, answers, notes and whom to call."""

import pytest

from samhandling.standards.rules import contact
from samhandling.standards.rules import dialog as rules
from standards.asking import ask, cases
from standards.letters import (
    ADMITTED,
    EARLIER,
    dialog,
    event,
    foresporsel,
    innlagt,
    letter,
    logistics,
    notat,
    rapport,
)

QUESTION = (
    '<Foresporsel><TypeForesp V="1" DN="Helseopplysninger" S="2.16.578.1.12.4.1.1.9154"/></Foresporsel>'
)
UNIT = (
    "<TilknyttetEnhet><Kontaktenhet><fk1:OrganisationName>Hjemmetjenesten</fk1:OrganisationName>"
    '<fk1:Ident><fk1:Id>H1</fk1:Id><fk1:TypeId V="LAV" S="2.16.578.1.12.4.1.1.9051"/></fk1:Ident>'
    "{phone}</Kontaktenhet></TilknyttetEnhet>"
)
PHONE = '<fk1:TeleCom><fk1:TeleAddress V="tel:22000000"/></fk1:TeleCom>'


def helsefaglig(*notes, **more):
    return letter(dialog("".join(notes or [notat()])), type_code="DIALOG_HELSEFAGLIG", **more)


def svar(**note):
    return letter(dialog(notat("9069", "5", **note)), type_code="DIALOG_SVAR", refers_to=EARLIER)


def request(*parts):
    return letter(dialog("".join(parts)), type_code="DIALOG_FORESPORSEL")


def report(**more):
    return letter(rapport(**more), type_code="INNLEGGELSESRAPPORT")


def ready(**more):
    events = (ADMITTED, event("3", "2026-11-22"))
    return letter(
        logistics("MeldingUtskrivningsklarPasient", *events, **more), type_code="LOG_UTSKRIVNINGSKLAR"
    )


BROKEN = {
    rules.the_subject_is_of_the_type: [
        helsefaglig(notat("7321", "6")),
        helsefaglig(notat("7322", "5")),
        letter(dialog(notat("7322", "6"), "2006-10-11"), type_code="DIALOG_NOTAT"),
    ],
    rules.a_note_has_text: [helsefaglig(notat(text=None)), helsefaglig(notat(text=" "))],
    rules.a_dialogue_has_a_subject: [helsefaglig(notat(subject=""))],
    rules.a_new_dialogue_names_its_contact: [helsefaglig(notat(role="6"))],
    rules.another_request_has_a_question: [
        request(foresporsel(value="99", question="")),
        request(foresporsel(value="99", question=" ")),
    ],
    rules.an_answer_holds_the_question: [
        svar(),
        report(answer="<SvarPaaForesporsel>true</SvarPaaForesporsel>"),
    ],
    rules.a_dialogue_message_has_one_part: [
        helsefaglig(notat(), notat()),
        request(foresporsel(), foresporsel()),
    ],
    contact.somebody_can_be_called: [
        letter(innlagt(blocks="")),
        letter(innlagt(blocks=UNIT.format(phone=""))),
        request(foresporsel()),
    ],
    contact.the_decision_maker_is_named: [ready(blocks=""), ready(blocks=UNIT.format(phone=PHONE))],
}

KEPT = {
    rules.the_subject_is_of_the_type: [
        helsefaglig(),
        letter(dialog(notat("9155", "1"), "2006-10-11"), type_code="DIALOG_NOTAT"),
        letter(dialog(notat("7321", "3"), "2006-10-11"), type_code="DIALOG_NOTAT"),
        letter(dialog(notat("8117", "9"), "2006-10-11"), type_code="DIALOG_AVVIK"),
    ],
    rules.a_note_has_text: [
        helsefaglig(),
        helsefaglig(notat(text='<div xmlns="http://www.w3.org/1999/xhtml"><p>Hei</p></div>')),
        letter(),
    ],
    rules.a_dialogue_has_a_subject: [helsefaglig(), svar(subject="")],
    rules.a_new_dialogue_names_its_contact: [
        helsefaglig(),
        helsefaglig(notat(role="6"), refers_to=EARLIER),
        letter(),
    ],
    rules.another_request_has_a_question: [
        request(foresporsel(value="99")),
        request(foresporsel(question="")),
    ],
    rules.an_answer_holds_the_question: [
        svar(more=QUESTION),
        report(answer="<SvarPaaForesporsel>1</SvarPaaForesporsel>" + QUESTION),
        report(answer="<SvarPaaForesporsel>false</SvarPaaForesporsel>"),
        letter(),
    ],
    rules.a_dialogue_message_has_one_part: [helsefaglig(), letter()],
    contact.somebody_can_be_called: [
        letter(),
        letter(innlagt(blocks=UNIT.format(phone=PHONE))),
        letter(innlagt(blocks="", status="C")),
        helsefaglig(),
    ],
    contact.the_decision_maker_is_named: [ready(), ready(blocks="", status="C"), letter(innlagt(blocks=""))],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept():
    assert BROKEN.keys() == KEPT.keys() == {*rules.DIALOG, *contact.CONTACT}


def test_none_of_them_rejects():
    assert not any(rule.code for rule in BROKEN)
