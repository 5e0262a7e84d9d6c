"""The command `samhandling`: thin verbs over the core.

Each group is loaded when it is used, so that `samhandling message …` needs neither Django nor a database.
"""

import importlib

import click

from samhandling.errors import MissingExtra

GROUPS = {
    "demo": ("samhandling.cli.demo:demo", "Run the synthetic sector on this machine."),
    "hub": ("samhandling.cli.hub:hub", "Run the local message hub."),
    "message": ("samhandling.cli.message:message", "Check, read and receipt national messages."),
    "node": ("samhandling.cli.node:node", "Run one organisation's node."),
    "stay": ("samhandling.cli.stay:stay", "Fold messages and receipts into stays: what is due, who pays."),
}
"""Where each group is, and its line in the help: help must not load them."""


class LazyGroup(click.Group):
    """A group whose sub-groups are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return sorted(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """A stand-in with the group's line of help: click asks for every command when it lists them."""
        return click.Command(cmd_name, short_help=GROUPS[cmd_name][1]) if cmd_name in GROUPS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The group itself, imported now that it is called for."""
        if args[0] in GROUPS:
            return args[0], load(GROUPS[args[0]][0]), args[1:]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run it; a module outside this package that is missing means that the extra is not installed."""
        try:
            return super().invoke(ctx)
        except MissingExtra as missing:
            raise click.ClickException(str(missing)) from missing
        except ModuleNotFoundError as missing:
            if (missing.name or "").partition(".")[0] in {"", "samhandling"}:
                raise
            raise click.ClickException(MISSING.format(missing.name)) from missing


MISSING = "{} is not installed. Install what this command needs with: pip install samhandling[node]"


def load(where: str) -> click.Command:
    """Import a group."""
    module, _, attribute = where.partition(":")
    command: click.Command = getattr(importlib.import_module(module), attribute)
    return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="samhandling")
def main() -> None:
    """National health messages between hospital, municipality and GP: check, send, receive, read."""
