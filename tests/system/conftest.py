"""Browser tests: a real Chromium on a running node."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import chromium
from playwright.sync_api import sync_playwright
from visitor import Visitor

import node_js
from kept_rows import kept
from samhandling.node.guards import take_down_all
from screen_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# Playwright's sync API runs an event loop in the test's own thread, where Django would refuse the database
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
LOOPBACK = ["127.0.0.1", "localhost"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test on loopback."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.system)
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.timeout(400))  # a busy machine draws slowly; a stop kills the browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one file of tests: while it lives, no other event loop can run in this thread."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node_js.node() or "")
    found = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path,
            env=found.env,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screens() -> Path | None:
    """Where pictures go: the folder that SAMHANDLING_SCREENS names; without one none are taken."""
    named = os.environ.get("SAMHANDLING_SCREENS")
    return Path(named) if named else None


@pytest.fixture
def world(transactional_db: None, request: pytest.FixtureRequest) -> Iterator[World]:
    """Frogner; for a test that asks for a day, it is over. What is kept for ever goes with the test."""
    if "a_day" in request.function.__code__.co_names:
        yield kept("day", lambda: World().found().a_day().looked_up())
    else:
        yield kept("world", lambda: World().found())
    take_down_all()


@pytest.fixture
def visit(browser: Browser, live_server, world: World, screens: Path | None) -> Iterator[Visitor]:
    """Somebody at a screen of the node."""
    visitor = Visitor(browser, live_server.url, world, screens)
    yield visitor
    visitor.leave()
