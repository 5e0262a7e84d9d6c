"""The pages of writing, as a browser without script uses them."""

from __future__ import annotations

import pytest

from filled_forms import filled
from samhandling.node.journal.models import Direction, Message
from samhandling.node.writing import posted
from samhandling.node.writing.models import Draft
from samhandling.standards.forms import PROFILES, settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(day, page):
    return begin(page, day.patients[0], "INNLEGGELSESRAPPORT")


def begin(page, patient, type_code, service=8900202):
    told = {"patient": patient.pk, "service": service, "type": type_code}
    response = page.post("/ny-melding/", told)
    return Draft.objects.get(pk=int(response.url.strip("/").split("/")[-1]))


def inputs(values, above=()):
    """What a browser would post of these values."""
    found = {}
    for name, value in values.items():
        where = (*above, name)
        if isinstance(value, dict):
            found |= inputs(value, where)
        elif isinstance(value, list):
            for n, row in enumerate(value):
                found |= {posted.name_of((*where, n, posted.ROW)): "1"} | inputs(row, (*where, n))
        elif value != "false":
            found[posted.name_of(where)] = value
    return found


def press(page, draft, act, **told):
    told = {"act": act, "receiver": draft.receiver_her or "", **inputs(draft.values), **told}
    response = page.post(f"/kladd/{draft.pk}/", told)
    draft.refresh_from_db()
    return response


def counted(draft):
    return settled(PROFILES[draft.type_code], draft.values)


READY = {
    "reason": "Falt på badet.",
    "responsible.0.type_healthcare_professional": "9060:SP",
    "responsible.0.hpr": "1000012",
    "responsible.0.tele_com.0.tele_address": "20000222",
    "responsible.0.tele_com.0._row": "1",
}


def test_the_types_that_one_may_write_are_offered_for_each_service(day, page) -> None:
    shown = page.get(f"/ny-melding/?patient={day.patients[0].pk}").content.decode()
    assert "Fra Sykepleietjeneste" in shown
    assert "Innleggelsesrapport" in shown
    assert "Melding om utskrivningsklar pasient" not in shown


def test_what_is_posted_is_what_is_kept(page, draft) -> None:
    before = counted(draft)
    press(page, draft, "save", reason="Falt på badet.")
    assert counted(draft) == {**before, "reason": "Falt på badet."}


@pytest.mark.parametrize("type_code", ["INNLEGGELSESRAPPORT", "HELSEOPPLYSNINGER_LEGE", "DIALOG_FORESPORSEL"])
def test_a_full_form_survives_the_browser(page, day, type_code) -> None:
    draft = begin(page, day.patients[0], type_code)
    values = filled(PROFILES[type_code])
    draft.values = values
    draft.save()
    assert page.get(f"/kladd/{draft.pk}/").status_code == 200
    press(page, draft, "save")
    assert counted(draft) == settled(PROFILES[type_code], values)


def test_a_row_is_added_and_taken_away_by_its_button(page, draft) -> None:
    draft.values.pop("medicines", None)
    response = press(page, draft, "add:medicines")
    assert response.url.endswith("#f-medicines-0")
    assert draft.values["medicines"] == [{}]
    press(page, draft, "add:medicines", **{"medicines.0.navn": "Paracet"})
    press(page, draft, "remove:medicines.0")
    assert draft.values["medicines"] == [{}]


def test_an_empty_row_that_nobody_asked_for_is_not_kept(page, draft) -> None:
    draft.values["medicines"] = [{"navn": "Paracet"}]
    press(page, draft, "save", **{"medicines.0.forskriver.tele_com.0._row": "1"})
    assert draft.values["medicines"] == [{"navn": "Paracet"}]


def test_a_row_within_a_row(page, draft) -> None:
    press(page, draft, "add:responsible.0.tele_com")
    assert draft.values["responsible"][0]["tele_com"] == [{}]


def test_from_form_to_sent_in_two_presses(page, draft) -> None:
    response = press(page, draft, "preview", **READY)
    shown = page.get(response.url)
    assert "Falt på badet." in shown.content.decode()
    fingerprint = shown.context["fingerprint"]
    for _ in range(2):
        response = page.post(f"/kladd/{draft.pk}/send/", {"fingerprint": fingerprint})
    message = Message.objects.get(msg_id=str(draft.msg_id))
    assert response.url == f"/melding/{message.pk}/"
    assert page.get(f"/kladd/{draft.pk}/").url == response.url
    assert message.direction == Direction.OUT


def test_what_is_missing_is_listed_with_links_and_clauses(page, draft) -> None:
    shown = page.get(press(page, draft, "preview").url)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert 'href="#f-reason"' in text
    assert "HIS 1143 (Årsak til innleggelse)" in text
    assert 'id="f-reason-error"' in text


def test_a_stale_preview_is_shown_again(page, draft) -> None:
    press(page, draft, "preview", **READY)
    page.get(f"/kladd/{draft.pk}/forhandsvisning/")
    response = page.post(f"/kladd/{draft.pk}/send/", {"fingerprint": "another"})
    assert response.url == f"/kladd/{draft.pk}/forhandsvisning/"
    assert not Message.objects.filter(msg_id=str(draft.msg_id)).exists()


def test_the_script_saves_and_is_told_when(page, draft) -> None:
    told = {"receiver": draft.receiver_her, **inputs(draft.values), "reason": "Halvferdig"}
    response = page.post(f"/kladd/{draft.pk}/lagre/", told)
    assert response.content.decode().startswith("Lagret kl.")
    draft.refresh_from_db()
    assert draft.values["reason"] == "Halvferdig"


def test_nobody_writes_what_follows_from_the_thread(page, day) -> None:
    draft = begin(page, day.patients[0], "DIALOG_HELSEFAGLIG")
    press(page, draft, "save", **{"note.tema_kodet": "7322:1", "note.tema": "Sår"})
    assert draft.values["note"] == {"tema": "Sår"}


def test_a_request_has_the_codes_of_who_asks(page, day) -> None:
    draft = begin(page, day.patients[0], "DIALOG_FORESPORSEL")
    shown = page.get(f"/kladd/{draft.pk}/").content.decode()
    assert 'value="9152:8"' in shown
    assert 'value="9153:' not in shown
    assert 'value="9152:2"' not in shown


def test_the_receiver_stands_with_its_telephone_and_hours(page, draft) -> None:
    shown = page.get(f"/kladd/{draft.pk}/").content.decode()
    for text in ("Haster det? Ring", "20 00 01 01", "Hele døgnet", "20 00 01 11"):
        assert text in shown


def test_answers_are_offered_on_the_page_of_what_came(page, day) -> None:
    admitted = day.messages["admitted"]
    shown = page.get(f"/melding/{admitted.pk}/").content.decode()
    assert "Svar: Innleggelsesrapport" in shown
    assert "Meld feil ved meldingen" in shown
    told = {"act": "answer", "type": "INNLEGGELSESRAPPORT"}
    response = page.post(f"/melding/{admitted.pk}/skriv/", told)
    draft = Draft.objects.get(regarding=admitted)
    assert response.url == f"/kladd/{draft.pk}/"
    assert draft.patient == day.patients[0]
    assert page.post(f"/melding/{admitted.pk}/skriv/", {**told, "type": "LOG_INNLAGT"}).status_code == 404


def test_a_form_with_more_rows_than_a_person_writes_is_cut(page, draft) -> None:
    many = {f"medicines.{n}._row": "1" for n in range(300)}
    press(page, draft, "save", **many)
    assert len(draft.values["medicines"]) == posted.MOST_ROWS


def test_a_form_larger_than_any_of_ours_is_told_of_in_words(page, draft, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
    response = page.post(f"/kladd/{draft.pk}/", {f"medicines.{n}.navn": "x" for n in range(60)})
    assert response.status_code == 400
    assert "Ingenting ble lagret." in response.content.decode()


def test_looking_at_what_leaves_writes_nothing(page, draft) -> None:
    press(page, draft, "save", **READY)
    before = Draft.objects.filter(pk=draft.pk).values().get()
    assert page.get(f"/kladd/{draft.pk}/forhandsvisning/").status_code == 200
    assert Draft.objects.filter(pk=draft.pk).values().get() == before
