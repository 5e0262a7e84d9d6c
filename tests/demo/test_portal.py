"""The front page of the demo."""

import asyncio

import httpx
import pytest
from lxml import html

from samhandling.demo.place import Place, Ports
from samhandling.demo.portal.app import create_app
from samhandling.demo.portal.pages import front_page
from samhandling.demo.portal.roles import ROLES
from samhandling.demo.sector import whole_sector
from samhandling.node.access.roles import Role

SECTOR = whole_sector()
READY = {
    "phase": "ready",
    "parts": [
        {"name": "frogner", "title": "Bydel Frogner", "port": 8003, "state": "ready", "restarts": 2, "pid": 1}
    ],
}  # fmt: skip


def page(status=READY, progress=None):
    return html.fromstring(front_page(SECTOR, Ports(8000), status, progress or {}))


def test_it_says_that_all_is_synthetic():
    assert page().find_class("environment")[0].text_content().startswith("SYNTETISK")


def test_everyone_can_log_in_at_their_own_node():
    links = {link.text: link.get("href") for link in page().iterfind(".//a")}
    assert links["Nora Stjerneskudd"] == "http://localhost:8003/demo/inn/nora.stjerneskudd/"
    assert {worker.full_name for one in SECTOR.organisations for worker in one.people} <= set(links)


def test_seeding_shows_how_far_it_has_come():
    status, progress = {"phase": "seeding", "parts": []}, {"done": 42, "of": 100, "norsk": "Til 3. november"}
    told = page(status, progress)
    assert told.find(".//progress").get("value") == "42"
    assert "Til 3. november (42 %)" in told.text_content()


def test_a_process_that_was_started_again_is_shown_so():
    assert "2 ganger" in page().get_element_by_id("parts").text_content()
    once = {**READY, "parts": [{**READY["parts"][0], "restarts": 1}]}
    assert "1 gang" in page(once).get_element_by_id("parts").text_content()
    assert "1 ganger" not in page(once).get_element_by_id("parts").text_content()


def test_a_role_is_called_the_same_here_as_on_the_nodes():
    assert {name: told[0] for name, told in ROLES.items()} == dict(Role.choices)


def test_on_a_phone_each_cell_says_its_column():
    cells = page().xpath("//table[contains(@class, 'rows')]/tbody/tr/td")
    assert cells
    assert all(cell.get("data-label") for cell in cells)


@pytest.mark.parametrize("state", ["waiting", "starting", "ready", "silent"])
def test_every_state_has_a_word(state):
    part = {**READY["parts"][0], "state": state}
    assert page({"phase": "starting", "parts": [part]}).get_element_by_id("state-frogner").text


def test_every_id_is_used_once():
    ids = [element.get("id") for element in page().iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


def test_no_text_becomes_markup():
    part = {**READY["parts"][0], "title": "<script>alert(1)</script>"}
    assert len(list(page({"phase": "ready", "parts": [part]}).iter("script"))) == 1


def fetch(app, *paths):
    async def work():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(work())


def test_it_is_served_under_a_strict_policy_with_the_nodes_own_look(tmp_path):
    app = create_app(Place(tmp_path), Ports(8000), SECTOR)
    [answer] = fetch(app, "/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    links = [link.get("href") for link in html.fromstring(answer.content).iterfind(".//link")]
    assert {one.status_code for one in fetch(app, *links)} == {200}
