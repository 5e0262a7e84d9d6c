"""One draft: writing it, looking at what leaves, sending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node import clock
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.views.message import untrusted
from samhandling.node.journal.attachments import file_name
from samhandling.node.journal.rendering import document_html
from samhandling.node.patients.realness import WrongWorld
from samhandling.node.web import wording
from samhandling.node.writing import actions, posted, presenters, queries
from samhandling.node.writing.enclosing import CannotEnclose, too_large
from samhandling.node.writing.sealing import Sealed, sealed
from samhandling.standards.forms import PROFILES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.node.writing.models import Draft

UNPROCESSABLE = 422
_COULD_NOT = {
    "attach": gettext_lazy("Filen kunne ikke legges ved. Se over utkastet."),
    "detach": gettext_lazy("Filen kunne ikke fjernes. Kanskje er meldingen sendt alt."),
}


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


def file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file that goes with the draft, to be saved and looked at."""
    reader = Reader.of(request)
    found = queries.file(reader, queries.draft(reader, pk), file_pk)
    return untrusted(bytes(found.content), found.mime_type, file_name(found.title, found.mime_type))


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
    actions.save(reader.actor, draft, values, _her(her), typing=typing)


def _after(request: HttpRequest, reader: Reader, draft: Draft, act: str, place: tuple) -> HttpResponse:
    """What the pressed button asks for, once all is saved."""
    here = reverse("draft", args=[draft.pk])
    if act == "preview":
        return redirect("draft-preview", draft.pk)
    if act == "send":
        return _send_at_once(request, reader, draft)
    if act in {"add", "remove"} and place:
        return redirect(f"{here}#{_change_rows(reader, draft, act, place)}")
    if act in {"attach", "detach", "copy", "no-copy"}:
        return _change_outside(request, reader, draft, act, str(place[0]) if place else "")
    return redirect(f"{here}{_decide(request, reader, draft, act)}")


def _decide(request: HttpRequest, reader: Reader, draft: Draft, act: str) -> str:
    """What a person decides about the patient's wishes and safety; returns where to look next."""
    if act in {"release", "withhold"}:
        actions.release_address(reader.actor, draft, stands=act == "release")
        return "#beskyttet"
    if act in {"object", "no-objection"} and draft.receiver_her:
        actions.note_objection(reader.actor, draft, stands=act == "object")
        return "#mottaker"
    messages.success(request, _("Utkastet er lagret."))
    return ""


def _change_outside(request: HttpRequest, reader: Reader, draft: Draft, act: str, which: str) -> HttpResponse:
    """Files and copies: what goes along with the message, and who gets it too."""
    here, number = reverse("draft", args=[draft.pk]), int(which) if which.isdecimal() else 0
    try:
        if act == "attach":
            _enclose(request, reader, draft)
        elif act == "detach":
            actions.take_out(reader.actor, draft, number)
        else:
            her = number or _her(request.POST.get("copy", "")) or 0
            actions.copy_to(reader.actor, draft, her, stands=act == "copy")
    except CannotEnclose as refused:
        messages.error(request, str(refused))
    except Conflict:
        messages.error(request, _COULD_NOT.get(act, _("Velg hvem som skal få kopi.")))
    return redirect(f"{here}#{'vedlegg' if act in {'attach', 'detach'} else 'kopi'}")


def _enclose(request: HttpRequest, reader: Reader, draft: Draft) -> None:
    chosen = request.FILES.getlist("files")
    if not chosen:
        too_much = int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        raise CannotEnclose(too_large() if too_much else _("Velg en fil først."))
    for one in chosen:
        actions.enclose(reader.actor, draft, one.name or "", one.read())


def _her(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


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
