import pytest

from samhandling.errors import NotAllowed
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.policies import CARE, POLICIES, Scope, may, require
from samhandling.node.access.roles import Role

SERVICES = {8900202, 8900203}


class Someone:
    """A user as far as the policy looks at them."""

    def __init__(self, *hers):
        self.own_services = dict.fromkeys(hers, "tjeneste")


def actor(role, *hers):
    return Actor(Someone(*hers), "Noen", role)


def test_a_role_outside_the_table_may_nothing():
    assert not any(may(actor("gjest"), act) for act in POLICIES)


def test_an_act_outside_the_table_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        may(actor(Role.LEGE), "read-everything")


@pytest.mark.parametrize("role", [Role.MELDINGSANSVARLIG, Role.ADMINISTRATOR, Role.LOGGKONTROLLOR])
@pytest.mark.parametrize("act", ["read-inbox", "read-message", "read-sent", "read-patient", "send-message"])
def test_those_who_give_no_care_read_no_content(role, act):
    assert not may(actor(role, *SERVICES), act)


@pytest.mark.parametrize("role", CARE)
def test_care_reads_its_own_services_and_no_others(role):
    reader = actor(role, 8900202)
    assert may(reader, "read-inbox")
    assert may(reader, "read-message", service_hers={8900202, 8900999})
    assert not may(reader, "read-message", service_hers={8900203})


def test_a_message_to_no_service_of_ours_is_nobodys_to_settle_but_the_meldingsansvarlig():
    assert not may(actor(Role.SYKEPLEIER, 8900202), "settle-task", service_hers=set())
    assert may(actor(Role.MELDINGSANSVARLIG), "settle-task", service_hers=set())


def test_only_the_loggkontrollor_reads_the_log():
    assert [role for role in Role.values if may(actor(role), "read-audit")] == ["loggkontrollor"]


def test_the_worker_reads_nothing():
    assert not any(may(WORKER, act) for act in POLICIES if act.startswith(("read-", "search-")))


def test_what_may_not_is_refused_with_role_and_act():
    with pytest.raises(NotAllowed, match="administrator may not read-inbox"):
        require(actor(Role.ADMINISTRATOR), "read-inbox")


def test_the_table_names_known_roles_only():
    named = {role for row in POLICIES.values() for role in row} - {"worker", "journalsystem"}
    assert named == set(Role.values)
    assert {scope for row in POLICIES.values() for scope in row.values()} == set(Scope)
