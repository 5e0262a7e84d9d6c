"""Fixtures for tests of the node. The database is the one that DATABASE_URL names, SQLite without it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from kept_rows import kept
from node_carrier import Post
from node_home import FROGNER, HOME
from node_letters import BORGHILD
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.delivery import filing, receiving
from samhandling.node.delivery.models import Incoming
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.guards import take_down_all
from samhandling.node.patients.actions import register_patient
from screen_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from samhandling.node.access.models import User
    from samhandling.node.delivery.models import ReadPosition
    from samhandling.node.patients.models import Patient


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
def operator(kari: Actor) -> Actor:
    """One who looks after what the node could not settle itself."""
    return dataclasses.replace(kari, role="meldingsansvarlig")


@pytest.fixture
def borghild(frogner: None) -> Patient:
    """The patient that the letters are about."""
    return register_patient(
        WORKER,
        family_name="Rypefjær",
        given_name="Borghild",
        date_of_birth=dt.date(1938, 4, 17),
        sex="2",
        identities=[("FNR", BORGHILD)],
    )


@pytest.fixture
def post() -> Post:
    """A message service in memory."""
    return Post()


@pytest.fixture
def position(db: None) -> ReadPosition:
    return receiving.take_position("test")


@pytest.fixture
def receive(post: Post, position: ReadPosition) -> Callable[..., list[Incoming]]:
    """Let things come in and be handled: documents, or what a carrier yields. Returns the new rows."""

    def receive(*events: object) -> list[Incoming]:
        before = set(Incoming.objects.values_list("pk", flat=True))
        for event in events:
            arrival = post.arrival(event) if isinstance(event, bytes) else event
            receiving.commit_arrival(arrival, position)
        while filing.handle_next():
            pass
        return list(Incoming.objects.exclude(pk__in=before).order_by("pk"))

    return receive


@pytest.fixture
def home() -> object:
    return HOME


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """Frogner with a directory and one user, for tests of screens; for those who ask, its day is over."""
    if "day" in request.fixturenames:
        return kept("day", lambda: World().found().a_day().looked_up())
    return kept("world", lambda: World().found())


@pytest.fixture
def day(world: World) -> World:
    """The same after a day of messages."""
    return world.a_day()


@pytest.fixture
def page(day: World, client: Client) -> Client:
    """A browser without script in which Kari is logged in, after the day."""
    client.force_login(day.users["hjemmetjeneste"], backend="django.contrib.auth.backends.ModelBackend")
    return client
