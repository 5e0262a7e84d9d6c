"""The whole story: which patient came when, with what, and which way it went."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

from samhandling.demo.cases import cases
from samhandling.demo.population import SEED, Patient, population
from samhandling.demo.sector import Sector, whole_sector
from samhandling.demo.story import everyday, paths
from samhandling.demo.story.calendar import Calendar, NotYet
from samhandling.demo.story.everyday import Everyday
from samhandling.demo.story.happenings import Happening, RegisterPatient
from samhandling.demo.story.stay import Account, Stage, Stay

if TYPE_CHECKING:
    from collections.abc import Callable

STAYS_PER_DAY = 0.8
ERRANDS_PER_DAY = 0.4

KNOWN_TO_DISTRICT = (  # for patients who have services at home
    paths.home_to_services,
    paths.home_with_questions,
    paths.waiting_for_a_place,
    paths.home_to_services,
    paths.ill_again,
    paths.cancelled,
    paths.home_to_services,
    paths.death,
)
NEW_TO_DISTRICT = (paths.unknown_to_the_district, paths.to_solvang, paths.unknown_to_the_district)
ERRANDS = (
    everyday.renew_prescription,
    everyday.ask_for_medical_information,
    everyday.tell_of_services,
    everyday.ask_for_assessment,
)


IN_HOSPITAL_TODAY = (  # how many days beyond the usual length of stay they came before now, and their way
    (0.8, paths.waiting_for_a_place),
    (2.5, paths.waiting_for_a_place),
    (1.0, paths.ill_again),
    (0.1, paths.home_to_services),
    (-1.5, paths.home_with_questions),
    (-3.0, paths.home_to_services),
    (-1.0, paths.unknown_to_the_district),
    (-2.6, paths.just_come),
)


@dataclass(frozen=True)
class Story:
    """All happenings in order, and the moments of their slots."""

    calendar: Calendar
    happenings: tuple[Happening, ...]


def tell(now: dt.datetime, days: int, sector: Sector) -> Story:
    """Return what happened in the `days` days until `now` (aware) between the organisations of a sector."""
    stage = Stage(Calendar(now, days), sector)
    accounts = [*_stays(stage), *_in_hospital_today(stage), *_errands(stage)]
    told = [*_known_before(stage), *(one for account in accounts for one in account.happenings)]
    return Story(stage.calendar, tuple(sorted(told, key=lambda one: one.slot)))


def _stays(stage: Stage) -> list[Account]:
    known, new = cycle(KNOWN_TO_DISTRICT), cycle(NEW_TO_DISTRICT)
    reasons = cycle(cases().values())
    patients = cycle(patient for patient in population() if patient.district in stage.sector)
    stays: list[Account] = []
    for number in range(int(stage.calendar.days * STAYS_PER_DAY)):
        patient = next(patients)
        stay = Stay(stage, patient, next(reasons), f"stay {number}")
        path = next(known) if patient.services else next(new)
        _live(partial(path, stay, _wanted(stage, number / STAYS_PER_DAY, number)))
        stays.append(stay)
    return stays


def _in_hospital_today(stage: Stage) -> list[Account]:
    """Return stays that have come to different points by now, of patients who have had none before."""
    patients = [one for one in reversed(population()) if one.district in stage.sector]
    stays: list[Account] = []
    for number, (days, path) in enumerate(IN_HOSPITAL_TODAY):
        known = path not in {paths.unknown_to_the_district, paths.just_come}
        patient = patients.pop(next(n for n, one in enumerate(patients) if bool(one.services) == known))
        stay = Stay(stage, patient, list(cases().values())[number], f"today {number}")
        wanted = stage.calendar.now - dt.timedelta(days=stay.case.days + days)
        if wanted > stage.calendar.slots[0]:
            _live(partial(path, stay, wanted))
            stays.append(stay)
    return stays


def _errands(stage: Stage) -> list[Account]:
    served = [patient for patient in reversed(population()) if patient.services and _complete(stage, patient)]
    reasons, errands = cycle(cases().values()), cycle(ERRANDS)
    number_of = int(stage.calendar.days * ERRANDS_PER_DAY)
    lives: list[Account] = []
    for number, patient in zip(range(number_of), cycle(served), strict=False):
        life = Everyday(stage, patient, next(reasons), f"errand {number}")
        errand = everyday.died_at_home if number == number_of // 2 else next(errands)
        _live(partial(errand, life, _wanted(stage, number / ERRANDS_PER_DAY, number)))
        lives.append(life)
    return lives


def _complete(stage: Stage, patient: Patient) -> bool:
    """Tell whether both the patient's district and fastlege are in the sector."""
    return patient.district in stage.sector and whole_sector().owner(patient.gp).slug in stage.sector


def _wanted(stage: Stage, day: float, number: int) -> dt.datetime:
    hour = Random(f"{SEED}/{number}").uniform(0, 12)  # noqa: S311  the same story every time is the point
    return stage.calendar.slots[0] + dt.timedelta(days=day, hours=hour)


def _live(way: Callable[[], None]) -> None:
    """Let an account go its way until it ends or reaches now."""
    with suppress(NotYet):
        way()


def _known_before(stage: Stage) -> list[Happening]:
    """Return the registration of those whom districts and fastleger know from before, on the first day."""
    return [
        Happening(stage.calendar.slots[0], 0, slug, by, RegisterPatient(patient))
        for patient in population()
        for slug, by in _who_knows(patient)
        if slug in stage.sector
    ]


def _who_knows(patient: Patient) -> list[tuple[str, str]]:
    sector = whole_sector()
    office = sector.owner(patient.gp)
    known = [(office.slug, office.worker("helsesekretaer").username)]
    if patient.services:
        district = sector[patient.district]
        known.append((district.slug, district.worker("saksbehandler").username))
    return known
