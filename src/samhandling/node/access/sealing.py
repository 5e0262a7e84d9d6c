"""Seals on the audit log: whoever changes, removes or slips in a row afterwards leaves a broken chain.

Each seal holds the SHA-256 of the one before it and of every row since. `samhandling node check` makes them
again and compares. The worker writes each new seal to its own log too: kept on another machine, those lines
show even a chain that the database's owner has made anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max

from samhandling.node import clock
from samhandling.node.access.models import AuditEntry, AuditSeal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

REST = 60.0
"""Seconds that a row lies before it is sealed: a transaction that took its number earlier may end later."""

_CHUNK = 2_000
_log = logging.getLogger(__name__)


@dataclass
class Sealer:
    """Seals the log once a REST, up to where it had come one REST earlier."""

    seconds: Callable[[], float] = time.monotonic
    _seen: int = field(default=0, init=False)
    _next: float = field(default=0.0, init=False)

    def look(self) -> AuditSeal | None:
        """Seal what has lain long enough; call it as often as you like."""
        if self.seconds() < self._next:
            return None
        made = seal(self._seen)
        self._seen = AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        self._next = self.seconds() + REST
        return made


def seal(last: int) -> AuditSeal | None:
    """Seal every row up to key `last`. None when there is none to seal, or another process just did it."""
    before = _newest()
    count, sha256 = _digest(before, last)
    if not count:
        return None
    made = AuditSeal(before=before, last=last, count=count, sha256=sha256, at=clock.true_now())
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return None
    _log.info("The audit log is sealed up to %s: %s", last, sha256)
    return made


def breaches() -> Iterator[str]:
    """Every seal that its rows no longer fit, in words for whoever runs the node."""
    before = None
    for one in AuditSeal.objects.order_by("last").iterator(_CHUNK):
        first = before.last + 1 if before else 0
        if (one.count, one.sha256) != _digest(before, one.last):
            yield f"The audit log's rows {first}–{one.last} are not those sealed {one.at:%Y-%m-%d %H:%M} UTC."
        before = one


def _newest() -> AuditSeal | None:
    return AuditSeal.objects.order_by("last").last()


def _digest(before: AuditSeal | None, last: int) -> tuple[int, str]:
    """How many rows there are after the seal before and up to `last`, and the hash of it and them."""
    rows = AuditEntry.objects.filter(pk__gt=before.last if before else 0, pk__lte=last).order_by("pk")
    found, count = hashlib.sha256((before.sha256 if before else "").encode()), 0
    for line in _lines(rows.iterator(_CHUNK)):
        found.update(line)
        count += 1
    return count, found.hexdigest()


def _lines(rows: Iterable[AuditEntry]) -> Iterator[bytes]:
    for row in rows:
        told = [row.pk, _moment(row.at), row.actor_id, row.actor_name, row.role, row.act, row.purpose]
        told += [row.patient_id, row.message_id, row.detail]
        yield json.dumps(told, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")
