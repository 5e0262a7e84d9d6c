"""One draft: writing it, looking at what leaves, sending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node import clock
from samhandling.node.access.reading import Reader
from samhandling.node.journal.presenters import document_html
from samhandling.node.patients.realness import WrongWorld
from samhandling.node.web import wording
from samhandling.node.writing import actions, posted, presenters, queries
from samhandling.node.writing.sealing import Sealed, sealed
from samhandling.standards.forms import PROFILES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.node.writing.models import Draft

UNPROCESSABLE = 422


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. Posting it saves; the button says what is done after."""
    reader = Reader.of(request)
    found = queries.draft(reader, pk)
    if found.message_id:
        return redirect("message", found.message_id)
    if request.method != "POST":
        return _form(request, found)
    _save(reader, found, request)
    act, _colon, place = request.POST.get("act", "save").partition(":")
    return _after(request, reader, found, act, posted.place_of(place))


@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """What a script posts while somebody types; answers with the time in words."""
    reader = Reader.of(request)
    found = queries.draft(reader, pk)
    _save(reader, found, request, typing=True)
    told = _("Lagret kl. %(clock)s") % {"clock": wording.clock(found.saved_at)}
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What leaves, rendered from the very bytes; or the form with what is wrong."""
    reader = Reader.of(request)
    found = queries.draft(reader, pk)
    if found.message_id:
        return redirect("message", found.message_id)
    try:
        document = actions.preview(reader.actor, found)
    except actions.NotReady:
        return _form(request, found, sealed(found, clock.now()), status=UNPROCESSABLE)
    page = presenters.preview_page(found)
    return render(
        request,
        "writing/preview.html",
        {
            "here": "new-message",
            "draft": page,
            "html": document_html(document),
            "fingerprint": Sealed(document).fingerprint,
        },
    )


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what the preview showed. A second press finds the message sent."""
    reader = Reader.of(request)
    found = queries.draft(reader, pk)
    return _sent(request, reader, found, request.POST.get("fingerprint", ""))


def _send_at_once(request: HttpRequest, reader: Reader, draft: Draft) -> HttpResponse:
    """A short message may leave from its form: what is written is all before the writer."""
    try:
        document = actions.preview(reader.actor, draft)
    except actions.NotReady:
        return redirect("draft-preview", draft.pk)  # which shows what is wrong
    return _sent(request, reader, draft, Sealed(document).fingerprint)


def _sent(request: HttpRequest, reader: Reader, draft: Draft, fingerprint: str) -> HttpResponse:
    """The page after sending, or the one that says why it was not sent."""
    pk = draft.pk
    try:
        message = actions.send(reader.actor, draft, fingerprint)
    except actions.NotReady:
        messages.error(
            request, _("Utkastet er endret, eller forhåndsvisningen er gammel. Se på meldingen igjen.")
        )
        return redirect("draft-preview", pk)
    except WrongWorld as refused:
        messages.error(request, str(refused))
        return redirect("draft", pk)
    except (Conflict, InvalidMessage):
        messages.error(request, _("Meldingen kunne ikke sendes. Se over utkastet, eller ring mottakeren."))
        return redirect("draft", pk)
    messages.success(request, _("Meldingen er sendt. Under «Hos mottakeren» ser du om den kommer fram."))
    return redirect("message", message.pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    reader = Reader.of(request)
    actions.drop(reader.actor, queries.draft(reader, pk))
    messages.success(request, _("Utkastet er slettet."))
    return redirect("new-message")


def _save(reader: Reader, draft: Draft, request: HttpRequest, *, typing: bool = False) -> None:
    profile = PROFILES[draft.type_code]
    told = {name: request.POST[name] for name in request.POST}
    values = posted.values_of(profile.parts, told, draft.values)
    her = told.get("receiver", "")
    if her == "other":
        her = told.get("other_receiver", "")
    number = int(her) if her.isascii() and her.isdigit() and len(her) < 12 else None
    actions.save(reader.actor, draft, values, number, typing=typing)


def _after(request: HttpRequest, reader: Reader, draft: Draft, act: str, place: tuple) -> HttpResponse:
    """What the pressed button asks for, once all is saved."""
    here = reverse("draft", args=[draft.pk])
    if act == "preview":
        return redirect("draft-preview", draft.pk)
    if act == "send":
        return _send_at_once(request, reader, draft)
    if act in {"add", "remove"} and place:
        return redirect(f"{here}#{_change_rows(reader, draft, act, place)}")
    if act in {"release", "withhold"}:
        actions.release_address(reader.actor, draft, stands=act == "release")
        return redirect(f"{here}#beskyttet")
    if act in {"object", "no-objection"} and draft.receiver_her:
        actions.note_objection(reader.actor, draft, stands=act == "object")
        return redirect(f"{here}#mottaker")
    messages.success(request, _("Utkastet er lagret."))
    return redirect(here)


def _change_rows(reader: Reader, draft: Draft, act: str, place: tuple) -> str:
    """Add or take away a row; returns where to look next."""
    change = posted.with_row if act == "add" else posted.without_row
    values = change(draft.values, place)
    actions.save(reader.actor, draft, values, draft.receiver_her)
    group = place if act == "add" else place[:-1]
    rows = values
    for step in group:
        rows = rows[step] if isinstance(rows, list) and isinstance(step, int) else rows.get(step, {})
    return posted.id_of((*group, len(rows) - 1)) if act == "add" and rows else posted.id_of(group)


def _form(
    request: HttpRequest, draft: Draft, made: Sealed | None = None, *, status: int = 200
) -> HttpResponse:
    page = presenters.form_page(draft, made.faults if made else ())
    return render(request, "writing/draft.html", {"here": "new-message", "draft": page}, status=status)
