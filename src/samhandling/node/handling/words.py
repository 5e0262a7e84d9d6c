"""Cases in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samhandling.node.handling.models import Case, CaseAct
from samhandling.node.web import wording
from samhandling.node.web.marks import Mark
from samhandling.standards import catalogue

if TYPE_CHECKING:
    import datetime as dt

HOUR = 60


def type_name(code: str) -> str:
    """The name of a type; an unknown code keeps its own."""
    row = catalogue.type_of(code) if code else None
    return row.name if row else code


def is_late(case: Case, now: dt.datetime) -> bool:
    """Whether nobody has taken it in time, or it waits no longer. `now` is aware."""
    waits = case.state in {Case.State.NEW, Case.State.WAITING}
    return waits and case.due_at is not None and case.due_at < now


def case_mark(case: Case, now: dt.datetime) -> Mark:
    """How a case stands, in a few words."""
    name = case.assignee.full_name if case.assignee else ""
    if case.state == Case.State.NEW:
        return _untaken_mark(case, now)
    if case.state == Case.State.TAKEN:
        return Mark(_("Hos %(name)s") % {"name": name}, "info")
    if case.state == Case.State.DONE:
        return Mark(_("Ferdig behandlet"), "success")
    if is_late(case, now):
        return Mark(_("Ventetiden er ute, hos %(name)s") % {"name": name}, "warning")
    told = {"moment": wording.moment(case.until), "name": name}
    return Mark(_("Venter til %(moment)s, hos %(name)s") % told)


def act_words(act: CaseAct) -> str:
    """What somebody did, for the list of what was done."""
    told = {"name": act.assignee.full_name if act.assignee else "", "moment": wording.moment(act.until)}
    said = {
        CaseAct.Kind.TAKE: _("Tok saken"),
        CaseAct.Kind.ASSIGN: _("Tildelte saken til %(name)s"),
        CaseAct.Kind.RELEASE: _("La saken tilbake i køen"),
        CaseAct.Kind.WAIT: _("Satte på vent til %(moment)s"),
        CaseAct.Kind.DONE: _("Ferdig behandlet"),
        CaseAct.Kind.REOPEN: _("Åpnet saken igjen"),
    }
    return said[CaseAct.Kind(act.kind)] % told


def minutes_words(minutes: int) -> str:
    """A limit in words."""
    if not minutes:
        return _("Varsles ikke")
    if minutes % HOUR:
        return ngettext("%(n)s minutt", "%(n)s minutter", minutes) % {"n": minutes}
    hours = minutes // HOUR
    return ngettext("%(n)s time", "%(n)s timer", hours) % {"n": hours}


def _untaken_mark(case: Case, now: dt.datetime) -> Mark:
    if is_late(case, now):
        return Mark(_("Ikke tatt i tide"), "danger")
    if case.due_at is None:
        return Mark(_("Ingen har tatt saken"), "warning")
    return Mark(_("Tas innen %(moment)s") % {"moment": wording.moment(case.due_at)}, "warning")
