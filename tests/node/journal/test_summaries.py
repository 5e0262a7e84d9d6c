"""One line about a message: what lists show beside the name of its type."""

from __future__ import annotations

from pathlib import Path

import pytest

from node_letters import letter
from samhandling.node.journal import summaries
from samhandling.node.journal.models import Entry, Message
from samhandling.node.journal.rendering import document_html
from samhandling.node.journal.summaries import LONGEST, about, summary_of
from samhandling.standards.facts import facts

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*/*.xml"))


def a_message(type_name: str, summary: str = "") -> Message:
    message = Message(type_name=type_name)
    message.entry = Entry(message=message, summary=summary or type_name)
    return message


def fails(_document: bytes) -> str:
    raise ZeroDivisionError


@pytest.mark.parametrize("document", [None, b"", b"<cut", b"<!DOCTYPE x><x/>"])
def test_what_cannot_be_read_is_known_by_its_type(document: bytes | None) -> None:
    assert summary_of(a_message("Epikrise"), document) == "Epikrise"


def test_a_fault_of_our_own_keeps_no_message_out_of_the_record(monkeypatch) -> None:
    monkeypatch.setattr(summaries, "summary", fails)

    assert summary_of(a_message("Epikrise"), b"<x/>") == "Epikrise"


def test_a_long_subject_is_cut(monkeypatch) -> None:
    monkeypatch.setattr(summaries, "summary", lambda _document: "x" * 1000)

    assert len(summary_of(a_message("Epikrise"), b"<x/>")) == LONGEST


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Melding om innlagt pasient", ""),
        ("Melding om innlagt pasient (endring)", ""),
        ("Melding om innlagt pasient – innlagt 21.11.2026 kl. 10.02", "innlagt 21.11.2026 kl. 10.02"),
        ("Melding om innlagt pasient (endring) – innlagt – i går", "innlagt – i går"),
    ],
)
def test_lists_show_what_the_type_and_the_marks_do_not_say(summary: str, shown: str) -> None:
    assert about(a_message("Melding om innlagt pasient", summary)) == shown


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_summary_begins_with_the_name_of_its_type(file: Path) -> None:
    document = file.read_bytes()
    try:
        told = facts(document)
    except Exception:  # noqa: BLE001  receipts and the like are no messages
        pytest.skip("no message")
    assert summary_of(a_message("?"), document).startswith(told.type_name)


@pytest.mark.django_db
def test_the_record_has_it_from_the_message(receive, borghild) -> None:
    receive(letter())

    assert about(Message.objects.get()).startswith("innlagt ")


def test_a_document_that_cannot_be_shown_says_why() -> None:
    shown = document_html(b"<MsgHead><cut")

    assert "melding-" in shown
    assert shown != document_html(b"<MsgHead><cut off elsewhere")
    assert "linje" in shown.casefold() or "line" in shown.casefold()
