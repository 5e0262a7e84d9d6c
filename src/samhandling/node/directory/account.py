"""This node's account at Adresseregisteret, as its home says.

    [address_register]            in node.toml
    url = "https://…/v1/AR"       the SOAP 1.2 endpoint; no default, so that nobody asks the wrong one
    user = "…"                    the account that Norsk Helsenett gave the virksomhet
    password_file = "keys/address-register"   in the home, or anywhere; 0600, the password on one line

Plain HTTP is for this machine alone: the password goes with every question.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from samhandling.errors import SamhandlingError
from samhandling.transport.address_register import RegisterSettings

if TYPE_CHECKING:
    from pathlib import Path

    from samhandling.node.home import Home

WANTED = ("url", "user", "password_file")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class NoRegister(SamhandlingError):
    """The home does not say how to ask Adresseregisteret; the text says what is missing or wrong."""


def account_of(home: Home) -> RegisterSettings:
    """How this home's register is asked. Raises NoRegister."""
    told, file = home.address_register, home.path / "node.toml"
    missing = [name for name in WANTED if not isinstance(told.get(name), str) or not told[name].strip()]
    if missing:
        raise NoRegister(f"{file}: [address_register] lacks {', '.join(missing)}")
    return RegisterSettings(
        url=_sound(told["url"].strip()),
        user=told["user"].strip(),
        password=_password(home.path / told["password_file"]),
    )


def is_set_up(home: Home) -> bool:
    """Whether the home has an account at all."""
    return bool(home.address_register)


def _sound(url: str) -> str:
    told = urlsplit(url)
    if told.scheme == "https" or (told.scheme == "http" and told.hostname in _LOOPBACK):
        return url
    shown = url.rpartition("@")[2]  # before it may stand a password
    raise NoRegister(f"[address_register] url must begin with https://, not {shown!r}: a password goes there")


def _password(file: Path) -> str:
    try:
        mode, words = stat.S_IMODE(file.stat().st_mode), file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise NoRegister(f"[address_register] password_file {file} cannot be read: {_why(fault)}") from fault
    if mode & _OTHERS:
        raise NoRegister(f"Others than the owner may read {file}: run chmod 600 on it")
    if not words:
        raise NoRegister(f"[address_register] password_file {file} is empty")
    return words


def _why(fault: Any) -> str:
    return getattr(fault, "strerror", None) or "it is not UTF-8"
