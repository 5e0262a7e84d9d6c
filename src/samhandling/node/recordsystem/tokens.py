"""Bearer tokens: `shs_HANDLE_SECRET`. The handle finds the row, the secret proves the right to it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from samhandling.node import clock
from samhandling.node.recordsystem.models import Token

SEND, FETCH, COPY, EVENTS = "messages:send", "messages:read", "messages:copy", "events:write"
SCOPES = {
    SEND: _("Levere meldinger til sending"),
    FETCH: _("Hente meldinger og kvitteringer"),
    COPY: _("Levere kopier i lyttemodus"),
    EVENTS: _("Melde pasienter og opphold (FHIR)"),
}
_SHAPE = re.compile(r"shs_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_NOBODY = "0" * 64
NOTED_EVERY = timedelta(minutes=1)


class Minted(NamedTuple):
    """A new token: what is stored, and the text that is shown once."""

    handle: str
    digest: str
    text: str


def mint() -> Minted:
    """A token that nobody has."""
    handle, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    return Minted(handle, _digest(secret), f"shs_{handle}_{secret}")


def token_of(text: str) -> Token | None:
    """The token that stands, None for any other text. As long for a wrong secret as for an unknown handle."""
    shape = _SHAPE.fullmatch(text)
    handle, secret = shape.groups() if shape else ("", "")
    found = Token.objects.select_related("user").filter(handle=handle, withdrawn_at=None).first()
    right = hmac.compare_digest(found.digest if found else _NOBODY, _digest(secret))
    return _noted(found) if found and right else None


def _noted(token: Token) -> Token:
    """Write now and then that it is in use."""
    now = clock.true_now()
    if token.used_at is None or now - token.used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
