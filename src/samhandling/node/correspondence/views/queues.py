"""Innboks and Sendt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from samhandling.node import clock
from samhandling.node.access.policies import own_services, require
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import drawing, presenters, queries
from samhandling.node.correspondence.forms import InboxForm, QueueForm, SentForm
from samhandling.node.handling import presenters as handling
from samhandling.node.handling import queries as cases
from samhandling.node.savedviews.presenters import views_beside
from samhandling.node.web.news import NO_NEWS, answer_template, asked_since, version_shown
from samhandling.node.web.pages import place_of
from samhandling.node.web.searches import asked_of, to_search

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest


def inbox(request: HttpRequest) -> HttpResponse:
    """What the reader's services have received. With `since`: the rows alone, or 204 when nothing is new."""
    reader, since = Reader.of(request), asked_since(request)
    services = own_services(reader.actor)
    if request.method == "POST":
        require(reader.actor, "read-inbox")
        return _to_search(request, InboxForm(services, request.POST))
    form = InboxForm(services, asked_of(request))
    queue = queries.inbox(reader, form.wanted(), place_of(request), since=since)
    if queue is None:
        return HttpResponse(status=NO_NEWS)
    now = clock.now()
    rows = [presenters.inbox_row(recipient, services, now) for recipient in queue.page.rows]
    handles, several = not all(row.done for row in rows), len(services) > 1
    shown = _shown(request, "inbox", form, queue) | {
        "lines": drawing.received_rows(rows, boxes=handles, services=several),
        "several": several,
        "tabs": handling.tabs(form.SHOW, form.asked(), form.shown),
        "handles": handles,
    }
    if "since" not in request.GET:
        shown |= _around_the_queue(reader, form, now)
    return render(request, answer_template(request, "correspondence/inbox"), shown)


def _around_the_queue(reader: Reader, form: InboxForm, now: dt.datetime) -> dict[str, Any]:
    """What stands around the rows, and is not asked for again with every look for news."""
    return {
        "saved": views_beside(reader, "inbox", form.asked()),
        "notes": handling.fresh(cases.handover_notes(reader), now),
        "colleagues": cases.colleagues(reader.service_hers).items(),
    }


def sent(request: HttpRequest) -> HttpResponse:
    """What the reader's services have sent. With `since`: as for the inbox."""
    reader, since = Reader.of(request), asked_since(request)
    services = own_services(reader.actor)
    if request.method == "POST":
        require(reader.actor, "read-sent")
        return _to_search(request, SentForm(services, request.POST))
    form = SentForm(services, asked_of(request))
    queue = queries.sent(reader, form.wanted(), place_of(request), since=since)
    if queue is None:
        return HttpResponse(status=NO_NEWS)
    now = clock.now()
    rows = [presenters.sent_row(message, queue.phones, now) for message in queue.page.rows]
    return render(
        request,
        answer_template(request, "correspondence/sent"),
        _shown(request, "sent", form, queue) | {"lines": drawing.sent_rows(rows)},
    )


def _to_search(request: HttpRequest, form: QueueForm) -> HttpResponse:
    return to_search(request, form.wanted().text, **form.asked())


def _shown(request: HttpRequest, here: str, form: QueueForm, queue: queries.Queue) -> dict[str, Any]:
    asked = request.GET.copy()
    for name in ("before", "after", "since"):
        asked.pop(name, None)
    query = f"{asked.urlencode()}&" if asked else ""
    first = place_of(request).first
    news = f"{request.path}?{query}since={version_shown(request, queue.version)}" if first else ""
    page = replace(queue.page, rows=())
    return {"here": here, "form": form, "page": page, "query": query, "news": news}
