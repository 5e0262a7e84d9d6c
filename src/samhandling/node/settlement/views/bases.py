"""Invoice bases: one on a page, as files, taken in, and its lines marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.settlement import queries
from samhandling.node.settlement.actions import bases as actions
from samhandling.node.settlement.actions.answers import receive_answer as take_answer
from samhandling.node.settlement.actions.bases import NamesSomebody, NotTaken
from samhandling.node.settlement.forms import FileForm, MarkForm
from samhandling.node.settlement.presenters import bases as presenters
from samhandling.stay.invoice_answers import BadAnswer
from samhandling.stay.invoice_answers import to_json as answer_to_json
from samhandling.stay.invoice_files import MOST_BYTES, BadBasis, to_csv, to_json

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.stay.invoice import Basis


def _pdf(made: Basis) -> bytes:
    from samhandling.node.settlement.paper import basis_pdf  # the PDF library is large, and seldom needed

    return basis_pdf(made)


FORMS = {
    "json": ("application/json", lambda made: to_json(made).encode()),
    "csv": ("text/csv; charset=utf-8", lambda made: to_csv(made).encode()),
    "pdf": ("application/pdf", _pdf),
}


def basis(request: HttpRequest, pk: int) -> HttpResponse:
    """A basis with its lines, marks and, at the bydel, what differs."""
    reader = Reader.of(request)
    return _page(request, reader, queries.basis(reader, pk))


@require_POST
def mark(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Say whether the bydel agrees to a line."""
    reader = Reader.of(request)
    require(reader.actor, "check-basis")
    found = queries.basis(reader, pk)
    form = MarkForm(line, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.mark_line(
                reader.actor, found.row, line, approved=told["mark"] == "approved", reason=told["reason"]
            )
        except NamesSomebody as named:
            form.add_error("reason", str(named))
        except Conflict:
            raise Http404 from None
        else:
            messages.success(request, _("Linje %(number)d er vurdert.") % {"number": line})
            return redirect("basis", pk)
    return _page(request, reader, found, form)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to every line that is as the ledger here and that nobody has marked."""
    reader = Reader.of(request)
    require(reader.actor, "check-basis")
    found = queries.basis(reader, pk)
    agreeing = [one.line.number for one in found.compared if not one.differences]
    count = actions.approve_agreeing(reader.actor, found.row, agreeing)
    messages.success(
        request,
        ngettext("%(count)d linje er godkjent.", "%(count)d linjer er godkjent.", count) % {"count": count},
    )
    return redirect("basis", pk)


def _page(
    request: HttpRequest, reader: Reader, found: queries.BasisRead, wrong: MarkForm | None = None
) -> HttpResponse:
    page = presenters.basis_page(found)
    marks = found.row.received and may(reader.actor, "check-basis")
    lines = [(row, _mark_form(row.number, wrong) if marks else None) for row in page.lines]
    return render(
        request,
        "settlement/basis.html",
        {
            "here": "settlement",
            "page": page,
            "lines": lines,
            "form": wrong,
            "marks": marks,
            "disputes": may(reader.actor, "write-dispute"),
        },
        status=400 if wrong else 200,
    )


def _mark_form(line: int, wrong: MarkForm | None) -> MarkForm:
    return wrong if wrong and wrong.line == line else MarkForm(line)


def receive(request: HttpRequest) -> HttpResponse:
    """Take in a basis that the hospital has sent as a file."""
    reader = Reader.of(request)
    require(reader.actor, "check-basis")
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    if posted and form.is_valid():
        try:
            row = actions.receive_basis(reader.actor, form.cleaned_data["file"].read(MOST_BYTES + 1))
        except NotTaken as refused:
            form.add_error("file", str(refused))
        except BadBasis:
            form.add_error("file", _("Filen er ikke et fakturagrunnlag, eller den er endret underveis."))
        else:
            messages.success(request, _("Grunnlag %(number)s er tatt imot.") % {"number": row.number})
            return redirect("basis", row.pk)
    return render(
        request,
        "settlement/receive.html",
        {"here": "settlement", "form": form},
        status=400 if form.errors else 200,
    )


def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The basis as a file."""
    if form not in FORMS:
        raise Http404
    made = queries.basis_file(Reader.of(request), pk, form)
    mime_type, write = FORMS[form]
    response = HttpResponse(write(made), content_type=mime_type)
    name = f"fakturagrunnlag-{made.number}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said here of the basis, as a file for the hospital."""
    reader = Reader.of(request)
    require(reader.actor, "check-basis")
    made = queries.answer_file(reader, pk)
    response = HttpResponse(answer_to_json(made), content_type="application/json")
    name = f"svar-{made.number}.json"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def receive_answer(request: HttpRequest) -> HttpResponse:
    """Take in what a bydel says of a basis that was issued here."""
    reader = Reader.of(request)
    require(reader.actor, "take-answer")
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    form.fields["file"].help_text = _("JSON, slik bydelen lastet den ned.")
    if posted and form.is_valid():
        try:
            row, count = take_answer(reader.actor, form.cleaned_data["file"].read(MOST_BYTES + 1))
        except NotTaken as refused:
            form.add_error("file", str(refused))
        except BadAnswer:
            form.add_error("file", _("Filen er ikke et svar på et grunnlag, eller den er endret underveis."))
        else:
            told = ngettext(
                "Svaret er tatt imot: %(count)d ny linje.",
                "Svaret er tatt imot: %(count)d nye linjer.",
                count,
            )
            messages.success(request, told % {"count": count})
            return redirect("basis", row.pk)
    return render(
        request,
        "settlement/receive_answer.html",
        {"here": "settlement", "form": form},
        status=400 if form.errors else 200,
    )
