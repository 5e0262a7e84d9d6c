"""Telling those who keep something derived that a patient's facts have changed, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node import statements

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOSE = "SELECT patient_id FROM journal_entry WHERE message_id = %s"
_followers: list[Callable[[int], None]] = []


def follow(tell: Callable[[int], None]) -> None:
    """Have `tell` called with the patient's key at every change. Call it once, when the app is ready."""
    if tell not in _followers:
        _followers.append(tell)


def changed(patient_id: int | None) -> None:
    """Something about this patient has been written; nobody is told about what has no patient."""
    if patient_id is not None:
        for tell in _followers:
            tell(patient_id)


def changed_by(message_id: int) -> None:
    """Something about this message has been written, such as its receipt."""
    for (patient_id,) in statements.select(_WHOSE, message_id):
        changed(patient_id)
