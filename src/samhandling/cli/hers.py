"""`--as HER…`: who we are."""

from pathlib import Path

import click

from samhandling.standards.identifiers import her_id
from samhandling.standards.recipients import OwnAddresses

OPTION = "--as"


def _hers(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> frozenset[int]:  # noqa: ARG001  click's signature
    """HER-ids, one at a time or several with commas between; an empty one is a slip, not nobody."""
    numbers = [part for text in given for part in text.split(",")]
    hers = [her_id(number) for number in numbers]
    if bad := [number for number, her in zip(numbers, hers, strict=True) if her is None]:
        raise click.BadParameter(f"{bad[0]!r} is no HER-id")
    return frozenset(her for her in hers if her is not None)


her_option = click.option(
    OPTION,
    "hers",
    multiple=True,
    metavar="HER…",
    callback=_hers,
    help="Our own HER-ids, of either level. Without it, the receiver is us.",
)


class HerCommand(click.Command):
    """A command where several HER-ids may follow one --as: `--as 200 201`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, spread(args))


def spread(args: list[str]) -> list[str]:
    """Write --as before each of the numbers that follow it; a number that is a file stays a file."""
    out: list[str] = []
    for arg in args:
        follows_a_her = len(out) >= 2 and out[-2] == OPTION
        if follows_a_her and arg.isdigit() and not Path(arg).exists():
            out.append(OPTION)
        out.append(arg)
    return out


def own_addresses(hers: frozenset[int]) -> OwnAddresses | None:
    """Addresses to judge by; None, so that the receiver is us, when no HER-id was given."""
    return OwnAddresses(None, hers) if hers else None
