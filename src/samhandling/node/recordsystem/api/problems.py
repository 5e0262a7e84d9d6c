"""Refusals as application/problem+json (RFC 9457). `code` is fixed and for programs, `detail` for people."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse

from samhandling.errors import Conflict, MessageError, NotAllowed, SamhandlingError
from samhandling.node.patients.realness import WrongWorld
from samhandling.node.recordsystem.handing import KeyUsed

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"
FHIR = "application/fhir+json"
MOST_ISSUES = 100


class Problem(Exception):
    """A refusal on its way to the caller."""

    def __init__(
        self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.headers, self.more = dict(headers or {}), more

    def response(self) -> JsonResponse:
        body = {
            "type": f"urn:samhandling:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.more,
        }
        return JsonResponse(body, status=self.status, headers=self.headers, content_type=MEDIA_TYPE)

    def as_outcome(self) -> JsonResponse:
        """The same as a FHIR OperationOutcome."""
        body = outcome("error", ISSUES.get(self.status, "processing"), self.detail)
        return JsonResponse(body, status=self.status, headers=self.headers, content_type=FHIR)


ISSUES = {
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    413: "too-long",
    429: "throttled",
    503: "transient",
}
"""Status → issue type of FHIR."""


def outcome(severity: str, code: str, text: str) -> dict[str, Any]:
    """An OperationOutcome with one issue."""
    issue = {"severity": severity, "code": code, "diagnostics": text}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def problem_of(fault: SamhandlingError) -> Problem:
    """What an error of ours is to the caller."""
    if isinstance(fault, MessageError):
        return Problem(422, "not-fit-to-send", "The message is not fit to send", issues=_issues(fault))
    if isinstance(fault, WrongWorld):
        return Problem(422, "wrong-world", str(fault))
    if isinstance(fault, KeyUsed):
        return Problem(422, "key-used", str(fault))
    if isinstance(fault, NotAllowed):
        return Problem(403, "not-allowed", str(fault))
    if isinstance(fault, Conflict):
        return Problem(409, "conflict", str(fault))
    raise fault


def _issues(fault: MessageError) -> list[dict[str, Any]]:
    return [
        {"line": i.line, "path": i.path, "rule": i.rule, "severity": i.severity, "text": i.message}
        for i in fault.issues[:MOST_ISSUES]
    ]
