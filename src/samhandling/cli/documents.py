"""Files and standard input, as bytes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from samhandling.errors import MessageError
from samhandling.standards.limits import LIMITS

STANDARD_INPUT = "-"


class Unreadable(click.ClickException):
    """A path that could not be read."""

    exit_code = 2


def read(name: str) -> bytes:
    """A file's bytes, or those of standard input for `-`. Raises Unreadable.

    Reading stops a byte above the largest message there may be: that much is enough to refuse it.
    """
    most = LIMITS.max_bytes + 1
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    try:
        with open(name, "rb") as file:  # noqa: PTH123  a path of any bytes, as the shell gave it
            return file.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(f"{shown(name)}: {reason}") from error


def shown(name: str) -> str:
    """A file name that can be written anywhere."""
    return click.format_filename(name)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say in a line or two what is wrong with a message, instead of a traceback."""
    try:
        yield
    except MessageError as error:
        raise click.ClickException(str(error)) from error


def write(text: str) -> None:
    """Write a line in UTF-8, whatever the terminal's own encoding is."""
    click.echo(text.encode("utf-8", "replace"))
