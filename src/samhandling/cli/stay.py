"""`samhandling stay`: fold a folder of messages and receipts. No database, no network, no Django."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from samhandling.errors import BadRules, MessageError
from samhandling.standards.definition import OSLO
from samhandling.stay import as_json
from samhandling.stay.events import Message, Receipt
from samhandling.stay.fold import fold
from samhandling.stay.ledger import Day, State, period_ledger, total
from samhandling.stay.obligations import Obligation, Owed, obligations
from samhandling.stay.reading import read
from samhandling.stay.rules import Rules, from_toml, rules
from samhandling.stay.stays import Period, Stay
from samhandling.stay.times import Moment


@click.group()
def stay() -> None:
    """Say what a set of messages and receipts means: what has happened, what is due, who pays."""


class Time(click.ParamType[datetime]):
    """A time with or without zone, or a date, which means the midnight that begins it; Europe/Oslo."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        moment = Moment.read(str(value).replace(" ", "T"))
        if moment.earliest is None:
            self.fail(f"{value!r} is no time such as 2024-05-09T12:00 or 2024-05-09", param, ctx)
        return moment.earliest


@stay.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--now", type=Time(), help="As of this time: what was said later is left out. Without it, the clock's."
)
@click.option("--rules", "rules_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A TOML file laid over the rules that ship: prices, settings, agreements.")  # fmt: skip
@click.option("--language", type=click.Choice(["nb", "en"]), default="nb", show_default=True)
@click.option("--json", "in_json", is_flag=True, help="One JSON object.")
def show(
    folder: Path, now: datetime | None, rules_file: Path | None, language: str, *, in_json: bool
) -> None:
    r"""Fold a folder of message and AppRec XML files; other files are ignored.

    A day is judged at the local midnight that ends it, so the ledger stops at the day before now. A rules
    file holds tables such as:

    \b
        [[price]]
        valid_from = 2025-01-01
        valid_to = 2025-12-31
        kr = 1            # the price of the year
        source = "…"

    \b
        [[setting]]
        key = "reply_deadline_hours"
        value = 3
        source = "…"
    """
    events, ignored = _events(folder)
    if now is not None:
        events = [event for event in events if _said_at(event) <= now]
    account = _account(events, ignored, now or datetime.now(UTC), _rules(rules_file))
    if in_json:
        click.echo(json.dumps(_json(account), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_text(account, language)))


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


def _rules(file: Path | None) -> Rules:
    if file is None:
        return rules()
    try:
        return from_toml(file.read_text("utf-8"))
    except (BadRules, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from error


def _said_at(event: Message | Receipt) -> datetime:
    return event.said_at if isinstance(event, Message) else event.at


def _account(events: list[Message | Receipt], ignored: list[str], now: datetime, in_force: Rules) -> Account:
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


def _events(folder: Path) -> tuple[list[Message | Receipt], list[str]]:
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
        return read(path.read_bytes())
    except (MessageError, OSError):
        return None


def _json(account: Account) -> dict[str, Any]:
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


STATES = {
    "nb": {
        State.PAYABLE: "betales",
        State.NOT_PAYABLE: "betales ikke",
        State.BLOCKED: "sperret",
        State.DISPUTED: "bestridt",
        State.NEEDS_DECISION: "må avgjøres",
    },
    "en": {
        State.PAYABLE: "payable",
        State.NOT_PAYABLE: "not payable",
        State.BLOCKED: "blocked",
        State.DISPUTED: "disputed",
        State.NEEDS_DECISION: "needs decision",
    },
}
HEADINGS = {
    "nb": ("Opphold", "Skyldes nå", "Døgn for døgn", "Å betale", "uten pris (ikke satt)", "Ingen opphold."),
    "en": ("Stay", "Owed now", "Day by day", "To pay", "without a price (ikke satt)", "No stays."),
}


def _text(account: Account, language: str) -> Iterator[str]:
    heading = HEADINGS[language]
    if not account.stays:
        yield heading[5]
    for stay, owed in account.owed:
        yield from _stay_text(stay, heading[0])
        yield from _owed_text([one for one in owed if one.is_open], heading[1], language)
    yield from _ledger_text(account.days, heading, language)


def _stay_text(stay: Stay, heading: str) -> Iterator[str]:
    admitted = stay.admitted.value.words() if stay.admitted else "?"
    yield f"{heading}: {stay.hospital.name} {admitted}: {stay.phase.value}"
    for one in stay.messages:
        at = one.said_at.astimezone(OSLO).strftime("%d.%m.%Y %H.%M")
        yield f"  {at}  {one.message.type_code:<22} {one.answered.value:<9} {one.standing.value}"
    for doubt in stay.doubts:
        yield f"  ? {doubt.words.nb}"


def _owed_text(owed: Sequence[Obligation], heading: str, language: str) -> Iterator[str]:
    if owed:
        yield f"  {heading}:"
    for one in owed:
        due = one.due.astimezone(OSLO).strftime("%d.%m.%Y %H.%M") if one.due else ""
        words = one.due_words.in_language(language)
        late = "!" if one.state is Owed.OVERDUE else " "
        what = one.rule.what.in_language(language)
        yield f"  {late} {one.owner}: {what} ({' '.join(filter(None, (due, words)))}; {one.rule.clause})"


def _ledger_text(days: Sequence[tuple[Stay, Day]], heading: Sequence[str], language: str) -> Iterator[str]:
    if not days:
        return
    yield f"{heading[2]}:"
    for _, day in days:
        price = f"{day.price:>7} kr" if day.price is not None else " " * 10
        state = STATES[language][day.state]
        yield f"  {_date(day.date)}  {state:<14} {price}  {day.reason.in_language(language)} ({day.clause})"
    whole = total([day for _, day in days])
    unpriced = f"; {whole.unpriced} {heading[4]}" if whole.unpriced else ""
    yield f"{heading[3]}: {whole.total} kr{unpriced}"


def _date(day: date) -> str:
    return day.strftime("%d.%m.%Y")
