"""`samhandling node`: one organisation's node on this machine."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from samhandling.errors import MessageError, SamhandlingError

UNREADABLE = 2
NO_HOME = (
    "Which node? Name its folder as HOME or --home HOME, or set SAMHANDLING_NODE. "
    "Make a node with `samhandling node init HOME`."
)
Command = Callable[..., Any]


@click.group()
def node() -> None:
    """Run one organisation's node: its record, its delivery engine and its screens.

    HOME is the node's folder, given last or as --home HOME; without it, SAMHANDLING_NODE names it.
    """


FOLDER = click.Path(path_type=Path)


def with_home(command: Command) -> Command:
    """Give a command the argument HOME, and the option --home that means the same."""

    @functools.wraps(command)
    def told(*args: Any, place: Path | None, home: Path | None, **kwargs: Any) -> Any:
        if place and home and place != home:
            raise click.UsageError(f"Two homes are named: {place} and {home}.")
        return telling(command)(*args, home=home or place, **kwargs)

    named = click.option("--home", type=FOLDER, help="The node's folder, the same as HOME.")(told)
    return click.argument("place", metavar="[HOME]", required=False, type=FOLDER)(named)


def telling(command: Command) -> Command:
    """Tell errors of ours in one line, without a traceback."""

    @functools.wraps(command)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SamhandlingError as fault:
            raise click.ClickException(str(fault)) from fault

    return told


def _home(home: Path | None) -> Path:
    from samhandling.node.home import NoHome, current_home

    if home is None and not os.environ.get("SAMHANDLING_NODE"):
        raise NoHome(NO_HOME)
    return home if home is not None else current_home().path


def open_node(home: Path | None) -> Path:
    """Start Django for the node that a command names."""
    from samhandling.node.founding import open_home

    path = _home(home)
    open_home(path)
    return path


@node.command()
@with_home
@click.option("--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="TOML file with environment, [organisation], [[service]] and [carrier].")  # fmt: skip
def init(home: Path | None, source: Path | None) -> None:
    """Found a node in HOME from a file, and print its public key.

    The message service must know the key before the node can send. On a node that exists: bring its
    database up to date with this version of the program.
    """
    from samhandling.node.founding import CannotFound, prepare_database, public_key

    path = home or Path(os.environ.get("SAMHANDLING_NODE", "."))
    if (path / "node.toml").exists():
        open_node(path)
        prepare_database()
    elif source is None:
        raise CannotFound(f"{path} holds no node yet. Say what to found with --from FILE; see --help.")
    else:
        _found(path, source)
    click.echo(json.dumps(public_key(path)))


def _found(path: Path, source: Path) -> None:
    import tomllib

    from samhandling.node.founding import CannotFound, found

    try:
        told = tomllib.loads(source.read_text(encoding="utf-8"))
        parts = (told["environment"], told["organisation"], told["service"])
    except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as fault:
        raise CannotFound(f"{source}: {fault!r}") from fault
    environment, organisation, services = parts
    found(
        path,
        environment=environment,
        organisation=organisation,
        services=services,
        carrier=told.get("carrier"),
        web=told.get("web"),
        address_register=told.get("address_register"),
    )


@node.command()
@with_home
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def run(home: Path | None, port: int, host: str) -> None:
    """Serve the node's screens and run its worker, until SIGTERM or Ctrl-C."""
    from samhandling.node.home import read_home
    from samhandling.node.serving import serve

    serve(read_home(_home(home)).path, host, port)


@node.command()
@with_home
def worker(home: Path | None) -> None:
    """Run the node's worker alone: receive, file, answer, send, watch. Several may run at once."""
    from samhandling.node.working import work

    work(_home(home))


@node.command()
@click.argument("file", type=click.File("rb"))
@with_home
@click.option("--wait", is_flag=True, help="Wait until every receiver has answered, and print the receipts.")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds to wait.")
def send(file: Any, home: Path | None, wait: bool, timeout: float) -> None:  # noqa: FBT001  click's way
    """Send a message from FILE (- reads standard input): print its MsgId and how it stands.

    Exit code 1 when it is not fit to send, or (with --wait) when a receiver has not taken it over.
    """
    document = file.read()
    if not document.strip():
        raise click.ClickException(f"Nothing to send: the file is empty ({file.name}).")
    open_node(home)
    from samhandling.node.access.actor import operator
    from samhandling.node.correspondence.actions import send_document
    from samhandling.node.delivery import following

    try:
        message = send_document(operator(), document)
    except MessageError as fault:
        raise click.ClickException(_issues(fault)) from fault
    click.echo(f"MsgId {message.msg_id}")
    stands = following.wait(message, timeout) if wait else following.standing(message)
    for line in stands:
        click.echo(line.words)
    if wait and not all(line.taken_over for line in stands):
        sys.exit(1)


def _issues(fault: MessageError) -> str:
    lines = [f"{issue.severity}: {issue}" for issue in fault.issues]
    return "\n".join(["The message is not fit to send.", *lines])


@node.command()
@with_home
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(home: Path | None, as_json: bool) -> None:  # noqa: FBT001  click's way
    """Show whether the worker lives, what waits and what is parked. Exit code 1 when something is wrong."""
    open_node(home)
    from samhandling.node.delivery.health import health

    stands = health()
    click.echo(json.dumps(stands.as_dict()) if as_json else "\n".join(stands.lines()))
    sys.exit(0 if stands.well else 1)


@node.command()
@with_home
def rebuild(home: Path | None) -> None:
    """Drop what is derived from the facts, and derive it anew. Stop the worker first."""
    open_node(home)
    from samhandling.node.rebuild import rebuild as derive

    def progress(done: int, of: int) -> None:
        click.echo(f"\r{done} of {of} patients", err=True, nl=done == of)

    for name, count in derive(progress if sys.stderr.isatty() else None).items():
        click.echo(f"{name}: {count}")


@node.command()
@with_home
def check(home: Path | None) -> None:
    """Check hashes, derived rows, guards, keys and settings. Exit code 1 when something is wrong."""
    open_node(home)
    from samhandling.node.check import problems

    found = list(problems())
    for problem in found:
        click.echo(problem)
    click.echo("Something is wrong." if found else "All is well.")
    sys.exit(1 if found else 0)


from samhandling.cli import addresses, beside  # noqa: E402, F401  more verbs of the same group
