"""A line of the audit log in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.node.access.acts import LABELS
from samhandling.node.access.purposes import LABELS as PURPOSES
from samhandling.node.access.roles import Role
from samhandling.node.patients.presenters import listed_name

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.access.models import AuditEntry
    from samhandling.node.patients.models import Patient


@dataclass(frozen=True)
class LogRow:
    at: dt.datetime
    who: str
    role: str
    act: str
    purpose: str
    patient: str
    message: str


def log_row(entry: AuditEntry) -> LogRow:
    """Who, when, what, why and whose. What a message says is not part of the log."""
    return LogRow(
        at=entry.at,
        who=entry.actor_name if entry.actor_id else _("Systemet"),
        role=_role(entry.role),
        act=str(LABELS.get(entry.act, entry.act)),
        purpose=str(PURPOSES.get(entry.purpose, entry.purpose)),
        patient=name_of(entry.patient or _patient_of(entry)),
        message=entry.message.type_name if entry.message else "",
    )


def name_of(patient: Patient | None) -> str:
    """Whom an entry is about; nobody where it is about none."""
    return listed_name(patient) if patient else ""


def _patient_of(entry: AuditEntry) -> Patient | None:
    filed = getattr(entry.message, "entry", None)
    return filed.patient if filed else None


def _role(role: str) -> str:
    return str(Role(role).label) if role in Role.values else ""
