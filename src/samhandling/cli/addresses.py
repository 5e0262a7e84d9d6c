"""`samhandling node addresses HER…`: who can be written to, as NHN Adresseregisteret says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from samhandling.cli.node import FOLDER, node, open_node, telling
from samhandling.standards.identifiers import her_id

if TYPE_CHECKING:
    from pathlib import Path

    from samhandling.node.directory.taking import Outcome


def _hers(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[int, ...]:
    found = [(text, her_id(text)) for text in given]
    if bad := [text for text, her in found if her is None]:
        raise click.BadParameter(f"{bad[0]!r} is no HER-id")
    return tuple(her for _text, her in found if her is not None)


@node.command()
@click.argument("hers", nargs=-1, metavar="[HER]...", callback=_hers)
@click.option("--all", "every", is_flag=True, help="Every HER-id that the directory knows.")
@click.option("--home", type=FOLDER, help="The node's folder; without it, SAMHANDLING_NODE names it.")
@telling
def addresses(hers: tuple[int, ...], every: bool, home: Path | None) -> None:  # noqa: FBT001  click's way
    """Fetch HER-ids from NHN Adresseregisteret into the directory, or refresh all that it knows.

    What the register says is not in use is kept, and no longer offered as a receiver. Exit code 1 when one
    could not be taken; the others are. The account stands under [address_register] in node.toml.
    """
    if bool(hers) == every:
        raise click.UsageError("Name one HER-id or more, or say --all.")
    open_node(home)
    from samhandling.node.access.actor import operator
    from samhandling.node.directory.asking import asking
    from samhandling.node.directory.taking import known_hers, take

    failed = False
    with asking() as register:
        for outcome in take(operator(), register, known_hers() if every else hers):
            failed |= outcome.fault is not None
            click.echo(_line(outcome), err=outcome.fault is not None)
    sys.exit(1 if failed else 0)


def _line(outcome: Outcome) -> str:
    taken = outcome.taken
    if taken is None:
        return f"{outcome.her}: {outcome.fault}"
    columns = ", ".join(dict.fromkeys(one.column for one in taken.changed))
    did = "new" if taken.new else f"changed {columns}" if columns else "as before"
    return f"{taken.her} {taken.name}: {did}{'; not in use' if taken.withdrawn else ''}"
