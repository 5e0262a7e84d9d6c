"""Writing local acts into a stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.journal.models import Message
from samhandling.node.patients.actions import record_act
from samhandling.stay.acts import KINDS, Circumstance, from_record

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.access.actor import Actor
    from samhandling.node.access.models import User
    from samhandling.node.patients.models import LocalAct
    from samhandling.node.stays.account import StayAccount

DETAIL_TEXT = 2000


def act(  # noqa: PLR0913  what an act is
    actor: Actor,
    account: StayAccount,
    kind: str,
    detail: dict[str, Any],
    *,
    about: str = "",
    happened_at: dt.datetime | None = None,
) -> LocalAct:
    """Write a local act into this stay: one of `samhandling.stay.acts.KINDS`, `detail` as JSON values.

    `about` is the MsgId that it concerns; without one it is tied to the stay's first message, so that it
    stays in this stay. Raises NotAllowed; Conflict for a detail that does not fit the kind.
    """
    at = happened_at or clock.now()
    _require_sound(kind, detail, account, at)
    return record_act(
        actor,
        kind,
        account.patient,
        happened_at=at,
        detail=detail,
        message=_message(account, about),
    )


def person(actor: Actor) -> User:
    """The person behind an actor. Raises Conflict where a program acts."""
    if actor.user is None:
        raise Conflict("Only a person can do this")
    return actor.user


def this_second() -> dt.datetime:
    """To the second, as messages tell time: an act and its message are of the same moment."""
    return clock.now().replace(microsecond=0)


def _message(account: StayAccount, about: str) -> Message | None:
    first = account.stay.messages[0].msg_id if account.stay.messages else ""
    key = account.message_pks.get(about or first)
    return Message.objects.filter(pk=key).first() if key else None


def _require_sound(kind: str, detail: dict[str, Any], account: StayAccount, at: dt.datetime) -> None:
    told = Circumstance("0", at, "", account.stay.hospital.virksomhet, account.stay.patient)
    try:
        if kind not in KINDS or from_record(kind, detail, told) is None:
            raise Conflict(f"{kind} is no act of a stay")
    except (KeyError, TypeError, ValueError) as fault:
        raise Conflict(f"The detail does not fit {kind}: {fault}") from fault
