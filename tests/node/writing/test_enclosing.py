"""Files and copies that go with a message: what may not is refused, what may is found at the other end."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from node_home import SOMATIKK
from samhandling.errors import Conflict
from samhandling.node.access.actor import WORKER
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.journal.attachments import attachment_of
from samhandling.node.journal.models import Message
from samhandling.node.writing import actions, enclosing
from samhandling.node.writing.enclosing import CannotEnclose, checked, title_of
from samhandling.node.writing.models import Draft, DraftFile
from samhandling.node.writing.sealing import moment_of
from samhandling.standards.facts import facts
from samhandling.standards.verdict import verdict

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
XML = b"<?xml version='1.0'?><maalinger xmlns='urn:x'/>"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def office(day):
    own = register_organisation(
        WORKER, her=8900600, name="Majorstuen legesenter", kind="gp", phone="20000600"
    )
    return register_service(WORKER, own, her=8900601, name="Aksel Havrevind", person=True, hpr="1000187")


@pytest.fixture
def draft(day, page):
    told = {"patient": day.patients[0].pk, "service": 8900202, "type": "INNLEGGELSESRAPPORT"}
    response = page.post("/ny-melding/", told)
    return Draft.objects.get(pk=int(response.url.strip("/").split("/")[-1]))


READY = {
    "reason": "Falt på badet.",
    "responsible.0.type_healthcare_professional": "9060:SP",
    "responsible.0.family_name": "Lunde",
    "responsible.0.hpr": "1000012",
    "responsible.0.tele_com.0.tele_address": "20000222",
}


def press(page, draft, act, **told):
    told = {"act": act, "receiver": SOMATIKK, **READY, **told}
    response = page.post(f"/kladd/{draft.pk}/", told, follow=True)
    draft.refresh_from_db()
    return response.content.decode()


def file(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="whatever/the-browser-says")


# What may not


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ"),
        ("plan.pdf.exe", PDF),
        ("plan", PDF),
        ("plan.pdf", b""),
        ("plan.pdf", b"<html>"),
        ("bilde.png", PDF),
        ("bilde.jpg", PNG),
        ("data.xml", b"<?xml version='1.0'?><ikke hel"),
        ("data.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ],
)
def test_what_is_not_what_it_is_called_stays_behind(name, content):
    with pytest.raises(CannotEnclose):
        checked(name, content, [])


def test_there_is_room_for_so_many_and_so_much():
    small = DraftFile(size=1)
    large = DraftFile(size=enclosing.MOST_BYTES)
    with pytest.raises(CannotEnclose):
        checked("plan.pdf", PDF, [small] * enclosing.MOST_FILES)
    with pytest.raises(CannotEnclose):
        checked("plan.pdf", PDF, [large])


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/Plan for hjemreise.pdf", "Plan for hjemreise"),
        ("<script>.pdf", "script"),
        (".pdf", "pdf"),
        (f"{'a' * 200}.pdf", "a" * 80),
    ],
)
def test_a_title_is_plain_text(name, title):
    assert title_of(name).strip(".") == title


@pytest.mark.parametrize("text", ["", "x-y", "9999999999999-a", "١٢-a"])
def test_what_is_no_fingerprint_tells_no_time(text):
    assert moment_of(text) is None


def test_without_a_file_the_page_says_so(page, draft):
    assert "Velg en fil først." in press(page, draft, "attach")


def test_a_post_larger_than_a_message_is_told_of(page, draft, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000
    shown = press(page, draft, "attach", files=file(content=PDF + b"0" * 9_000))
    assert "til sammen" in shown
    assert not draft.files.exists()


def test_nobody_else_sees_a_drafts_file(page, day, draft, client):
    press(page, draft, "attach", files=file())
    pk = draft.files.get().pk
    other = day.employ("sykepleier", "Ola Lin", 8900202)
    client.force_login(other, backend=BACKEND)
    assert client.get(f"/kladd/{draft.pk}/vedlegg/{pk}/").status_code == 404


def test_files_go_when_the_draft_goes(page, draft):
    press(page, draft, "attach", files=file())
    page.post(f"/kladd/{draft.pk}/slett/")
    assert not DraftFile.objects.exists()


def test_no_copy_to_the_receiver_itself_nor_to_one_who_is_not_there(page, day, draft):
    for her in ("", "123", str(SOMATIKK)):
        press(page, draft, "copy", copy=her)
    shown = press(page, draft, "preview")
    assert draft.copies == [] or "Mottakeren kan ikke få kopi" in shown


def test_no_copy_to_one_whom_the_patient_objects_to(page, day, draft, office):
    press(page, draft, "copy", copy=office.her)
    draft.receiver_her = office.her
    draft.save()
    actions.note_objection(day.kari, draft, stands=True)
    shown = press(page, draft, "preview")
    assert 'href="#kopi"' in shown
    assert not Message.objects.filter(msg_id=str(draft.msg_id)).exists()


# What may


def test_files_and_copies_leave_and_are_found_at_the_receiver(page, day, draft, office):
    press(page, draft, "attach", files=[file("Plan æøå.pdf"), file("sår.png", PNG)])
    press(page, draft, "copy", copy=office.her)
    shown = press(page, draft, "preview")
    for text in ("Plan æøå", "PNG", "Majorstuen legesenter, Aksel Havrevind"):
        assert text in shown
    fingerprint = shown.partition('name="fingerprint" value="')[2].partition('"')[0]
    page.post(f"/kladd/{draft.pk}/send/", {"fingerprint": fingerprint})
    message = Message.objects.get(msg_id=str(draft.msg_id))
    raw = bytes(message.content.raw)
    assert verdict(raw, None).outcome == "accept"
    assert [one.description for one in facts(raw).attachments] == ["Plan æøå", "sår"]
    assert attachment_of(raw, 0).content == PDF
    assert set(message.recipients.values_list("her", "role")) == {(SOMATIKK, "PRIM"), (8900601, "COP")}
    assert not DraftFile.objects.exists()
    shown = page.get(f"/melding/{message.pk}/").content.decode()
    assert f"/melding/{message.pk}/vedlegg/0/" in shown


def test_a_file_is_looked_at_and_taken_out(page, draft):
    press(page, draft, "attach", files=file("data.xml", XML))
    kept = draft.files.get()
    response = page.get(f"/kladd/{draft.pk}/vedlegg/{kept.pk}/")
    assert (response.content, response["Content-Type"]) == (XML, "text/xml")
    assert "attachment" in response["Content-Disposition"]
    press(page, draft, f"detach:{kept.pk}")
    assert not draft.files.exists()


def test_a_file_that_cannot_be_taken_out_is_said_to_be_so(page, draft, monkeypatch):
    def gone(*_told):
        raise Conflict("The message has gone")

    monkeypatch.setattr("samhandling.node.writing.actions.take_out", gone)
    assert "Filen kunne ikke fjernes." in press(page, draft, "detach:1")


def test_a_copy_is_taken_away(page, draft, office):
    press(page, draft, "copy", copy=office.her)
    assert draft.copies == [office.her]
    press(page, draft, f"no-copy:{office.her}")
    assert draft.copies == []


def test_a_correction_has_the_files_and_the_copies_of_what_it_replaces(page, day, draft, office):
    press(page, draft, "attach", files=file("Plan.pdf"))
    press(page, draft, "copy", copy=office.her)
    shown = press(page, draft, "preview")
    fingerprint = shown.partition('name="fingerprint" value="')[2].partition('"')[0]
    page.post(f"/kladd/{draft.pk}/send/", {"fingerprint": fingerprint})
    message = Message.objects.get(msg_id=str(draft.msg_id))
    page.post(f"/melding/{message.pk}/skriv/", {"act": "change", "type": "INNLEGGELSESRAPPORT"})
    change = Draft.objects.get(regarding=message)
    assert change.copies == [office.her]
    assert bytes(change.files.get().content) == PDF
    page.post(f"/melding/{message.pk}/skriv/", {"act": "cancel", "type": "INNLEGGELSESRAPPORT"})
    cancel = Draft.objects.get(regarding=message, act="cancel")
    assert (cancel.copies, cancel.files.count()) == ([office.her], 0)
