"""Meldingsovervåkning: how delivery goes, for whoever answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from samhandling.node import clock
from samhandling.node.access.policies import may
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.presenters import task_row
from samhandling.node.correspondence.queries import TASKS_SHOWN, tasks
from samhandling.node.delivery.presenters import loop_row
from samhandling.node.delivery.queries import traffic
from samhandling.node.web.news import NO_NEWS, answer_template

if TYPE_CHECKING:
    from django.http import HttpRequest


def monitoring(request: HttpRequest) -> HttpResponse:
    """The engine, what waits, and open tasks: envelopes, never content."""
    reader, now = Reader.of(request), clock.now()
    stands = traffic(reader, now, since=request.GET.get("since", ""))
    if stands is None:
        return HttpResponse(status=NO_NEWS)
    settles = may(reader.actor, "read-tasks")
    return render(
        request,
        answer_template(request, "delivery/monitoring"),
        {
            "here": "monitoring",
            "news": f"{request.path}?since={stands.version}",
            "traffic": stands,
            "loops": [loop_row(loop) for loop in stands.loops],
            "rows": [task_row(task) for task in tasks(reader)[:TASKS_SHOWN]] if settles else [],
            "settles": settles,
            "now": now,
        },
    )
