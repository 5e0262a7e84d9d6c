"""Refusals: the body MshApiProblemDetails and our table of error codes.

NHN's own table is not public; codes of theirs that were seen in other clients are not imitated in meaning.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from enum import IntEnum
from http import HTTPStatus

from samhandling.hub.http import Answer, Request, answer_json


class ErrorCode(IntEnum):
    """The hub's error codes (docs/adr/0005)."""

    INTERNAL = 0
    INVALID = 1001  # a field, header or parameter is missing or has the wrong shape
    UNREADABLE = 1002  # the body is no JSON, or the document is no MsgHead
    TOO_LARGE = 1003
    NO_SUCH_PATH = 1004
    UNAUTHENTICATED = 1010
    FOREIGN_HER = 1100  # the HER-id is not the caller's
    NOT_A_PARTY = 1101  # the caller is neither sender nor receiver
    NOT_CONFIGURED = 1102  # the HER-id has not been registered with PUT /mshconfigurations
    LOCKED = 1103  # another client has locked the HER-id
    NOT_FOUND = 1200
    MISMATCH = 1201  # what was said outside the document is not what it says
    UNKNOWN_RECEIVER = 1202
    RECEIPT_GIVEN = 1210  # another receipt was given already, and the first is final
    NO_RECEIPT_POSSIBLE = 1211


class Problem(Exception):
    """A refusal on its way to the client."""

    def __init__(
        self,
        status: int,
        code: ErrorCode,
        detail: str,
        faults: Iterable[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.faults, self.headers = list(faults), dict(headers or {})

    def answer(self, request: Request) -> Answer:
        """Return the answer with its problem body."""
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "instance": request.path,
            "errorCode": int(self.code),
            "requestId": str(uuid.uuid4()),
            "validationErrors": self.faults or None,
            "stackTrace": None,
            "timestamp": dt.datetime.now(tz=dt.UTC).isoformat(),
        }
        return answer_json(body, self.status, self.headers, "application/problem+json")


def invalid(*faults: str) -> Problem:
    """Return the refusal of a request with faulty fields."""
    return Problem(400, ErrorCode.INVALID, "The request is not as the API describes it", faults)
