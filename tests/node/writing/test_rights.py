"""Who may write what: by the part that a service plays, and by role."""

from __future__ import annotations

import pytest

from samhandling.node.access.actor import Actor
from samhandling.node.access.policies import CARE
from samhandling.node.access.roles import Role
from samhandling.node.directory.models import Organisation, Service
from samhandling.node.writing import rights
from samhandling.standards.catalogue.shapes import Part
from samhandling.standards.forms import PROFILES


def service(kind, system=None, code="", *, person=False):
    return Service(
        organisation=Organisation(kind=kind),
        her=1,
        code_system=system,
        code=code,
        person=person,
        name="Tjeneste",
    )


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (service("municipality", 8663, "KD0501"), Part.SAKSBEHANDLING),
        (service("municipality", 8663, "KP02"), Part.PLEIE_OG_OMSORG),
        (service("municipality", 8663, "KX05"), Part.DOGNTILBUD),
        (service("hospital", 8668, "S0303"), Part.SYKEHUS),
        (service("nursing-home", 8663, "KP02"), Part.PLEIE_OG_OMSORG),
        (service("gp", person=True), Part.FASTLEGE),
        (service("other"), None),
    ],
)
def test_the_part_follows_from_the_service(one, part) -> None:
    assert rights.part_of(one) is part


def codes(role, one, monkeypatch):
    monkeypatch.setattr(rights, "may", lambda *_args, **_named: True)
    return {row.code for row in rights.types_for(Actor(None, "Test", role), one)}


def test_each_part_and_role_has_its_own_types(monkeypatch) -> None:
    ward, office = service("hospital", 8668, "S03"), service("municipality", 8663, "KD0501")
    doctor = service("gp", person=True)
    dialogue = {"DIALOG_FORESPORSEL", "DIALOG_HELSEFAGLIG"}
    assert codes(Role.SYKEPLEIER, ward, monkeypatch) == dialogue | {
        "LOG_INNLAGT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_UTSKREVET",
        "UTSKRIVNINGSRAPPORT",
    }  # fmt: skip
    assert codes(Role.HELSESEKRETAER, ward, monkeypatch) == dialogue | {"LOG_INNLAGT", "LOG_UTSKREVET"}
    assert codes(Role.SAKSBEHANDLER, office, monkeypatch) == dialogue | {"ORIENTERING_TJENESTETILBUD"}
    assert codes(Role.FASTLEGE, doctor, monkeypatch) == dialogue | {
        "MEDISINSKE_OPPLYSNINGER", "LOG_DOD", "HENVISNING", "HENVISNING_NYTILSTAND",
    }  # fmt: skip
    assert {"EPIKRISE", "HENVISNING_VIDERE"} <= codes(Role.LEGE, ward, monkeypatch)
    assert "EPIKRISE" not in codes(Role.FASTLEGE, doctor, monkeypatch)


def test_every_type_has_somebody_who_writes_it() -> None:
    for code in PROFILES:
        assert rights.ONLY.get(code, frozenset(CARE)) <= set(CARE)
        assert rights.ONLY.get(code, frozenset(CARE))
