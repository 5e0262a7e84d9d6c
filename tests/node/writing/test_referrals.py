"""Referrals, epikriser and statuses as a doctor writes them: begun, previewed, sent, corrected, answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from filled_forms import DOCTOR, FROGNER, envelope, filled
from node_home import SYKEPLEIE
from node_letters import new_id
from samhandling.node import clock
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.actions import send_document
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.directory.models import Capability, Service
from samhandling.node.discretion.actions import open_with_reason
from samhandling.node.journal.models import Entry, Message, Standing
from samhandling.node.patients.queries import record_of
from samhandling.node.writing import actions, offers, presenters
from samhandling.node.writing.models import Draft
from samhandling.node.writing.sealing import Sealed, sealed
from samhandling.standards.facts import facts
from samhandling.standards.forms import PROFILES, compose
from samhandling.standards.verdict import verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(frogner, borghild):
    """The node's own service as a ward, and a GP to write to."""
    service = Service.objects.select_related("organisation").get(her=SYKEPLEIE)
    service.organisation.kind = "hospital"
    service.organisation.save()
    office = register_organisation(
        WORKER, her=DOCTOR.virksomhet_her, name=DOCTOR.virksomhet_name, kind="gp", phone="20000600"
    )
    register_service(
        WORKER, office, her=DOCTOR.her, name=DOCTOR.name, code_system=8663, code="KA01", person=True
    )
    return service


@pytest.fixture
def reader(ward):
    user = create_user(
        WORKER, username="liv", full_name="Liv Fjellbekk", role="lege", service_hers=[SYKEPLEIE]
    )
    user.hpr, user.phone = "1000268", "20000130"
    user.save()
    return Reader(Actor.of(user), frozenset({SYKEPLEIE}))


@pytest.fixture
def referral(ward, receive):
    """A referral of a new condition, from the GP."""
    asked = replace(
        envelope(), sender=DOCTOR, receiver=FROGNER, at=clock.now().replace(microsecond=0), msg_id=new_id()
    )
    values = {**filled(PROFILES["HENVISNING_NYTILSTAND"]), "asked_priority": "8306:N"}
    receive(compose(PROFILES["HENVISNING_NYTILSTAND"], values, asked))
    return Message.objects.get(type_code="HENVISNING_NYTILSTAND")


STAY = {
    "stay": {"start_date_time": "2026-11-16T23:05:00", "adm_cat": "8240:1"},
    "main_diagnosis": {"concept": {"code": "S72.0", "text": "Brudd i lårhals"}},
    "assessment": "Klar for rehabilitering.",
}


def written(reader, draft, **values):
    actions.save(reader.actor, draft, {**draft.values, **values}, draft.receiver_her)
    assert sealed(draft, clock.now()).faults == ()
    document = actions.preview(reader.actor, draft)
    return actions.send(reader.actor, draft, Sealed(document).fingerprint)


def test_an_epikrise_begins_with_what_is_known(reader, ward, borghild) -> None:
    draft = actions.start(reader, ward, "EPIKRISE", patient=borghild)
    assert draft.values["responsible"] == {
        "name": "Liv Fjellbekk",
        "type": "9060:LE",
        "number": {"id": "1000268", "type_id": "8116:HPR"},
        "tele_com": [{"value": "20000130"}],
    }
    assert (draft.values["status"], draft.receiver_her) == ("7306:F", DOCTOR.her)


def test_an_epikrise_is_sent_and_stands_in_the_record(reader, ward, borghild) -> None:
    message = written(reader, actions.start(reader, ward, "EPIKRISE", patient=borghild), **STAY)
    told = facts(bytes(message.content.raw))
    assert (message.type_code, message.recipients.get().her) == ("EPIKRISE", DOCTOR.her)
    assert message.entry.patient == borghild
    assert (told.version, told.status) == ("1.2", "N")


def test_a_partner_who_takes_only_the_older_version_gets_that(reader, ward, borghild) -> None:
    doctor = Service.objects.get(her=DOCTOR.her)
    Capability.objects.create(service=doctor, type_code="EPIKRISE", version="1.1")
    message = written(reader, actions.start(reader, ward, "EPIKRISE", patient=borghild), **STAY)
    assert facts(bytes(message.content.raw)).version == "1.1"
    assert verdict(bytes(message.content.raw), None).outcome == "accept"


def test_a_correction_replaces_the_first_and_keeps_its_document(reader, ward, borghild) -> None:
    first = written(reader, actions.start(reader, ward, "EPIKRISE", patient=borghild), **STAY)
    draft = actions.start(reader, ward, "EPIKRISE", patient=borghild, regarding=first, act="change")
    second = written(reader, draft, assessment="Klar for hjemreise.")
    old, new = (facts(bytes(one.content.raw)) for one in (first, second))
    assert (new.status, new.document_id) == ("M", old.document_id)
    assert Entry.objects.get(message=first).standing == Standing.REPLACED


def test_a_correction_keeps_the_formatting_of_what_nobody_changed(reader, ward, borghild) -> None:
    plain = actions.start(reader, ward, "EPIKRISE", patient=borghild)
    actions.save(reader.actor, plain, {**plain.values, **STAY, "plan": "Kontroll."}, plain.receiver_her)
    lines = (
        b"<p xmlns='http://www.w3.org/1999/xhtml'>Klar for</p><p xmlns='http://www.w3.org/1999/xhtml'>alt</p>"
    )
    document = actions.preview(reader.actor, plain)
    first = send_document(reader.actor, document.replace(b"Klar for rehabilitering.", lines))
    draft = actions.start(reader, ward, "EPIKRISE", patient=borghild, regarding=first, act="change")
    assert draft.values["assessment"] == "Klar for\nalt"
    assert notes(draft) == ["Teksten er formatert i meldingen du retter."]
    actions.save(reader.actor, draft, {**draft.values, "plan": "Ingen kontroll."}, draft.receiver_her)
    assert b"Klar for</p>" in actions.preview(reader.actor, draft)
    actions.save(reader.actor, draft, {**draft.values, "assessment": "Klar"}, draft.receiver_her)
    assert notes(draft) == ["Teksten var formatert i meldingen du retter."]
    assert b">Klar<" in actions.preview(reader.actor, draft)


def notes(draft) -> list[str]:
    """The first sentence of what the form says of formatting."""
    parts = (part for section in presenters.form_page(draft).sections for part in section.parts)
    return [part.note.split(".")[0] + "." for part in parts if getattr(part, "note", "")]


def test_a_cancellation_withdraws_it(reader, ward, borghild) -> None:
    first = written(reader, actions.start(reader, ward, "EPIKRISE", patient=borghild), **STAY)
    draft = actions.start(reader, ward, "EPIKRISE", patient=borghild, regarding=first, act="cancel")
    written(reader, draft)
    assert Entry.objects.get(message=first).standing == Standing.CANCELLED


def test_a_referral_is_answered_with_its_status_or_an_epikrise(reader, referral) -> None:
    found = [offer.type_code for offer in offers.offers_for(reader, referral)]
    assert found[:2] == ["DIALOG_STATUS_HENVISNING", "EPIKRISE"]


def test_the_patients_record_holds_what_every_message_says_of_them(reader, ward, borghild, referral, receive):
    """R-HEN-30: all about one patient, across messages."""
    asked = replace(envelope(), sender=DOCTOR, receiver=FROGNER, at=clock.now().replace(microsecond=0))
    receive(compose(PROFILES["HENVISNING"], filled(PROFILES["HENVISNING"]), asked))
    entries = record_of(reader, borghild.pk).entries
    assert {entry.message.type_code for entry in entries} == {"HENVISNING_NYTILSTAND", "HENVISNING"}
    assert {entry.patient for entry in entries} == {borghild}


def test_no_status_is_sent_of_an_emergency(reader, ward, receive) -> None:
    asked = replace(envelope(), sender=DOCTOR, receiver=FROGNER, at=clock.now().replace(microsecond=0))
    values = {**filled(PROFILES["HENVISNING"]), "asked_priority": "8304:0"}
    receive(compose(PROFILES["HENVISNING"], values, asked))
    found = [offer.type_code for offer in offers.offers_for(reader, Message.objects.get())]
    assert "DIALOG_STATUS_HENVISNING" not in found
    assert "EPIKRISE" in found


def test_a_status_refers_to_the_referral(reader, ward, referral, borghild) -> None:
    draft = actions.start(
        reader, ward, "DIALOG_STATUS_HENVISNING", patient=borghild, regarding=referral, act="answer"
    )
    note = {"tema_kodet": "9148:1", "text": "Time 20.11.2026 kl. 10.00, poliklinikken."}
    message = written(reader, draft, note=note)
    told = facts(bytes(message.content.raw))
    assert (told.parent_id, told.conversation_id) == (referral.msg_id, referral.msg_id)
    assert told.receivers[0].party.her == DOCTOR.her


def test_a_referral_is_sent_on_with_the_first_one_enclosed(reader, ward, referral, borghild) -> None:
    assert ("new", "HENVISNING_VIDERE") in [
        (one.act, one.type_code) for one in offers.offers_for(reader, referral)
    ]
    sunnaas = register_organisation(WORKER, her=8900150, name="Sunnaas sykehus", kind="hospital")
    register_service(WORKER, sunnaas, her=8900151, name="Rehabilitering", code_system=8668, code="S05")
    draft = actions.start(reader, ward, "HENVISNING_VIDERE", patient=borghild, regarding=referral)
    assert draft.values["problem"] == filled(PROFILES["HENVISNING_NYTILSTAND"])["problem"]
    assert draft.values["responsible"]["family_name"] == "Fjellbekk"
    draft.receiver_her = 8900151
    told = facts(bytes(written(reader, draft, asked_priority="8306:3").content.raw))
    assert (told.parent_id, told.conversation_id) == (referral.msg_id, referral.msg_id)
    assert [(one.mime_type, one.description) for one in told.attachments] == [
        ("text/xml", "Henvisning ny tilstand")
    ]


def test_an_epikrise_holds_the_referral_that_it_answers(reader, ward, referral, borghild) -> None:
    draft = actions.start(reader, ward, "EPIKRISE", patient=borghild, regarding=referral, act="answer")
    assert draft.values["referral"]["id"] == referral.msg_id
    assert draft.values["referral"]["diagnosis"]
    message = written(reader, draft, **STAY)
    assert facts(bytes(message.content.raw)).answers == (referral.msg_id,)


def test_a_dialogue_about_a_message_without_a_head_begins_with_that(reader, ward, borghild) -> None:
    epikrise = written(reader, actions.start(reader, ward, "EPIKRISE", patient=borghild), **STAY)
    draft = actions.start(
        reader, ward, "DIALOG_HELSEFAGLIG", patient=borghild, regarding=epikrise, act="answer"
    )
    message = written(reader, draft, note={"tema": "Spørsmål", "text": "Hei"})
    assert facts(bytes(message.content.raw)).conversation_id == epikrise.msg_id


def test_a_gp_refers_to_any_ward(frogner, borghild, reader) -> None:
    """The same service as a doctor's office: the receivers are the hospital's services."""
    own = Service.objects.select_related("organisation").get(her=SYKEPLEIE)
    own.organisation.kind = "gp"
    own.organisation.save()
    user = reader.actor.user
    user.role = "fastlege"
    user.save()
    hospital = register_organisation(WORKER, her=8900100, name="Diakonhjemmet sykehus", kind="hospital")
    register_service(WORKER, hospital, her=8900105, name="Geriatri", code_system=8668, code="S03")
    doctor = Reader(Actor.of(user), frozenset({SYKEPLEIE}))
    draft = actions.start(doctor, own, "HENVISNING_NYTILSTAND", patient=borghild)
    assert draft.receiver_her == 8900105
    assert draft.values["gp"] == draft.values["responsible"]
    message = written(doctor, draft, problem="Tung pust.", asked_priority="8306:3")
    assert message.type_name == "Henvisning ny tilstand"


def test_an_outpatient_note_is_begun_by_its_own_name(reader, ward, borghild, client) -> None:
    client.force_login(reader.actor.user, backend="django.contrib.auth.backends.ModelBackend")
    open_with_reason(reader.actor, borghild, "HENV_PAS", "Ringte etter time.")
    shown = client.get(f"/ny-melding/?patient={borghild.pk}").content.decode()
    assert 'value="EPIKRISE:poliklinisk">Poliklinisk notat<' in shown
    told = {"patient": borghild.pk, "service": SYKEPLEIE, "type": "EPIKRISE:poliklinisk"}
    client.post("/ny-melding/", told)
    draft = Draft.objects.get()
    assert (draft.type_code, draft.values["msg_descr"]) == ("EPIKRISE", "Poliklinisk notat")
    assert draft.values["stay"] == {"adm_cat": "8240:3"}


def test_the_form_leads_to_what_is_missing(reader, ward, borghild) -> None:
    draft = actions.start(reader, ward, "EPIKRISE", patient=borghild)
    page = presenters.form_page(draft, sealed(draft, clock.now()).faults)
    links = [problem.href for problem in page.problems]
    assert links == ["#f-stay-start_date_time", "#f-main_diagnosis-description", "#f-assessment"]
