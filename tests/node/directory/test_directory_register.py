"""Taking what Adresseregisteret says into the directory, and what that means for whom one can write to."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from node_home import FROGNER, SYKEPLEIE
from samhandling.errors import NotAllowed
from samhandling.node import clock
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.directory.actions import (
    register_organisation,
    register_service,
    take_from_register,
)
from samhandling.node.directory.asking import Asking, Found
from samhandling.node.directory.fitting import Contradiction, NotInUse
from samhandling.node.directory.models import Organisation, Service
from samhandling.node.directory.standing import in_use, out_of_use
from samhandling.node.directory.taking import known_hers, take
from samhandling.node.writing.receivers import address
from samhandling.standards.forms import Address
from samhandling.transport.address_register import (
    Party,
    Place,
    Reach,
    RegisterSaysNo,
    RegisterUnavailable,
    UnknownHer,
    WrongAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

HER, BELOW = 8900900, 8900901
HOSPITAL = Party(
    HER,
    "virksomhet",
    "Fjelltun sykehus",
    active=True,
    addressable=False,
    orgnr="310000108",
    business="101",
    reaches=(Reach("E_TLF", "20000900", inherited=False),),
    places=(Place("RES", "Fjellveien 1", "", "0001", "Oslo"),),
)
WARD = Party(
    BELOW,
    "tjeneste",
    "Geriatri",
    active=True,
    addressable=True,
    parent_her=HER,
    code_system=8668,
    code="S0303",
    reaches=(
        Reach("E_TLF", "20000901", inherited=False),
        Reach("E_EDI", "fjelltun@edi.invalid", inherited=True),
    ),
)


def ward(**changes: Any) -> Found:
    return Found(HOSPITAL, dataclasses.replace(WARD, **changes))


def register(*parties: Party | Exception) -> Asking:
    return Asking(book(*parties))


def book(*parties: Party | Exception) -> Callable[[int], Party]:
    """A register of these parties; it asks that no transaction of ours is open."""
    known = {party.her: party for party in parties if isinstance(party, Party)}

    def find(her: int) -> Party:
        assert not connection.savepoint_ids  # the test's own transaction has none
        for fault in parties:
            if isinstance(fault, Exception):
                raise fault
        if her not in known:
            raise UnknownHer(her)
        return known[her]

    return find


# What is refused, and changes nothing


def test_not_everybody_may(kari: Actor) -> None:
    with pytest.raises(NotAllowed):
        take_from_register(kari, ward())


CLOSED = [
    {"active": False},
    {"addressable": False},
    {"valid_to": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
    {"valid_from": dt.datetime(9000, 1, 1, tzinfo=dt.UTC)},
]


@pytest.mark.parametrize("closed", CLOSED)
def test_what_is_new_and_not_in_use_is_not_taken(closed: dict[str, Any]) -> None:
    with pytest.raises(NotInUse, match="8900901 Geriatri is not in use"):
        take_from_register(WORKER, ward(**closed))
    assert not Organisation.objects.exists()


def test_nor_is_a_service_of_a_virksomhet_that_is_gone() -> None:
    gone = Found(dataclasses.replace(HOSPITAL, active=False), WARD)
    with pytest.raises(NotInUse):
        take_from_register(WORKER, gone)


def test_a_her_id_stays_on_its_level() -> None:
    other = register_organisation(WORKER, her=1, name="En annen")
    register_service(WORKER, other, her=HER, name="Tjeneste")
    with pytest.raises(Contradiction, match="8900900 is a tjeneste here, a virksomhet there"):
        take_from_register(WORKER, ward())
    register_organisation(WORKER, her=BELOW, name="Virksomhet")
    Service.objects.get(her=HER).delete()
    with pytest.raises(Contradiction, match="8900901 is a virksomhet here, a tjeneste there"):
        take_from_register(WORKER, ward())


def test_what_is_our_own_is_for_node_toml_to_say(frogner: None) -> None:
    ours = dataclasses.replace(HOSPITAL, her=FROGNER)
    with pytest.raises(Contradiction, match="is ours there, and not in node"):
        take_from_register(WORKER, Found(ours, WARD))
    with pytest.raises(Contradiction, match="and another's there"):
        take_from_register(WORKER, Found(HOSPITAL, dataclasses.replace(WARD, her=SYKEPLEIE)))


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ((dataclasses.replace(WARD, parent_her=None),), "without a virksomhet"),
        ((WARD, dataclasses.replace(WARD, her=HER)), "stands under 8900900, which is a tjeneste"),
    ],
)
def test_an_address_has_two_levels(parties: tuple[Party, ...], words: str) -> None:
    with pytest.raises(WrongAnswer, match=words):
        register(*parties).look_up(BELOW)


@pytest.mark.parametrize("her", [0, 2**31, 10**30])
def test_what_can_be_no_her_id_is_not_asked_for(her: int) -> None:
    with pytest.raises(UnknownHer):
        register(RegisterSaysNo("asked")).look_up(her)


@pytest.mark.parametrize("fault", [RegisterSaysNo("X"), WrongAnswer("Y")])
def test_one_that_cannot_be_taken_keeps_nobody_else(fault: Exception) -> None:
    def find(her: int) -> Party:
        return broken(her) if her == 7 else sound(her)

    broken, sound = book(fault), book(HOSPITAL, WARD)
    outcomes = list(take(WORKER, Asking(find), [7, 8, BELOW]))

    assert [type(one.fault) for one in outcomes] == [type(fault), UnknownHer, type(None)]
    assert Service.objects.get().her == BELOW


def test_a_register_that_is_down_ends_the_round() -> None:
    outcomes = list(take(WORKER, register(RegisterUnavailable("no route")), [7, 8, 9]))
    assert [one.her for one in outcomes] == [7]


# What is taken


def test_an_address_of_the_register_is_written_on_both_levels() -> None:
    (outcome,) = take(WORKER, register(HOSPITAL, WARD), [BELOW])

    service = Service.objects.get(her=BELOW)
    assert address(service) == Address(HER, "Fjelltun sykehus", BELOW, "Geriatri")
    assert (service.code_system, service.code, service.phone) == (8668, "S0303", "20000901")
    assert service.edi == "fjelltun@edi.invalid"
    above = service.organisation
    assert (above.orgnr, above.kind, above.phone) == ("310000108", "hospital", "20000900")
    assert above.places[0]["street"] == "Fjellveien 1"
    assert above.confirmed_at
    assert outcome.taken
    assert outcome.taken.new
    logged = AuditEntry.objects.latest("pk")
    assert (logged.act, logged.detail["her"], logged.detail["new"]) == ("take-address", BELOW, True)


def test_a_meldingsansvarlig_may(operator: Actor) -> None:
    assert take_from_register(operator, ward()).new


def test_a_person_is_one_to_write_to_by_name() -> None:
    doctor = dataclasses.replace(WARD, kind="person", name="Aksel Havrevind", hpr="1000187", code="")
    take_from_register(WORKER, Found(HOSPITAL, doctor))

    service = Service.objects.get()
    assert (service.person, service.hpr, service.code) == (True, "1000187", "")


def test_what_the_register_is_silent_on_stays() -> None:
    register_service(
        WORKER,
        register_organisation(WORKER, her=HER, name="Gammelt navn", kind="nursing-home"),
        her=BELOW,
        name="Gammelt navn",
        phone="20000999",
        duty_phone="20000911",
        opening_hours="Hele døgnet",
        capabilities=[("LOG_INNLAGT", "1.5")],
    )
    taken = take_from_register(WORKER, ward(reaches=(), code=""))

    service = Service.objects.get()
    assert (service.name, service.phone, service.duty_phone) == ("Geriatri", "20000999", "20000911")
    assert (service.opening_hours, service.capabilities.count()) == ("Hele døgnet", 1)
    assert (service.organisation.name, service.organisation.kind) == ("Fjelltun sykehus", "nursing-home")
    assert not taken.new
    assert "name" in {one.column for one in taken.changed}
    assert take_from_register(WORKER, ward(reaches=(), code="")).changed == ()


def test_a_code_of_no_system_says_nothing() -> None:
    take_from_register(WORKER, ward())
    assert take_from_register(WORKER, ward(code="1", code_system=None)).changed == ()
    assert (Service.objects.get().code_system, Service.objects.get().code) == (8668, "S0303")


def test_a_number_that_does_not_fit_is_not_cut() -> None:
    long = Reach("E_TLF", "20000901 (mandag til fredag, ellers 20000902)", inherited=False)
    take_from_register(WORKER, ward(reaches=(long,)))
    assert Service.objects.get().phone == ""


def test_a_service_may_move_to_another_virksomhet() -> None:
    take_from_register(WORKER, ward())
    take_from_register(WORKER, Found(dataclasses.replace(HOSPITAL, her=2, name="Nytt"), WARD))
    assert Service.objects.get().organisation.name == "Nytt"


@pytest.mark.parametrize("closed", CLOSED)
def test_what_is_no_longer_in_use_is_kept_and_not_offered(closed: dict[str, Any]) -> None:
    take_from_register(WORKER, ward())
    assert list(Service.objects.filter(in_use()))

    taken = take_from_register(WORKER, ward(**closed))

    assert taken.withdrawn
    assert not list(Service.objects.filter(in_use()))
    assert out_of_use([BELOW, 7]) == {BELOW}


def test_what_ends_is_not_offered_after_its_end_though_nobody_asks_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    end = clock.now() + dt.timedelta(days=1)
    take_from_register(WORKER, ward(valid_to=end))
    assert out_of_use([BELOW]) == frozenset()
    monkeypatch.setattr(clock, "now", lambda: end)
    assert out_of_use([BELOW]) == {BELOW}


def test_a_virksomhet_that_is_gone_takes_its_services_with_it() -> None:
    take_from_register(WORKER, ward())
    take_from_register(WORKER, Found(dataclasses.replace(HOSPITAL, active=False)))
    assert out_of_use([BELOW]) == {BELOW}


def test_all_that_is_known_can_be_asked_for_and_nobody_twice() -> None:
    take_from_register(WORKER, ward())
    register_organisation(WORKER, her=3, name="Uten tjenester")
    asked: list[int] = []
    find = book(HOSPITAL, WARD, dataclasses.replace(HOSPITAL, her=3))

    def counted(her: int) -> Party:
        asked.append(her)
        return find(her)

    assert known_hers() == [BELOW, 3]
    assert all(one.taken for one in take(WORKER, Asking(counted), [*known_hers(), HER]))
    assert asked == [BELOW, HER, 3]
