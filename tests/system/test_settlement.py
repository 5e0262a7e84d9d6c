"""Regler og avtaler, and settlement, in a browser."""

import pytest
import time_machine
from playwright.sync_api import expect

from samhandling.node.settlement.actions.bases import issue_basis, receive_basis
from samhandling.node.settlement.actions.disputes import begin_dispute, write_dispute
from samhandling.stay.invoice import Party
from settlement_world import DIAKONHJEMMET, FROGNER, OCTOBER, October, as_hospital, at, hospital_home

WINDOWS = {"light": {}, "phone": {"phone": True}}
BYDEL = Party(FROGNER, "Oslo kommune bydel Frogner")


@pytest.fixture
def month(visit):
    """October's two patients at Frogner; a basis that lacks what one end knows, and a case."""
    month = October(visit.world).priced()
    for index in (0, 1):
        visit.world.register(index)
    notices = [month.waits(0), month.waits(1)]
    month.confirmed(notices[0])
    with time_machine.travel(at("2026-11-03 09:00"), tick=True):
        with as_hospital():
            month.file = issue_basis(month.settler, BYDEL, OCTOBER).file
        ready = {"ready": "2026-10-05", "refers_to": (notices[0].msg_id, notices[0].msg_id)}
        month.says(0, "2026-10-07 09:00", "utskrivningsklar-kansellering", **ready)
        month.basis = receive_basis(month.handler, month.file.encode())
        month.case = begin_dispute(month.settler, notices[1].entry.patient, notices[1].msg_id)
        write_dispute(month.settler, month.case, {"level": "board", "own": "Ingen svarte innen dag 3."})
    month.notices = notices
    return month


def pages(month):
    return {
        "regler": "/regler/",
        "regel-pris": "/regler/price/?year=2025",
        "regel-frist": "/regler/reply_deadline_hours/",
        "avtale": "/regler/avtale/tjenesteavtale-2/",
        "oppgjor": "/oppgjor/?month=2026-10",
        "oppgjor-sykehus": f"/oppgjor/2026-10/{DIAKONHJEMMET}/",
        "grunnlag-ta-imot": "/oppgjor/grunnlag/ta-imot/",
        "grunnlag": f"/oppgjor/grunnlag/{month.basis.pk}/",
        "tvistemapper": "/oppgjor/tvist/",
        "tvistemappe": f"/oppgjor/tvist/{month.case.pk}/",
    }


@pytest.mark.parametrize("window", WINDOWS)
def test_settlement_is_accessible_in_every_light_and_size(visit, month, window):
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("oppgjorsansvarlig")
    for name, path in pages(month).items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.given_i_am_logged_in_as("saksbehandler")
    visit.when_i_go_to(f"/oppgjor/betaler/{month.notices[1].msg_id}/").picture(f"betaler-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off()
    with hospital_home():
        visit.given_i_am_logged_in_as("oppgjorsansvarlig")
        visit.when_i_go_to(f"/oppgjor/2026-11/{FROGNER}/").picture(f"oppgjor-bydel-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
        visit.when_i_go_to("/oppgjor/svar/ta-imot/").picture(f"svar-ta-imot-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.then_nobody_complains()


def test_a_price_is_set_with_the_keyboard_and_a_line_is_disputed_without_script(visit, month):
    visit.given_a_window(script=False).given_i_am_logged_in_as("oppgjorsansvarlig")
    visit.when_i_go_to("/regler/").when_i_click("2025")
    page = visit.page
    page.get_by_label("Verdi", exact=True).fill("seks tusen")
    visit.when_i_click("Sett verdien", "button").then_i_see("Verdi: Verdien er ikke forstått.")
    page.get_by_label("Verdi", exact=True).fill("5 980")
    page.get_by_label("Kilde", exact=True).fill("Statsbudsjettet (prøve)")
    page.get_by_label("Kildens dato").fill("2024-12-15")
    visit.when_i_click("Sett verdien", "button").then_i_see("5\N{NO-BREAK SPACE}980\N{NO-BREAK SPACE}kr")
    visit.when_i_go_to(f"/oppgjor/grunnlag/{month.basis.pk}/")
    page.get_by_label("Vurdering").select_option("disputed")
    page.get_by_label("Begrunnelse").fill("Varselet er kansellert.")
    visit.when_i_click("Lagre vurderingen av linje 1", "button").then_i_see("Linje 1 er vurdert.", "Bestridt")


def test_the_guard_says_what_it_found(visit, month):
    visit.given_a_window().given_i_am_logged_in_as("oppgjorsansvarlig")
    visit.when_i_go_to(f"/oppgjor/tvist/{month.case.pk}/")
    visit.page.get_by_label("Hva som er forsøkt").fill("Øverås ringte 6. oktober")
    visit.when_i_click("Lagre ny versjon", "button").picture("tvistemappe-vern")
    visit.then_i_see("«Øverås» (navn på pasienten)", "«6. oktober» (en dato)").then_it_is_accessible()
    expect(visit.page.get_by_label("Hva som er forsøkt")).to_have_value("Øverås ringte 6. oktober")
