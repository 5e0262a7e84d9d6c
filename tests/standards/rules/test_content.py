"""Rules on what Content holds."""

import pytest

from samhandling.standards.rules import content
from standards.asking import ask, cases
from standards.letters import attachment, dialog, document, foresporsel, innlagt, letter, notat, rapport

PDF = attachment("JVBERi0xLjQ=")
NEWER = "http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30"
COMPONENT = '<p:TilknyttetEnhet xmlns:p="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"/>'

BROKEN = {
    content.the_envelope_is_msghead_1_2: [
        letter(namespace="http://www.kith.no/xmlstds/msghead/2030-01-01"),
        letter(namespace="urn:x"),
    ],
    content.the_format_is_ours: [
        letter(f'<Pasientlogistikk xmlns="{NEWER}"/>'),
        letter('<MeldingFravar xmlns="http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30"/>'),
        letter('<x xmlns=""/>'),
    ],
    content.the_type_is_taken: [
        letter(type_code="FRAVARSMELDING"),
    ],
    content.there_is_one_message: [
        letter(documents=document()),
        letter(documents=document(innlagt(), innlagt())),
        letter(documents=document(innlagt()) + document(rapport())),
        letter(documents=PDF),
        letter(documents=PDF + document(innlagt())),
        letter(documents="<Document><RefDoc><MsgType V='REF'/></RefDoc></Document>"),
        letter(documents=""),
    ],
    content.the_type_fits_the_content: [
        letter(type_code="LOG_UTSKREVET"),
        letter(type_code="INNLEGGELSESRAPPORT"),
        letter(type_code="FINNES_IKKE"),
        letter(type_code=""),
        letter(dialog(foresporsel()), type_code="DIALOG_SVAR"),
        letter(dialog(""), type_code="DIALOG_SVAR"),
        letter(COMPONENT, type_code="LOG_INNLAGT"),
    ],
    content.the_version_is_of_the_type: [
        letter(dialog(notat(), "2006-10-11"), type_code="DIALOG_HELSEFAGLIG"),
        letter(dialog(notat("8117", "1"), "2013-01-23"), type_code="DIALOG_AVVIK"),
    ],
    content.the_first_document_is_marked_as_xml: [letter(documents=document(innlagt(), msg_type="A"))],
}

KEPT = {
    content.the_envelope_is_msghead_1_2: [letter()],
    content.the_format_is_ours: [letter(), letter(COMPONENT), letter(documents=document())],
    content.the_type_is_taken: [letter(), letter(type_code="FINNES_IKKE")],
    content.there_is_one_message: [letter(), letter(attachments=PDF + PDF)],
    content.the_type_fits_the_content: [
        letter(),
        letter(rapport(), type_code="INNLEGGELSESRAPPORT"),
        letter(innlagt(version="2009-06-30")),
        letter(dialog(foresporsel()), type_code="DIALOG_FORESPORSEL"),
        letter(documents=document(innlagt(), innlagt())),  # another rule's fault
        letter(type_code="FRAVARSMELDING"),  # another rule's fault
    ],
    content.the_version_is_of_the_type: [letter(), letter(dialog(notat()), type_code="DIALOG_HELSEFAGLIG")],
    content.the_first_document_is_marked_as_xml: [letter(), letter(documents="")],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept():
    assert BROKEN.keys() == KEPT.keys() == {*content.CONTENT, *content.FORMAT}


def test_a_type_that_does_not_fit_is_told_with_what_is_there():
    (issue,) = ask(content.the_type_fits_the_content, letter(type_code="LOG_DOD"))
    assert "LOG_DOD" in issue.message
    assert "Pasientlogistikk/MeldingInnlagtPasient" in issue.message
    assert issue.path == "/MsgHead/MsgInfo/Type/@V"
