"""Writing a message at a screen: what is known is filled in, what is missing is shown, one press sends it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from samhandling.node.journal.models import Message
from samhandling.node.writing.models import Draft

PLAN = {"name": "Plan for hjemreise.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
WINDOWS = {"light": {}, "phone": {"phone": True}}


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
    visit.page.locator("#vedlegg > summary").click()
    visit.page.locator("#files").set_input_files([PLAN])
    visit.when_i_click("Legg ved", "button").then_i_see("Plan for hjemreise", "Ta bort")
    visit.picture(f"utkast-vedlegg-{window}").then_it_is_accessible().then_nothing_is_cut_off()
    visit.when_i_click("Se meldingen før du sender", "button").then_the_heading_is("Se over og send")
    visit.picture(f"forhandsvisning-{window}").then_it_is_accessible().then_nothing_is_cut_off()
    visit.then_nobody_complains(besides=("422",))


def test_a_request_is_answered_in_three_presses_without_script(visit):
    world = visit.world.a_day()
    asked = world.receives(0, "dialog-1.0/foresporsel.xml")
    kari = world.users["hjemmetjeneste"]
    kari.hpr, kari.phone = "1000063", "20000222"
    kari.save()
    visit.given_a_window(script=False).given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.when_i_click("Forespørsel")  # 1
    visit.when_i_click("Svar: Svar på forespørsel", "button").then_the_heading_is("Svar på forespørsel")  # 2
    visit.picture("svar-uten-skript").then_nothing_is_cut_off()
    visit.page.locator("#f-note-text").fill("Hun er hjemme igjen mandag.")
    visit.page.locator("#f-responsible-type_healthcare_professional").select_option("Sykepleier")
    visit.when_i_click("Send", "button").then_i_see("Meldingen er sendt.", "Hun er hjemme igjen mandag.")  # 3
    answer = Message.objects.latest("pk")
    assert (answer.type_code, answer.parent_id) == ("DIALOG_SVAR", asked.msg_id)


def test_what_is_typed_is_saved_while_it_is_typed(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste")
    begin(visit, 1, "Forespørsel")
    visit.page.locator("#f-request-question").fill("Hva er planen?")
    expect(visit.page.locator("#lagret")).to_contain_text("Lagret kl.")
    assert Draft.objects.get().values["request"]["question"] == "Hva er planen?"
    visit.then_nobody_complains()


def test_a_fault_in_the_list_leads_to_its_field_in_a_closed_part(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste")
    begin(visit, 0, "Innleggelsesrapport").when_i_click("Se meldingen før du sender", "button")
    visit.page.get_by_role("link", name="Årsak til innleggelse mangler.").click()
    expect(visit.page.locator("#f-reason")).to_be_focused()
    visit.then_nobody_complains(besides=("422",))


def test_the_form_holds_at_400_percent(visit):
    visit.world.a_day()
    visit.given_a_window(zoomed=True).given_i_am_logged_in_as("hjemmetjeneste")
    begin(visit, 0, "Innleggelsesrapport").picture("utkast-400-prosent").then_nothing_is_cut_off()


def fill(visit) -> None:
    page = visit.page
    page.get_by_label("Årsak til innleggelse").fill("Falt hjemme på badet.")
    page.locator("#f-responsible-0-type_healthcare_professional").select_option("Sykepleier")
    page.locator("#f-responsible-0-hpr").fill("1000012")
    page.locator("#f-responsible-0-tele_com-0-tele_address").fill("20000222")
