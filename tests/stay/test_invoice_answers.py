"""The municipality's answer to a basis as a file: whole, and refused when changed."""

import json
from datetime import UTC, datetime

import pytest

from samhandling.stay.invoice_answers import MOST_BYTES, Answer, BadAnswer, MarkedLine, read, to_json

AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
ANSWER = Answer(
    number="2024-0001",
    basis="f" * 64,
    hospital=8900100,
    municipality=8900200,
    lines=(
        MarkedLine(1, approved=True, reason="", by="Sigrun Blåklokke", at=AT),
        MarkedLine(2, approved=False, reason="Plass ble meldt 6. mai.", by="Sigrun Blåklokke", at=AT),
    ),
)


def changed(**told):
    return json.dumps(json.loads(to_json(ANSWER)) | told).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"tull", b"[]", b"{}", b"\xff", b" " * (MOST_BYTES + 1),
        changed(format="samhandling-fakturagrunnlag"),
        changed(version=2),
        changed(number="2024-0002"),
        changed(basis="e" * 64),
        changed(number=None),
        changed(lines=[{"line": 1}]),
        changed(lines=[json.loads(to_json(ANSWER))["lines"][0]] * 2),
        to_json(ANSWER).replace("6. mai", "7. mai").encode(),
        to_json(ANSWER).replace('"approved": false', '"approved": true').encode(),
    ],
)  # fmt: skip
def test_what_is_no_answer_or_was_changed_is_refused(content):
    with pytest.raises(BadAnswer):
        read(content)


def test_a_dispute_without_a_reason_is_no_answer():
    line = ANSWER.lines[1]._replace(reason=" ")
    bare = Answer(number="1", basis="f", hospital=1, municipality=2, lines=(line,))
    with pytest.raises(BadAnswer, match="reason"):
        read(to_json(bare).encode())


def test_an_answer_comes_back_whole():
    assert read(to_json(ANSWER).encode()) == ANSWER
    assert read(("\ufeff" + to_json(ANSWER)).encode()).fingerprint == ANSWER.fingerprint
