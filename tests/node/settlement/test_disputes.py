"""Tvistemappe: drawn from the record, guarded, approved by two others."""

import re

import pytest
from django.urls import reverse

from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.settlement.actions.disputes import (
    SaysWho,
    approve_dispute,
    approved,
    begin_dispute,
    write_dispute,
)
from samhandling.node.settlement.models import Dispute
from samhandling.node.settlement.papers import from_values, to_values
from screen_world import number_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def case(month):
    """A case that Oda has begun."""
    notice = month.notices[0]
    return begin_dispute(month.settler, notice.entry.patient, notice.msg_id)


def person(month, role):
    return Actor.of(month.world.employ(role, f"Test {role.capitalize()}"))


def test_home_care_draws_up_no_case(month):
    notice = month.notices[0]
    with pytest.raises(NotAllowed):
        begin_dispute(month.world.kari, notice.entry.patient, notice.msg_id)


def test_a_period_has_one_case_and_its_text_begins_empty(month, case):
    notice = month.notices[0]
    assert begin_dispute(month.handler, notice.entry.patient, notice.msg_id) == case
    (text,) = case.texts.all()
    assert (case.number, text.written) == ("T-2026-001", {})
    papers = from_values(text.derived)
    assert to_values(papers) == text.derived
    assert [day.day for day in papers.days] == [3, 4, 5, 6]


def test_nothing_in_it_says_who(month, case):
    told = repr(case.texts.get().derived)
    for trace in ("Fjellvåk", "Borghild", number_of(0), "Diakonhjemmet", "Frogner", month.notices[0].msg_id):
        assert trace not in told
    assert not re.search(r"\d\d\.\d\d\.\d{4}|2026", told)


@pytest.mark.parametrize(
    "text", ["Borghild ventet", "den 6. oktober 2026", "nummer 12345678901", "Diakonhjemmet mente", "I50.1"]
)
def test_text_that_says_who_is_refused_with_what_and_where(month, case, text):
    with pytest.raises(SaysWho) as refused:
        write_dispute(month.settler, case, {"own": text, "tried": "Møte dag 12."})
    assert set(refused.value.found) == {"own"}
    assert case.texts.count() == 1


def test_two_others_approve_and_a_new_text_begins_anew(month, case):
    text = write_dispute(month.settler, case, {"level": "board", "own": "Ingen svarte innen dag 3."})
    doctor, keeper = person(month, "lege"), person(month, "meldingsansvarlig")
    with pytest.raises(Conflict):
        approve_dispute(month.settler, text)
    approve_dispute(doctor, text)
    with pytest.raises(Conflict):
        approve_dispute(doctor, text)
    assert not approved(text)
    approve_dispute(keeper, text)
    assert approved(text)
    newer = write_dispute(month.handler, case, {"own": "Ingen svarte."})
    assert not approved(newer)
    with pytest.raises(Conflict):
        approve_dispute(person(month, "utskrivningskoordinator"), text)  # no longer the newest
    with pytest.raises(Conflict):
        approve_dispute(month.settler, newer)  # wrote an earlier one


def test_the_page_shows_the_guard_at_the_field_and_the_approval_to_others(month, case, client):
    client.force_login(month.settler.user, backend=BACKEND)
    where = reverse("dispute", args=[case.pk])
    refused = client.post(where, {"level": "forum", "own": "Fjellvåk fikk ikke plass"})
    shown = refused.content.decode()
    assert refused.status_code == 400
    assert "Kan si hvem pasienten er: «Fjellvåk» (navn på pasienten)." in shown
    assert 'href="#id_own"' in shown
    assert client.post(where, {"level": "forum", "own": "Ingen plass."}).status_code == 302
    assert "Du har skrevet i mappen" in client.get(where).content.decode()
    client.force_login(person(month, "lege").user, backend=BACKEND)
    newest = case.texts.latest("pk").pk
    assert client.post(reverse("dispute-approve", args=[case.pk]), {"text": newest}).status_code == 302
    shown = client.get(where).content.decode()
    assert "Utkast, godkjent av 1" in shown
    assert "Skriv i mappen" not in shown
    assert "Fjellvåk" not in shown


def test_a_paper_is_a_draft_until_approved(month, case, client):
    client.force_login(month.settler.user, backend=BACKEND)
    response = client.get(reverse("dispute-paper", args=[case.pk]))
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="tvistemappe-T-2026-001.pdf"'
    assert AuditEntry.objects.latest("pk").act == "read-dispute"


def test_a_case_begins_at_its_period(month, client):
    client.force_login(month.handler.user, backend=BACKEND)
    response = client.post(reverse("dispute-new", args=[month.notices[1].msg_id]))
    assert response.status_code == 302
    assert Dispute.objects.get().period == month.notices[1].msg_id
    assert "T-2026-001" in client.get(reverse("disputes")).content.decode()
