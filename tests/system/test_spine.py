"""The spine: whatever one organisation sends is read at the other end, receipted, within five seconds."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from demo_letters import PATIENTS, USAGES
from demo_run import DemoRun

pytestmark = [
    pytest.mark.timeout(400),  # the first test starts the sector
    pytest.mark.xdist_group("browser"),  # one sector for all of them
]
NODES = ("diakonhjemmet", "frogner", "majorstuen")
IN_TIME = 5.0  # seconds from sent to read


@pytest.fixture(scope="module")
def sector(tmp_path_factory):
    """A running sector of three, and the people who are logged in at each node."""
    run = DemoRun(tmp_path_factory.mktemp("spine") / "demo", ",".join(NODES), days=1).start().ready()
    yield run
    run.stop()


@pytest.fixture(scope="module")
def desks(browser, sector):
    """The pages of those who have logged in, by user name: each has a window and logs in once."""
    windows = {}
    yield windows
    for page in windows.values():
        page.context.close()


def new_window(browser):
    return browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo")


def log_in(worker, window, sector):
    """Log in from the front page with one click; return the inbox."""
    page = window.new_page()
    page.goto(sector.url())
    page.get_by_role("link", name=worker.full_name, exact=True).click()
    page.wait_for_url("**/innboks/**")
    return page


def at_the_desk_of(worker, desks, browser, sector):
    """Return the inbox of somebody, who logs in the first time."""
    if worker.username not in desks:
        desks[worker.username] = log_in(worker, new_window(browser), sector)
    page = desks[worker.username]
    page.get_by_role("link", name="Innboks").first.click()
    return page


def find(page, usage, patient, since):
    """Reload the inbox until the message about the patient is there; return its row."""
    row = page.get_by_role("row").filter(has_text=patient.family_name).filter(has_text=usage.name)
    while not row.count():
        assert time.monotonic() - since < IN_TIME, f"{usage.name} was not there in time"
        page.wait_for_timeout(100)
        page.reload()
    return row.first


def on_page(patient):
    return re.compile(
        f"{patient.family_name}.*{patient.given_name}|{patient.given_name}.*{patient.family_name}"
    )


@pytest.mark.parametrize(
    ("usage", "patient"), [*zip(USAGES, PATIENTS, strict=False)], ids=[usage.name for usage in USAGES]
)
def test_what_is_sent_from_the_command_line_is_read_at_the_other_end(sector, browser, desks, usage, patient):
    page = at_the_desk_of(usage.reader, desks, browser, sector)
    answer = sector.send(usage.sending_node, usage.letter(patient, dt.datetime.now(tz=dt.UTC)))
    sent = time.monotonic()
    assert answer.returncode == 0, answer
    page.reload()
    find(page, usage, patient, sent).get_by_role("link", name=usage.name).first.click()
    page.get_by_role("heading", level=1, name=usage.name).wait_for()
    assert page.get_by_text("Kvittert").count()
    assert page.get_by_text(on_page(patient)).count()


def test_the_sender_sees_the_receipt(sector, browser, desks):
    usage, patient = USAGES[0], PATIENTS[1]
    answer = sector.send(usage.sending_node, usage.letter(patient, dt.datetime.now(tz=dt.UTC)), "--wait")
    assert answer.returncode == 0, answer
    page = at_the_desk_of(usage.author, desks, browser, sector)
    page.get_by_role("link", name="Sendt").click()
    assert "Kvittert" in page.get_by_role("row").filter(has_text=patient.family_name).first.inner_text()


def test_hospital_and_district_are_open_side_by_side(sector, browser):
    window = new_window(browser)
    people = [USAGES[0].author, USAGES[1].reader]
    pages = [log_in(worker, window, sector) for worker in people]
    for page, worker in zip(pages, people, strict=True):
        page.reload()
        assert worker.full_name in page.inner_text("header")
    window.close()


@pytest.mark.parametrize("view", [{}, {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}])
def test_the_front_page_has_no_fault_that_axe_knows(sector, browser, view):
    page = browser.new_page(**view)
    page.goto(sector.url())
    found = Axe().run(page).response["violations"]
    page.close()
    assert [fault["id"] for fault in found] == []
