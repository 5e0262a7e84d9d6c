"""Who sees to what: acts that make no sense are refused, the others are kept and can be derived anew."""

from __future__ import annotations

import datetime as dt

import pytest

from node_home import PSYKISK, SYKEPLEIE
from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.directory.models import Service
from samhandling.node.handling.actions import Overtaken, handle, leave_note, set_limit
from samhandling.node.handling.cases import derived_cases
from samhandling.node.handling.models import Case, CaseAct
from samhandling.node.handling.queries import untaken
from samhandling.node.handling.words import case_mark
from samhandling.node.projections import differences
from samhandling.node.rebuild import rebuild

SOON = dt.timedelta(hours=3)


@pytest.fixture
def case(day):
    return Case.objects.get(recipient__message=day.messages["admitted"])


@pytest.fixture
def liv(day):
    return create_user(
        WORKER, username="liv", full_name="Liv Lom", role="sykepleier", service_hers=[SYKEPLEIE]
    )


@pytest.fixture
def stranger(day):
    user = create_user(
        WORKER, username="per", full_name="Per Pysk", role="sykepleier", service_hers=[PSYKISK]
    )
    return Actor.of(user)


def again(case):
    return Case.objects.select_related("assignee").get(pk=case.pk)


def test_another_service_handles_nothing_here(case, stranger):
    with pytest.raises(NotAllowed):
        handle(stranger, {case.pk: 0}, "take")
    assert CaseAct.objects.count() == 0


def test_who_gives_no_care_handles_nothing(day, case):
    for role in ("meldingsansvarlig", "leder", "loggkontrollor", "administrator"):
        with pytest.raises(NotAllowed):
            handle(Actor.of(day.employ(role, "", SYKEPLEIE)), {case.pk: 0}, "take")


def test_who_acts_on_an_old_page_is_told_so(day, case, liv):
    handle(day.kari, {case.pk: 0}, "take")
    with pytest.raises(Overtaken):
        handle(Actor.of(liv), {case.pk: 0}, "take")
    assert again(case).assignee == day.kari.user


def test_of_several_one_that_has_changed_stops_them_all(day, case):
    other = Case.objects.filter(inbox_her=SYKEPLEIE).exclude(pk=case.pk).first()
    handle(day.kari, {case.pk: 0}, "take")
    with pytest.raises(Overtaken):
        handle(day.kari, {case.pk: 0, other.pk: 0}, "done")
    assert not again(other).done


def test_a_case_is_given_to_nobody_outside_the_service(day, case, stranger):
    with pytest.raises(Conflict):
        handle(day.kari, {case.pk: 0}, "assign", assignee=stranger.user)


def test_nothing_waits_until_what_has_been(day, case):
    with pytest.raises(Conflict):
        handle(day.kari, {case.pk: 0}, "wait", until=clock.now() - SOON)


def test_what_is_done_is_opened_again_first(day, case):
    handle(day.kari, {case.pk: 0}, "done")
    with pytest.raises(Conflict):
        handle(day.kari, {case.pk: again(case).last_act_id}, "take")
    handle(day.kari, {case.pk: again(case).last_act_id}, "reopen")
    assert (again(case).state, again(case).assignee) == ("taken", day.kari.user)


def test_nobody_handles_without_being_a_person(case):
    with pytest.raises((Conflict, NotAllowed)):
        handle(WORKER, {case.pk: 0}, "take")


def test_opening_is_not_handling(day, case):
    assert (case.state, case.assignee) == ("new", None)


def test_what_is_done_is_told_in_the_log_with_its_patient(day, case):
    handle(day.kari, {case.pk: 0}, "take")
    row = AuditEntry.objects.latest("pk")
    assert (row.act, row.patient, row.message) == (
        "handle-message",
        day.patients[0],
        day.messages["admitted"],
    )
    assert row.detail["kind"] == "take"


def test_who_lets_a_free_case_wait_takes_it(day, case):
    until = clock.now() + SOON
    handle(day.kari, {case.pk: 0}, "wait", until=until, note="Venter på svar")
    found = again(case)
    assert (found.state, found.assignee, found.due_at) == ("waiting", day.kari.user, until)


def test_a_case_that_is_laid_back_is_everybodys(day, case, liv):
    handle(day.kari, {case.pk: 0}, "assign", assignee=liv)
    handle(Actor.of(liv), {case.pk: again(case).last_act_id}, "release")
    assert (again(case).state, again(case).assignee) == ("new", None)


def test_every_state_has_its_words(day, case):
    now = clock.now()
    assert "Tas innen" in str(case_mark(again(case), now))
    assert "Ikke tatt i tide" in str(case_mark(again(case), now + dt.timedelta(days=9)))
    handle(day.kari, {case.pk: 0}, "take")
    assert "Hos Kari Lunde" in str(case_mark(again(case), now))
    handle(day.kari, {case.pk: again(case).last_act_id}, "wait", until=now + SOON)
    assert "Venter til" in str(case_mark(again(case), now))
    assert "Ventetiden er ute" in str(case_mark(again(case), now + 2 * SOON))
    handle(day.kari, {case.pk: again(case).last_act_id}, "done")
    assert "Ferdig behandlet" in str(case_mark(again(case), now))


def test_all_of_it_is_derived_from_the_acts(day, case, liv):
    handle(day.kari, {case.pk: 0}, "wait", until=clock.now() + SOON)
    other = Case.objects.filter(inbox_her=SYKEPLEIE).exclude(pk=case.pk).first()
    handle(day.kari, {other.pk: 0}, "assign", assignee=liv)
    assert list(differences()) == []
    kept = list(Case.objects.order_by("pk").values())
    rebuild()
    assert list(Case.objects.order_by("pk").values()) == kept
    assert len(derived_cases()) == len(kept)


# Limits


@pytest.fixture
def leader(day):
    return Actor.of(day.employ("leder", "Lise Leder", SYKEPLEIE))


def test_a_leader_sets_limits_for_their_own_services_alone(leader):
    with pytest.raises(NotAllowed):
        set_limit(leader, Service.objects.get(her=PSYKISK), "", 30)


def test_a_limit_that_cannot_be_chosen_is_refused(leader):
    service = Service.objects.get(her=SYKEPLEIE)
    for code, minutes in (("", 17), ("NOE_ANNET", 30)):
        with pytest.raises(Conflict):
            set_limit(leader, service, code, minutes)


def test_a_limit_counts_for_what_is_open_already(leader, case):
    set_limit(leader, Service.objects.get(her=SYKEPLEIE), "LOG_INNLAGT", 30)
    assert again(case).due_at == case.received_at + dt.timedelta(minutes=30)
    assert list(differences()) == []


def test_a_service_may_want_no_word_of_it(leader, case):
    set_limit(leader, Service.objects.get(her=SYKEPLEIE), "", 0)
    assert again(case).due_at is None
    assert "Ingen har tatt saken" in str(case_mark(again(case), clock.now()))


def test_what_nobody_has_taken_in_time_is_counted_without_patients(day, leader, case):
    assert untaken() == ()
    Case.objects.filter(pk=case.pk).update(due_at=clock.now() - SOON)
    [row] = untaken([SYKEPLEIE])
    assert (row.type_name, row.count) == ("Melding om innlagt pasient", 1)
    assert untaken([PSYKISK]) == ()
    handle(day.kari, {case.pk: 0}, "take")
    assert untaken() == ()


def test_a_note_is_for_the_own_service(day, stranger):
    with pytest.raises(NotAllowed):
        leave_note(stranger, Service.objects.get(her=SYKEPLEIE), "Ring datteren.")
