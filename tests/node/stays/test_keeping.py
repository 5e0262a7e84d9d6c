"""Rows of stays follow the facts: whatever comes, in whatever order, and again after a rebuild."""

from __future__ import annotations

import datetime as dt

import pytest

from hospital_letters import Course, at
from node_home import DIAKONHJEMMET
from samhandling.node.correspondence.actions import send_document
from samhandling.node.patients.actions import record_act
from samhandling.node.projections import differences
from samhandling.node.rebuild import rebuild
from samhandling.node.stays.models import Stay
from samhandling.stay.replies import Choice, ReplyText, compose
from samhandling.stay.rules import rules

pytestmark = pytest.mark.django_db


def test_an_admission_makes_a_row(course, arrives):
    arrives(course.admission(at(2, 10)))
    row = Stay.objects.get()
    assert (row.phase, row.open, row.hospital_her, row.bydel_her) == (
        "admitted",
        True,
        DIAKONHJEMMET,
        8900200,
    )
    assert row.admitted_at == course.admitted
    assert (row.hospital_name, row.hospital_service) == ("Diakonhjemmet sykehus", "Geriatri")


def test_a_ready_notice_asks_the_bydel_for_a_reply(course, arrives):
    arrives(course.warning(at(2, 12), dt.date(2026, 3, 6)), course.ready(at(6)))
    row = Stay.objects.get()
    assert (row.phase, row.turn, row.next_rule) == ("ready", "municipality", "reply")
    assert (row.ready_on, row.expected_on, row.reply) == (dt.date(2026, 3, 6), dt.date(2026, 3, 6), "")
    assert row.notified_at is not None


def test_what_belongs_to_the_first_day_does_not_stand_before_the_reply(course, arrives):
    arrives(course.admission(at(2, 10)), course.warning(at(2, 12), dt.date(2026, 3, 6)))
    assert Stay.objects.get().next_rule == "admission-report"
    arrives(course.ready(at(6)))
    assert Stay.objects.get().next_rule == "reply"


def test_a_reply_moves_the_turn(course, arrives, nora):
    arrives(course.warning(at(2, 12), dt.date(2026, 3, 6)))
    notice = arrives(course.ready(at(6)))
    text = compose(ReplyText(Choice.EXPECTED, dt.date(2026, 3, 9)), rules())
    send_document(nora, course.reply(at(6, 12), text, notice)[1])
    row = Stay.objects.get()
    assert (row.reply, row.promised_on) == ("expected", dt.date(2026, 3, 9))
    assert (row.turn, row.next_rule) == ("municipality", "offer-ready")


def test_the_order_of_arrival_does_not_matter(course, arrives):
    warning, ready, left = (
        course.warning(at(2, 12), dt.date(2026, 3, 6)),
        course.ready(at(6)),
        course.departure(at(7)),
    )
    arrives(left, ready, warning)
    row = Stay.objects.get()
    assert (row.phase, row.left_on, row.open) == ("discharged", dt.date(2026, 3, 7), False)


def test_a_patient_who_was_unknown_gets_the_stay_when_registered(frogner, arrives, register):
    course = Course()
    arrives(course.admission(at(2, 10)))
    assert not Stay.objects.exists()
    patient = register(course.patient)
    assert Stay.objects.get().patient == patient


def test_a_local_act_is_part_of_the_stay(course, arrives, nora):
    arrives(course.admission(at(2, 10)))
    row = Stay.objects.get()
    assert row.next_rule == "admission-report"
    record_act(nora, "services-paused", row.patient, happened_at=at(2, 12))
    assert Stay.objects.get().last_said == at(2, 12)


def test_an_act_whose_detail_does_not_fit_is_left_out(course, arrives, kari):
    arrives(course.admission(at(2, 10)))
    patient = Stay.objects.get().patient
    record_act(kari, "day-reason", patient, happened_at=at(3), detail={"day": "tirsdag"})
    assert Stay.objects.get().phase == "admitted"


def test_two_stays_are_two_rows(course, arrives):
    arrives(course.admission(at(2, 10)), course.departure(at(5)))
    again = Course(course.patient, at(20, 8))
    arrives(again.admission(at(20, 9)))
    assert [row.phase for row in Stay.objects.order_by("number")] == ["discharged", "admitted"]


def test_a_rebuild_gives_the_same_rows(course, arrives):
    notice = arrives(
        course.admission(at(2, 10)), course.warning(at(2, 12), dt.date(2026, 3, 6)), course.ready(at(6))
    )
    arrives(course.withdrawal(at(7), dt.date(2026, 3, 6), notice), course.departure(at(9)))
    assert list(differences()) == []
    before = list(Stay.objects.values())
    assert rebuild()["Stay"] == 1
    assert list(Stay.objects.values()) == before
