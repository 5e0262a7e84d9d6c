"""Stays by their pages at both ends: what one does the other sees, and both count the same days."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import contextmanager

import pytest
import time_machine

from hospital_letters import CASE, Course, of_frogner
from samhandling.demo.letters.dialog import avvik, svar_om_utskrivningsklar
from samhandling.demo.letters.helseopplysninger import varsel_om_innlagt
from samhandling.node.journal.models import Message
from samhandling.standards.definition import OSLO
from samhandling.standards.envelope import Reference
from samhandling.stay.rules import rules
from several_ends import end, exchange

pytestmark = pytest.mark.django_db
WARD, BYDEL, HOME_CARE = "utskrivningskoordinator", "saksbehandler", "hjemmetjeneste"
FROGNER, FROGNER_CARE, ULLERN = 8900201, 8900202, 8900301
PSYCHIATRY, WROTE = 8900107, 8900101
"""WROTE is the service that the ward's pages send from."""


@pytest.fixture
def ward():
    return end("diakonhjemmet", (WARD, "lege"))


@pytest.fixture
def bydel():
    return end("frogner", (BYDEL, HOME_CARE))


class Case:
    """A patient of Frogner, at the hospital and at home; each step happens at its own time."""

    def __init__(self, ward, *others):
        self.ward, self.others, self.course = ward, others, Course(of_frogner(), oslo("2024-05-08 09:15"))
        self.patient = ward.knows(self.course.patient)
        for one in others:
            one.knows(self.course.patient)

    @contextmanager
    def at(self, when):
        with time_machine.travel(oslo(when), tick=True):
            yield
            exchange(self.ward, *self.others)

    def admitted(self, when="2024-05-08 09:30", **more):
        told = {"ward": "Sengepost 2", "services_known": "on", "receiver": FROGNER_CARE}
        with self.at(when):
            self.ward.press(
                WARD, "admission", self.patient.pk, admitted=when.replace(" ", "T"), **told | more
            )
        self.course.admitted = oslo(when)

    def warned(self, when="2024-05-08 12:00", to=FROGNER, **cover):
        expected = oslo(when).date() + dt.timedelta(days=2)
        letter = self.course.write(varsel_om_innlagt, oslo(when), to, CASE, expected, **cover)
        with self.at(when):
            self.ward.sends(WARD, letter[1])

    def ready(self, when, to=FROGNER, points=None):
        stay = self.ward.stay()
        told = {"ready_on": when[:10], "decided_by": self.ward.people["lege"].user.pk, "receiver": to}
        for point in (
            points if points is not None else [row.id for row in rules().readiness if not row.phv_tsb]
        ):
            told |= {f"{point}-done": "on", f"{point}-on": when[:10], f"{point}-by": "Henrik Sol"}
        with self.at(when):
            self.ward.press(WARD, "stay-ready", stay, **told)

    def reported(self, when):
        with self.at(when):
            self.ward.sends(WARD, self.course.report(oslo(when))[1])

    def answers(self, bydel, when, choice, **more):
        with self.at(when):
            bydel.press(BYDEL, "stay-reply", bydel.stay(), choice=choice, **more)

    def leaves(self, when, **more):
        told = {"left": when.replace(" ", "T"), "outcome": "1", "destination": "1", "receiver": FROGNER_CARE}
        with self.at(when):
            self.ward.press(WARD, "stay-departure", self.ward.stay(), **told | more)

    def seen(self, when, *ends, number=-1):
        """The page of a stay at each end, the newest unless told."""
        with self.at(when):
            return [
                one.page(WARD if one is self.ward else BYDEL, "stay", one.stay(number))
                for one in ends or (self.ward, *self.others)
            ]


@pytest.fixture
def case(ward, bydel):
    return Case(ward, bydel)


def oslo(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=OSLO)


def words(page):
    """A page as its text, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def days(page):
    """The table of who pays for which day."""
    return words(page.split('id="ledger-heading"')[1].split("<form")[0])


def exchanged(page):
    """What was said between the ends, by the names of the time line."""
    items = page.split('class="timeline"')[1].split("</ol>")[0].split("<li")[1:]
    return [
        words(re.search(r'title"[^>]*>([^<]*)<', one)[1]) for one in items if 'class="act"' not in one[:20]
    ]


def last_notice(ward):
    with ward.here():
        return Message.objects.filter(type_code="LOG_UTSKRIVNINGSKLAR").latest("pk").msg_id


def test_death_ends_the_days_and_asks_for_no_report(case):
    case.admitted()
    case.warned()
    case.ready("2024-05-10 10:00")
    case.leaves("2024-05-12 04:30", outcome="2")
    at_ward, at_bydel = case.seen("2024-05-14 09:00")
    assert days(at_ward) == days(at_bydel)
    assert "Betales 2" in days(at_bydel)
    assert "11 490" in days(at_bydel)
    for page in map(words, (at_ward, at_bydel)):
        assert "Død 12.05.2024" in page
        assert "Utskrivningsrapport" not in page.split("Plikter og frister")[1]


def test_a_readmission_is_a_stay_of_its_own_at_both_ends(case):
    case.admitted()
    case.warned()
    case.ready("2024-05-10 10:00")
    case.answers(case.others[0], "2024-05-10 11:00", "can-receive")
    case.leaves("2024-05-10 15:00")
    case.admitted("2024-05-13 21:00")
    case.ready("2024-05-16 09:00")
    first, second = case.seen("2024-05-18 09:00", number=0), case.seen("2024-05-18 09:00")
    for page in map(words, first):
        assert "Reist 10.05.2024" in page
    for page in map(words, second):
        assert "Innlagt 13.05.2024" in page
        assert "Kommunen hadde ikke fått varsel etter § 8" in page, (
            "the first stay's notice is not the second's"
        )
    assert days(second[0]) == days(second[1])
    assert [exchanged(one) for one in first] == [exchanged(first[0])] * 2
    assert [exchanged(one) for one in second] == [
        ["Melding om innlagt pasient", "Melding om utskrivningsklar pasient"]
    ] * 2


def test_a_weekend_has_no_free_days(case):
    case.admitted()
    case.warned()
    case.ready("2024-05-10 13:00")  # a Friday
    case.answers(case.others[0], "2024-05-10 14:00", "expected", date="2024-05-13")
    case.answers(case.others[0], "2024-05-13 10:00", "offer-ready")
    case.reported("2024-05-13 11:00")
    case.leaves("2024-05-13 14:00")
    at_ward, at_bydel = case.seen("2024-05-15 09:00")
    assert days(at_ward) == days(at_bydel)
    assert f"/oppgjor/betaler/{last_notice(case.ward)}/" in at_ward.split('id="ledger-heading"')[0]
    assert "Bekreft betaler" in at_ward
    assert "17 235" in days(at_ward)
    for weekday in ("fredag", "lørdag", "søndag"):
        assert weekday in days(at_ward).lower()


@pytest.mark.parametrize("met", [True, False])
def test_mental_health_care_has_two_conditions_more(case, met):
    case.admitted(phv_tsb="on")
    case.warned(sender=PSYCHIATRY)
    points = [row.id for row in rules().readiness if met or not row.phv_tsb]
    case.ready("2024-05-10 10:00", points=points)
    at_ward, at_bydel = case.seen("2024-05-11 09:00")
    assert days(at_ward) == days(at_bydel)
    assert ("Betales 1" in days(at_bydel)) is met
    assert ("det er ikke vist at partene er innkalt" in days(at_bydel)) is not met


def test_a_patient_of_another_bydel_is_told_of_and_the_right_one_notified(ward, bydel):
    ullern = end("ullern", (BYDEL,))
    case = Case(ward, bydel, ullern)
    case.admitted()
    case.warned()
    case.ready("2024-05-10 10:00")
    notice = last_notice(ward)
    told = {"sender": FROGNER, "refers_to": Reference(notice, notice)}
    letter = case.course.write(
        avvik, oslo("2024-05-10 11:00"), WROTE, "1", "Pasienten bor på Ullern.", **told
    )
    with case.at("2024-05-10 11:00"):
        bydel.sends(BYDEL, letter[1])
    at_ward, at_frogner = case.seen("2024-05-11 08:00", ward, bydel)
    assert days(at_ward) == days(at_frogner)
    assert "Mottakeren har meldt feil adressat på varselet." in days(at_frogner)
    with case.at("2024-05-11 09:00"):
        ward.press(WARD, "stay-undo", ward.stay(), why="mistake")
    case.warned("2024-05-11 09:10", to=ULLERN)
    case.ready("2024-05-11 09:30", to=ULLERN)
    at_ward, at_frogner, at_ullern = case.seen("2024-05-12 08:00")
    assert "ledger-heading" not in at_frogner, "what was sent in error never was"
    assert "Kansellert" in words(at_frogner)
    assert days(at_ward) == days(at_ullern)
    assert "Betales 1" in days(at_ullern)


def test_a_foreign_systems_reply_is_classified_in_two_clicks(case):
    case.admitted()
    case.warned()
    case.ready("2024-05-10 10:00")
    notice = last_notice(case.ward)
    told = {"sender": FROGNER, "refers_to": Reference(notice, notice)}
    text = "Det blir nok plass på mandag."
    letter = case.course.write(svar_om_utskrivningsklar, oslo("2024-05-10 12:00"), WROTE, text, **told)
    with case.at("2024-05-10 12:00"):
        case.others[0].sends(BYDEL, letter[1])  # as another system writes it
    at_ward, at_bydel = case.seen("2024-05-11 09:00")  # one click: the stay
    for page in (at_ward, at_bydel):
        assert "Kommunen har svart i fritekst" in days(page)
    assert text in at_ward
    reply = re.search(r'name="reply" value="([^"]+)"', at_ward)[1]
    with case.at("2024-05-11 09:05"):  # two clicks: what it means
        case.ward.press(
            WARD, "stay-classify", case.ward.stay(), reply=reply, choice="expected", expected="2024-05-13"
        )
    (after,) = case.seen("2024-05-11 09:06", case.ward)
    assert "Hva betyr svaret?" not in after
    assert "Betales 1" in days(after)
