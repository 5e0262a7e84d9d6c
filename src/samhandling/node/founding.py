"""Founding a node: its home, its keys, its database and its own entry in the directory."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joserfc.jwk import ECKey

from samhandling.errors import SamhandlingError
from samhandling.node.boot import start_django
from samhandling.node.home import read_home

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ENVIRONMENTS = ("demo", "test", "production")
_ORGANISATION = ("name", "her", "orgnr", "kind")
_SERVICE = ("her", "name", "code_system", "code")


class CannotFound(SamhandlingError):
    """The node cannot be founded here, or not from what was given."""


def found(  # noqa: PLR0913  what a node is made of
    path: Path,
    *,
    environment: str,
    organisation: Mapping[str, Any],
    services: Iterable[Mapping[str, Any]],
    carrier: Mapping[str, str] | None = None,
    web: Mapping[str, Any] | None = None,
    address_register: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Make a home, its keys and its database, and start Django for it. One process founds one node.

    `organisation` has name, her, orgnr, kind and perhaps phone; each service her and name, and what
    `directory.actions.register_service` takes beside them; `carrier` has url and client_id;
    `address_register` is as in `directory.account`. An interrupted founding can be done again.

    Returns:
        The public key, as a JWK, for the message service to know this node by.

    Raises:
        CannotFound: there is a node here already, or something given is wrong.

    """
    services = [dict(service) for service in services]
    public = furnish_home(
        path,
        environment=environment,
        organisation=organisation,
        services=services,
        carrier=carrier,
        web=web,
        address_register=address_register,
    )
    open_home(path)
    prepare_database()
    register_own(organisation, services)
    return public


def furnish_home(  # noqa: PLR0913  as `found`
    path: Path,
    *,
    environment: str,
    organisation: Mapping[str, Any],
    services: list[dict[str, Any]],
    carrier: Mapping[str, str] | None,
    web: Mapping[str, Any] | None,
    address_register: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Make the home's folder with its keys and node.toml, without a database. Raises CannotFound."""
    _check(environment, organisation, services)
    if (path / "node.toml").exists():
        raise CannotFound(f"{path} holds a node already")
    _make_folders(path)
    public = _make_keys(path)
    tables = {"[carrier]": carrier, "[web]": web, "[address_register]": address_register}
    _write_once(path / "node.toml", _node_toml(environment, organisation, services, tables))
    return public


def open_home(path: Path) -> None:
    """Start Django for the node at `path`. Raises NoHome; CannotFound when this process has another's."""
    home = read_home(path)
    chosen = os.environ.get("SAMHANDLING_NODE")
    from django.apps import apps

    if apps.ready and chosen and Path(chosen).resolve() != home.path:
        raise CannotFound(f"This process works for {chosen}; {path} needs one of its own")
    os.environ["SAMHANDLING_NODE"] = str(home.path)
    start_django()


def prepare_database() -> None:
    """Make the tables, or bring them up to date with this version of the program."""
    from django.core.management import call_command

    with _written_in_one_go():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _written_in_one_go() -> Iterator[None]:
    """A new SQLite file need not reach the disk table by table: whatever is lost is founded again."""
    from django.db import connection

    if connection.vendor != "sqlite" or connection.introspection.table_names():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    connection.close()  # the next connection syncs every commit


def public_key(path: Path) -> dict[str, Any]:
    """The node's public key as a JWK."""
    told = json.loads((path / "keys" / "client.jwk").read_text(encoding="ascii"))
    return ECKey.import_key(told).as_dict(private=False)


def _check(environment: str, organisation: Mapping[str, Any], services: list[dict[str, Any]]) -> None:
    if environment not in ENVIRONMENTS:
        raise CannotFound(f"The environment is one of {', '.join(ENVIRONMENTS)}, not {environment!r}")
    missing = [name for name in _ORGANISATION if not organisation.get(name)]
    if missing:
        raise CannotFound(f"The organisation lacks {', '.join(missing)}")
    hers = [organisation["her"], *(service["her"] for service in services)]
    if len(set(hers)) != len(hers):
        raise CannotFound("Two of the HER-ids are the same")


def _make_folders(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    (path / "keys").mkdir(mode=0o700, exist_ok=True)


def _make_keys(path: Path) -> dict[str, Any]:
    """Write the keys that are not there yet; only their owner may read them."""
    key = ECKey.generate_key("P-256", private=True, auto_kid=True)
    _write_once(path / "keys" / "client.jwk", json.dumps(key.as_dict(private=True)), mode=0o600)
    _write_once(path / "keys" / "secret", secrets.token_urlsafe(50), mode=0o600)
    return public_key(path)


def _write_once(file: Path, text: str, mode: int = 0o644) -> None:
    """Write a whole file or none: a half-written key or node.toml would be worse than none."""
    if file.exists():
        return
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8"
    ) as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    draft.replace(file)


def _node_toml(
    environment: str,
    organisation: Mapping[str, Any],
    services: Iterable[Mapping[str, Any]],
    tables: Mapping[str, Mapping[str, Any] | None],
) -> str:
    parts = [_line("environment", environment), _table("[organisation]", _only(organisation, _ORGANISATION))]
    parts += [_table("[[service]]", _only(service, _SERVICE)) for service in services]
    parts += [_table(head, told) for head, told in tables.items() if told]
    return "\n".join(parts)


def _table(head: str, told: Mapping[str, Any]) -> str:
    return f"\n{head}\n" + "".join(_line(name, value) for name, value in told.items())


def _line(name: str, value: Any) -> str:
    """JSON's strings, numbers and lists are TOML's too."""
    return f"{name} = {json.dumps(value, ensure_ascii=False)}\n"


def _only(told: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: told[name] for name in names if told.get(name) not in {None, ""}}


def register_own(organisation: Mapping[str, Any], services: Iterable[Mapping[str, Any]]) -> None:
    """Write the node's own organisation and services into its directory."""
    from samhandling.node.access.actor import operator
    from samhandling.node.directory.actions import register_organisation, register_service

    actor = operator()
    row = register_organisation(actor, own=True, **organisation)
    for service in services:
        register_service(actor, row, **service)
