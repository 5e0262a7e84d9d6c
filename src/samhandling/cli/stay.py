"""`samhandling stay`: fold a folder of messages and receipts. No database, no network, no Django."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from samhandling.cli.stay_account import account_json, account_of, events_in, said_at
from samhandling.cli.stay_text import lines
from samhandling.errors import BadRules
from samhandling.stay.rules import UNSET, Rules, Setting, from_toml, rules
from samhandling.stay.times import Moment, day_of


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


_rules_option = click.option(
    "--rules",
    "rules_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file laid over the rules that ship: prices, settings, agreements.",
)


@stay.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--now", type=Time(), help="As of this time: what was said later is left out. Without it, the clock's."
)
@_rules_option
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
    events, ignored = events_in(folder)
    if now is not None:
        events = [event for event in events if said_at(event) <= now]
    account = account_of(events, ignored, now or datetime.now(UTC), _rules(rules_file))
    if in_json:
        click.echo(json.dumps(account_json(account), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(account, language)))


@stay.command()
@click.option("--json", "in_json", is_flag=True, help="One JSON object.")
def sentences(*, in_json: bool) -> None:
    """Show the four exact replies to a ready-for-discharge notice, and the labels of their details.

    The first line of a reply's text is one of the sentences, letter by letter; a detail is a line with a
    label, a colon, a blank and a value. Dates are DD.MM.YYYY.
    """
    known = rules()
    if in_json:
        found = {"sentences": {r.choice: r.sentence for r in known.sentences}, "labels": dict(known.labels)}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for row in known.sentences:
        click.echo(f"{row.choice:<12} {row.sentence}")
    for name, label in known.labels.items():
        click.echo(f"{name:<12} {label}: …")


@stay.command()
@click.option("--on", "now", type=Time(), help="The rules in force on this day; without it, today's.")
@_rules_option
def unset(now: datetime | None, rules_file: Path | None) -> None:
    """List what no source gives and nobody has set: "ikke satt" blocks what depends on it."""
    for row in _rules(rules_file).unset(day_of(now or datetime.now(UTC))):
        name = row.name if isinstance(row, Setting) else f"Døgnpris for {row.valid_from.year} (§ 14)"
        click.echo(f"{name}: {UNSET}. {row.source}.")


def _rules(file: Path | None) -> Rules:
    if file is None:
        return rules()
    try:
        return from_toml(file.read_text("utf-8"))
    except (BadRules, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from error
