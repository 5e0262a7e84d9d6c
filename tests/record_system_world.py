"""A node with a record system beside it, for tests of screens."""

from __future__ import annotations

import datetime as dt

from adt_messages import adt
from node_home import SYKEPLEIE
from samhandling.node.access.actor import WORKER
from samhandling.node.delivery.heartbeat import Pulse
from samhandling.node.patients.models import LocalAct
from samhandling.node.recordsystem.actions import make_token, switch, withdraw_token
from samhandling.node.recordsystem.events.mllp import answer
from samhandling.node.recordsystem.tokens import SCOPES

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
"""When the events of Borghild's stay are told."""


def kinds() -> list[str]:
    """The kinds of the local acts that there are, as they came."""
    return list(LocalAct.objects.order_by("pk").values_list("kind", flat=True))


def beside_a_record_system() -> None:
    """Two tokens, one withdrawn; a listener that has heard good and bad; one service in lyttemodus."""
    make_token(WORKER, "DIPS Arena", tuple(SCOPES))
    make_token(WORKER, "Prøve i fjor", tuple(SCOPES)[:1])
    withdraw_token(WORKER, "Prøve i fjor")
    for event in (adt("A01"), adt("A03", visit=""), adt("A05")):
        answer(event)
    switch(WORKER, SYKEPLEIE, listening=True)
    Pulse("mllp").beat()
    Pulse("folders").beat("PermissionError")
