"""What people are by profession: said when they are hired, or remembered from what they say themselves."""

import pytest

from samhandling.errors import Conflict
from samhandling.node.access.actions import create_user, remember_profession
from samhandling.node.access.actor import SYSTEM_ROLE, WORKER
from samhandling.node.access.models import AuditEntry, User
from samhandling.node.access.professions import profession_of, professions
from samhandling.node.access.roles import Role


def test_a_profession_follows_from_some_roles_and_from_no_others():
    assert profession_of(User(role=Role.SYKEPLEIER)) == "SP"
    assert profession_of(User(role=Role.SAKSBEHANDLER)) == ""
    assert profession_of(User(role=Role.SAKSBEHANDLER, profession="ET")) == "ET"
    assert profession_of(User(role=SYSTEM_ROLE)) == ""
    assert professions()["ET"] == "Ergoterapeut"


@pytest.mark.django_db
def test_nobody_is_of_a_profession_that_there_is_not(frogner, kari):
    with pytest.raises(Conflict):
        create_user(WORKER, username="ola", full_name="Ola", role="lege", profession="TROLL")
    for actor, said in ((kari, "TROLL"), (WORKER, "SP")):
        with pytest.raises(Conflict):
            remember_profession(actor, said)
    assert User.objects.get().profession == ""


@pytest.mark.django_db
def test_what_somebody_says_of_themselves_is_kept_once(kari):
    for said in ("VP", "VP"):
        remember_profession(kari, said)
    assert User.objects.get().profession == "VP"
    assert AuditEntry.objects.get(act="say-profession").detail == {"profession": "VP"}
