"""Several nodes in one process, each with a database of its own, and a message service between them.

What one end sends is handed to the other as it was written, and the receipt goes back the same way. Only
SQLite: each database is a copy of the tests' empty one.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from node_carrier import Post
from samhandling.demo.sector import Organisation, whole_sector
from samhandling.demo.seeding.founding import employ
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.correspondence.actions import send_document
from samhandling.node.delivery import filing, receiving, sending
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.fulltext.indexing import ON_SQLITE
from samhandling.node.home import OwnService
from samhandling.node.patients.models import Patient
from samhandling.node.stays.models import Stay
from samhandling.transport.carriers.contract import MessageParcel, ReceiptParcel
from stay_world import register

if TYPE_CHECKING:
    from collections.abc import Iterator

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class End:
    """One organisation of the demo's sector as a node."""

    organisation: Organisation
    home: Any
    connection: Any
    post: Post = field(default_factory=Post)
    people: dict[str, Actor] = field(default_factory=dict)
    seen: int = 0

    @contextmanager
    def here(self) -> Iterator[None]:
        """Within, everything happens at this node."""
        before, settings.HOME = settings.HOME, self.home
        connection, connections["default"] = connections["default"], self.connection
        try:
            yield
        finally:
            settings.HOME, connections["default"] = before, connection

    def knows(self, person: Any) -> Patient:
        with self.here():
            return register(person)

    def page(self, role: str, name: str, *keys: object) -> str:
        """A page as somebody in this role sees it. Fails when it is not shown."""
        with self.here():
            answer = self.client(role).get(reverse(name, args=keys))
            assert answer.status_code == 200, answer
            return answer.content.decode()

    def press(self, role: str, name: str, *keys: object, **told: object) -> None:
        """Send a form; it must be taken."""
        with self.here():
            answer = self.client(role).post(reverse(name, args=keys), told)
            assert answer.status_code == 302, answer.content.decode()

    def stay(self, number: int = -1) -> int:
        """The key of the newest stay, or of the one with this place in time."""
        with self.here():
            return list(Stay.objects.order_by("number").values_list("pk", flat=True))[number]

    def sends(self, role: str, document: bytes) -> None:
        """A letter that was written elsewhere than in the pages of stays."""
        with self.here():
            send_document(self.people[role], document)

    def takes(self, event: Any) -> None:
        """Something arrives and is handled."""
        with self.here():
            receiving.commit_arrival(event, receiving.take_position("test"))
            while filing.handle_next():
                pass

    def client(self, role: str) -> Client:
        """A browser in which somebody in this role is logged in. To be used here alone."""
        client = Client()
        client.force_login(self.people[role].user, backend=BACKEND)
        return client


def end(slug: str, roles: tuple[str, ...]) -> End:
    """Found one: the sector in its directory, its own people in these roles."""
    organisation = whole_sector()[slug]
    services = tuple(
        OwnService(one.her, one.name, one.code_system, one.code) for one in organisation.services
    )
    home = replace(
        settings.HOME,
        her=organisation.her,
        name=organisation.name,
        kind=organisation.kind,
        services=services,
    )
    made = End(organisation, home, _empty_copy())
    with made.here():
        _furnish(made, roles)
    return made


def exchange(*ends: End) -> None:
    """Carry everything that has been sent, and what is answered, until all is still."""
    while sum(_carry(one, ends) for one in ends):
        pass


def _carry(one: End, ends: tuple[End, ...]) -> bool:
    with one.here():
        while sending.send_next(one.post):
            pass
    fresh, one.seen = one.post.taken[one.seen :], len(one.post.taken)
    for carrier_id, parcel in fresh:
        if isinstance(parcel, MessageParcel):
            _deliver(carrier_id, parcel, ends)
        else:
            _answer(parcel, ends)
    return bool(fresh)


def _deliver(carrier_id: str, parcel: MessageParcel, ends: tuple[End, ...]) -> None:
    for her in parcel.receiver_hers:
        receiver = next(one for one in ends if her in {service.her for service in one.home.services})
        receiver.takes(receiver.post.arrival(parcel.document, her, carrier_id))


def _answer(parcel: ReceiptParcel, ends: tuple[End, ...]) -> None:
    for one in ends:
        sent = next((p for key, p in one.post.taken if key == parcel.message_carrier_id), None)
        if isinstance(sent, MessageParcel):
            document = one.post.receipt(sent.document, parcel.sender_her, parcel.status, parcel.errors)
            one.takes(
                one.post.answer(
                    parcel.message_carrier_id,
                    parcel.sender_her,
                    parcel.status,
                    parcel.errors,
                    document=document,
                    msg_id=sent.msg_id,
                )
            )


def _empty_copy() -> Any:
    """The tests' own database with nothing in it, in memory, behind a connection of its own."""
    main = connections["default"]
    assert main.vendor == "sqlite", "several ends need SQLite"
    made = connections.create_connection("default")
    made.settings_dict = {**main.settings_dict, "NAME": ":memory:"}
    made.ensure_connection()
    made.connection.executescript(f"PRAGMA foreign_keys=OFF;{_script()};PRAGMA foreign_keys=ON;")
    return made


@cache
def _script() -> str:
    """What makes the tests' database: a copy by pages would wait for this test's own transaction.

    The index over the words is a table that SQLite makes for itself, and cannot be written down.
    """
    connections["default"].ensure_connection()
    dumped = connections["default"].connection.iterdump()
    plain = (line for line in dumped if "fulltext_index" not in line and "writable_schema" not in line)
    return "\n".join([*plain, *(f"{line};" for line in ON_SQLITE)])


def _furnish(made: End, roles: tuple[str, ...]) -> None:
    for organisation in whole_sector().organisations:
        own = organisation.slug == made.organisation.slug
        told = {"her": organisation.her, "name": organisation.name, "kind": organisation.kind}
        row = register_organisation(WORKER, own=own, **told)
        for one in organisation.services:
            told = {"her": one.her, "name": one.name, "phone": one.phone}
            told |= {"person": one.person, "hpr": one.hpr}
            register_service(WORKER, row, code_system=one.code_system, code=one.code, **told)
    for worker in made.organisation.people:
        if worker.role in roles and worker.role not in made.people:
            made.people[worker.role] = Actor.of(employ(worker))
