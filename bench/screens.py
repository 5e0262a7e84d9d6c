"""The screens of a node whose record is full, on both databases."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.apart import apart
from bench.asking import asked_in_turn, client_of
from bench.figures import Goal, Measured, number
from bench.homes import USER, found_node
from bench.postgres import postgres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

    from bench.asking import Pages
    from bench.sizes import Sizes
    from bench.timing import Timed

GOAL = Goal("≤", 100, "ms")
_SINCE = re.compile(r'"(/innboks/\?[^"]*since=[^"]+)"')
SHOWS = ("mine", "unassigned", "waiting", "done", "unopened", "attention", "all")
TEXTS = ("Solbakken", "Person+77", "Diakonhjemmet", "Utskrivningsrapport", "H0000000", "Ingen+slik")
"""A name of many and one of few, a virksomhet, a type, a number, and what nobody has."""


def measure(sizes: Sizes) -> Measured:
    """Both databases, one after the other."""
    found = Measured()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "municipality"
        _tell(found, "SQLite", apart({}, run, home, sizes.queue, sizes.requests))
        with postgres() as url:
            home = Path(folder) / "on-postgres" / "municipality"
            taken = apart({"DATABASE_URL": url}, run, home, sizes.queue, sizes.requests)
            _tell(found, "PostgreSQL", taken)
    found.say(
        f"{sizes.queue:,} messages in the record, {sizes.queue // 20:,} patients; the reader's two services"
        " have 60 % of them, and 500 cases open. The rows are written straight into the tables."
    )
    found.say(
        f"Server time of {sizes.requests} requests of each page, in turn, by"
        " Django's test client in the same process: URL, middleware, session, policy, queries, audit row with"
        " its durable commit, template. Without the web server in front."
    )
    return found


def run(home: Path, count: int, requests: int) -> dict[str, Timed]:
    """Found a node, fill it, and ask for its pages. Call it in a process apart."""
    found_node(home, "municipality")
    from bench.rows import fill
    from samhandling.node.access.models import User

    user = User.objects.get(username=USER)
    user.services.set(user.services.model.objects.filter(her__in=(8900202, 8900203)))
    fill(count, user)
    client = client_of(user)
    return asked_in_turn(client, _pages(client, requests), requests)


def _pages(client: Client, requests: int) -> Pages:
    """The addresses of each kind of page: messages and patients all over the record, not only the newest."""
    from samhandling.node.journal.models import Entry, Recipient

    mine = Recipient.objects.filter(own=True, her__in=(8900202, 8900203))
    received = list(mine.order_by("pk").values_list("pk", "message_id"))
    some = received[:: max(1, len(received) // requests)]
    entries = Entry.objects.filter(message__in=[message for _pk, message in some])
    patients = list(entries.order_by("pk").values_list("patient", flat=True))
    since = _SINCE.search(client.get("/innboks/").content.decode().replace("&amp;", "&"))
    assert since, "the inbox asks for no news"
    return {
        "inbox": ["/innboks/"],
        **{f"inbox, {show}": [f"/innboks/?show={show}"] for show in SHOWS},
        "inbox, an older page": [f"/innboks/?show=all&before={pk}" for pk, _message in some],
        "inbox, of one type": ["/innboks/?show=all&type=LOG_UTSKRIVNINGSKLAR"],
        "inbox, days long ago": [f"/innboks/?show=all{days}" for days in _days(some)],
        "inbox, a text": [f"/innboks/?text={text}" for text in TEXTS],
        "inbox, a poll without news": [since[1]],
        "sent": ["/sendt/"],
        "sent, a text": [f"/sendt/?text={text}" for text in TEXTS],
        "sent, days long ago": [f"/sendt/?{days}" for days in _days(some)],
        "message": [f"/melding/{message}/" for _pk, message in some],
        "patient": [f"/pasient/{patient}/" for patient in patients],
        "search for a patient": ["/pasienter/?text=Person+77"],
    }


def _days(some: Sequence[tuple[int, int]]) -> list[str]:
    """A week around each of these messages, as an address asks for it."""
    from samhandling.node.journal.models import Message

    rows = Message.objects.filter(pk__in=[message for _pk, message in some])
    moments = rows.order_by("pk").values_list("registered_at", flat=True)
    week = dt.timedelta(days=7)
    return [f"&first={at.date()}&last={(at + week).date()}" for at in moments]


def _tell(found: Measured, database: str, taken: dict[str, Timed]) -> None:
    for name, one in taken.items():
        goal = GOAL if name.startswith(("inbox", "sent")) else None
        median = number(one.median * 1000)
        found.add(f"{database}, {name}: p95 (median {median} ms)", one.p95 * 1000, "ms", goal=goal)
