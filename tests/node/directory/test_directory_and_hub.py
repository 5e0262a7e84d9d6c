"""A node and the sector's own Adresseregisteret: from the answer on the wire to the address in a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from filled_forms import filled
from httpx_wire import Through
from local_hub import URL, InProcess, start_hub
from node_home import DIAKONHJEMMET, SOMATIKK, SYKEPLEIE
from samhandling.demo.address_register import PASSWORD, USER, write_register
from samhandling.demo.place import Place
from samhandling.node import clock
from samhandling.node.access.actor import WORKER
from samhandling.node.access.reading import Reader
from samhandling.node.directory.asking import Asking
from samhandling.node.directory.models import Service
from samhandling.node.directory.taking import known_hers, take
from samhandling.node.writing.actions import save, start
from samhandling.node.writing.sealing import envelope_of
from samhandling.standards.facts import facts
from samhandling.standards.forms import PROFILES, composed
from samhandling.transport.address_register import AddressRegister, RegisterSettings
from standards.conformance import meets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen_world import World


@pytest.fixture
def place(tmp_path: Path) -> Place:
    write_register(place := Place(tmp_path))
    return place


@pytest.fixture
def asking(place: Place) -> Iterator[Asking]:
    hub: InProcess = start_hub(place.path, address_register=place.address_register)
    yield Asking(AddressRegister(RegisterSettings(f"{URL}/v1/AR", USER, PASSWORD), Through(hub)).find)
    hub.stop()


def test_a_closed_address_is_refused_and_a_new_one_taken(world: World, asking: Asking) -> None:
    outcomes = {one.her: one for one in take(WORKER, asking, [8900901, 8900902, 4711])}

    assert outcomes[8900901].taken
    assert "not in use" in str(outcomes[8900902].fault)
    assert "does not know" in str(outcomes[4711].fault)


def test_a_nodes_directory_is_refreshed(world: World, asking: Asking) -> None:
    assert all(one.taken for one in take(WORKER, asking, known_hers()))
    assert not Service.objects.filter(confirmed_at=None).exists()
    assert {one.organisation.edi for one in Service.objects.select_related("organisation")} == {
        "frogner@edi.invalid",
        "diakonhjemmet@edi.invalid",
    }


@meets("S-PLO-52")
def test_a_message_is_addressed_as_the_register_says(world: World, asking: Asking, place: Place) -> None:
    listed = place.address_register.read_text(encoding="utf-8")
    place.address_register.write_text(listed.replace("Diakonhjemmet sykehus", "Nytt navn AS"), "utf-8")
    assert [one.taken for one in take(WORKER, asking, [SOMATIKK])]

    receiver = facts(letter(world)).receivers[0].party

    assert (receiver.virksomhet_her, receiver.virksomhet_name) == (DIAKONHJEMMET, "Nytt navn AS")
    assert (receiver.tjeneste_her, receiver.tjeneste_name) == (SOMATIKK, "PLO innleggelse somatikk")


def letter(world: World) -> bytes:
    """An innleggelsesrapport to the hospital, as its draft would be sent."""
    profile = PROFILES["INNLEGGELSESRAPPORT"]
    reader = Reader(world.kari, frozenset({SYKEPLEIE}))
    service = Service.objects.select_related("organisation").get(her=SYKEPLEIE)
    draft = start(reader, service, profile.type_code, patient=world.register(0))
    save(world.kari, draft, filled(profile), SOMATIKK)
    return composed(profile, draft.values, envelope_of(draft, clock.now())).document
