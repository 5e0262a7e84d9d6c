"""The node's account at Adresseregisteret: what is missing or unsafe is said, and nothing is guessed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from samhandling.node import check
from samhandling.node.directory.account import NoRegister, account_of, is_set_up
from samhandling.node.home import Home, read_home

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {"url": "https://register.invalid/v1/AR", "user": "noden", "password_file": "keys/address-register"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "keys").mkdir()
    file = tmp_path / "keys" / "address-register"
    file.touch(mode=0o600)
    file.write_text("blåbær\n", encoding="utf-8")
    return Home(tmp_path, "test", "X", 1, "310000019", "other", (), None, address_register=TOLD)


def told(home: Home, **changes: Any) -> Home:
    return dataclasses.replace(home, address_register=TOLD | changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"url": "", "user": " "}, "lacks url, user"),
        ({"password_file": 7}, "lacks password_file"),
        ({"url": "http://register.invalid/v1/AR"}, "must begin with https"),
        ({"url": "register.invalid"}, "must begin with https"),
        ({"password_file": "keys/nowhere"}, "keys/nowhere cannot be read: No such file"),
    ],
)
def test_what_is_missing_or_unsafe_is_said(home: Home, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(NoRegister, match=words):
        account_of(told(home, **changes))


def test_a_password_in_the_address_is_not_printed(home: Home) -> None:
    with pytest.raises(NoRegister, match="https") as refused:
        account_of(told(home, url="http://noden:hemmelig@register.invalid/v1/AR"))
    assert "hemmelig" not in str(refused.value)


def test_a_home_that_says_nothing_lacks_it_all(home: Home) -> None:
    silent = dataclasses.replace(home, address_register={})
    assert not is_set_up(silent)
    with pytest.raises(NoRegister, match="lacks url, user, password_file"):
        account_of(silent)


UNUSABLE = [(0o640, b"x", "chmod 600"), (0o600, b" \n", "is empty"), (0o600, b"\xff", "not UTF-8")]


@pytest.mark.parametrize(("mode", "content", "words"), UNUSABLE)
def test_a_password_that_others_may_read_is_not_used(
    home: Home, mode: int, content: bytes, words: str
) -> None:
    file = home.path / "keys" / "address-register"
    file.write_bytes(content)
    file.chmod(mode)
    with pytest.raises(NoRegister, match=words):
        account_of(home)


def test_the_check_of_a_node_tells_of_it(home: Home, settings: Any) -> None:
    (home.path / "node.toml").touch()
    settings.HOME = told(home, url="http://register.invalid")
    assert any("Adresseregisteret cannot be asked" in one for one in check._of_the_home())


@pytest.mark.parametrize("url", ["https://register.invalid/v1/AR", "http://127.0.0.1:8001/v1/AR"])
def test_an_account_is_read_from_the_home(home: Home, url: str) -> None:
    found = account_of(told(home, url=url))
    assert (found.url, found.user, found.password) == (url, "noden", "blåbær")


def test_node_toml_holds_it(home: Home) -> None:
    lines = [f'{name} = "{value}"' for name, value in TOLD.items()]
    own = '[organisation]\nname = "X"\nher = 1\norgnr = "310000019"\nkind = "other"'
    text = "\n".join(['environment = "test"', own, "[address_register]", *lines])
    (home.path / "node.toml").write_text(text, encoding="utf-8")
    assert account_of(read_home(home.path)).user == "noden"
