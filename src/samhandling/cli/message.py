"""`samhandling message`: check, read and receipt messages. No database, no network, no Django."""

import json
import sys
import uuid
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import click

from samhandling.cli.documents import plain_errors, read, write
from samhandling.cli.hers import HerCommand, her_option, own_addresses
from samhandling.cli.listings import facts_json, facts_text, type_json, type_text
from samhandling.cli.verdicts import first_errors
from samhandling.standards import codes
from samhandling.standards.catalogue import MESSAGE_TYPES
from samhandling.standards.facts import facts
from samhandling.standards.reading import read_tree
from samhandling.standards.receipt import build_receipt, receipt_facts
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.verdict import is_receipt, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samhandling.cli.validation import Judged

ALL_ACCEPTED, SOME_NOT, SOME_UNREAD = 0, 1, 2

json_option = click.option("--json", "in_json", is_flag=True, help="One JSON object per line.")


@click.group()
def message() -> None:
    """Check, read and receipt national messages. `-` reads standard input."""


@message.command(cls=HerCommand)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@her_option
@json_option
@click.option("--quiet", is_flag=True, help="The summary only.")
def validate(files: tuple[str, ...], hers: frozenset[int], *, in_json: bool, quiet: bool) -> None:
    """Say of each file whether it would be accepted, rejected or ignored, and why.

    A folder stands for the XML files in it; it ends with a summary by type and rule, on standard error. Each
    file is judged alone. Without --as the receiver is us. Exit code 0: all accepted; 1: some not; 2: a path
    could not be read.
    """
    from samhandling.cli.validation import Summary, each_judged, expanded

    names, summary, code = expanded(files), Summary(), ALL_ACCEPTED
    with _progress(each_judged(names, hers, in_json=in_json), len(names)) as judged:
        for one in judged:
            summary.add(one)
            if one.outcome == "unread":
                click.echo(f"Error: {one.line}", err=True)
            elif not quiet:
                write(one.line)
            code = max(code, CODES.get(one.outcome, SOME_NOT))
    if quiet or len(names) > len(files):
        click.echo("\n".join(summary.lines()), err=True)
    sys.exit(code)


CODES = {"accept": ALL_ACCEPTED, "unread": SOME_UNREAD}


def _progress(judged: "Iterator[Judged]", count: int) -> "AbstractContextManager[Iterable[Judged]]":
    """A bar on standard error, where somebody looks at it and there is something to wait for."""
    if count < LONG or not sys.stderr.isatty():
        return nullcontext(judged)
    return click.progressbar(judged, length=count, label="Judging", file=sys.stderr)


LONG = 200
"""Files that take so long that somebody wonders."""


@message.command()
@click.argument("older")
@click.argument("newer")
@click.option("--language", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@json_option
def diff(older: str, newer: str, language: str, *, in_json: bool) -> None:
    """Say in words what changed from one version of a message to another.

    Exit code 0: nothing that a reader would see; 1: something; 2: a path could not be read.
    """
    from samhandling.standards.diff import differences, in_words

    with plain_errors():
        found = differences(read(older), read(newer), language)
    for change in found:
        write(json.dumps(asdict(change), ensure_ascii=False) if in_json else in_words(change, language))
    sys.exit(1 if found else 0)


@message.command()
@click.argument("file")
@json_option
def inspect(file: str, *, in_json: bool) -> None:
    """Show what a message says about itself: type, parties, patient, references, attachments.

    Of a receipt: what it answers, its status, and the errors.
    """
    document = read(file)
    with plain_errors():
        found = receipt_facts(document) if is_receipt(read_tree(document)) else facts(document)
    write((facts_json if in_json else facts_text)(found))


@message.command()
@click.argument("file")
@click.option("--to", "form", type=click.Choice(["html", "text"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
def render(file: str, form: str, language: str) -> None:
    """Show a message or a receipt as text, or as a piece of HTML."""
    from samhandling.standards.render import render_html, render_text

    with plain_errors():
        write((render_html if form == "html" else render_text)(read(file), language))


def _errors(
    ctx: click.Context,  # noqa: ARG001  click's signature
    option: click.Parameter,  # noqa: ARG001  click's signature
    given: tuple[str, ...],
) -> tuple[ReceiptError, ...]:
    """`CODE` or `CODE:TEXT`, with a code that 8221 has: a receiver of the receipt knows no other."""
    errors = [
        ReceiptError(code.strip(), text.strip()) for code, _, text in (one.partition(":") for one in given)
    ]
    if unknown := [error.code for error in errors if codes.name("8221", error.code) is None]:
        raise click.BadParameter(f"{unknown[0]!r} is no code of 8221")
    return tuple(errors)


@message.command(cls=HerCommand)
@click.argument("file")
@her_option
@click.option(
    "--reject",
    "chosen",
    multiple=True,
    metavar="CODE[:TEXT]",
    callback=_errors,
    help="Reject with a code of 8221.",
)
@click.option("--id", "receipt_id", help="The receipt's id; without it a new UUID.")
def receipt(
    file: str, hers: frozenset[int], chosen: tuple[ReceiptError, ...], receipt_id: str | None
) -> None:
    """Write the receipt (AppRec) that a message gets, for the first receiver that is us.

    A message that is ignored gets none: exit code 1.
    """
    document = read(file)
    found = verdict(document, own_addresses(hers))
    if found.outcome == "ignore" or not found.recipients:
        raise click.ClickException(f"no receipt: the message is ignored ({found.reason or 'no receiver'})")
    errors = chosen or first_errors(found)
    status: Literal["1", "2"] = "2" if errors else "1"
    her = found.recipients[0].her
    with plain_errors():
        made = build_receipt(
            document, her, status, errors, receipt_id or str(uuid.uuid4()), datetime.now(UTC)
        )
    click.echo(made)


@message.command()
@json_option
def types(*, in_json: bool) -> None:
    """List the message types that are taken: code, name, versions, who to whom."""
    for row in MESSAGE_TYPES.values():
        write((type_json if in_json else type_text)(row))
