"""What the policy refuses becomes a page that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from samhandling.errors import NotAllowed
from samhandling.node.discretion.blocks import Blocked, NeedsReason
from samhandling.node.web.errors import blocked, no_access

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class RefuseInWords:
    """Middleware: `NotAllowed` anywhere in a view gives the 403 page, or the way to open with a reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NeedsReason):
            return redirect("patient-open", exception.patient_id)
        if isinstance(exception, Blocked):
            return blocked(request, exception.patient_id)
        return no_access(request, exception) if isinstance(exception, NotAllowed) else None
