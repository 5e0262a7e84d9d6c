"""Writing a message at a screen: what is known is filled in, what is missing is shown, one press sends it."""

from __future__ import annotations

import pytest

WINDOWS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


def begin(visit, index: int, name: str):
    visit.when_i_go_to(f"/ny-melding/?patient={visit.world.patients[index].pk}")
    return visit.when_i_click(name, "button")


@pytest.mark.parametrize("window", WINDOWS)
def test_the_screens_of_writing_are_accessible(visit, window):
    visit.world.a_day()
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("hjemmetjeneste")
    visit.when_i_go_to("/ny-melding/?text=o").picture(f"ny-melding-sok-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.when_i_go_to(f"/ny-melding/?patient={visit.world.patients[0].pk}").picture(f"ny-melding-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off()
    begin(visit, 0, "Innleggelsesrapport").picture(f"utkast-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.when_i_click("Se meldingen før du sender", "button").picture(f"utkast-feil-{window}")
    visit.then_it_is_accessible().then_nothing_is_cut_off()
    fill(visit)
    visit.when_i_click("Se meldingen før du sender", "button").picture(
        f"utkast-etter-{window}"
    ).then_the_heading_is("Se over og send")
    visit.picture(f"forhandsvisning-{window}").then_it_is_accessible().then_nothing_is_cut_off()
    visit.then_nobody_complains(besides=("422",))


def fill(visit) -> None:
    page = visit.page
    page.get_by_label("Årsak til innleggelse").fill("Falt hjemme på badet.")
    page.locator("#f-responsible-0-type_healthcare_professional").select_option("Sykepleier")
    page.locator("#f-responsible-0-hpr").fill("1000012")
    page.locator("#f-responsible-0-tele_com-0-tele_address").fill("20000222")
