"""Oppgaver: what waits for a person, and settling it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import actions, presenters, queries
from samhandling.node.correspondence.forms import SolvedForm
from samhandling.node.delivery import actions as delivery_actions
from samhandling.node.patients import actions as patient_actions
from samhandling.node.patients import presenters as patient_presenters
from samhandling.node.patients import queries as patient_queries
from samhandling.node.patients.actions import NumberTaken
from samhandling.node.patients.newcomers import register_newcomer
from samhandling.node.patients.realness import WrongWorld
from samhandling.node.web.searches import asked_text, to_search

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.correspondence.models import Task


def tasks(request: HttpRequest) -> HttpResponse:
    """Open tasks, oldest first, and those that were solved last."""
    reader = Reader.of(request)
    patients = may(reader.actor, "read-patient")
    asked = request.GET.get("side", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 6 and int(asked) else 1
    found = queries.tasks(reader, page)
    rows = [presenters.task_row(task, patients=patients) for task in found[: queries.TASKS_SHOWN]]
    solved = [presenters.task_row(task, patients=patients) for task in queries.solved_tasks(reader)]
    shown = {"here": "tasks", "rows": rows, "solved": solved, "patients": patients}
    shown |= {"before": page - 1, "after": page + 1 if len(found) > queries.TASKS_SHOWN else 0}
    return render(request, "correspondence/tasks.html", shown)


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task. For an unknown patient: whom the message names, and a search for whom it may be."""
    reader = Reader.of(request)
    found = queries.task(reader, pk)
    if request.method == "POST":
        return to_search(request, request.POST.get("text", ""))
    return _page(request, reader, found, SolvedForm())


def _page(
    request: HttpRequest, reader: Reader, found: Task, form: SolvedForm, status: int = 200
) -> HttpResponse:
    text = asked_text(request)
    hits = patient_queries.search(reader, text) if text else None
    patients = [patient_presenters.line(one, numbers=True) for one in hits.patients] if hits else []
    names = may(reader.actor, "read-patient")
    page = presenters.task_page(found, queries.phones_for(found), clock.now(), patients=names)
    return render(
        request,
        "correspondence/task.html",
        {
            "here": "tasks",
            "task": page,
            "opens": may(reader.actor, "read-message"),
            "registers": may(reader.actor, "register-patient"),
            "text": text,
            "searched": hits is not None,
            "patients": patients,
            "form": form,
        },
        status=status,
    )


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which patient a message is about."""
    reader = Reader.of(request)
    found = queries.task(reader, pk)
    patient = patient_queries.chosen(reader, _number(request.POST.get("patient", "")))
    try:
        patient_actions.settle_unknown_patient(reader.actor, found, patient)
    except Conflict as conflict:
        messages.error(request, _why(conflict))
        return redirect("task", pk)
    messages.success(request, _("Meldingen er lagt i journalen til pasienten."))
    return redirect("tasks")


@require_POST
def newcomer(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the patient that the message names, and put the message in their record."""
    reader = Reader.of(request)
    require(reader.actor, "register-patient")
    found = queries.task(reader, pk)
    try:
        patient = register_newcomer(reader.actor, found)
    except Conflict as conflict:
        messages.error(request, _why(conflict))
        return redirect("task", pk)
    messages.success(request, _("Pasienten er registrert, og meldingen er lagt i journalen."))
    return redirect("patient", patient.pk)


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Handle what was put aside once more."""
    reader = Reader.of(request)
    found = queries.task(reader, pk)
    try:
        delivery_actions.try_again(reader.actor, found)
    except Conflict as conflict:
        messages.error(request, _why(conflict))
        return redirect("task", pk)
    messages.success(request, _("Det prøves på nytt nå. Går det ikke, kommer oppgaven tilbake."))
    return redirect("tasks")


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a task is done, and what was done."""
    reader = Reader.of(request)
    found = queries.task(reader, pk)
    form = SolvedForm(request.POST)
    if not form.is_valid():
        return _page(request, reader, found, form, status=422)
    try:
        actions.close_task(reader.actor, found, form.cleaned_data["solution"])
    except Conflict as conflict:
        messages.error(request, _why(conflict))
        return redirect("task", pk)
    messages.success(request, _("Oppgaven er løst."))
    return redirect("task", pk)


def _number(text: str) -> int:
    """A key from a form; 0, which nobody has, when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _why(conflict: Conflict) -> str:
    """What to tell the reader; the texts of most conflicts are for the log."""
    if isinstance(conflict, WrongWorld):
        return str(conflict)
    if isinstance(conflict, NumberTaken):
        return _("Nummeret i meldingen hører til en pasient som finnes her. Søk opp pasienten og sammenlign.")
    return _("Det lot seg ikke gjøre. Kanskje har noen gjort det før deg. Se på oppgaven på nytt.")
