"""`samhandling hub`: the local message hub of the demo and the tests."""

from pathlib import Path

import click

from samhandling.errors import SamhandlingError


@click.group()
def hub() -> None:
    """Run a local message hub that speaks EDI 2.0 v3. For demo and tests, never for production."""


@hub.command()
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="TOML file: public_url, clients, faults.",
)
@click.option("--port", type=click.IntRange(1, 65535), required=True, help="Port to listen on.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for messages and the signing key.",
)
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on.")
def run(config: Path, port: int, data: Path | None, address: str) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    from samhandling.hub.server import run as serve

    try:
        serve(config, port, data, address)
    except SamhandlingError as error:
        raise click.ClickException(str(error)) from error
