"""What is blocked stays so in drafts, settlement, print-outs and cases, and on the pages about blocks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.urls import reverse

from node_home import PSYKISK, SYKEPLEIE
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.discretion import actions, queries
from samhandling.node.discretion.blocks import Blocked
from samhandling.node.handling.actions import handle
from samhandling.node.handling.models import Case
from samhandling.node.handling.queries import seen_in_thread
from samhandling.node.settlement.kept import Kept
from samhandling.node.settlement.queries import _without_blocked
from samhandling.node.stays.queries import readable

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def doctor(day):
    return Actor.of(day.employ("saksbehandler", "Siv Sak", 8900201))


@pytest.fixture
def reader(day):
    return Reader(day.kari, frozenset({SYKEPLEIE, PSYKISK}))


def test_ones_own_draft_names_nobody_who_is_blocked_since(day, client, doctor):
    client.force_login(day.users["hjemmetjeneste"], backend=BACKEND)
    told = {"patient": day.patients[0].pk, "service": SYKEPLEIE, "type": "INNLEGGELSESRAPPORT"}
    client.post("/ny-melding/", told)
    assert "Fjellvåk" in client.get("/ny-melding/").content.decode()
    actions.block(doctor, day.patients[0], "Etter ønske")
    shown = client.get("/ny-melding/").content.decode()
    assert "Fjellvåk" not in shown
    assert "17.04.1938" not in shown


def test_settlement_names_nobody_who_is_blocked(day, reader, doctor):
    kept = [Kept(None, patient) for patient in day.patients[:2]]
    actions.block(doctor, day.patients[0], "Etter ønske")
    first, other = _without_blocked(reader, kept)
    assert (first.patient.family_name, first.patient.pk) == ("Sperret", day.patients[0].pk)
    assert other.patient.family_name == day.patients[1].family_name


def test_a_blocked_message_is_not_printed_from_the_stay(day, reader, doctor):
    message = day.messages["admitted"]
    account = SimpleNamespace(
        stay=SimpleNamespace(messages=[SimpleNamespace(msg_id=message.msg_id)]),
        message_pks={message.msg_id: message.pk},
        patient=message.entry.patient,
    )
    assert readable(reader, account) == {message.pk}
    actions.block(doctor, message.entry.patient, "Etter ønske", message=message)
    assert readable(reader, account) == set()


@pytest.mark.parametrize("whole", [True, False])
def test_nobody_handles_what_is_blocked_for_them(day, doctor, whole):
    message = day.messages["admitted"]
    case = Case.objects.get(recipient__message=message, inbox_her=SYKEPLEIE)
    actions.block(doctor, message.entry.patient, "Etter ønske", message=None if whole else message)
    with pytest.raises(Blocked):
        handle(day.kari, {case.pk: 0}, "done")
    case.refresh_from_db()
    assert not case.done


def test_a_conversation_is_done_without_its_blocked_message(day, reader, doctor):
    message = day.messages["cancelled"]
    case = Case.objects.get(recipient__message=message)
    others = seen_in_thread(reader, case.pk).keys() - {case.pk}
    other = Case.objects.get(pk__in=others).recipient.message
    actions.block(doctor, message.entry.patient, "Etter ønske", message=other)
    assert seen_in_thread(reader, case.pk).keys() == {case.pk}


def test_who_blocks_sees_no_message_about_somebody_else(day, client, doctor):
    client.force_login(doctor.user, backend=BACKEND)
    message = day.messages["admitted"]
    other = next(one for one in day.patients if one != message.entry.patient)
    address = reverse("block", args=[other.pk])
    assert client.get(f"{address}?melding={message.pk}").status_code == 404


def test_who_is_blocked_by_name_sees_no_word_of_it_and_lifts_nothing(day, client, doctor):
    colleague = day.employ("lege", "Ola Nabo", SYKEPLEIE)
    made = actions.block(doctor, day.patients[0], "Nabo", employee=colleague)
    client.force_login(colleague, backend=BACKEND)
    assert "Fjellvåk" not in client.get(reverse("blocks")).content.decode()
    assert client.post(reverse("block-lift", args=[made.pk])).status_code == 404
    with pytest.raises(Http404):
        queries.to_block(Reader(Actor.of(colleague), frozenset()), day.patients[0].pk, None)


def test_an_emergency_that_opens_a_blocked_message_is_told_as_a_broken_block(day, doctor):
    message = day.messages["admitted"]
    patient = message.entry.patient
    actions.block(doctor, patient, "Etter ønske", message=message)
    assert not actions.open_with_reason(day.kari, patient, "TILSYN", "Vil se").broke
    assert actions.open_with_reason(day.kari, patient, "BLAALYS", "Bevisstløs").broke
    assert AuditEntry.objects.filter(act="open-patient").latest("pk").detail["broke"] is True
