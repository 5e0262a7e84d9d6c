"""What an answer that is not a success means: try later, or a person must act."""

import json
from typing import Any

from samhandling.errors import CarrierError, CarrierRefused, CarrierUnavailable
from samhandling.transport.wire import Answer, Asked

# 401 is about our key or clock and not about the parcel; the rest are the service's own trouble or locks.
_LATER = frozenset({401, 408, 423, 425, 429})
_LONGEST_TEXT = 2000


class ServerFault(CarrierUnavailable):
    """The service failed inside (500), or its answer cannot be read. It may be about this one document."""


def error_of(asked: Asked, answer: Answer, body: bytes) -> CarrierError:
    """Return the error that a problem answer stands for, with the service's own words in its text."""
    text = f"{asked.method} {asked.path}: {describe(answer.status, body)}"
    if answer.status == 500:
        return ServerFault(text, retry_after=_retry_after(answer))
    if answer.status in _LATER or answer.status >= 500:
        return CarrierUnavailable(text, retry_after=_retry_after(answer))
    return CarrierRefused(text)


def describe(status: int, body: bytes) -> str:
    """Return a problem body as one line: status, error code, title, detail and validation errors."""
    problem = _problem(body)
    if not problem:
        return f"{status} {body[:_LONGEST_TEXT].decode('utf-8', 'replace')}".strip()
    parts = [str(problem.get(name) or "") for name in ("title", "detail", "error", "error_description")]
    faults = problem.get("validationErrors")
    parts += [str(fault) for fault in faults] if isinstance(faults, list) else []
    code, request = problem.get("errorCode"), problem.get("requestId")
    said = f"{status} errorCode {code}: " if code is not None else f"{status} "
    said += "; ".join(part for part in parts if part)
    return (said + (f" (requestId {request})" if request else ""))[:_LONGEST_TEXT]


def _problem(body: bytes) -> dict[str, Any]:
    try:
        problem = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return problem if isinstance(problem, dict) else {}


def _retry_after(answer: Answer) -> float | None:
    """Return the header Retry-After in seconds, where it is a number."""
    value = answer.header("retry-after")
    return float(value) if value.isdigit() else None
