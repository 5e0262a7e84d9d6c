"""The record system in words: what each row of its page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.node.delivery.health import Loop
from samhandling.node.delivery.heartbeat import SILENCE
from samhandling.node.delivery.presenters import loop_row
from samhandling.node.recordsystem.reasons import reason_words
from samhandling.node.recordsystem.tokens import SCOPES
from samhandling.node.web.marks import Mark

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.delivery.models import Heartbeat
    from samhandling.node.delivery.presenters import LoopRow
    from samhandling.node.recordsystem.models import Heard, Token


@dataclass(frozen=True)
class TokenRow:
    """A token. `mark` says whether it stands."""

    pk: int
    name: str
    may: str
    made: str
    made_at: dt.datetime
    used_at: dt.datetime | None
    mark: Mark
    stands: bool


@dataclass(frozen=True)
class EventRow:
    """An event, without what it says of anybody."""

    at: dt.datetime
    kind: str
    source: str
    mark: Mark
    reason: str


def token_row(token: Token) -> TokenRow:
    stands = token.withdrawn_at is None
    return TokenRow(
        pk=token.pk,
        name=token.name,
        may=", ".join(str(SCOPES.get(scope, scope)) for scope in token.scopes),
        made=token.made_by,
        made_at=token.made_at,
        used_at=token.used_at,
        mark=Mark(_("Gjelder"), "success") if stands else Mark(_("Trukket tilbake")),
        stands=stands,
    )


def event_row(heard: Heard) -> EventRow:
    """The last reading counts. A caller's own ids may name a patient, so only MSH-10 is shown."""
    readings = sorted(heard.readings.all(), key=lambda one: one.pk)
    last = readings[-1] if readings else None
    told = f"{heard.source} {heard.control_id}" if heard.way == "mllp" else heard.way.upper()
    return EventRow(
        at=heard.at,
        kind=heard.kind,
        source=told,
        mark=_read_as(last.code if last else ""),
        reason=reason_words(last.reason) if last else "",
    )


def _read_as(code: str) -> Mark:
    known = {
        "AA": Mark(_("Lest"), "success"),
        "AE": Mark(_("Ikke lest"), "warning"),
        "AR": Mark(_("Avvist"), "danger"),
    }
    return known.get(code, Mark(_("Under behandling"), "info"))


def loop_rows(beats: dict[str, Heartbeat], now: dt.datetime) -> list[LoopRow]:
    """Whether the folders and the listener live. `now` is true time. One that never ran is left out."""
    return [
        loop_row(Loop(name, (now - beat.at).total_seconds() >= SILENCE, beat.at, beat.problem))
        for name, beat in sorted(beats.items())
    ]
