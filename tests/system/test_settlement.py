"""Regler og avtaler, and settlement, in a browser."""

import datetime as dt

import pytest

from samhandling.node.access.actor import Actor
from samhandling.node.settlement.actions.rules import set_rule

WINDOWS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture
def settler(visit):
    return Actor.of(visit.world.employ("oppgjorsansvarlig", "Oda Talløye"))


def rule_pages():
    return {
        "regler": "/regler/",
        "regel-pris": "/regler/price/?year=2026",
        "regel-frist": "/regler/reply_deadline_hours/",
        "avtale": "/regler/avtale/tjenesteavtale-2/",
    }


@pytest.mark.parametrize("window", WINDOWS)
def test_rules_are_accessible_in_every_light_and_size(visit, settler, window):
    set_rule(
        settler, "price", 6000, valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2025, 12, 31),
        source="Statsbudsjettet (prøve)", source_date=dt.date(2024, 12, 15),
    )  # fmt: skip
    visit.given_a_window(**WINDOWS[window]).given_i_am_logged_in_as("oppgjorsansvarlig")
    for name, path in rule_pages().items():
        visit.when_i_go_to(path).picture(f"{name}-{window}")
        visit.then_it_is_accessible().then_nothing_is_cut_off()
    visit.then_nobody_complains()
