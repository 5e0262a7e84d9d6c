"""Killing workers at every network call and around commits: nothing is lost, nothing is doubled.

`SOAK=600 pytest tests/node/delivery/test_kill.py` strikes at random for ten minutes.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kill_sector import Moment, Sector, command, environment

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.xdist_group("kill")]
CALLS = (
    "POST /messages",  # the hospital hands over
    "GET /messages/ID/business-document",  # the bydel fetches; both fetch the receipt
    "PUT /messages/ID/downloaded",  # the bydel has committed
    "POST /messages/ID/apprec",  # the bydel answers
    "GET /messages/ID/status",  # the hospital asks how it went
)
MOMENTS = [Moment(call, phase) for phase in ("before", "during", "after") for call in CALLS]
SOAK = float(os.environ.get("SOAK", "0"))
PATIENCE = 60.0  # seconds until all has settled after the last strike
HELD = """
SELECT message.msg_id, content.sha256 FROM journal_message message
JOIN journal_content content ON content.id = message.content_id ORDER BY 1"""
RECEIPTS = """
SELECT message.msg_id, receipt.status, receipt.receipt_id, content.sha256 FROM journal_receipt receipt
JOIN journal_recipient recipient ON recipient.id = receipt.recipient_id
JOIN journal_message message ON message.id = recipient.message_id
JOIN journal_content content ON content.id = receipt.content_id WHERE receipt.final ORDER BY 1"""


@pytest.fixture
def sector(tmp_path: Path) -> Iterator[Sector]:
    sector = Sector(tmp_path)
    try:
        sector.start()
        sector.send(1)
        sector.settle(PATIENCE)
        yield sector
    finally:
        sector.stop()


def require_whole(sector: Sector) -> None:
    """Both ends hold the same messages, once each, with one and the same receipt, and all follows."""
    sector.settle(PATIENCE)
    sent, received = sector.hospital.ask(HELD), sector.bydel.ask(HELD)
    assert sent == received
    assert len({msg_id for msg_id, _hash in sent}) == len(sent)
    taken, given = sector.hospital.ask(RECEIPTS), sector.bydel.ask(RECEIPTS)
    assert taken == given
    assert [(msg_id, "1") for msg_id, _hash in sent] == [receipt[:2] for receipt in taken]
    for member in sector.members.values():
        check = command("node", "check", member.home)
        checked = subprocess.run(check, env=environment(), capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout.decode()


@pytest.mark.timeout(400)
def test_a_kill_at_any_call_or_commit_loses_and_doubles_nothing(sector: Sector) -> None:
    missed = [moment for moment in MOMENTS if not sector.strike_at(moment)]
    for commits in (1, 2, 4):
        sector.strike_after_commits("hospital", commits)
        sector.strike_after_commits("bydel", commits)

    require_whole(sector)
    assert missed == []
    assert sector.hospital.killed + sector.bydel.killed >= len(MOMENTS) + 6


@pytest.mark.skipif(not SOAK, reason="a soak takes as long as SOAK says, in seconds")
@pytest.mark.timeout(SOAK + 400)
def test_random_kills_for_a_long_time(sector: Sector) -> None:
    chance = random.Random(SOAK)
    latest = time.monotonic() + SOAK
    while time.monotonic() < latest:
        sector.send(chance.randrange(1, 6))
        time.sleep(chance.uniform(0, 2.5))
        chance.choice([sector.hospital, sector.bydel]).kill()
        sector.restart()

    require_whole(sector)
