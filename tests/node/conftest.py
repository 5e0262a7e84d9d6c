"""Fixtures for tests of the node. The database is the one that DATABASE_URL names, SQLite without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from node_carrier import Post
from node_home import FROGNER, HOME
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.delivery import receiving
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.guards import take_down_all
from screen_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samhandling.node.access.models import User
    from samhandling.node.delivery.models import ReadPosition


@pytest.fixture(autouse=True)
def _let_tables_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real commits empties the tables after itself; the guards stand again at its end."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    yield
    if commits:
        take_down_all()


@pytest.fixture
def frogner(db: None) -> None:
    """The node's own organisation and services in the directory."""
    from django.conf import settings

    organisation = register_organisation(
        WORKER,
        her=FROGNER,
        name="Oslo kommune bydel Frogner",
        orgnr="310000027",
        kind="municipality",
        own=True,
    )
    for service in settings.HOME.services:
        register_service(
            WORKER,
            organisation,
            her=service.her,
            name=service.name,
            code_system=service.code_system,
            code=service.code,
        )


@pytest.fixture
def sykepleier(frogner: None) -> User:
    return create_user(
        WORKER, username="kari", full_name="Kari Fjellvåk", role="hjemmetjeneste", service_hers=[8900202]
    )


@pytest.fixture
def kari(sykepleier: User) -> Actor:
    return Actor.of(sykepleier)


@pytest.fixture
def post() -> Post:
    """A message service in memory."""
    return Post()


@pytest.fixture
def position(db: None) -> ReadPosition:
    return receiving.take_position("test")


@pytest.fixture
def home() -> object:
    return HOME


@pytest.fixture
def world(db: None) -> World:
    """Frogner with a directory and one user, for tests of screens."""
    return World().found()


@pytest.fixture
def day(world: World) -> World:
    """The same after a day of messages."""
    return world.a_day()
