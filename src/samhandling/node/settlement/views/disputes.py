"""Tvistemapper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.settlement import queries
from samhandling.node.settlement.actions import disputes as actions
from samhandling.node.settlement.forms import DisputeForm
from samhandling.node.settlement.papers import from_values
from samhandling.node.settlement.presenters import disputes as presenters

if TYPE_CHECKING:
    from django.http import HttpRequest


def disputes(request: HttpRequest) -> HttpResponse:
    """Every case."""
    rows = [presenters.dispute_row(row) for row in queries.disputes(Reader.of(request))]
    return render(request, "settlement/disputes.html", {"here": "settlement", "rows": rows})


@require_POST
def begin(request: HttpRequest, period: str) -> HttpResponse:
    """Open a case about a period, or go to the one that is open."""
    reader = Reader.of(request)
    require(reader.actor, "write-dispute")
    found = queries.period(reader, period)
    row = actions.begin_dispute(reader.actor, found.kept.patient, period)
    return redirect("dispute", row.pk)


def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what follows from the record, what people wrote, and a form to write."""
    reader = Reader.of(request)
    row = queries.dispute(reader, pk)
    writes = may(reader.actor, "write-dispute")
    form = None
    if writes:
        form = DisputeForm(request.POST or None, initial=presenters.newest(row).written)
    if request.method == "POST":
        require(reader.actor, "write-dispute")
        if form and form.is_valid() and _write(reader, row, form):
            messages.success(request, _("Den nye versjonen er lagret. Den må godkjennes av to andre."))
            return redirect("dispute", pk)
    return render(
        request,
        "settlement/dispute.html",
        {
            "here": "settlement",
            "page": presenters.dispute_page(row, request.user),
            "form": form,
            "approves": may(reader.actor, "approve-dispute"),
        },
        status=400 if form and form.errors else 200,
    )


def _write(reader: Reader, row: queries.Dispute, form: DisputeForm) -> bool:
    """False where the guard refuses; the form then says what it found, and where."""
    try:
        actions.write_dispute(reader.actor, row, form.cleaned_data)
    except actions.SaysWho as refused:
        for heading, found in refused.found.items():
            told = ", ".join(
                f"«{trace.text}» ({trace.what.in_language(get_language() or 'nb')})" for trace in found
            )
            form.add_error(heading, _("Kan si hvem pasienten er: %(found)s.") % {"found": told})
        return False
    return True


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read the newest version and found nobody in it."""
    reader = Reader.of(request)
    require(reader.actor, "approve-dispute")
    versions = {str(text.pk): text for text in queries.dispute(reader, pk).texts.all()}
    text = versions.get(request.POST.get("text", ""))
    if text is None:
        raise Http404
    try:
        actions.approve_dispute(reader.actor, text)
    except Conflict:
        messages.error(
            request, _("Ikke godkjent: teksten er ny, du har skrevet i den, eller du har godkjent før.")
        )
    else:
        messages.success(request, _("Du har godkjent denne versjonen."))
    return redirect("dispute", pk)


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The case as a PDF; a draft says so on it."""
    row = queries.dispute(Reader.of(request), pk)
    text = presenters.newest(row)
    level = presenters.dispute_row(row).level
    written = ((_("Til"), level), *presenters.written(text))
    from samhandling.node.settlement.paper import dispute_pdf  # the PDF library is large, and seldom needed

    content = dispute_pdf(row.number, from_values(text.derived), written, draft=not actions.approved(text))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"tvistemappe-{row.number}.pdf"
    )
    return response
