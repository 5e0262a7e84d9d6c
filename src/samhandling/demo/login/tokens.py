"""Tokens that open one log-in: made by the page that shows the buttons, worth one click, soon worth none."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

KEY = "demo-token"
LASTS = 300  # seconds


def issue(session: SessionBase) -> str:
    """A new token in this browser's session; an earlier one is worth nothing from now on."""
    token = secrets.token_urlsafe(32)
    session[KEY] = [token, time.time() + LASTS]
    return token


def consume(session: SessionBase, token: str) -> bool:
    """Tell whether the token is this session's and in time. Either way it is spent."""
    kept, ends = session.pop(KEY, ["", 0])
    return bool(kept) and time.time() < ends and secrets.compare_digest(kept.encode(), token.encode())
