"""Every golden message is accepted without a word, and every golden receipt is known as one."""

from pathlib import Path

import pytest

from samhandling.standards.catalogue import SENDABLE
from samhandling.standards.facts import facts
from samhandling.standards.receipt import receipt_facts
from samhandling.standards.verdict import verdict

GOLDEN = Path(__file__).parents[1] / "golden"
MESSAGES = sorted(path for path in GOLDEN.glob("*/*.xml") if not path.parent.name.startswith("apprec"))
RECEIPTS = sorted(GOLDEN.glob("apprec-*/*.xml"))


def name(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", MESSAGES, ids=name)
def test_a_golden_message_is_accepted_without_a_word(path):
    found = verdict(path.read_bytes(), None)
    assert (found.outcome, found.issues) == ("accept", ())


@pytest.mark.parametrize("path", RECEIPTS, ids=name)
def test_a_golden_receipt_is_known_and_can_be_read(path):
    assert verdict(path.read_bytes(), None).reason == "receipt"
    assert receipt_facts(path.read_bytes()).original_msg_id


def test_there_is_a_golden_message_of_every_type_and_version():
    golden = {(found.type_code, found.version) for found in (facts(path.read_bytes()) for path in MESSAGES)}
    assert golden == {(row.code, version) for row in SENDABLE for version in row.versions}
