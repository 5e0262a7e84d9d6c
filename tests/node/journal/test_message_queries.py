"""One message: whose it is, what comes with it, and what may be fetched of it."""

import hashlib

import pytest
from django.http import Http404

from node_home import PSYKISK, SAKSBEHANDLING, SYKEPLEIE
from samhandling.node import clock
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.journal import contents, queries
from samhandling.node.journal.models import Receipt
from samhandling.node.journal.presenters import letter_page


@pytest.fixture
def kari(day):
    return Reader(day.kari, frozenset({SYKEPLEIE, PSYKISK}))


@pytest.fixture
def browser(day, client):
    client.force_login(day.users["hjemmetjeneste"], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("read", [queries.letter, queries.original])
def test_another_services_message_is_not_found(day, read):
    with pytest.raises(Http404):
        read(Reader(day.kari, frozenset({SAKSBEHANDLING})), day.messages["admitted"].pk)


def test_a_refused_message_is_nobodys(day, kari):
    refused = day.receives(0, "plo-1.6/innlagt-ny.xml", msg_id="ikke-en-uuid")
    with pytest.raises(Http404):
        queries.letter(kari, refused.pk)


def test_reading_is_logged_with_patient_and_message(day, kari):
    queries.letter(kari, day.messages["admitted"].pk)
    row = AuditEntry.objects.latest("pk")
    assert (row.act, row.patient, row.message) == ("read-message", day.patients[0], day.messages["admitted"])


def test_a_thread_holds_what_was_sent_and_received(day, kari):
    letter = queries.letter(kari, day.messages["admitted"].pk)
    assert [entry.message.direction for entry in letter.thread] == ["in", "out"]


def test_a_cancelled_message_leads_to_its_cancellation(day, kari):
    page = letter_page(queries.letter(kari, day.messages["cancelled"].pk), kari.service_hers, clock.now())
    assert "kansellert" in page.notices[0].words
    assert page.notices[0].url.startswith("/melding/")


def test_a_refusal_is_explained_with_code_meaning_and_telephone(day, kari):
    page = letter_page(queries.letter(kari, day.messages["refused"].pk), kari.service_hers, clock.now())
    (to,) = page.sent_to
    assert to.delivery.mark.words == "Avvist"
    assert to.delivery.errors[0].code == "E36"
    assert to.delivery.errors[0].meaning
    assert to.delivery.call.number == "20000101"
    assert [step.words for step in to.steps][-1] == "Avvist av mottakeren"


def test_a_message_whose_bytes_were_removed_keeps_its_envelope(day, kari):
    contents.remove(day.messages["admitted"].content_id)
    page = letter_page(queries.letter(kari, day.messages["admitted"].pk), kari.service_hers, clock.now())
    assert page.removed
    assert page.html == ""


def test_the_original_is_byte_for_byte(day, browser):
    message = day.messages["admitted"]
    response = browser.get(f"/melding/{message.pk}/original.xml")
    assert hashlib.sha256(response.content).hexdigest() == message.content.sha256
    assert response["Content-Disposition"] == f'attachment; filename="{message.msg_id}.xml"'


@pytest.mark.parametrize("path", ["vedlegg/0/", "original.xml"])
def test_bytes_from_outside_never_run_here(day, browser, path):
    response = browser.get(f"/melding/{day.messages['enclosed'].pk}/{path}")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")


def test_an_attachment_has_the_type_that_its_bytes_show(day, browser):
    response = browser.get(f"/melding/{day.messages['enclosed'].pk}/vedlegg/0/")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_an_attachment_that_is_not_there_is_not_found(day, browser):
    assert browser.get(f"/melding/{day.messages['enclosed'].pk}/vedlegg/7/").status_code == 404


def test_the_first_to_open_a_message_is_noted_once(day, browser):
    message = day.messages["admitted"]
    unread = browser.get("/innboks/").content.decode().count(">Ulest</span>")
    for _ in range(2):
        browser.get(f"/melding/{message.pk}/")
    assert message.recipients.get(own=True).opening.by == day.users["hjemmetjeneste"]
    text = browser.get("/innboks/").content.decode()
    assert text.count(">Ulest</span>") == unread - 1


def test_a_receipt_is_shown_as_it_came(day, kari, browser):
    page = letter_page(queries.letter(kari, day.messages["refused"].pk), kari.service_hers, clock.now())
    text = browser.get(page.sent_to[0].receipt_url).content.decode()
    assert "Kvittering" in text
    assert "E36" in text


def test_another_messages_receipt_is_not_found(day, browser):
    url = f"/melding/{day.messages['admitted'].pk}/kvittering/{Receipt.objects.latest('pk').pk}/"
    assert browser.get(url).status_code == 404


def test_a_page_says_cave_and_who_wrote_before_the_content_and_the_envelope_after_it(day, browser):
    message = day.receives(0, "plo-1.6/utskrivningsrapport-ny.xml")
    page = browser.get(f"/melding/{message.pk}/").content.decode()

    order = ("Cave:", "Tramadol: kraftig kvalme", 'class="melding ', "Legemidler", "Avsender og mottaker")
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert f"Fra {message.sender_name} til" in page
