"""What every test stands on."""

import pytest
from hypothesis import settings

import node_home  # noqa: F401  before anything that reads Django's settings

# The same examples in every run, and no time limit per example: the machine may be busy
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("suite")

LONGEST = ("test_postgres", "test_time_zone", "system", "test_kill", "test_running")
"""Files and folders: what takes minutes begins first, so that no worker is left alone with it at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn({*item.path.parts, item.path.stem}))


def _turn(names: set[str]) -> int:
    return next((turn for turn, name in enumerate(LONGEST) if name in names), len(LONGEST))
