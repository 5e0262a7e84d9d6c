"""What people do at the screens, with keyboard, without script, and in their own language."""

from playwright.sync_api import expect

from screen_world import number_of


def test_a_nurse_reads_a_message_with_the_keyboard_alone(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.when_i_press("Tab")
    expect(visit.page.get_by_role("link", name="Hopp til hovedinnhold")).to_be_focused()
    visit.when_i_press("Enter")
    visit.when_i_tab_to("Melding om innlagt pasient").then_the_focus_is_seen()
    visit.when_i_press("Enter").then_the_heading_is("Melding om innlagt pasient")


def test_a_patient_is_found_in_two_interactions(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.when_i_click("Pasienter")  # 1
    expect(visit.page.locator("#text")).to_be_focused()
    visit.page.keyboard.type(number_of(1))
    visit.when_i_press("Enter").then_the_heading_is("Åsmund Øverås")  # 2
    assert number_of(1) not in visit.page.url


def test_every_stop_of_the_keyboard_can_be_seen(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    stops = 0
    while visit.when_i_press("Tab").focused() != "BODY":  # past the last one, the browser has it
        visit.then_the_focus_is_seen()
        stops += 1
    assert stops > 30


def test_everything_works_without_script(visit):
    visit.world.a_day()
    visit.given_a_window(script=False).given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.page.get_by_label("Søk i pasient").fill("Fjellvåk")
    visit.when_i_click("Søk", "button").when_i_click("Helseopplysninger")
    visit.then_the_heading_is("Helseopplysninger").when_i_click("Fjellvåk, Borghild")
    visit.then_the_heading_is("Borghild Fjellvåk").then_i_see("Telefonnotat", "Innleggelsesrapport")
    visit.when_i_click("Nynorsk", "button").when_i_click("Logg ut", "button")
    visit.then_the_heading_is("Logg inn")


def test_a_message_about_an_unknown_patient_finds_its_patient(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/oppgaver/")
    visit.when_i_click("Ukjent pasient").then_i_see("Nygård, Sunniva", "Hvem gjelder meldingen?")
    visit.page.get_by_label("Søk etter navn eller fødselsnummer").fill("Solbakken")
    visit.when_i_click("Søk", "button").when_i_click("Gjelder Solbakken, Ingeborg", "button")
    visit.then_i_see("Meldingen er lagt i journalen til pasienten.")
    visit.when_i_go_to(f"/pasient/{visit.world.patients[2].pk}/").then_i_see("Melding knyttet til pasienten")


def test_a_newcomer_is_registered_from_the_message(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/oppgaver/")
    visit.when_i_click("Ukjent pasient").when_i_click("Registrer Nygård, Sunniva", "button")
    visit.then_the_heading_is("Sunniva Nygård").then_i_see("Melding om innlagt pasient", "149260 49969")
    visit.when_i_go_to("/oppgaver/")
    assert visit.page.get_by_role("link", name="Ukjent pasient").count() == 0


def test_the_language_is_chosen_and_kept(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.when_i_click("English", "button").then_the_heading_is("Inbox")
    visit.when_i_go_to("/sendt/").then_the_heading_is("Sent")
    assert visit.page.locator("html").get_attribute("lang") == "en"
    visit.when_i_click("Nynorsk", "button").when_i_go_to("/innboks/").then_i_see("Meldingar")


def test_dark_is_chosen_on_a_light_machine_and_kept(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    light = visit.background()
    visit.when_i_click("Mørkt", "button").when_i_go_to("/sendt/")
    assert visit.background() != light


def test_after_logging_out_back_shows_nothing(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.when_i_click("Logg ut", "button").then_the_heading_is("Logg inn")
    visit.page.go_back()
    visit.then_the_heading_is("Logg inn")


def test_an_attachment_is_saved_and_never_shown(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste")
    message = visit.world.messages["enclosed"]
    visit.when_i_go_to(f"/melding/{message.pk}/")
    with visit.page.expect_download() as download:
        visit.page.locator(f"a[href='/melding/{message.pk}/vedlegg/0/']").first.click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_one_click_logs_in(visit):
    visit.given_a_window().when_i_go_to("/demo/inn/").then_i_see("Alle er oppdiktet")
    visit.when_i_click("Logg inn som Kari Lunde", "button").then_the_heading_is("Innboks")
    visit.then_i_see("Kari Lunde").then_nobody_complains()


def test_the_portals_link_presses_the_button_itself(visit):
    visit.given_a_window().when_i_go_to("/demo/inn/hjemmetjeneste/")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Innboks")
    visit.then_nobody_complains()
