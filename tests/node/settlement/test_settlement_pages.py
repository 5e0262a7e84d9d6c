"""The pages of settlement at both ends."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from samhandling.node.access.models import AuditEntry
from samhandling.node.patients.models import LocalAct
from samhandling.node.settlement.actions.bases import issue_basis
from samhandling.node.settlement.models import Basis
from samhandling.stay.invoice import Party
from settlement_world import DIAKONHJEMMET, FROGNER, OCTOBER, as_hospital, at

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def settler(month, client):
    client.force_login(month.settler.user, backend=BACKEND)
    return client


def page(client, name, *args, query=""):
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def file_of(month):
    with as_hospital():
        return issue_basis(month.settler, Party(FROGNER, "Frogner"), OCTOBER).file


def upload(client, text):
    file = SimpleUploadedFile("grunnlag.json", text.encode())
    return client.post(reverse("basis-receive"), {"file": file})


def test_the_bydel_sees_the_month_per_hospital(settler):
    shown = page(settler, "settlement", query="?month=2026-10")
    assert "oktober 2026" in shown
    assert "Diakonhjemmet sykehus" in shown
    assert "Ikke mottatt" in shown
    assert AuditEntry.objects.latest("pk").act == "read-settlement"


def test_without_anything_last_month_this_month_is_shown(settler):
    with time_machine.travel(at("2026-10-20 09:00"), tick=True):
        assert "oktober 2026" in page(settler, "settlement")


def test_each_day_says_why_and_what_proves_it(settler):
    shown = page(settler, "partner", "2026-10", DIAKONHJEMMET)
    assert "Fjellvåk, Borghild" in shown
    assert "Kommunen hadde ikke svart ved midnatt." in shown
    assert "Melding om utskrivningsklar pasient, sendt 05.10.2026 kl. 10.00" in shown
    assert "Betaler ikke bekreftet" in shown


def test_the_hospital_sees_what_it_would_ask_for_and_issues_it(settler):
    with as_hospital():
        shown = page(settler, "partner", "2026-10", FROGNER)
        assert "Utstedes det nå, kreves 24\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr." in shown
        assert "4 dager er holdt utenfor" in shown
        issued = settler.post(reverse("basis-issue", args=["2026-10", FROGNER]))
        shown = page(settler, "basis", Basis.objects.get().pk)
        assert issued.status_code == 302
        assert "Grunnlag 2026-0001" in shown
        assert "Lagre vurderingen" not in shown


def test_an_unset_price_blocks_and_leads_to_the_rules(october, client):
    october.world.register(0)
    october.confirmed(october.waits(0))
    client.force_login(october.settler.user, backend=BACKEND)
    with as_hospital():
        shown = page(client, "partner", "2026-10", FROGNER)
        assert "Døgnprisen for 2026 er ikke satt." in shown
        assert "Utsted grunnlaget" not in shown
        assert f'href="{reverse("rules")}"' in shown
        client.post(reverse("basis-issue", args=["2026-10", FROGNER]))
        assert not Basis.objects.exists()


def test_a_basis_taken_in_is_compared_and_marked_line_by_line(settler, month):
    assert upload(settler, file_of(month)).status_code == 302
    row = Basis.objects.get()
    shown = page(settler, "basis", row.pk)
    assert "Alle linjene er like regnskapet her." in shown
    assert "Fjellvåk, Borghild" in shown
    where = reverse("line-mark", args=[row.pk, 1])
    refused = settler.post(where, {"mark": "disputed", "reason": ""})
    assert refused.status_code == 400
    assert 'href="#id_reason_1"' in refused.content.decode()
    assert settler.post(where, {"mark": "approved"}).status_code == 302
    assert "Godkjent" in page(settler, "basis", row.pk)


def test_a_fact_that_only_one_end_has_is_named(settler, month):
    text = file_of(month)
    notice = month.notices[0].msg_id
    month.says(
        0, "2026-10-07 09:00", "utskrivningsklar-kansellering", ready="2026-10-05", refers_to=(notice, notice)
    )
    upload(settler, text)
    shown = page(settler, "basis", Basis.objects.get().pk)
    assert "1 linje er ulik regnskapet her." in shown
    assert "Regnskapet her har ikke denne dagen i perioden." in shown
    assert "Sykehuset nevner ikke: Melding om utskrivningsklar pasient (kansellering)" in shown


def test_a_file_that_is_no_basis_is_refused_at_its_field(settler):
    for content in ("", "tull", "{}"):
        response = upload(settler, content)
        assert response.status_code == 400
        assert 'href="#id_file"' in response.content.decode()


def test_a_basis_is_downloaded_in_each_form_and_logged(settler, month):
    upload(settler, file_of(month))
    for form, begins in {"json": b"{", "csv": b"\xef\xbb\xbfFormat", "pdf": b"%PDF-"}.items():
        where = reverse("basis-file", args=[Basis.objects.get().pk, form])
        response = settler.get(where)
        assert response.content.startswith(begins)
        name = f'attachment; filename="fakturagrunnlag-2026-0001.{form}"'
        assert response["Content-Disposition"] == name
        assert AuditEntry.objects.latest("pk").act == "download-basis"
        assert settler.get(where).content == response.content
    assert b"+Inter-Bold" in response.content, "the font is not embedded"


def test_the_case_handler_confirms_who_pays(month, client):
    client.force_login(month.handler.user, backend=BACKEND)
    where = reverse("payer", args=[month.notices[1].msg_id])
    assert "Den varslede kommunen; ingen har bekreftet" in page(client, "payer", month.notices[1].msg_id)
    wrong = client.post(where, {"municipality": "other", "basis": "bor der"})
    assert wrong.status_code == 400
    assert "Skriv hvem som skal betale." in wrong.content.decode()
    done = client.post(where, {"municipality": "notified", "bydel": "Frogner", "basis": "bor der"})
    assert done["Location"] == reverse("partner", args=["2026-10", DIAKONHJEMMET])
    assert LocalAct.objects.latest("pk").kind == "payer-confirmed"
    assert "Betaler ikke bekreftet" not in page(client, "partner", "2026-10", DIAKONHJEMMET)


def test_a_month_that_is_none_is_not_found(world, client):
    client.force_login(world.employ("oppgjorsansvarlig"), backend=BACKEND)
    for month in ("2026-13", "x", "2026-10-01", "1999-01"):
        assert client.get(f"/oppgjor/?month={month}").status_code == 404


def test_lines_that_agree_are_approved_in_one_press(settler, month):
    upload(settler, file_of(month))
    row = Basis.objects.get()
    assert "Godkjenn 1 linje som er lik" in page(settler, "basis", row.pk)
    for _ in range(2):
        assert settler.post(reverse("basis-approve", args=[row.pk])).status_code == 302
    assert [mark.approved for mark in row.marks.all()] == [True]
    assert "Godkjenn 1 linje" not in page(settler, "basis", row.pk)


def test_the_bydels_answer_goes_back_as_a_file_and_stands_on_the_hospitals_page(settler, month):
    with transaction.atomic():
        upload(settler, file_of(month))
        row = Basis.objects.get()
        assert settler.get(reverse("basis-answer", args=[row.pk])).status_code == 404
        told = {"mark": "disputed", "reason": "Plass var meldt."}
        settler.post(reverse("line-mark", args=[row.pk, 1]), told)
        assert "Last ned svaret til sykehuset" in page(settler, "basis", row.pk)
        answer = settler.get(reverse("basis-answer", args=[row.pk])).content
        transaction.set_rollback(True)
    with as_hospital():
        row = issue_basis(month.settler, Party(FROGNER, "Frogner"), OCTOBER)
        assert reverse("answer-receive") in page(settler, "settlement")
        where = reverse("answer-receive")
        refused = settler.post(where, {"file": SimpleUploadedFile("svar.json", b"tull")})
        assert 'href="#id_file"' in refused.content.decode()
        assert settler.post(where, {"file": SimpleUploadedFile("svar.json", answer)}).status_code == 302
        shown = page(settler, "basis", row.pk)
        assert "1 linje er bestridt av bydelen." in shown
        assert "Plass var meldt." in shown
