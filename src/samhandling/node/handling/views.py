"""Handling what has come: one case, several at once, the note to the next shift, what nobody has taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import may, own_services, require
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.views.message import message_page
from samhandling.node.handling import actions, presenters, queries
from samhandling.node.handling.forms import LimitForm, NoteForm, WaitForm
from samhandling.node.handling.models import CaseAct
from samhandling.node.web.forms import posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.access.models import User

Kind = CaseAct.Kind
SAFE_TOGETHER = frozenset({Kind.TAKE, Kind.ASSIGN, Kind.DONE})
"""What may be done with several cases at once: all of it can be taken back."""
UNPROCESSABLE = 422


@require_POST
def handle_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Do the thing that the pressed button says with one case, from its message's page."""
    reader, kind = Reader.of(request), request.POST.get("act", "")
    require(reader.actor, "handle-message")
    message = queries.message_of(reader, pk)
    form = WaitForm(request.POST) if kind == Kind.WAIT else None
    if form and not form.is_valid():
        return message_page(request, reader, message, waiting=form, status=UNPROCESSABLE)
    told = form.cleaned_data if form else {"note": request.POST.get("note", "")[:300]}
    seen = {pk: _number(request.POST.get("seen", ""))}
    if kind == Kind.DONE and request.POST.get("thread"):
        seen = queries.seen_in_thread(reader, pk) | seen
    _do(request, reader, kind, seen, assignee=_chosen(request), **told)
    return redirect("inbox") if kind == Kind.DONE else redirect("message", message)


@require_POST
def handle_several(request: HttpRequest) -> HttpResponse:
    """The same with every case that is ticked in the queue."""
    reader, kind = Reader.of(request), request.POST.get("act", "")
    require(reader.actor, "handle-message")
    if kind not in SAFE_TOGETHER:
        raise Http404
    seen = dict(_pair(one) for one in request.POST.getlist("case"))
    if not seen:
        messages.error(request, _("Velg meldingene det gjelder først."))
    else:
        _do(request, reader, kind, seen, assignee=_chosen(request))
    return redirect(f"/innboks/?{request.POST.get('query', '')}")


def handover(request: HttpRequest) -> HttpResponse:
    """Notes to the next shift, and writing one."""
    reader = Reader.of(request)
    services = own_services(reader.actor)
    notes = queries.handover_notes(reader)
    form = NoteForm(services, posted(request))
    if request.method == "POST" and form.is_valid():
        service = queries.own_service(form.cleaned_data["service"])
        if service is None:
            raise Http404
        actions.leave_note(reader.actor, service, form.cleaned_data["text"])
        messages.success(request, _("Notatet står øverst i innboksen det neste døgnet."))
        return redirect("handover")
    shown = {"here": "inbox", "form": form, "rows": [presenters.note_row(note) for note in notes]}
    return render(request, "handling/handover.html", shown, status=UNPROCESSABLE if form.errors else 200)


def untaken(request: HttpRequest) -> HttpResponse:
    """What nobody has taken in time, and how soon each service takes what comes."""
    reader = Reader.of(request)
    rows = queries.untaken_of(reader)
    services = queries.services_of(reader.actor)
    limits = [(service, queries.limits_of(service)) for service in services]
    form = LimitForm(services, limits[0][1] if limits else (), posted(request))
    if request.method == "POST" and form.is_valid():
        return _set_limit(request, reader, form)
    return render(
        request,
        "handling/untaken.html",
        {
            "here": "untaken",
            "rows": rows,
            "form": form,
            "sets": may(reader.actor, "set-limits"),
            "limits": [
                (service.name, [presenters.limit_line(row) for row in own]) for service, own in limits
            ],
        },
        status=UNPROCESSABLE if form.errors else 200,
    )


def _set_limit(request: HttpRequest, reader: Reader, form: LimitForm) -> HttpResponse:
    told = form.cleaned_data
    service = queries.own_service(told["service"])
    if service is None:
        raise Http404
    actions.set_limit(reader.actor, service, told["type"], int(told["minutes"]) if told["minutes"] else None)
    messages.success(request, _("Fristen er satt."))
    return redirect("untaken")


def _do(request: HttpRequest, reader: Reader, kind: str, seen: dict[int, int], **told: object) -> None:
    """Do it and say so; or say why not."""
    if kind not in Kind.values:
        raise Http404
    try:
        count = actions.handle(reader.actor, seen, kind, **told)
    except actions.Overtaken:
        messages.error(request, _("Noen har gjort noe med saken etter at du åpnet siden. Se på den igjen."))
    except Conflict:
        messages.error(request, _("Det lot seg ikke gjøre. Se på saken på nytt."))
    else:
        messages.success(
            request, ngettext("%(n)s sak er oppdatert.", "%(n)s saker er oppdatert.", count) % {"n": count}
        )


def _chosen(request: HttpRequest) -> User | None:
    number = _number(request.POST.get("assignee", ""))
    return queries.colleague(number) if number else None


def _pair(text: str) -> tuple[int, int]:
    """`12:34`: a case, and the last act that was seen of it."""
    case, _colon, seen = text.partition(":")
    return _number(case), _number(seen)


def _number(text: str) -> int:
    """A key from a form; 0, which nobody has, when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
