"""The folder that a node lives in."""

from __future__ import annotations

import dataclasses
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings


@pytest.mark.parametrize("folder", ["frogner", "Bydel Frogner", "Sjukehuset på Åsane; nr. 2", "=,"])
def test_a_folder_of_any_name_gives_cookies_that_browsers_take(folder: str) -> None:
    home = dataclasses.replace(settings.HOME, path=Path("/srv") / folder)
    cookie = SimpleCookie({f"session-{home.slug}": "x"})

    assert SimpleCookie(cookie.output(header=""))[f"session-{home.slug}"].value == "x"
