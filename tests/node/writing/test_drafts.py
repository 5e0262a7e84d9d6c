"""Drafts: begun with what is known, kept by their owner, sent once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from node_home import DIAKONHJEMMET, SOMATIKK, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.delivery.models import Outgoing
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.directory.models import Service
from samhandling.node.journal.models import Direction, Entry, Message, Standing
from samhandling.node.writing import actions, offers, presenters, queries, receivers, rights
from samhandling.node.writing.models import Draft, Objection
from samhandling.node.writing.prefill import question_of
from samhandling.node.writing.sealing import Sealed, sealed
from samhandling.standards.facts import facts
from samhandling.standards.forms import PROFILES, decompose
from samhandling.standards.forms.copies import element_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital(frogner):
    found = register_organisation(
        WORKER, her=DIAKONHJEMMET, name="Diakonhjemmet sykehus", kind="hospital", phone="20000100"
    )
    return register_service(
        WORKER,
        found,
        her=SOMATIKK,
        name="PLO innleggelse somatikk",
        code_system=8668,
        code="1",
        phone="20000101",
        duty_phone="20000111",
        opening_hours="Hele døgnet",
    )


@pytest.fixture
def reader(kari, hospital):
    user = kari.user
    user.hpr, user.phone = "1000063", "20000222"
    user.save()
    return Reader(Actor.of(user), frozenset({SYKEPLEIE}))


@pytest.fixture
def nursing():
    return Service.objects.select_related("organisation").get(her=SYKEPLEIE)


@pytest.fixture
def draft(reader, nursing, borghild):
    return actions.start(reader, nursing, "INNLEGGELSESRAPPORT", patient=borghild)


def complete(reader, draft, **values):
    """Fill in what an innleggelsesrapport needs, and more."""
    person = {**draft.values["responsible"][0], "type_healthcare_professional": "9060:SP"}
    told = {**draft.values, "responsible": [person], "reason": "Falt på badet.", **values}
    actions.save(reader.actor, draft, told, draft.receiver_her)
    return draft


def sent(reader, draft):
    document = actions.preview(reader.actor, draft)
    return actions.send(reader.actor, draft, Sealed(document).fingerprint)


def where(draft):
    return [fault.where for fault in sealed(draft, clock.now()).faults]


def test_a_new_draft_knows_the_writer_the_unit_and_the_only_receiver(draft) -> None:
    person = draft.values["responsible"][0]
    assert (person["given_name"], person["family_name"], person["hpr"]) == ("Kari", "Fjellvåk", "1000063")
    assert person["tele_com"][0]["tele_address"] == "20000222"
    assert "units" not in draft.values  # without a telephone it is no help to the receiver
    assert draft.receiver_her == SOMATIKK


def test_what_earlier_messages_say_is_fetched_and_says_from_where(reader, nursing, borghild, receive) -> None:
    receive(letter(golden="plo-1.6/helseopplysninger-varsel-ny.xml"))
    draft = actions.start(reader, nursing, "INNLEGGELSESRAPPORT", patient=borghild)
    assert draft.values["kin"]
    assert draft.carried["kin"] == Message.objects.get().pk


def test_nothing_is_fetched_from_a_message_that_may_not_be_sent_on(
    reader, nursing, borghild, receive
) -> None:
    document = letter(golden="plo-1.6/helseopplysninger-varsel-ny.xml").decode()
    status = document.index("Forsendelsesstatus")
    end = document.index("/>", status) + 2
    prefix = document[document.rindex("<", 0, status) + 1 : status]
    tag = f"{prefix}ForbeholdOmVideresending"
    if "ForbeholdOmVideresending" not in document:
        document = f"{document[:end]}<{tag}>true</{tag}>{document[end:]}"
    receive(document.encode())
    draft = actions.start(reader, nursing, "INNLEGGELSESRAPPORT", patient=borghild)
    assert "kin" not in draft.values
    assert presenters.form_page(draft).forbehold_url == f"/melding/{Message.objects.get().pk}/"


def test_a_draft_with_faults_is_not_sent_and_its_faults_lead_to_fields(reader, draft) -> None:
    assert ("reason",) in where(draft)
    assert ("responsible", 0, "type_healthcare_professional") in where(draft)
    with pytest.raises(actions.NotReady):
        actions.preview(reader.actor, draft)
    page = presenters.form_page(draft, sealed(draft, clock.now()).faults)
    assert {"#f-reason", "#f-responsible-0-type_healthcare_professional"} <= {p.href for p in page.problems}


def test_the_writer_tells_their_profession_once(reader, draft, nursing, borghild) -> None:
    sent(reader, complete(reader, draft))
    person = actions.start(reader, nursing, "INNLEGGELSESRAPPORT", patient=borghild).values["responsible"][0]
    assert person["type_healthcare_professional"] == "9060:SP"


def test_what_the_preview_showed_is_what_leaves(reader, draft) -> None:
    document = actions.preview(reader.actor, complete(reader, draft))
    message = actions.send(reader.actor, draft, Sealed(document).fingerprint)
    assert bytes(message.content.raw) == document
    assert (message.direction, message.sender_her) == (Direction.OUT, SYKEPLEIE)
    assert message.recipients.get().her == SOMATIKK
    draft.refresh_from_db()
    assert (draft.message, draft.values) == (message, {})


def test_sending_twice_from_one_draft_gives_one_message(reader, draft) -> None:
    document = actions.preview(reader.actor, complete(reader, draft))
    fingerprint = Sealed(document).fingerprint
    first = actions.send(reader.actor, draft, fingerprint)
    assert actions.send(reader.actor, Draft.objects.get(pk=draft.pk), fingerprint) == first
    assert Message.objects.filter(direction=Direction.OUT).count() == 1


def test_a_draft_that_was_changed_after_its_preview_is_shown_again_first(reader, draft) -> None:
    document = actions.preview(reader.actor, complete(reader, draft))
    complete(reader, draft, problem="Noe nytt")
    with pytest.raises(actions.NotReady):
        actions.send(reader.actor, draft, Sealed(document).fingerprint)
    assert not Message.objects.exists()


def test_a_preview_is_good_for_half_an_hour(reader, draft, monkeypatch) -> None:
    document = actions.preview(reader.actor, complete(reader, draft))
    later = clock.now() + dt.timedelta(minutes=31)
    monkeypatch.setattr(actions.clock, "now", lambda: later)
    with pytest.raises(actions.NotReady):
        actions.send(reader.actor, draft, Sealed(document).fingerprint)


def test_a_draft_is_its_owners_alone(reader, draft) -> None:
    other = create_user(
        WORKER, username="ola", full_name="Ola Lin", role="hjemmetjeneste", service_hers=[SYKEPLEIE]
    )
    colleague = Reader(Actor.of(other), frozenset({SYKEPLEIE}))
    with pytest.raises(Http404):
        queries.draft(colleague, draft.pk)
    with pytest.raises(NotAllowed):
        actions.save(colleague.actor, draft, {}, None)
    assert queries.drafts(colleague) == ()


def test_a_draft_that_nobody_touches_expires(reader, nursing, borghild, draft, monkeypatch) -> None:
    later = clock.now() + actions.KEPT + dt.timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Http404):
        queries.draft(reader, draft.pk)
    actions.start(reader, nursing, "DIALOG_FORESPORSEL", patient=borghild)
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_what_is_done_with_a_draft_is_logged_but_not_each_key(reader, draft) -> None:
    queries.draft(reader, draft.pk)
    actions.save(reader.actor, draft, draft.values, None)
    for _ in range(3):
        actions.save(reader.actor, draft, draft.values, None, typing=True)
    actions.drop(reader.actor, draft)
    told = AuditEntry.objects.filter(act__contains="draft").order_by("pk").values_list("act", flat=True)
    assert list(told) == ["start-draft", "read-draft", "save-draft", "drop-draft"]


def test_a_type_that_the_part_or_the_role_does_not_write_is_refused(reader, nursing, borghild) -> None:
    for code in ("LOG_UTSKRIVNINGSKLAR", "ORIENTERING_TJENESTETILBUD", "MEDISINSKE_OPPLYSNINGER", "APPREC"):
        with pytest.raises(NotAllowed):
            actions.start(reader, nursing, code, patient=borghild)
    codes = {row.code for row in rights.types_for(reader.actor, nursing)}
    assert codes == {
        "INNLEGGELSESRAPPORT",
        "LOG_DOD",
        "HELSEOPPLYSNINGER_LEGE",
        "DIALOG_FORESPORSEL",
        "DIALOG_HELSEFAGLIG",
    }


# Objections and protected addresses


def test_a_patient_who_objects_is_not_told_of_to_that_receiver(reader, draft) -> None:
    complete(reader, draft)
    actions.note_objection(reader.actor, draft, stands=True)
    assert ("receiver",) in where(draft)
    assert receivers.receiver_of(draft).blocked
    actions.note_objection(reader.actor, draft, stands=False)
    assert where(draft) == []
    assert Objection.objects.count() == 2


def test_no_consent_stops_the_message(reader, draft) -> None:
    complete(reader, draft, consent="9064:4")
    assert ("receiver",) in where(draft)


def test_a_protected_address_leaves_only_when_a_named_person_says_so(reader, draft, borghild) -> None:
    borghild.protected_address = True
    borghild.save()
    draft.patient.refresh_from_db()
    address = {"street_adr": "Skovveien 22", "city": "Oslo"}
    kin = [{"family_name": "Lin", "address": {"street_adr": "Gyldenløves gate 14"}}]
    complete(reader, draft, patient_address=address, kin=kin)
    document = actions.preview(reader.actor, draft).decode()
    assert "Skovveien" not in document
    assert "Gyldenløves" not in document
    assert "Lin" in document
    actions.release_address(reader.actor, draft, stands=True)
    document = actions.preview(reader.actor, draft).decode()
    assert "Skovveien 22" in document
    assert "Gyldenløves gate 14" in document
    assert AuditEntry.objects.get(act="release-address").actor == reader.actor.user


# From a message: answers, corrections, cancellations, faults


def offered(reader, message):
    return [(one.act, one.type_code) for one in offers.offers_for(reader, message)]


def received(receive, golden, **parts):
    parts.setdefault("msg_id", new_id())
    receive(letter(golden=golden, **parts))
    return Message.objects.get(msg_id=parts["msg_id"])


def answer(reader, message, type_code, act=Draft.Act.ANSWER):
    entry = message.entry
    service = offers.own_service(reader, message)
    return actions.start(reader, service, type_code, patient=entry.patient, regarding=message, act=act)


def test_the_answer_that_the_table_proposes_comes_first(reader, borghild, receive) -> None:
    admitted = received(receive, "plo-1.6/innlagt-ny.xml")
    assert offered(reader, admitted)[0] == ("answer", "INNLEGGELSESRAPPORT")
    asked = received(receive, "dialog-1.0/foresporsel.xml")
    assert offered(reader, asked)[0] == ("answer", "DIALOG_SVAR")
    assert offered(reader, asked)[-1] == ("fault", "DIALOG_AVVIK")


def test_an_answer_carries_the_question_and_points_back(reader, borghild, receive) -> None:
    asked = received(receive, "dialog-1.0/foresporsel.xml")
    draft = answer(reader, asked, "DIALOG_SVAR")
    note = {**draft.values["note"], "text": "Hun er hjemme igjen mandag."}
    person = {**draft.values["responsible"], "type_healthcare_professional": "9060:SP"}
    actions.save(
        reader.actor, draft, {**draft.values, "note": note, "responsible": person}, draft.receiver_her
    )
    message = sent(reader, draft)
    assert (message.parent_id, message.conversation_id) == (asked.msg_id, asked.conversation_id)
    told = decompose(PROFILES["DIALOG_SVAR"], bytes(message.content.raw))
    assert element_of(told["note"]["question"]) == element_of(question_of(asked)["xml"])
    assert message.version == "1.0"  # as the question was
    assert told["note"]["tema_kodet"] == "9069:5"


def test_an_answer_in_a_report_says_that_it_answers(reader, borghild, receive) -> None:
    asked = received(receive, "dialog-1.0/foresporsel.xml")
    draft = answer(reader, asked, "INNLEGGELSESRAPPORT")
    told = decompose(PROFILES["INNLEGGELSESRAPPORT"], actions.preview(reader.actor, complete(reader, draft)))
    assert told["answering"] == "true"
    assert told["question"]["type_foresp"].startswith("9154:")


def test_any_message_that_came_can_be_told_to_be_wrong(reader, borghild, receive) -> None:
    wrong = received(receive, "plo-1.6/utskrevet-ny.xml")
    draft = answer(reader, wrong, "DIALOG_AVVIK", Draft.Act.FAULT)
    note = {**draft.values["note"], "tema_kodet": "8117:1", "text": "Pasienten bor i en annen bydel."}
    person = {**draft.values["responsible"], "type_healthcare_professional": "9060:SP"}
    actions.save(
        reader.actor, draft, {**draft.values, "note": note, "responsible": person}, draft.receiver_her
    )
    message = sent(reader, draft)
    assert (message.type_code, message.version, message.parent_id) == ("DIALOG_AVVIK", "1.0", wrong.msg_id)
    assert message.recipients.get().her == SOMATIKK


def test_what_is_answered_is_never_rejected_by_hand_but_told_to_be_wrong(reader, borghild, receive) -> None:
    came = received(receive, "plo-1.6/utskrevet-ny.xml")
    answered = Outgoing.objects.get(kind=Outgoing.Kind.RECEIPT)
    assert (answered.message, answered.status) == (came, "1")  # at once, and for ever (80415)
    buttons = [presenters.offer_button(one) for one in offers.offers_for(reader, came)]
    assert [one.label for one in buttons if "endelig" in one.help] == ["Meld feil ved meldingen"]


def test_choosing_a_receiver_gives_its_whole_address(reader, draft) -> None:
    """Both levels, names and numbers: nobody writes them."""
    receiver = facts(bytes(sent(reader, complete(reader, draft)).content.raw)).receivers[0].party
    assert (receiver.virksomhet_her, receiver.virksomhet_name) == (DIAKONHJEMMET, "Diakonhjemmet sykehus")
    assert (receiver.her, receiver.tjeneste_name) == (SOMATIKK, "PLO innleggelse somatikk")


def test_an_answer_is_about_the_patient_of_the_message(reader, borghild, receive) -> None:
    asked = received(receive, "dialog-1.0/foresporsel.xml")
    draft = answer(reader, asked, "INNLEGGELSESRAPPORT")
    told = facts(actions.preview(reader.actor, complete(reader, draft)))
    assert told.patient.idents == facts(bytes(asked.content.raw)).patient.idents


def test_a_correction_begins_with_what_was_sent_and_shows_what_it_changes(reader, draft) -> None:
    first = sent(reader, complete(reader, draft, problem="Svimmel"))
    assert offered(reader, first) == [("change", first.type_code), ("cancel", first.type_code)]
    again = answer(reader, first, first.type_code, Draft.Act.CHANGE)
    assert again.values["reason"] == "Falt på badet."
    actions.save(reader.actor, again, {**again.values, "reason": "Falt i trappen."}, again.receiver_her)
    shown = [(one.label, one.before, one.after) for one in presenters.changes_of(again)]
    assert shown == [("Årsak til innleggelse", "Falt på badet.", "Falt i trappen.")]
    second = sent(reader, again)
    assert (second.status, second.parent_id, second.conversation_id) == ("M", first.msg_id, first.msg_id)
    assert Entry.objects.get(message=first).standing == Standing.REPLACED
    assert offered(reader, Message.objects.get(pk=first.pk)) == []


def test_a_cancellation_withdraws_the_message_with_the_minimum_in_it(reader, draft) -> None:
    first = sent(reader, complete(reader, draft))
    withdrawn = sent(reader, answer(reader, first, first.type_code, Draft.Act.CANCEL))
    assert withdrawn.status == "C"
    assert "Falt" not in bytes(withdrawn.content.raw).decode()
    assert Entry.objects.get(message=first).standing == Standing.CANCELLED


def test_a_type_without_corrections_is_not_corrected(reader, nursing, borghild, receive) -> None:
    came = received(receive, "plo-1.6/innlagt-ny.xml")
    for act, code in ((Draft.Act.CHANGE, "LOG_DOD"), (Draft.Act.CHANGE, "INNLEGGELSESRAPPORT")):
        with pytest.raises(Conflict):
            actions.start(reader, nursing, code, patient=borghild, regarding=came, act=act)


def test_the_receiver_of_an_answer_need_not_be_in_the_directory(reader, borghild, receive) -> None:
    stranger = received(receive, "plo-1.6/innlagt-ny.xml", sender=(8911100, 8911101))
    draft = complete(reader, answer(reader, stranger, "INNLEGGELSESRAPPORT"))
    assert draft.receiver_her == 8911101
    assert receivers.address_of(draft).virksomhet_her == 8911100
