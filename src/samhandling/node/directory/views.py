"""Adresser: the directory, and what Adresseregisteret says of a HER-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samhandling.errors import Conflict
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.directory import presenters, queries
from samhandling.node.directory.account import NoRegister, is_set_up
from samhandling.node.directory.actions import take_from_register
from samhandling.node.directory.asking import asking
from samhandling.node.directory.forms import HerForm
from samhandling.node.directory.words import fault_words
from samhandling.node.web.pages import number_of
from samhandling.transport.address_register import RegisterError, UnknownHer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.errors import SamhandlingError
    from samhandling.node.directory.asking import Found

UNABLE = 503
FAULTS = (RegisterError, NoRegister, Conflict)


def directory(request: HttpRequest) -> HttpResponse:
    """The directory, and a form that asks for a HER-id."""
    reader = Reader.of(request)
    require(reader.actor, "update-directory")
    form = HerForm(request.GET if "her" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("address", form.cleaned_data["her"])
    return _directory(request, reader, form, status=422 if form.errors else 200)


def address(request: HttpRequest, her: int) -> HttpResponse:
    """What the register says of a HER-id beside what stands here; posted, it is asked again and taken."""
    reader = Reader.of(request)
    require(reader.actor, "update-directory")
    if not is_set_up(settings.HOME):
        return redirect("directory")  # which says so
    try:
        found = _look_up(her)
        if request.method == "POST":
            return _take(request, reader, found)
    except FAULTS as fault:
        return _refused(request, reader, her, fault)
    page = presenters.address_page(queries.compared(reader, found))
    return render(request, "directory/address.html", {"here": "directory", "page": page})


def _look_up(her: int) -> Found:
    with asking() as register:
        return register.look_up(her)


def _take(request: HttpRequest, reader: Reader, found: Found) -> HttpResponse:
    taken = take_from_register(reader.actor, found)
    told = {"name": taken.name, "her": taken.her}
    if taken.withdrawn:
        messages.warning(request, _("%(name)s (%(her)s) er ute av bruk, og tilbys ikke som mottaker.") % told)
    else:
        messages.success(request, _("%(name)s (%(her)s) er hentet fra Adresseregisteret.") % told)
    return redirect("directory")


def _refused(request: HttpRequest, reader: Reader, her: int, fault: SamhandlingError) -> HttpResponse:
    form = HerForm({"her": str(her)})
    form.is_valid()
    words = fault_words(fault)
    if isinstance(fault, UnknownHer | Conflict):
        form.add_error("her", words)
        return _directory(request, reader, form, status=422)
    return _directory(request, reader, form, fault=words, status=UNABLE)


def _directory(
    request: HttpRequest, reader: Reader, form: HerForm, *, fault: str = "", status: int = 200
) -> HttpResponse:
    held = queries.held(reader, number_of(request))
    shown = {
        "here": "directory",
        "form": form,
        "fault": fault,
        "set_up": is_set_up(settings.HOME),
        "groups": presenters.groups(held),
        "before": held.number - 1,
        "more": held.number + 1 if held.more else 0,
    }
    return render(request, "directory/directory.html", shown, status=status)
