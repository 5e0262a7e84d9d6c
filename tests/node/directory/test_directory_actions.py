"""Writing the directory: known HER-ids are written over, never doubled."""

from __future__ import annotations

import pytest

from samhandling.errors import NotAllowed
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.directory.models import Capability, Organisation, Service

pytestmark = pytest.mark.django_db


def test_only_an_administrator_writes_it(kari: Actor) -> None:
    with pytest.raises(NotAllowed):
        register_organisation(kari, her=1, name="X")


def test_the_same_her_id_again_is_the_same_row() -> None:
    told = {"phone": "20000801", "capabilities": [("LOG_INNLAGT", "1.5")]}
    for name in ("Solvang", "Solvang omsorgssenter"):
        organisation = register_organisation(WORKER, her=8900800, name=name, kind="other")
        register_service(WORKER, organisation, her=8900801, name=name, **told)

    assert Organisation.objects.get(her=8900800).name == "Solvang omsorgssenter"
    assert Service.objects.get(her=8900801).phone == "20000801"
    assert Capability.objects.count() == 1


def test_what_a_service_takes_is_replaced() -> None:
    organisation = register_organisation(WORKER, her=8900800, name="Solvang")
    for version in ("1.5", "1.6"):
        service = register_service(
            WORKER, organisation, her=8900801, name="Sykepleie", capabilities=[("LOG_INNLAGT", version)]
        )

    assert list(service.capabilities.values_list("version", flat=True)) == ["1.6"]
