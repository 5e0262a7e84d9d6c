"""Oppgjør: the month with each partner, the ledger of one, and confirming who pays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.settlement import queries
from samhandling.node.settlement.actions import bases, payers
from samhandling.node.settlement.forms import PayerForm
from samhandling.node.settlement.presenters import settlement as presenters
from samhandling.stay.invoice import Party

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def settlement(request: HttpRequest) -> HttpResponse:
    """A month with each partner: the one that the address names, else the last one, else this one."""
    reader = Reader.of(request)
    month = month_in(request.GET.get("month", "")) if "month" in request.GET else _last_month()
    rows = queries.overview(reader, month)
    if not rows and "month" not in request.GET:  # nothing to settle yet: what is on its way
        month = _today().replace(day=1)
        rows = queries.overview(reader, month)
    return render(
        request,
        "settlement/overview.html",
        {
            "here": "settlement",
            "months": presenters.months(month, _today()),
            "rows": [presenters.partner_row(row, month) for row in rows],
            "hospital": settings.HOME.kind == "hospital",
            "takes_answers": settings.HOME.kind == "hospital" and may(reader.actor, "take-answer"),
            "takes_in": settings.HOME.kind != "hospital" and may(reader.actor, "check-basis"),
        },
    )


def partner(request: HttpRequest, month: str, her: int) -> HttpResponse:
    """One partner's month, day by day."""
    reader = Reader.of(request)
    found = queries.partner_month(reader, her, month_in(month))
    return render(
        request,
        "settlement/partner.html",
        {
            "here": "settlement",
            "page": presenters.partner_page(found, _today()),
            "issues": found.draft is not None and may(reader.actor, "issue-basis"),
            "confirms": may(reader.actor, "confirm-payer"),
            "disputes": may(reader.actor, "write-dispute"),
        },
    )


@require_POST
def issue(request: HttpRequest, month: str, her: int) -> HttpResponse:
    """Freeze the month's basis."""
    reader = Reader.of(request)
    require(reader.actor, "issue-basis")
    found = queries.partner_month(reader, her, month_in(month))
    try:
        row = bases.issue_basis(reader.actor, Party(her, found.name), found.month)
    except Conflict:
        messages.error(request, _("Grunnlaget kan ikke utstedes nå. Se hva som står i veien."))
        return redirect("partner", month, her)
    messages.success(request, _("Grunnlag %(number)s er utstedt.") % {"number": row.number})
    return redirect("basis", row.pk)


def payer(request: HttpRequest, period: str) -> HttpResponse:
    """Confirm who pays for a period."""
    reader = Reader.of(request)
    require(reader.actor, "confirm-payer")
    found = queries.period(reader, period)
    form = PayerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        payers.confirm_payer(reader.actor, found, **form.cleaned_data)
        messages.success(request, _("Betaleren er bekreftet."))
        return redirect(*presenters.place_of(found, _today()))
    return render(
        request,
        "settlement/payer.html",
        {"here": "settlement", "form": form, "page": presenters.payer_page(found)},
        status=400 if form.errors else 200,
    )


def month_in(text: str) -> dt.date:
    """`2026-10` as the first day of the month. Raises Http404."""
    try:
        month = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    if not 2012 <= month.year <= _today().year + 1:
        raise Http404
    return month


def _last_month() -> dt.date:
    return (_today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def _today() -> dt.date:
    return timezone.localtime(clock.now()).date()
