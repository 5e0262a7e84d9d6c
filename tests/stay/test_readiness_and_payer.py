"""§ 9 as a checklist, and who pays."""

import pytest

from samhandling.stay.payer import payer
from samhandling.stay.readiness import cautions, readiness
from samhandling.stay.rules import rules
from stay.story import FJORD, PSYCHIATRY, SKOG, at, normal

NOW = at("2024-05-06 09:00")
FIVE = [row.id for row in rules().readiness if not row.phv_tsb]


def documented(*ids, on="2024-05-06"):
    return tuple((point, on, "Vera Vakt") for point in ids)


def test_five_points_and_two_more_for_mental_health_care():
    assert len(readiness(normal().stay(), rules(), NOW).points) == 5
    story = normal(hospital=PSYCHIATRY)
    story.klar()
    assert len(readiness(story.stay(), rules(), NOW).points) == 7


def test_a_notice_under_section_8_to_another_bydel_warns_before_this_one_is_told():
    story = normal()
    stay, kind = story.stay(), "no-section-8-notice"
    assert kind not in {one.kind for one in cautions(stay, rules(), NOW, FJORD.virksomhet)}
    assert kind in {one.kind for one in cautions(stay, rules(), NOW, SKOG.virksomhet)}


def test_a_point_that_nobody_has_documented_is_missing():
    story = normal()
    story.gjor("readiness-assessed", "2024-05-06 08:00", points=documented(*FIVE[:3]))
    found = readiness(story.stay(), rules(), NOW)
    assert [point.rule.id for point in found.missing] == FIVE[3:]
    assert not found.complete
    assert found.points[0].by == "Vera Vakt"


def test_points_and_decision_may_come_one_by_one():
    story = normal()
    story.gjor("readiness-assessed", "2024-05-05 08:00", points=documented(*FIVE[:3]))
    story.gjor(
        "readiness-assessed",
        "2024-05-06 08:00",
        points=documented(*FIVE[3:]),
        decided=True,
        decided_by="Rita Lin",
        role="Lege",
        hpr="9144889",
    )
    found = readiness(story.stay(), rules(), NOW)
    assert found.complete
    assert (found.decided_by, found.role, found.hpr) == ("Rita Lin", "Lege", "9144889")


def test_a_missing_notice_and_open_points_are_warned_of():
    from stay.story import Story

    story = Story()
    story.innlagt()
    kinds = [caution.kind for caution in cautions(story.stay(), rules(), NOW)]
    assert kinds == ["no-section-8-notice", "points-missing"]


def test_old_information_is_warned_of():
    story = normal()
    story.gjor("readiness-assessed", "2024-05-06 08:00", points=documented(*FIVE))
    (caution,) = cautions(story.stay(), rules(), NOW)
    assert caution.kind == "old-information"
    assert "03.05.2024" in caution.words.nb
    story.helseopplysninger("2024-05-06 08:30", kind="2")
    assert cautions(story.stay(), rules(), NOW) == ()


def test_the_payer_is_the_notified_municipality_once_a_person_says_so():
    story = normal()
    story.klar()
    stay = story.stay()
    found = payer(stay, stay.periods[0], rules())
    assert (found.case, found.needs_decision, found.rule.id) == ("unconfirmed", True, "oppholdskommune")
    story.gjor("payer-confirmed", "2024-05-06 11:00", bydel="Fjordgløtt", registered="4601 Bergen")
    stay = story.stay()
    found = payer(stay, stay.periods[0], rules())
    assert (found.needs_decision, found.name, found.bydel) == (False, "Bydel Fjordgløtt", "Fjordgløtt")
    assert found.registered == "4601 Bergen", "kept for statistics, it does not pay"
    assert story.states("2024-05-07 12:00") == {"05-06": "payable"}


@pytest.mark.parametrize("case", ["other", "none"])
def test_another_municipality_or_none_is_for_a_person_to_decide(case):
    story = normal()
    story.klar()
    story.gjor("payer-confirmed", "2024-05-06 11:00", municipality=case, name="Lillevik")
    stay = story.stay()
    found = payer(stay, stay.periods[0], rules())
    assert found.needs_decision
    assert found.words.nb
