"""Reading the audit log: for the patient's print-out, the leader's review and the personvernombud."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from samhandling.node.access.models import AuditEntry, User
from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.patients.models import Identity, Patient
from samhandling.node.web.pages import PAGE_SIZE, Page, Place, page_of_keys
from samhandling.standards.definition import OSLO

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class LogFilter:
    """What of the log is asked for; dates are whole days in Europe/Oslo, both included."""

    patient: int | None = None
    staff: int | None = None
    act: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest first, and the patient that it was narrowed to."""

    page: Page
    patient: Patient | None


@reads("read-audit")
def log(reader: Reader, wanted: LogFilter, place: Place) -> Shown[LogPage]:  # noqa: ARG001  the whole node's log
    """Who did what, to whose data. Looking is itself logged, on the patient that it was about."""
    keys = _keys(_asked(wanted), place)
    rows = AuditEntry.objects.filter(pk__in=keys.rows).select_related("patient", "message__entry__patient")
    patient = Patient.objects.filter(pk=wanted.patient).first() if wanted.patient else None
    page = Page(tuple(rows.order_by("-pk")), keys.older, keys.newer)
    return Shown(LogPage(page, patient), patient=patient, detail={"filter": _told(wanted)})


@shows_no_patient
def staff() -> list[User]:
    """Everybody who has an account here, by name."""
    return list(User.objects.order_by("full_name", "pk"))


@shows_no_patient
def holder_of(number: str) -> int | None:
    """The key of the patient with a person number, None where nobody here has it."""
    found = Identity.objects.filter(value="".join(number.split())).values_list("patient", flat=True)
    return found.first()


def _asked(wanted: LogFilter) -> list[QuerySet[AuditEntry]]:
    """What is asked for, as queries that each walk an index: a patient's rows, and their messages' rows."""
    found = AuditEntry.objects.all()
    if wanted.staff:
        found = found.filter(actor=wanted.staff)
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.first:
        found = found.filter(at__gte=_midnight(wanted.first))
    if wanted.last:
        found = found.filter(at__lt=_midnight(wanted.last + dt.timedelta(days=1)))
    if not wanted.patient:
        return [found]
    of_messages = found.filter(patient=None, message__entry__patient=wanted.patient)
    return [found.filter(patient=wanted.patient), of_messages]


def _keys(parts: list[QuerySet[AuditEntry]], place: Place) -> Page[int]:
    order = "pk" if place.after is not None else "-pk"
    beyond = {"pk__gt": place.after} if place.after is not None else {"pk__lt": place.before}
    keys: set[int] = set()
    for part in parts:
        rows = part if place.first else part.filter(**beyond)
        keys.update(rows.order_by(order).values_list("pk", flat=True)[: PAGE_SIZE + 1])
    return page_of_keys(sorted(keys, reverse=place.after is None)[: PAGE_SIZE + 1], place)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OSLO)


def _told(wanted: LogFilter) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(wanted).items() if value}
