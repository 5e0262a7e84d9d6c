"""What every test stands on."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import node_home  # noqa: F401  before anything that reads Django's settings

# The same examples in every run, and no time limit per example: the machine may be busy
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("suite")

HERE = Path(__file__).parent
CORE = {"standards", "stay"}
"""Folders of tests of what knows no clock, and so no time zone of the machine's."""
LONGEST = ("test_postgres", "system", "test_kill", "test_running")
"""Files and folders: what takes minutes begins first, so that no worker is left alone with it at the end."""


@pytest.fixture(autouse=True, scope="module")
def _in_tokyo(request: pytest.FixtureRequest) -> Iterator[None]:
    """The core is tested on a machine far away. (Django puts the process of all other tests in Oslo.)"""
    if request.path.relative_to(HERE).parts[0] not in CORE:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "DATABASE_URL" in os.environ:  # once more, on another database
        beside = [item for item in items if not _uses_the_database(item)]
        items[:] = [item for item in items if _uses_the_database(item)]
        config.hook.pytest_deselected(items=beside)
    items.sort(key=lambda item: _turn({*item.path.parts, item.path.stem}))


def _uses_the_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)


def _turn(names: set[str]) -> int:
    return next((turn for turn, name in enumerate(LONGEST) if name in names), len(LONGEST))
