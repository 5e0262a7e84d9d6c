"""Whom one can write to follows the directory: what is out of use is never chosen, and stops what has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from node_home import SOMATIKK, SYKEPLEIE
from samhandling.node import clock
from samhandling.node.access.reading import Reader
from samhandling.node.directory.models import Organisation, Service
from samhandling.node.stays.parties import receivers
from samhandling.node.writing.actions import save, start
from samhandling.node.writing.receivers import copies_for, receivers_for
from samhandling.node.writing.sealing import COPIES, COPY_OUT_OF_USE, OUT_OF_USE, RECEIVER, sealed

if TYPE_CHECKING:
    from samhandling.node.writing.models import Draft
    from screen_world import World


@pytest.fixture
def draft(world: World) -> Draft:
    patient = world.register(0)
    reader = Reader(world.kari, frozenset({SYKEPLEIE}))
    service = Service.objects.select_related("organisation").get(her=SYKEPLEIE)
    draft = start(reader, service, "INNLEGGELSESRAPPORT", patient=patient)
    save(world.kari, draft, draft.values, SOMATIKK)
    return draft


def close(her: int) -> None:
    Service.objects.filter(her=her).update(withdrawn=True)


def test_what_is_out_of_use_is_not_offered(draft: Draft) -> None:
    assert SOMATIKK in {one.her for one in receivers_for(draft)}
    assert SOMATIKK in {one.her for one in copies_for(draft)}

    close(SOMATIKK)

    assert SOMATIKK not in {one.her for one in receivers_for(draft)}
    assert SOMATIKK not in {one.her for one in copies_for(draft)}


def test_a_draft_to_it_cannot_be_sent(draft: Draft) -> None:
    close(SOMATIKK)
    faults = {one.where: one.message for one in sealed(draft, clock.now()).faults}
    assert faults[RECEIVER] == OUT_OF_USE


def test_nor_one_with_a_copy_to_it(draft: Draft) -> None:
    draft.receiver_her, draft.copies = None, [SOMATIKK]
    close(SOMATIKK)
    faults = {one.where: one.message for one in sealed(draft, clock.now()).faults}
    assert faults[COPIES] == COPY_OUT_OF_USE


def test_a_ward_is_not_offered_a_bydel_that_is_out_of_use(world: World) -> None:
    own = Service.objects.get(her=SYKEPLEIE)
    Organisation.objects.filter(pk=own.organisation_id).update(own=False)
    Service.objects.filter(pk=own.pk).update(code="KP02")
    assert [one.her for one in receivers(["KP02"])] == [SYKEPLEIE]
    close(SYKEPLEIE)
    assert receivers(["KP02"]) == []
