"""What is kept for ever cannot be changed or removed, in the program or behind its back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from node_letters import letter
from samhandling.node import guards
from samhandling.node.access.models import AuditEntry
from samhandling.node.appendonly import Unchangeable
from samhandling.node.journal.models import Content, Message, Recipient

pytestmark = pytest.mark.django_db
TABLES = [
    "access_auditentry",
    "access_auditseal",
    "correspondence_opening",
    "delivery_transition",
    "discretion_access",
    "discretion_block",
    "discretion_review",
    "handling_caseact",
    "handling_handovernote",
    "journal_content",
    "journal_message",
    "journal_receipt",
    "journal_recipient",
    "patients_localact",
    "recordsystem_copied",
    "recordsystem_handed",
    "recordsystem_handout",
    "recordsystem_heard",
    "recordsystem_reading",
    "recordsystem_switch",
    "settlement_agreementversion",
    "settlement_basis",
    "settlement_dispute",
    "settlement_disputeapproval",
    "settlement_disputetext",
    "settlement_linemark",
    "settlement_ruleversion",
    "writing_objection",
]


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture(autouse=True)
def _a_message(receive) -> None:
    receive(letter())


def test_the_tables_that_are_guarded() -> None:
    assert guards.missing() == []
    assert sorted(guards.kept_tables()) == TABLES


@pytest.mark.parametrize("model", [Content, Message, Recipient, AuditEntry])
def test_the_program_cannot_change_or_remove_a_kept_row(model) -> None:
    row = model.objects.first()

    for attempt in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(id=7)):
        with pytest.raises(Unchangeable):
            attempt()


@pytest.mark.parametrize(
    "table", ["journal_message", "journal_recipient", "access_auditentry", "journal_content"]
)
def test_the_database_refuses_it_too(table: str) -> None:
    with pytest.raises(IntegrityError, match="kept for ever"):
        execute(f"DELETE FROM {table}")  # noqa: S608  our own name
    with pytest.raises(IntegrityError, match="kept for ever"):
        execute(f"UPDATE {table} SET id = id + 1000")  # noqa: S608  our own name


def test_bytes_may_be_taken_away_but_never_exchanged() -> None:
    other_bytes = "CAST('x' AS BYTEA)" if _postgres() else "x'00'"
    for change in ("sha256 = 'x'", f"raw = {other_bytes}"):
        with pytest.raises(IntegrityError, match="kept for ever"):
            execute(f"UPDATE journal_content SET {change}")  # noqa: S608  our own words

    execute("UPDATE journal_content SET raw = NULL")


def test_a_guard_that_is_down_is_named() -> None:
    on_table = " ON journal_message" if _postgres() else ""
    execute(f"DROP TRIGGER keep_journal_message_update{on_table}")

    assert guards.missing() == ["keep_journal_message_update"]


def _postgres() -> bool:
    return connection.vendor == "postgresql"
