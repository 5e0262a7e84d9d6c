"""The queue as a browser without script uses it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from node_home import SYKEPLEIE
from samhandling.node import clock
from samhandling.node.handling.models import Case, CaseAct, HandoverNote
from screen_world import number_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def case(day):
    return Case.objects.get(recipient__message=day.messages["admitted"])


def press(page, case, act, **told):
    case.refresh_from_db()
    told = {"act": act, "seen": case.last_act_id or 0, **told}
    response = page.post(reverse("case-act", args=[case.pk]), told)
    case.refresh_from_db()
    return response


def test_a_time_that_has_been_leads_back_to_its_field(page, case):
    response = press(page, case, "wait", until="2020-01-01T10:00")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Tidspunktet må være fram i tid." in text
    assert 'aria-invalid="true"' in text
    assert case.state == "new"


def test_an_unknown_act_is_not_found(page, case):
    assert press(page, case, "burn").status_code == 404


def test_an_old_page_is_told_of_in_words(page, case):
    press(page, case, "take")
    response = page.post(reverse("case-act", args=[case.pk]), {"act": "done", "seen": "0"}, follow=True)
    assert "Noen har gjort noe med saken" in response.content.decode()


def test_a_case_is_taken_let_wait_and_done(page, case, day):
    assert press(page, case, "take").url == reverse("message", args=[day.messages["admitted"].pk])
    press(page, case, "wait", until="2199-01-01T10:00", note="Svar fra fastlegen")
    shown = page.get(reverse("message", args=[day.messages["admitted"].pk])).content.decode()
    for text in ("Venter til 01.01.2199 kl. 10.00, hos Kari Lunde", "Svar fra fastlegen", "Tok saken"):
        assert text in shown
    assert press(page, case, "done").url == reverse("inbox")
    assert case.done
    assert (
        "Åpne saken igjen"
        in page.get(reverse("message", args=[day.messages["admitted"].pk])).content.decode()
    )


def test_done_may_count_for_the_whole_conversation(page, day):
    first = day.messages["cancelled"]
    case = Case.objects.get(recipient__message=first)
    press(page, case, "done", thread="1")
    thread = Case.objects.filter(recipient__message__entry__thread=first.entry.thread)
    assert thread.count() == 2
    assert all(one.done for one in thread)


def test_several_are_done_at_once(page, day):
    cases = list(Case.objects.filter(inbox_her=SYKEPLEIE)[:3])
    told = {"act": "done", "case": [f"{case.pk}:0" for case in cases], "query": "show=mine&"}
    response = page.post(reverse("cases-act"), told)
    assert response.url == "/innboks/?show=mine&"
    assert CaseAct.objects.filter(kind="done").count() == 3


def test_several_do_not_wait_at_once(page, case):
    told = {"act": "wait", "case": f"{case.pk}:0"}
    assert page.post(reverse("cases-act"), told).status_code == 404


def test_nothing_is_ticked(page):
    response = page.post(reverse("cases-act"), {"act": "done"}, follow=True)
    assert "Velg meldingene det gjelder først." in response.content.decode()


def test_nobody_is_sent_elsewhere_after_acting_on_several(page, case):
    told = {"act": "take", "case": f"{case.pk}:0", "query": "//evil.example"}
    assert page.post(reverse("cases-act"), told).url.startswith("/innboks/?")


def test_a_note_to_the_next_shift_stands_on_top(page, day):
    empty = page.post(reverse("handover"), {"service": SYKEPLEIE, "text": " "})
    assert (empty.status_code, HandoverNote.objects.count()) == (422, 0)
    page.post(reverse("handover"), {"service": SYKEPLEIE, "text": "Ring datteren <før> åtte."})
    shown = page.get("/innboks/").content.decode()
    assert "Ring datteren &lt;før&gt; åtte." in shown


def test_a_search_leaves_no_number_in_the_address(page, day):
    response = page.post("/innboks/", {"text": number_of(0), "show": "all"})
    assert number_of(0) not in response.url
    shown = page.get(response.url).content.decode()
    assert "Fjellvåk" in shown
    assert "Øverås" not in shown
    assert number_of(0) not in shown.replace(f'value="{number_of(0)}"', "")


def test_another_session_knows_nothing_of_the_search(page, day, client):
    address = page.post("/innboks/", {"text": "Fjellvåk"}).url
    client.logout()
    client.force_login(day.users["hjemmetjeneste"], backend=BACKEND)
    assert 'value="Fjellvåk"' not in client.get(address).content.decode()


def test_a_leader_sees_what_nobody_has_taken_and_no_patient(day, client, case):
    Case.objects.filter(pk=case.pk).update(due_at=clock.now() - (clock.now() - case.received_at))
    client.force_login(day.employ("leder", "Lise Leder", SYKEPLEIE), backend=BACKEND)
    shown = client.get(reverse("untaken")).content.decode()
    assert "Melding om innlagt pasient" in shown
    assert "Fjellvåk" not in shown
    told = {"service": SYKEPLEIE, "type": "LOG_INNLAGT", "minutes": "30"}
    assert "Fristen er satt." in client.post(reverse("untaken"), told, follow=True).content.decode()


def test_the_monitor_tells_of_what_nobody_has_taken(day, client, case):
    Case.objects.filter(pk=case.pk).update(due_at=case.received_at)
    client.force_login(day.employ("meldingsansvarlig"), backend=BACKEND)
    assert "Ikke tatt i tide" in client.get(reverse("monitoring")).content.decode()


@pytest.mark.parametrize(
    ("asked", "tab"), [("", "Åpne saker"), ("?show=mine", "Mine"), ("?text=o", "Alle meldinger")]
)
def test_the_tab_says_what_is_looked_at_and_a_search_goes_through_all(page, day, asked, tab):
    tabs = page.get(f"/innboks/{asked}").context["tabs"]

    assert [one.label for one in tabs if one.current] == [tab]
