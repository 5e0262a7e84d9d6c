"""Everything that a folder of documents comes to at one time, under one set of rules."""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from samhandling.errors import MessageError
from samhandling.standards.limits import LIMITS
from samhandling.stay import as_json
from samhandling.stay.events import Message, Receipt
from samhandling.stay.fold import fold
from samhandling.stay.ledger import Day, period_ledger, total
from samhandling.stay.obligations import Obligation, obligations
from samhandling.stay.reading import read
from samhandling.stay.rules import Rules
from samhandling.stay.stays import Period, Stay


class Account(NamedTuple):
    """Everything that a folder comes to."""

    now: datetime
    messages: tuple[Message, ...]
    receipts: tuple[Receipt, ...]
    ignored: tuple[str, ...]
    stays: tuple[Stay, ...]
    owed: tuple[tuple[Stay, tuple[Obligation, ...]], ...]
    periods: tuple[tuple[Stay, Period, tuple[Day, ...]], ...]

    @property
    def days(self) -> list[tuple[Stay, Day]]:
        rows = [(stay, day) for stay, _, days in self.periods for day in days]
        return sorted(rows, key=lambda row: (row[1].date, row[1].period))


def said_at(event: Message | Receipt) -> datetime:
    """When a message was said, or a receipt given."""
    return event.said_at if isinstance(event, Message) else event.at


def account_of(
    events: list[Message | Receipt], ignored: list[str], now: datetime, in_force: Rules
) -> Account:
    """Fold the events, and judge what is owed and who pays at this now."""
    stays = fold(events, rules=in_force)
    return Account(
        now=now,
        messages=tuple(e for e in events if isinstance(e, Message)),
        receipts=tuple(e for e in events if isinstance(e, Receipt)),
        ignored=tuple(ignored),
        stays=stays,
        owed=tuple((one, obligations(one, in_force, now)) for one in stays),
        periods=tuple(
            (one, period, period_ledger(one, period, in_force, now))
            for one in stays
            for period in one.periods
        ),
    )


def events_in(folder: Path) -> tuple[list[Message | Receipt], list[str]]:
    """Every message and receipt in a folder and below it, and the names of the files that are neither."""
    events: list[Message | Receipt] = []
    ignored = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        event = _event(path)
        if event is None:
            ignored.append(str(path.relative_to(folder)))
        else:
            events.append(event)
    return events, ignored


def _event(path: Path) -> Message | Receipt | None:
    try:
        return read(path.read_bytes()) if path.stat().st_size <= LIMITS.max_bytes else None
    except (MessageError, OSError):
        return None


def account_json(account: Account) -> dict[str, Any]:
    """The whole account as JSON values."""
    days = [day for _, day in account.days]
    return {
        "now": as_json.time_text(account.now),
        "stays": [as_json.stay_json(one) for one in account.stays],
        "events": as_json.events_json(account.stays, account.messages, account.receipts),
        "obligations": [
            as_json.obligation_json(one, as_json.stay_id(stay)) for stay, some in account.owed for one in some
        ],
        "periods": [
            as_json.period_json(period, own, as_json.stay_id(stay)) for stay, period, own in account.periods
        ],
        "ledger": [as_json.day_json(day, as_json.stay_id(stay)) for stay, day in account.days],
        "total": total(days).total,
        "totals": as_json.sum_json(total(days)),
        "ignored": list(account.ignored),
    }
