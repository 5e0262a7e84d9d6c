"""Svar: the bydel answers the notice that a patient is utskrivningsklar, and asks for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.patients.presenters import line
from samhandling.node.stays import actions, board_rows, needs, queries, registering, words
from samhandling.node.stays.forms import AskForm, ReplyForm
from samhandling.node.stays.signing import remember
from samhandling.node.stays.stay_page import answers
from samhandling.node.stays.views.stay import could_not
from samhandling.stay.stays import PeriodState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.stays.account import StayAccount


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The four choices, each a button; the fields are for those who want to say more."""
    reader = Reader.of(request)
    require(reader.actor, "answer-ready")
    account = queries.stay_of(reader, pk)
    form = ReplyForm(account.rules, reader.actor, request.POST or None, initial=_usual(account, reader))
    if request.method == "POST" and _answered(request, reader, account, form):
        return redirect("stay", account.pk)
    period = account.running
    runs = period is not None and period.state is PeriodState.OPEN
    return render(
        request,
        "stays/reply.html",
        {
            "here": "board",
            "pk": account.pk,
            "patient": line(account.patient),
            "form": form,
            "choices": [(row.choice, words.said(row.name), row.sentence) for row in account.rules.sentences],
            "ready": period.ready.value.words() if runs and period and period.ready else "",
            "hospital": account.stay.hospital.name,
            "may_answer": runs and answers(account, reader.actor),
        },
    )


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A forespørsel to the ward that names what is missing."""
    reader = Reader.of(request)
    require(reader.actor, "send-message")
    account = queries.stay_of(reader, pk)
    form = AskForm(reader.actor, request.POST or None, initial={"question": _question(account)})
    if request.method == "POST" and form.is_valid():
        try:
            remember(reader.actor, form)
            registering.ask(reader.actor, account, form.cleaned_data["question"])
        except (Conflict, InvalidMessage):
            messages.error(request, could_not())
        else:
            messages.success(request, _("Spørsmålet er sendt."))
        return redirect("stay", account.pk)
    shown = {"here": "board", "pk": account.pk, "patient": line(account.patient), "form": form}
    return render(request, "stays/ask.html", shown)


def _answered(request: HttpRequest, reader: Reader, account: StayAccount, form: ReplyForm) -> bool:
    if not form.is_valid():
        return False
    try:
        remember(reader.actor, form)
        actions.answer(reader.actor, account, form.reply(request.POST.get("choice", "")))
    except (Conflict, InvalidMessage, KeyError, ValueError):
        messages.error(request, could_not())
        return True
    messages.success(request, _("Svaret er sendt til sykehuset."))
    return True


def _usual(account: StayAccount, reader: Reader) -> dict[str, str]:
    """What was answered before, and whom the hospital can ring."""
    period, user = account.running, reader.actor.user
    said = period.reply.said if period and period.reply else None
    own = ", ".join(filter(None, (user.full_name, user.phone))) if user else ""
    return {
        "place": said.place if said else "",
        "service": said.service if said else "",
        "contact": said.contact if said and said.contact else own,
    }


def _question(account: StayAccount) -> str:
    told: dict[str, str] = {}
    for one in account.stay.documents:
        if one.counts:
            told |= account.document_needs.get(one.msg_id, {})
    labels = board_rows.need_words()
    lines = [f"– {labels[key]}" for key in needs.missing(told)]
    asked = _("Vi planlegger for pasienten og mangler dette:")
    return "\n".join([asked, *lines]) if lines else asked
