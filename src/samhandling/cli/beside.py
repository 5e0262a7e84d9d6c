"""`samhandling node token …`: what the organisation's own record system may do at the node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from samhandling.cli.node import node, open_node, with_home

if TYPE_CHECKING:
    from pathlib import Path


@node.group()
def token() -> None:
    """Make, list and withdraw the tokens of the record system's REST calls."""


@token.command()
@click.argument("name")
@with_home
@click.option("--scope", "scopes", multiple=True, required=True, metavar="SCOPE",
              help="messages:send, messages:read, messages:copy, events:write; may be repeated.")  # fmt: skip
@click.option("--her", "hers", multiple=True, type=int, metavar="HER",
              help="Only for this own service; may be repeated. Without it, for all of them.")  # fmt: skip
def make(name: str, home: Path | None, scopes: tuple[str, ...], hers: tuple[int, ...]) -> None:
    """Make a token and print it. It is shown this once."""
    open_node(home)
    from samhandling.node.access.actor import operator
    from samhandling.node.recordsystem.actions import make_token

    click.echo(make_token(operator(), name, scopes, hers))


@token.command(name="list")
@with_home
def listing(home: Path | None) -> None:
    """List the tokens, the newest first."""
    open_node(home)
    from samhandling.node.recordsystem.models import Token

    for one in Token.objects.order_by("-pk"):
        stands = f"withdrawn {one.withdrawn_at:%Y-%m-%d}" if one.withdrawn_at else "stands"
        used = f"last used {one.used_at:%Y-%m-%d %H:%M} UTC" if one.used_at else "never used"
        click.echo(f"{one.name}: {', '.join(one.scopes)}; {stands}; {used}")


@token.command()
@click.argument("name")
@with_home
def withdraw(name: str, home: Path | None) -> None:
    """Take a token's right away, at once and for good."""
    open_node(home)
    from samhandling.node.access.actor import operator
    from samhandling.node.recordsystem.actions import withdraw_token

    withdraw_token(operator(), name)
    click.echo(f"{name}: withdrawn")
