"""The invented patients of the sector: the same ones every time, from one seed.

Fødselsnummer have 80 added to the month, as Skatteetaten's test people have. A few patients have another
kind of number (D-nummer), a few have a protected address.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

from samhandling.demo.sector import whole_sector
from samhandling.standards.identifiers import synthetic_number, synthetic_numbers

SEED = 20_261_122
DISTRICTS = {"frogner": 24, "ullern": 24, "vestre-aker": 20}
NAMES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))

Sex = Literal["1", "2"]  # 3101: 1 man, 2 woman


@dataclass(frozen=True)
class NextOfKin:
    """A relative. `kinship` is of 9033. `born` is a year, given for children under 18 alone."""

    given_name: str
    family_name: str
    kinship: str
    phone: str
    born: int | None = None


@dataclass(frozen=True)
class MunicipalService:
    """A service that a patient receives at home. `code` is of 9151."""

    code: str
    since: dt.date
    often: str


@dataclass(frozen=True)
class Patient:
    """An invented person. `id_kind` is of 8116; `gp` is the HER-id of the fastlege."""

    given_name: str
    middle_name: str
    family_name: str
    sex: Sex
    born: dt.date
    id_kind: Literal["FNR", "DNR"]
    id_value: str
    street: str
    postal_code: str
    district: str
    gp: int
    phone: str
    lives_alone: bool
    language: str  # 3303, empty for Norwegian
    protected_address: bool
    kin: tuple[NextOfKin, ...]
    services: tuple[MunicipalService, ...]

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.given_name, self.middle_name, self.family_name)))


@cache
def population(seed: int = SEED) -> tuple[Patient, ...]:
    """Return every patient, in an order that mixes the districts."""
    chance = Random(seed)  # noqa: S311  the same people every time is the point
    districts = [district for district, number in DISTRICTS.items() for _ in range(number)]
    chance.shuffle(districts)
    return tuple(_patient(chance, index, district) for index, district in enumerate(districts))


def _patient(chance: Random, index: int, district: str) -> Patient:
    sex: Sex = "1" if chance.random() < 0.42 else "2"  # more women than men grow old
    given = chance.choice(NAMES["men" if sex == "1" else "women"])
    family = NAMES["family"][index % len(NAMES["family"])]
    street, postal_code = chance.choice(NAMES["streets"][district])
    born = _born(chance)
    id_kind, id_value = _identity(chance, index, born, sex)
    lives_alone = chance.random() < 0.55
    return Patient(
        given_name=given,
        middle_name=chance.choice(NAMES["family"]) if index % 11 == 4 else "",
        family_name=family,
        sex=sex,
        born=born,
        id_kind=id_kind,
        id_value=id_value,
        street=f"{street} {chance.randint(1, 98)}",
        postal_code=postal_code,
        district=district,
        gp=_gp(chance, district),
        phone=f"2001{index:04d}",
        lives_alone=lives_alone,
        language=NAMES["languages"].get(given, ""),
        protected_address=index % 17 == 9,
        kin=_kin(chance, index, family, born, sex, lives_alone=lives_alone),
        services=_services(chance, index),
    )


def _born(chance: Random) -> dt.date:
    year = chance.choice([*range(1930, 1956)] * 3 + [*range(1956, 1998)])
    return dt.date(year, chance.randint(1, 12), chance.randint(1, 28))


def _identity(chance: Random, index: int, born: dt.date, sex: Sex) -> tuple[Literal["FNR", "DNR"], str]:
    if index % 23 == 7:
        return "DNR", next(
            synthetic_numbers(born.day, born.month, born.year, start=499 - index, d_number=True)
        )
    while True:
        number = synthetic_number(born.day, born.month, born.year, chance)
        if int(number[8]) % 2 == (sex == "1") and int(number[6:9]) < 500:
            return "FNR", number


def _gp(chance: Random, district: str) -> int:
    """Most have their fastlege near home; the two offices share those of Ullern."""
    offices = {"frogner": ["majorstuen"], "vestre-aker": ["vinderen"]}.get(
        district, ["majorstuen", "vinderen"]
    )
    return chance.choice(whole_sector()[chance.choice(offices)].services).her


def _kin(  # noqa: PLR0913  what kinship depends on
    chance: Random, index: int, family: str, born: dt.date, sex: Sex, *, lives_alone: bool
) -> tuple[NextOfKin, ...]:
    """Return the nearest: a sister or brother of the young, a grown child or the spouse of the old."""
    spouse = not lives_alone and born.year < 1985
    kinship = "EF" if spouse else chance.choice(["DA", "SO"] if born.year < 1965 else ["SI", "BR"])
    women = sex == "1" if spouse else kinship in {"DA", "SI"}
    nearest = NextOfKin(
        chance.choice(NAMES["women" if women else "men"]), family, kinship, f"2002{index:04d}"
    )
    if born.year < 1975 or index % 2:
        return (nearest,)
    child = NextOfKin(chance.choice(NAMES["women"]), family, "DA", f"2002{index:04d}", born=2014)
    return nearest, child


OFTEN = {"15": "2 ganger daglig", "1": "Annenhver uke", "5": "5 dager i uken", "6": "Hele døgnet"}


def _services(chance: Random, index: int) -> tuple[MunicipalService, ...]:
    """Two of three patients have services at home before they come to hospital."""
    if index % 3 == 2:
        return ()
    codes = chance.sample(sorted(OFTEN), chance.randint(1, 3))
    since = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randint(0, 600))
    return tuple(MunicipalService(code, since, OFTEN[code]) for code in sorted(codes, key=int, reverse=True))
