"""Innboks and Sendt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from samhandling.node import clock
from samhandling.node.access.policies import own_services
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import presenters, queries
from samhandling.node.correspondence.forms import InboxForm, QueueForm, SentForm
from samhandling.node.web.news import NO_NEWS, answer_template, asked_since, version_shown
from samhandling.node.web.pages import place_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def inbox(request: HttpRequest) -> HttpResponse:
    """What the reader's services have received. With `since`: the rows alone, or 204 when nothing is new."""
    reader, since = Reader.of(request), asked_since(request)
    services = own_services(reader.actor)
    form = InboxForm(services, request.GET)
    queue = queries.inbox(reader, form.wanted(), place_of(request), since=since)
    if queue is None:
        return HttpResponse(status=NO_NEWS)
    rows = [presenters.inbox_row(recipient, services) for recipient in queue.page.rows]
    shown = _shown(request, "inbox", form, queue) | {"rows": rows, "several": len(services) > 1}
    return render(request, answer_template(request, "correspondence/inbox"), shown)


def sent(request: HttpRequest) -> HttpResponse:
    """What the reader's services have sent. With `since`: as for the inbox."""
    reader, since = Reader.of(request), asked_since(request)
    form = SentForm(own_services(reader.actor), request.GET)
    queue = queries.sent(reader, form.wanted(), place_of(request), since=since)
    if queue is None:
        return HttpResponse(status=NO_NEWS)
    now = clock.now()
    rows = [presenters.sent_row(message, queue.phones, now) for message in queue.page.rows]
    return render(
        request,
        answer_template(request, "correspondence/sent"),
        _shown(request, "sent", form, queue) | {"rows": rows},
    )


def _shown(request: HttpRequest, here: str, form: QueueForm, queue: queries.Queue) -> dict[str, Any]:
    asked = request.GET.copy()
    for name in ("before", "after", "since"):
        asked.pop(name, None)
    query = f"{asked.urlencode()}&" if asked else ""
    first = place_of(request).first
    news = f"{request.path}?{query}since={version_shown(queue.version)}" if first else ""
    page = replace(queue.page, rows=())
    return {"here": here, "form": form, "page": page, "query": query, "news": news}
