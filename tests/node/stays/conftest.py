"""Stays at Frogner: letters come, people act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hospital_letters import Course
from node_home import SAKSBEHANDLING, SYKEPLEIE
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.delivery import sending
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.home import OwnService
from samhandling.node.patients.actions import register_patient

GERIATRI = {"her": 8900105, "name": "Geriatri", "code_system": 8668, "code": "S0303", "phone": "20000105"}


def _register(patient):
    return register_patient(
        WORKER,
        family_name=patient.family_name,
        given_name=patient.given_name,
        date_of_birth=patient.born,
        sex=patient.sex,
        identities=[(patient.id_kind, patient.id_value)],
    )


@pytest.fixture
def register():
    """Take a patient of the demo's population into the node's register."""
    return _register


@pytest.fixture
def hospital(frogner):
    """Diakonhjemmet in the directory."""
    found = register_organisation(WORKER, her=8900100, name="Diakonhjemmet sykehus", kind="hospital")
    register_service(
        WORKER, found, her=8900105, name="Geriatri", code_system=8668, code="S0303", phone="20000105"
    )


@pytest.fixture
def course(hospital, register):
    found = Course()
    register(found.patient)
    return found


@pytest.fixture
def arrives(receive, post):
    """Documents come, and are answered; the MsgId of the last one."""

    def arrives(*letters):
        for _msg_id, document in letters:
            receive(document)
        while sending.send_next(post):
            pass
        return letters[-1][0]

    return arrives


@pytest.fixture
def nora(frogner):
    """Frogner's case worker."""
    return employ("nora", "Nora Lind", "saksbehandler", SAKSBEHANDLING)


@pytest.fixture
def tariq(frogner):
    """Frogner's home nurse."""
    return employ("tariq", "Tariq Bris", "hjemmetjeneste", SYKEPLEIE)


def employ(username, full_name, role, *hers):
    told = {"full_name": full_name, "role": role, "service_hers": hers, "phone": "20000221", "hpr": "1000055"}
    return Actor.of(create_user(WORKER, username=username, **told))


@pytest.fixture
def at_the_hospital(settings):
    """The same node, but it is Diakonhjemmet: call it before anything is registered."""
    services = (
        OwnService(8900105, "Geriatri", 8668, "S0303"),
        OwnService(8900101, "PLO innleggelse somatikk"),
    )
    settings.HOME = replace(
        settings.HOME, her=8900100, name="Diakonhjemmet sykehus", kind="hospital", services=services
    )
    own = register_organisation(WORKER, her=8900100, name="Diakonhjemmet sykehus", kind="hospital", own=True)
    register_service(WORKER, own, **GERIATRI)
    bydel = register_organisation(WORKER, her=8900200, name="Oslo kommune bydel Frogner", kind="municipality")
    register_service(WORKER, bydel, her=8900201, name="Saksbehandling", code_system=8663, code="KD0501")
    register_service(WORKER, bydel, her=8900202, name="Sykepleietjeneste", code_system=8663, code="KP02")


@pytest.fixture
def ingrid(at_the_hospital):
    """A nurse of the ward."""
    return employ("ingrid", "Ingrid Nord", "sykepleier", 8900105)


@pytest.fixture
def henrik(at_the_hospital):
    """A doctor of the ward."""
    return employ("henrik", "Henrik Sol", "lege", 8900105)


@pytest.fixture
def reader():
    """Somebody as a reader."""
    return lambda actor: Reader(actor, own_hers(actor))


@pytest.fixture
def employ_as():
    """Somebody in a role, for a service of the ward."""
    return lambda role: employ(role, "Noen Annen", role, 8900105)
