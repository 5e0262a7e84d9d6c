"""A stay at both ends: what the ward does is what the bydel sees, and both count the same days."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from demo_run import DemoRun

pytestmark = [
    pytest.mark.timeout(400),  # the first test starts the sector
    pytest.mark.xdist_group("browser"),
]
WARD, BYDEL = "Marte Fjellrose", "Nora Stjerneskudd"
IN_TIME = 15.0  # seconds from done at one end to seen at the other


@pytest.fixture(scope="module")
def sector(tmp_path_factory):
    run = DemoRun(tmp_path_factory.mktemp("stays") / "demo", "diakonhjemmet,frogner", days=5).start().ready()
    yield run
    run.stop()


@pytest.fixture(scope="module")
def desks(browser, sector):
    """The coordinator's and the case worker's windows."""
    pages = {}
    for who in (WARD, BYDEL):
        page = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo").new_page()
        page.goto(sector.url())
        page.get_by_role("link", name=who, exact=True).click()
        page.wait_for_url("**/innboks/**")
        pages[who] = page
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture
def ward(desks):
    return desks[WARD]


@pytest.fixture
def bydel(desks):
    return desks[BYDEL]


@pytest.fixture(scope="module")
def taken():
    """Patients that a test has used already."""
    return set()


@pytest.fixture
def patient(ward, bydel, taken):
    """Somebody whom the ward has notified the bydel of, and whom both have a stay of."""
    board(ward, "Varslet")
    for row in ward.locator("table.board tbody tr").all():
        name = row.get_by_role("link").first.inner_text()
        if name not in taken and "Frogner" in row.inner_text() and stay_of(bydel, name, must=False):
            taken.add(name)
            return name
    pytest.fail("nobody is waiting in the seeded sector: " + ward.locator("main").inner_text())


def board(page, phase=""):
    page.get_by_role("link", name="Tavle").first.click()
    page.get_by_role("link", name="I sykehus nå").click()
    if phase:
        page.get_by_label("Fase").select_option(label=phase)
        page.get_by_role("button", name="Vis", exact=True).click()


def stay_of(page, name, *, must=True):
    """Open the stay of a patient from the board."""
    board(page)
    link = page.get_by_role("link", name=name, exact=True)
    if not must and not link.count():
        return False
    link.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Opphold")
    return True


def until(page, text):
    """Reload until the page says it."""
    since = time.monotonic()
    while text not in page.locator("main").inner_text():
        assert time.monotonic() - since < IN_TIME, page.locator("main").inner_text()
        page.wait_for_timeout(200)
        page.reload()


def declare_ready(ward, name):
    stay_of(ward, name)
    ward.get_by_role("link", name="Meld utskrivningsklar").first.click()
    for tick in ward.get_by_role("checkbox").all():
        tick.check()
    ward.get_by_role("button", name="Registrer og send meldingen").click()
    expect(ward.locator("main")).to_contain_text("meldingen er sendt")


def reply(bydel, name, choice):
    """From the board: one click to the form, one on the choice."""
    stay_of(bydel, name)
    until(bydel, "Utskrivningsklar")
    bydel.get_by_role("link", name="Svar sykehuset").first.click()
    bydel.get_by_role("button", name=choice, exact=True).click()
    expect(bydel.locator("main")).to_contain_text("Svaret er sendt")


def told(page):
    """What was exchanged, as the page's time line has it: the order and names of the messages."""
    page.reload()
    return page.locator(".timeline > li:not(.act) .title").all_inner_texts()


def test_a_normal_stay_is_the_same_at_both_ends(ward, bydel, patient):
    declare_ready(ward, patient)
    reply(bydel, patient, "Kan ikke, vet ikke når")
    stay_of(ward, patient)
    until(ward, "Kan ikke, vet ikke når")
    reply(bydel, patient, "Tilbud klart")
    until(ward, "Tilbud klart")
    ward.get_by_role("link", name="Registrer utreise").first.click()
    ward.get_by_role("button", name="Registrer og send").click()
    expect(ward.locator("main")).to_contain_text("Melding om utskrevet er sendt")
    until(bydel, "Utskrevet")
    assert told(ward) == told(bydel)


def test_sent_in_error_never_was_and_worse_is_withdrawn(ward, bydel, patient):
    declare_ready(ward, patient)
    stay_of(bydel, patient)
    until(bydel, "Utskrivningsklar")
    stay_of(ward, patient)
    ward.get_by_role("link", name="Angre utskrivningsklar").first.click()
    ward.get_by_role("button", name="Sendt ved feil: kanseller meldingen").click()
    expect(ward.locator("main")).to_contain_text("Perioden regnes som om den aldri var")
    until(bydel, "Kansellert")
    declare_ready(ward, patient)
    ward.get_by_role("link", name="Angre utskrivningsklar").first.click()
    ward.get_by_role("button", name="Ble dårligere: send Avmelding").click()
    expect(ward.locator("main")).to_contain_text("Avmeldingen er sendt")
    until(bydel, "Avmelding")
    assert told(ward) == told(bydel)
