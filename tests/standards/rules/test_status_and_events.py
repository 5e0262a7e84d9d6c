"""Rules on status and events."""

import pytest

from samhandling.standards.rules import events, status
from standards.asking import ask, cases
from standards.letters import ADMITTED, OID, dialog, event, innlagt, letter, logistics, notat, plo, rapport

READY = event("3", "2026-11-22")


def ready(*given, **more):
    return letter(
        logistics("MeldingUtskrivningsklarPasient", *given, **more), type_code="LOG_UTSKRIVNINGSKLAR"
    )


def avmelding(*given):
    return letter(logistics("AvmeldingUtskrivningsklarPasient", *given), type_code="LOG_AVMELDING")


def utskrevet(*given):
    to = '<UtskrevetTil><UtTil V="1" DN="Bosted" S="2.16.578.1.12.4.1.1.8408"/></UtskrevetTil>'
    return letter(logistics("MeldingOmUtskrevetPasient", *given, after=to), type_code="LOG_UTSKREVET")


def helseopplysninger(*given):
    stays = "".join(f"<OpplysningOpphold>{one}</OpplysningOpphold>" for one in given)
    kind = f'<TypeInnhold V="1" DN="Varsel" S="{OID}9140"/>'
    kind = f"<TypeInnholdIMelding>{kind}</TypeInnholdIMelding>"
    return letter(plo("HelseopplysningerVedSoknad", kind + stays), type_code="HELSEOPPL_SOKNAD")


def with_status(given):
    return letter(innlagt(status=given))


BROKEN = {
    status.the_status_is_allowed_for_the_type: [
        with_status(given) for given in ("M", "A", "O", "H", "ZZ", "n", "")
    ],
    events.the_expected_events_are_there: [
        letter(innlagt(event("2", "2026-11-20T08:15:00"))),
        letter(innlagt(event("", "2026-11-20T08:15:00", text="Innlagt"))),
        ready(ADMITTED),
        avmelding(ADMITTED, READY),
    ],
    events.an_event_says_what_it_is: [letter(innlagt(event("", "2026-11-20T08:15:00")))],
    events.an_event_says_when_it_is: [
        letter(innlagt(event("1", "2026-11-20"))),
        ready(ADMITTED, event("3", "2026-11")),
        ready(ADMITTED, event("3", "2026")),
        ready(ADMITTED, event("3", "10:00:00")),
    ],
    events.a_final_event_is_no_estimate: [
        letter(innlagt(event("1", "2026-11-20T08:15:00", "true"))),
        utskrevet(event("2", "2026-11-22", "1")),
    ],
    events.an_expected_day_is_an_estimate: [helseopplysninger(READY)],
    events.events_come_in_order: [
        utskrevet(event("2", "2006-09-26"), event("1", "2009-06-24")),
        avmelding(ADMITTED, event("3", "2026-11-30"), event("4", "2026-11-20")),
        ready(ADMITTED, event("3", "2026-11-20T08:00:00")),
    ],
}

KEPT = {
    status.the_status_is_allowed_for_the_type: [
        with_status("N"),
        with_status(" C "),
        letter(rapport(status="M"), type_code="INNLEGGELSESRAPPORT"),
        letter(dialog(notat()), type_code="DIALOG_HELSEFAGLIG"),
    ],
    events.the_expected_events_are_there: [
        letter(),
        ready(ADMITTED, READY),
        avmelding(event("4", "2026-11-22")),
        letter(innlagt(event("9", "2026-11-20"), status="C")),  # a cancellation holds the minimum
        letter(rapport(), type_code="INNLEGGELSESRAPPORT"),
    ],
    events.an_event_says_what_it_is: [
        letter(),
        letter(innlagt(event("", "2026-11-20T08:15:00", text="Innlagt"))),
    ],
    events.an_event_says_when_it_is: [letter(), ready(event("1", "2026-11-20"), READY)],
    events.a_final_event_is_no_estimate: [
        letter(),
        ready(ADMITTED, event("3", "2026-11-22", "true")),
        helseopplysninger(event("1", "2026-11-20", "true")),
    ],
    events.an_expected_day_is_an_estimate: [
        helseopplysninger(event("3", "2026-11-22", "true")),
        helseopplysninger(event("5", "2026-11-22", "true")),
        ready(ADMITTED, READY),
    ],
    events.events_come_in_order: [
        ready(ADMITTED, READY),
        ready(event("1", "2026-11-20"), event("3", "2026-11-20T00:00:00")),
        ready(event("1", "12345-01-01"), READY),
    ],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_every_rule_here_is_both_broken_and_kept():
    assert BROKEN.keys() == KEPT.keys() == {*status.STATUS, *events.EVENTS}


def test_none_of_them_rejects():
    assert not any(rule.code for rule in BROKEN)


@pytest.mark.parametrize(
    ("given", "handled"), [("O", "endring"), ("A", "endring"), ("M", "endring"), ("ZZ", "ukjent")]
)
def test_a_status_that_is_not_to_be_used_is_told_with_how_it_is_handled(given, handled):
    (issue,) = ask(status.the_status_is_allowed_for_the_type, with_status(given))
    assert f"behandles som {handled}" in issue.message_no
