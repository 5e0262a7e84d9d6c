"""The way in: which verb, whose token, which scope, how often, how much; and every refusal as a problem."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.views.decorators.csrf import csrf_exempt

from samhandling.errors import SamhandlingError
from samhandling.node.access.actor import Actor
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.recordsystem import tokens
from samhandling.node.recordsystem.api.limits import CALLS, STRANGERS
from samhandling.node.recordsystem.api.problems import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from samhandling.node.recordsystem.api.limits import Bucket
    from samhandling.node.recordsystem.models import Token

TOO_MANY = "Too many requests; wait as long as Retry-After says"


@dataclass(frozen=True)
class Caller:
    """Who calls: the token, its user as an actor, and what it may read."""

    token: Token
    reader: Reader

    @property
    def actor(self) -> Actor:
        return self.reader.actor


Verb = tuple[str, "Callable[..., HttpResponse]"]
"""The scope that it asks for, and what answers."""


def endpoint(*, as_fhir: bool = False, **verbs: Verb) -> Callable[..., HttpResponse]:
    """A view that answers these verbs: `endpoint(get=(FETCH, answer))`. Answers get the request and Caller.

    A refusal is problem+json, or an OperationOutcome where the address speaks FHIR.

    A bearer token is no cookie: a browser never sends it by itself, so no CSRF token is needed.
    """

    def view(request: HttpRequest, **places: object) -> HttpResponse:
        try:
            return _answer(verbs, request, places)
        except SamhandlingError as fault:
            return _refusal(problem_of(fault))
        except Problem as problem:
            return _refusal(problem)
        except OperationalError:
            return _refusal(Problem(503, "not-now", "The database is busy; try again", {"Retry-After": "2"}))

    def _refusal(problem: Problem) -> HttpResponse:
        return problem.as_outcome() if as_fhir else problem.response()

    return csrf_exempt(login_not_required(view))


def open_to_all(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that needs no token."""

    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return Problem(405, "no-such-verb", "Only GET", {"Allow": "GET, HEAD"}).response()
        return answer(request)

    return csrf_exempt(login_not_required(view))


def body_of(request: HttpRequest, most: int) -> bytes:
    """The body, if it is no longer than `most` bytes. Raises Problem 413."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    body = request.read(most + 1) if not told.isdigit() or int(told) <= most else b""
    if (told.isdigit() and int(told) > most) or len(body) > most:
        raise Problem(413, "too-large", f"The most is {most} bytes")
    return body


def _answer(verbs: dict[str, Verb], request: HttpRequest, places: dict[str, object]) -> HttpResponse:
    scope, answer = verbs.get((request.method or "").lower(), (None, None))
    if answer is None:
        allowed = ", ".join(verb.upper() for verb in verbs)
        raise Problem(405, "no-such-verb", f"This address answers {allowed}", {"Allow": allowed})
    caller = _caller(request)
    if scope not in caller.token.scopes:
        raise Problem(403, "no-scope", f"The token has no scope {scope}")
    return answer(request, caller, **places)


def _caller(request: HttpRequest) -> Caller:
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    token = tokens.token_of(text.strip()) if kind.lower() == "bearer" else None
    if token is None:
        _slow_down(STRANGERS, request.META.get("REMOTE_ADDR") or "")
        detail = "A token that stands is needed: Authorization: Bearer …"
        raise Problem(401, "no-token", detail, {"WWW-Authenticate": "Bearer"})
    _slow_down(CALLS, token.handle)
    actor = Actor.of(token.user)
    return Caller(token, Reader(actor, own_hers(actor)))


def _slow_down(bucket: Bucket, caller: str) -> None:
    if wait := bucket.wait(caller):
        raise Problem(429, "too-many", TOO_MANY, {"Retry-After": str(math.ceil(wait))})
