"""Meldingsovervåkning: how delivery goes, for whoever answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from samhandling.node import clock
from samhandling.node.access.policies import may
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.presenters import task_row
from samhandling.node.correspondence.queries import tasks
from samhandling.node.delivery.presenters import loop_row
from samhandling.node.delivery.queries import traffic

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def monitoring(request: HttpRequest) -> HttpResponse:
    """The engine, what waits, and open tasks: envelopes, never content."""
    reader, now = Reader.of(request), clock.now()
    stands, settles = traffic(reader, now), may(reader.actor, "read-tasks")
    return render(
        request,
        "delivery/monitoring.html",
        {
            "here": "monitoring",
            "traffic": stands,
            "loops": [loop_row(loop) for loop in stands.loops],
            "rows": [task_row(task) for task in tasks(reader)] if settles else [],
            "settles": settles,
            "now": now,
        },
    )
