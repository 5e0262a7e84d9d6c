"""Finding work that another process has made, or that has become due, for all the threads of this one.

One look in place of one per thread: where nothing has changed it costs some microseconds, so that a node
costs next to nothing while nothing happens. A commit by another process is seen within `Pace.poll`. Folding
stays anew after a change of rules is done here, a little in each look.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.db import connection

from samhandling.node.delivery import wake, work
from samhandling.node.delivery.models import Incoming, Outgoing
from samhandling.node.stays import refolding

UNASKED = 2.0  # seconds after which we look though nothing seems to have changed: what waited may be due
_LOOKED_AFTER = ((Incoming, wake.INCOMING), (Outgoing, wake.OUTGOING))


@dataclass
class Lookout:
    """Wakes those who handle and send. One thread's own: it remembers what its connection saw last."""

    _version: int | None = field(default=None, init=False)
    _unasked_at: float = field(default=0.0, init=False)

    def look(self) -> None:
        """Set the event of each kind of work that is due."""
        if not self._has_changed() and time.monotonic() < self._unasked_at:
            return
        self._unasked_at = time.monotonic() + UNASKED
        for model, woken in _LOOKED_AFTER:
            if work.is_any_due(model):
                woken.set()
        refolding.go_on()

    def _has_changed(self) -> bool:
        """Whether another connection has committed since last time; PostgreSQL is asked for the work itself.

        It could tell by NOTIFY, but that takes a connection more per process, and being asked twice a second
        costs it nothing to speak of.
        """
        if connection.vendor != "sqlite":
            return True
        with connection.cursor() as cursor:
            [version] = cursor.execute("PRAGMA data_version").fetchone()
        before, self._version = self._version, version
        return version != before
