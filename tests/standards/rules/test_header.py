"""Rules on MsgInfo: each broken, each kept."""

import pytest

from golden.letters import kept
from samhandling.standards.rules import header
from standards.asking import ask, cases
from standards.letters import (
    EARLIER,
    MSG_ID,
    SENDER,
    address,
    copy_to,
    dialog,
    doctor,
    ident,
    innlagt,
    letter,
    notat,
    organisation,
    rapport,
)


def training(code):
    return letter(processing=f'<ProcessingStatus V="{code}" DN="Status"/>')


BROKEN = {
    header.msg_id_is_a_uuid: [
        letter(msg_id=""),
        letter(msg_id="not-a-guid"),
        letter(msg_id=MSG_ID.replace("f", "g")),
        letter(msg_id="{" + MSG_ID + "}"),
        letter(msg_id=MSG_ID.replace("-", "")),
    ],
    header.gen_date_can_be_reckoned_with: [
        letter(gen_date="12026-11-20T09:30:00"),
        letter(gen_date="-0001-11-20T09:30:00"),
        letter(gen_date=""),
        letter(gen_date="2026-02-30T09:30:00"),
    ],
    header.type_has_a_name: [letter(dn=None), letter(dn=" ")],
    header.addresses_have_two_levels: [
        letter(sender=address(100, None)),
        letter(receiver=address(None, 201)),
        letter(others=copy_to(address(300, None))),
        letter(sender=organisation("A", 100, below=organisation("B", ident("1", "LAV")))),
    ],
    header.her_ids_are_not_dotted: [letter(sender=organisation("A", ident("100.101")))],
    header.an_answer_refers_to_its_question: [
        letter(dialog(notat("9069", "5")), type_code="DIALOG_SVAR"),
        letter(dialog(notat("8117", "1"), "2006-10-11"), type_code="DIALOG_AVVIK"),
    ],
    header.a_change_refers_to_what_it_changes: [
        letter(rapport(status="M"), type_code="INNLEGGELSESRAPPORT"),
        letter(innlagt(status="C")),
    ],
    header.references_point_to_another_message: [letter(refers_to=MSG_ID), letter(refers_to="bl2e")],
    header.references_are_of_a_likely_length: [letter(refers_to="x" * 101)],
    header.the_message_is_for_production: [
        training("T"),
        training("D"),
        kept("epikrise-1.2/epikrise-ny").replace(b'V="APR"', b'V="TEST"'),
    ],
}

KEPT = {
    header.msg_id_is_a_uuid: [letter(), letter(msg_id=MSG_ID.upper()), letter(msg_id=f"\n {MSG_ID} ")],
    header.gen_date_can_be_reckoned_with: [
        letter(),
        letter(gen_date="2026-11-20T09:30:00Z"),
        letter(gen_date="2026-11-20T24:00:00"),
        letter(gen_date="2026-11-20T09:30:00.123456789+01:00"),
    ],
    header.type_has_a_name: [letter()],
    header.addresses_have_two_levels: [
        letter(),
        letter(sender=organisation("Legekontor", 5, below=doctor(6))),
        letter(others=copy_to(doctor(7))),
    ],
    header.her_ids_are_not_dotted: [letter()],
    header.an_answer_refers_to_its_question: [
        letter(),
        letter(dialog(notat("9069", "5")), type_code="DIALOG_SVAR", refers_to=EARLIER),
        letter(type_code="UNKNOWN"),
    ],
    header.a_change_refers_to_what_it_changes: [letter(), letter(innlagt(status="C"), refers_to=EARLIER)],
    header.references_point_to_another_message: [letter(), letter(refers_to=EARLIER)],
    header.references_are_of_a_likely_length: [letter(), letter(refers_to="x" * 100)],
    header.the_message_is_for_production: [letter(), training("P"), kept("epikrise-1.2/epikrise-ny")],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_a_message_for_another_address_than_its_own_is_told_of():
    rule = header.transport_agrees_with_the_header
    assert len(ask(rule, letter(), transport_from=999, transport_to=998)) == 2


@pytest.mark.parametrize(("sent_by", "sent_to"), [(None, None), (101, 201), (101, 301)])
def test_transport_that_agrees_with_the_header_is_fine(sent_by, sent_to):
    document = letter(others=copy_to(address(300, 301)))
    rule = header.transport_agrees_with_the_header
    assert not ask(rule, document, transport_from=sent_by, transport_to=sent_to)


def test_a_sender_without_services_may_send_from_the_virksomhet():
    document = letter(sender=address(100, None))
    assert not ask(header.transport_agrees_with_the_header, document, transport_from=100)
    assert SENDER.encode() not in document


def test_every_rule_here_is_both_broken_and_kept():
    asked = {*header.HEADER, header.msg_id_is_a_uuid, header.gen_date_can_be_reckoned_with}
    assert BROKEN.keys() == KEPT.keys() == asked - {header.transport_agrees_with_the_header}


@pytest.mark.parametrize(
    ("rule", "code"), [(header.msg_id_is_a_uuid, "E10"), (header.gen_date_can_be_reckoned_with, "T02")]
)
def test_only_two_of_them_reject(rule, code):
    assert rule.code == code
    assert all(other.code is None for other in header.HEADER)
