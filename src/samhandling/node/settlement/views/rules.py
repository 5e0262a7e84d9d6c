"""Regler og avtaler."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samhandling.node import clock
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.settlement import queries
from samhandling.node.settlement.actions import rules as actions
from samhandling.node.settlement.forms import AgreementForm, RuleForm
from samhandling.node.settlement.presenters import rules as presenters
from samhandling.node.settlement.values import written
from samhandling.node.stays import refolding
from samhandling.node.stays.in_force import rules_in_force
from samhandling.node.web.news import NO_NEWS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.stay.rules import Rules

FIRST_YEAR = 2019


def rules(request: HttpRequest) -> HttpResponse:
    """What is unset, what holds, and the agreements."""
    reader, today = Reader.of(request), _today()
    require(reader.actor, "read-rules")
    known, names = rules_in_force(), _names()
    settings = presenters.setting_rows(known, today, names)
    prices = presenters.price_rows(known, FIRST_YEAR)
    return render(
        request,
        "settlement/rules.html",
        {
            "here": "rules",
            "unset": [row for row in (*prices, *settings) if row.unset],
            "prices": prices,
            "settings": settings,
            "agreements": [presenters.agreement_row(one) for one in queries.agreements(reader)],
            "sets": may(reader.actor, "set-rules"),
            "refolding": refolding.progress(),
        },
    )


def progress(request: HttpRequest) -> HttpResponse:
    """How far folding everybody anew has come; 204 when the page shows that already."""
    require(Reader.of(request).actor, "read-rules")
    now = refolding.progress()
    if now and request.GET.get("since", "") == str(now.done):
        return HttpResponse(status=NO_NEWS)
    return render(request, "settlement/refolding.html", {"refolding": now, "was": True})


def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: its clauses, its versions, and a form for a new one."""
    reader = Reader.of(request)
    versions = queries.rule_versions(reader, key)
    sets = may(reader.actor, "set-rules")
    known, names = rules_in_force(), _names()
    form = _rule_form(request, key, known) if sets else None
    if request.method == "POST":
        require(reader.actor, "set-rules")
        if form and form.is_valid():
            actions.set_rule(reader.actor, key, **form.cleaned_data)
            messages.success(request, _("Verdien er satt, og gjelder fra nå av i alle beregninger."))
            return redirect("rules")
    return render(
        request,
        "settlement/rule.html",
        {
            "here": "rules",
            "key": key,
            "title": presenters.rule_title(known, key),
            "form": form,
            "versions": presenters.version_rows(versions, names),
            "shipped": _shipped(key, names),
        },
        status=400 if form and form.errors else 200,
    )


def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """One agreement: its versions and clauses, and a form for a new version."""
    reader = Reader.of(request)
    found = queries.agreement(reader, key)
    sets = may(reader.actor, "set-rules")
    form = _agreement_form(request, found) if sets else None
    if request.method == "POST":
        require(reader.actor, "set-rules")
        if form and form.is_valid():
            _write(reader, key, form)
            messages.success(request, _("Versjonen er lagt til."))
            return redirect("agreement", key)
    return render(
        request,
        "settlement/agreement.html",
        {
            "here": "rules",
            "found": found,
            "name": found.listed.name,
            "row": found.listed.row,
            "form": form,
        },
        status=400 if form and form.errors else 200,
    )


def _write(reader: Reader, key: str, form: AgreementForm) -> None:
    told = form.cleaned_data
    plain = ("version", "name", "valid_from", "valid_to", "text", "source", "source_date")
    actions.write_agreement(
        reader.actor,
        key,
        parties=form.parties_given(),
        clauses=form.clauses(),
        verified=told["verified"] == "yes",
        **{name: told[name] for name in plain},
    )


def _rule_form(request: HttpRequest, key: str, known: Rules) -> RuleForm:
    agreements = {one.id: one.name for one in known.agreements}
    data = request.POST if request.method == "POST" else None
    return RuleForm(key, _partners(), agreements, data, initial=_initial(request, key, known))


def _initial(request: HttpRequest, key: str, known: Rules) -> dict[str, Any]:
    if key == "price":
        year = _year(request.GET.get("year", ""))
        return {"valid_from": dt.date(year, 1, 1), "valid_to": dt.date(year, 12, 31)}
    row = known.setting(key, _today())
    value = known.value(key, _today())
    return {
        "value": "" if value is None else written(key, value),
        "valid_from": _today(),
        "agreement": row.agreement if row else "",
    }


def _agreement_form(request: HttpRequest, found: queries.Agreed) -> AgreementForm:
    settings = {row.key: row.name for row in rules_in_force().settings}
    parties = found.versions[0].parties if found.versions else found.listed.parties
    initial = {"name": found.listed.name, "parties": "\n".join(parties), "valid_from": _today()}
    return AgreementForm(settings, request.POST if request.method == "POST" else None, initial=initial)


def _shipped(key: str, names: dict[int, str]) -> list[presenters.RuleRow]:
    from samhandling.stay.rules import rules as shipped

    if key == "price":
        return presenters.price_rows(shipped(), FIRST_YEAR)
    return [row for row in presenters.setting_rows(shipped(), _today(), names) if row.key == key]


def _partners() -> dict[int, str]:
    return {one.her: one.name for one in queries.partners()}


def _names() -> dict[int, str]:
    return _partners()


def _year(text: str) -> int:
    this = _today().year
    if not text:
        return this
    if not (text.isascii() and text.isdigit() and this - 20 <= int(text) <= this + 5):
        raise Http404
    return int(text)


def _today() -> dt.date:
    return timezone.localtime(clock.now()).date()
