"""Screens keep themselves fresh: a message that comes is there without a click."""

from playwright.sync_api import expect

SOON = 10_000  # ms: the page asks every third second


def test_a_new_message_appears_by_itself(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    rows = visit.page.locator("#queue tbody tr")
    told = rows.filter(has_text="Melding om utskrevet pasient")
    before, told_before = rows.count(), told.count()
    visit.world.receives(1, "plo-1.6/utskrevet-ny.xml")
    expect(rows).to_have_count(before + 1, timeout=SOON)
    expect(told).to_have_count(told_before + 1)
    visit.then_nobody_complains()


def test_news_does_not_take_the_focus_away(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    link = visit.page.locator("#queue tbody tr").last.get_by_role("link").first
    address = link.get_attribute("href")
    link.focus()
    rows = visit.page.locator("#queue tbody tr")
    before = rows.count()
    visit.world.receives(1, "plo-1.6/utskrevet-ny.xml")
    expect(rows).to_have_count(before + 1, timeout=SOON)
    assert visit.page.evaluate("document.activeElement.getAttribute('href')") == address


def test_a_receipt_appears_by_itself(visit):
    visit.world.a_day()
    message = visit.world.sends(0)
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/sendt/")
    first = visit.page.locator("#queue tbody tr").first
    expect(first).to_contain_text("Venter på sending")
    visit.world.hears(message, status="1")
    expect(first).to_contain_text("Kvittert", timeout=SOON)


def test_a_page_left_open_ends_at_the_log_in_form(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    visit.contexts[-1].clear_cookies()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Logg inn", timeout=SOON)


def test_a_stopped_engine_is_told_on_a_page_that_is_open(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    expect(visit.page.get_by_role("alert")).to_have_count(0)
    visit.world.falls_silent()
    expect(visit.page.get_by_role("alert")).to_contain_text("Meldinger går ikke ut eller inn", timeout=SOON)
    visit.then_it_is_accessible().picture("stanset")
    visit.world.beats()
    expect(visit.page.get_by_role("alert")).to_have_count(0, timeout=SOON)


def test_a_page_that_gets_no_answer_says_that_it_may_be_old(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste").when_i_go_to("/innboks/")
    notice = visit.page.get_by_text("Siden får ikke kontakt med systemet.")
    expect(notice).to_be_hidden()
    visit.page.route("**/innboks/?*since=*", lambda route: route.abort())
    expect(notice).to_be_visible(timeout=SOON)
    visit.then_it_is_accessible().picture("uten-kontakt")
    visit.page.unroute("**/innboks/?*since=*")
    expect(notice).to_be_hidden(timeout=SOON)


def test_the_monitor_shows_which_part_has_stopped(visit):
    visit.world.a_day().employ("meldingsansvarlig", "Mona Berg")
    visit.given_a_window().given_i_am_logged_in_as("meldingsansvarlig").when_i_go_to("/overvakning/")
    expect(visit.page.get_by_text("Stanset", exact=True)).to_have_count(0)
    visit.world.falls_silent("receiver")
    row = visit.page.get_by_role("row").filter(has_text="Henter meldinger og kvitteringer")
    expect(row).to_contain_text("Stanset", timeout=SOON)


def test_the_reader_is_warned_before_being_logged_out(visit):
    visit.world.a_day()
    visit.given_a_window().given_i_am_logged_in_as("hjemmetjeneste")
    visit.page.clock.install()
    visit.when_i_go_to("/pasienter/")
    warning = visit.page.get_by_text("Du blir snart logget ut")
    expect(warning).to_be_hidden()
    visit.page.clock.fast_forward("28:30")
    expect(warning).to_be_visible()
    visit.then_it_is_accessible().when_i_click("Bli logget inn").then_the_heading_is("Pasienter")
