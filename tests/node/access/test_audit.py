"""The audit log and the accounts."""

from __future__ import annotations

import pytest
from django.db import transaction

from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access import acts
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor, operator
from samhandling.node.access.audit import record
from samhandling.node.access.models import AuditEntry, User
from samhandling.node.patients.models import Patient

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what_to_whom_and_why(kari: Actor, borghild: Patient) -> None:
    actor = Actor.of(kari.user, purpose="BEHANDLER")
    record(actor, acts.READ_PATIENT, patient=borghild, detail={"page": "timeline"})

    line = AuditEntry.objects.get(act="read-patient")
    assert (line.actor, line.actor_name, line.role) == (kari.user, "Kari Fjellvåk", "hjemmetjeneste")
    assert (line.patient, line.purpose, line.detail) == (borghild, "BEHANDLER", {"page": "timeline"})


@pytest.mark.parametrize(
    ("role", "purpose"),
    [("lege", "BEHANDLER"), ("meldingsansvarlig", "ITSYSARB"), ("loggkontrollor", "KVAL")],
)
def test_whoever_is_not_asked_reads_for_what_their_role_is_there_for(
    kari: Actor, role: str, purpose: str
) -> None:
    kari.user.role = role

    assert Actor.of(kari.user).purpose == purpose


def test_an_act_without_a_name_for_people_cannot_be_written(kari: Actor) -> None:
    with pytest.raises(KeyError):
        record(kari, "peek")


def test_a_line_falls_with_the_act_it_tells_about(kari: Actor) -> None:
    def fails() -> None:
        with transaction.atomic():
            record(kari, acts.READ_INBOX)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    assert not AuditEntry.objects.filter(act="read-inbox").exists()


def test_whoever_runs_a_command_is_named() -> None:
    assert operator().name
    assert (operator().user, operator().role) == (None, "worker")


def test_an_account_without_a_password_lets_nobody_in(frogner) -> None:
    user = create_user(
        WORKER, username="ola", full_name="Ola Nord", role="sykepleier", service_hers=[8900202]
    )

    assert not user.has_usable_password()
    assert [service.her for service in user.services.all()] == [8900202]
    assert AuditEntry.objects.filter(act="create-user", detail__username="ola").exists()


def test_nobody_but_an_administrator_makes_accounts(kari: Actor) -> None:
    with pytest.raises(NotAllowed):
        create_user(kari, username="ola", full_name="Ola", role="lege")


@pytest.mark.parametrize(
    ("told", "why"), [({"username": "kari"}, "taken"), ({"service_hers": [8900202, 8900101]}, "not all")]
)
def test_what_does_not_fit_is_refused(kari: Actor, told: dict[str, object], why: str) -> None:
    with pytest.raises(Conflict, match=f"(?i){why}"):
        create_user(WORKER, **({"username": "ola", "full_name": "Ola", "role": "lege"} | told))

    assert User.objects.count() == 1
