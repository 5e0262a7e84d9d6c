"""Asking a node's pages in turn, by Django's test client in the same process."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.timing import Timed

if TYPE_CHECKING:
    from django.test import Client

    from samhandling.node.access.models import User

Pages = dict[str, list[str]]
"""The addresses of each kind of page."""


def client_of(user: User) -> Client:
    """A browser without a screen, in which somebody is logged in."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked_in_turn(client: Client, pages: Pages, requests: int) -> dict[str, Timed]:
    """The seconds of so many requests of each kind; the first round warms up and does not count."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(-1, requests):
        for name, addresses in pages.items():
            seconds = _asked(client, addresses[turn % len(addresses)])
            if turn >= 0:
                taken[name].append(seconds)
    return {name: Timed(tuple(seconds)) for name, seconds in taken.items()}


def _asked(client: Client, address: str) -> float:
    begun = time.perf_counter()
    response = client.get(address)
    seconds = time.perf_counter() - begun
    assert response.status_code in (200, 204), (address, response.status_code)
    return seconds
