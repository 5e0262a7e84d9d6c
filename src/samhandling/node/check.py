"""Looking a node over: whether the record is whole, all that is derived follows, and the keys are safe."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samhandling.node import guards
from samhandling.node.access import sealing
from samhandling.node.directory.account import NoRegister, account_of, is_set_up
from samhandling.node.directory.models import Service
from samhandling.node.fulltext import indexing
from samhandling.node.journal.contents import sha256_of
from samhandling.node.journal.models import Content, Message
from samhandling.node.own import default_inbox
from samhandling.node.projections import CHUNK, differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samhandling.node.home import Home

OTHERS = stat.S_IRWXG | stat.S_IRWXO
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def problems() -> Iterator[str]:
    """Everything that is wrong, in words for whoever runs the node. Nothing means that all is well."""
    if not is_up_to_date():
        yield "The database is not up to date: run `samhandling node init HOME`."
        return
    yield from _of_the_home()
    yield from _of_the_directory()
    yield from _of_the_guards()
    yield from _of_the_contents()
    yield from sealing.breaches()
    yield from (f"Not what follows from the facts: {difference}" for difference in differences())


def is_up_to_date() -> bool:
    """Whether the tables are those of this version of the program."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _of_the_home() -> Iterator[str]:
    home = settings.HOME
    for file in sorted((home.path / "keys").iterdir()):
        if _mode(file) & OTHERS:
            yield f"Others than the owner may read {file}: run chmod 600 on it."
    if _mode(home.path / "node.toml") & OTHERS_WRITE:
        yield "Others than the owner may change node.toml."
    if default_inbox() not in home.service_hers:
        yield f"The default inbox {default_inbox()} is no service of node.toml: nobody sees what comes there."
    if home.carrier is None:
        yield "node.toml names no [carrier]: nothing can be sent or received."
    elif not home.key("client.jwk").exists():
        yield "keys/client.jwk is missing: the message service will not let this node in."
    if is_set_up(home):
        yield from _of_the_register(home)


def _of_the_register(home: Home) -> Iterator[str]:
    try:
        account_of(home)
    except NoRegister as fault:
        yield f"Adresseregisteret cannot be asked: {fault}."


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _of_the_directory() -> Iterator[str]:
    known = set(Service.objects.filter(organisation__own=True).values_list("her", flat=True))
    for her in sorted(settings.HOME.service_hers - known):
        yield f"The own service {her} of node.toml is not in the directory."


def _of_the_guards() -> Iterator[str]:
    for name in guards.missing():
        yield f"The database's guard {name} is down: run `samhandling node init HOME`."
    if not indexing.is_there():
        yield "The index over the words of messages is missing: run `samhandling node init HOME`."


def _of_the_contents() -> Iterator[str]:
    for content in Content.objects.exclude(raw=None).iterator(CHUNK):
        if sha256_of(bytes(content.raw)) != content.sha256:
            yield f"Content {content.pk} is not the bytes that were kept (SHA-256 differs)."
    lost = Message.objects.filter(rejected=False, content__raw=None).values_list("pk", flat=True)
    for number in lost:
        yield f"The bytes of message {number} are gone."
