"""`samhandling demo`: a whole invented sector on one machine."""

from __future__ import annotations

import sys

import click

from samhandling.errors import MissingExtra, SamhandlingError


@click.group()
def demo() -> None:
    """Run an invented sector on this machine: hospital, districts, nursing homes, GPs and a hub."""


@demo.command()
@click.option(
    "--port",
    type=click.IntRange(1024, 65525),
    default=8000,
    show_default=True,
    help="The front page's port; the rest follow it.",
)
@click.option("--nodes", default="", help="Only these, as in: diakonhjemmet,frogner")
@click.option(
    "--days", type=click.IntRange(1, 365), default=30, show_default=True, help="Days of history to make."
)
def run(port: int, nodes: str, days: int) -> None:
    """Run the sector in the foreground; the first time, make its history."""
    _require_node_extra()
    from samhandling.demo.place import Place, Ports
    from samhandling.demo.running import Choice, Run

    choice = Choice(tuple(filter(None, nodes.split(","))), days)
    try:
        code = Run(Place.here(), Ports(port), choice).foreground()
    except SamhandlingError as error:
        raise click.ClickException(str(error)) from error
    sys.exit(code)


@demo.command()
def reset() -> None:
    """Remove what was seeded; the next run begins afresh."""
    from samhandling.demo.place import Place

    place = Place.here()
    try:
        with place.hold():
            place.empty()
    except SamhandlingError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Removed the demo's data in {place.path}.")


def _require_node_extra() -> None:
    try:
        import django  # noqa: F401  asked for, not used
    except ModuleNotFoundError as error:
        text = "The demo needs more than the base install: pip install 'samhandling[node]'"
        raise click.ClickException(text) from MissingExtra(str(error))
