"""Stays for tests of screens: several patients, each at another point, at one end of the sector."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hospital_letters import Course, at, of_frogner
from samhandling.node.access.actor import WORKER
from samhandling.node.delivery import sending
from samhandling.node.directory.actions import register_organisation, register_service
from samhandling.node.home import OwnService
from samhandling.node.patients.actions import register_patient

if TYPE_CHECKING:
    from samhandling.node.patients.models import Patient
    from screen_world import World

FREE_TEXT = "Vi håper å kunne ta imot i slutten av uken, men må avklare med korttidsavdelingen først."
GERIATRI = {"her": 8900105, "name": "Geriatri", "code_system": 8668, "code": "S0303", "phone": "20000105"}


class HospitalSettings:
    """The node of the tests as Diakonhjemmet, while a test lasts."""

    @staticmethod
    def put(settings: Any) -> None:
        services = (
            OwnService(8900105, "Geriatri", 8668, "S0303"),
            OwnService(8900101, "PLO innleggelse somatikk"),
        )
        settings.HOME = replace(
            settings.HOME, her=8900100, name="Diakonhjemmet sykehus", kind="hospital", services=services
        )


def register(person: Any) -> Patient:
    """Take a patient of the demo's population into the node's register."""
    return register_patient(
        WORKER,
        family_name=person.family_name,
        middle_name=person.middle_name,
        given_name=person.given_name,
        date_of_birth=person.born,
        sex=person.sex,
        identities=[(person.id_kind, person.id_value)],
    )


def furnish_hospital() -> None:
    """Diakonhjemmet as our own, and Frogner as its partner, in the directory."""
    own = register_organisation(WORKER, her=8900100, name="Diakonhjemmet sykehus", kind="hospital", own=True)
    register_service(WORKER, own, **GERIATRI)
    bydel = register_organisation(WORKER, her=8900200, name="Oslo kommune bydel Frogner", kind="municipality")
    told = {"code_system": 8663}
    register_service(WORKER, bydel, her=8900201, name="Saksbehandling", code="KD0501", **told)
    register_service(WORKER, bydel, her=8900202, name="Sykepleietjeneste", code="KP02", **told)


def a_week_at_frogner(world: World) -> dict[str, Course]:
    """Just admitted, warned, ready, ready with a promise, and gone."""
    courses = {
        name: Course(of_frogner(n)) for n, name in enumerate(("new", "warned", "ready", "promised", "gone"))
    }
    for course in courses.values():
        register(course.patient)
    _come(world, 8900202, courses["new"].admission(at(2, 10)))
    _come(world, 8900201, courses["warned"].warning(at(2, 12), dt.date(2026, 3, 9)))
    for name in ("ready", "promised", "gone"):
        _come(world, 8900201, courses[name].warning(at(2, 12), dt.date(2026, 3, 6)))
        _come(world, 8900201, courses[name].ready(at(6)))
    _come(world, 8900202, courses["gone"].report(at(7)), courses["gone"].departure(at(7)))
    answered(world)
    return courses


def answered(world: World) -> None:
    """Every receipt that waits has gone out."""
    while sending.send_next(world.post):
        pass


def _come(world: World, to: int, *letters: tuple[str, bytes]) -> None:
    for _msg_id, document in letters:
        world.arrives(document, to)
