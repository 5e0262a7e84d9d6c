"""`samhandling node token …` and `mllp`: what stands beside the organisation's own record system."""

from __future__ import annotations

import pathlib
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


@node.command()
@click.argument("her", type=int)
@click.argument("mode", type=click.Choice(["on", "off"]))
@with_home
@click.option("--reason", default="", help="Why, for the log.")
def listen(her: int, mode: str, home: Path | None, reason: str) -> None:
    """Switch lyttemodus for an own HER-id: on, its record system sends and receives; off, the node does."""
    open_node(home)
    from samhandling.node.access.actor import operator
    from samhandling.node.recordsystem.actions import switch

    switch(operator(), her, listening=mode == "on", reason=reason)
    click.echo(f"{her}: lyttemodus {mode}")


FILE = click.Path(exists=True, dir_okay=False, path_type=pathlib.Path)


@node.command()
@with_home
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=2575, show_default=True)
@click.option("--certificate", type=FILE, help="Certificate for TLS, with its chain (PEM).")
@click.option("--key", type=FILE, help="The certificate's private key (PEM).")
@click.option("--clients", type=FILE, help="Only let in who has a certificate of this issuer (PEM).")
@click.option("--plain-beyond-loopback", "plain", is_flag=True,
              help="In production, listen without TLS on a network that is protected itself.")  # fmt: skip
def mllp(  # noqa: PLR0913, PLR0917  one for each option
    home: Path | None,
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    clients: Path | None,
    plain: bool,  # noqa: FBT001  click's way
) -> None:
    """Listen for HL7 v2 ADT events of the record system, until SIGTERM or Ctrl-C."""
    if bool(certificate) != bool(key):
        raise click.UsageError("--certificate and --key go together.")
    open_node(home)
    from samhandling.node.recordsystem.events.mllp import Tls, listen

    tls = Tls(certificate, key, clients) if certificate and key else None
    listen(host, port, tls, plain_beyond=plain, say=click.echo)
