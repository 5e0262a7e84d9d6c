"""The folder that a node lives in."""

from __future__ import annotations

import dataclasses
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings

from samhandling.node import check


@pytest.mark.parametrize("folder", ["frogner", "Bydel Frogner", "Sjukehuset på Åsane; nr. 2", "=,"])
def test_a_folder_of_any_name_gives_cookies_that_browsers_take(folder: str) -> None:
    home = dataclasses.replace(settings.HOME, path=Path("/srv") / folder)
    cookie = SimpleCookie({f"session-{home.slug}": "x"})

    assert SimpleCookie(cookie.output(header=""))[f"session-{home.slug}"].value == "x"


def test_a_default_inbox_that_is_nobodys_is_told(settings) -> None:
    settings.HOME = dataclasses.replace(settings.HOME, receiving={"default_inbox": 1})

    assert any("default inbox 1 is no service" in problem for problem in check._of_the_home())
