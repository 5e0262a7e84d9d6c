"""Setting what no source gives: versions, sources, and that every stay is judged by it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.appendonly import Unchangeable
from samhandling.node.settlement.actions.rules import set_rule, write_agreement
from samhandling.node.settlement.clauses import clause, clauses_of_setting
from samhandling.node.settlement.models import RuleVersion
from samhandling.node.settlement.values import KINDS
from samhandling.node.stays.in_force import rules_in_force
from samhandling.stay.rules import UNSET

THIS_YEAR = {"valid_from": dt.date(2026, 1, 1), "valid_to": dt.date(2026, 12, 31)}
SOURCE = {"source": "Statsbudsjettet, prøve", "source_date": dt.date(2025, 12, 15)}
NOVEMBER = dt.date(2026, 11, 22)


@pytest.fixture
def settler(world):
    return Actor.of(world.employ("oppgjorsansvarlig", "Oda Talløye"))


@pytest.fixture
def logged_in(settler, client):
    client.force_login(settler.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_care_may_read_the_rules_and_not_set_them(world):
    with pytest.raises(NotAllowed):
        set_rule(world.kari, "price", 6000, **THIS_YEAR, **SOURCE)


@pytest.mark.parametrize(
    ("key", "more"),
    [("dagspris", {}), ("price", {"source": " "}), ("price", {"valid_to": dt.date(2025, 1, 1)})],
)
def test_what_is_no_rule_has_no_source_or_ends_before_it_begins_is_refused(settler, key, more):
    with pytest.raises(Conflict):
        set_rule(settler, key, 6000, **{**THIS_YEAR, **SOURCE, **more})
    assert not RuleVersion.objects.exists()


def test_a_price_that_is_set_is_in_force_and_says_who_set_it(settler):
    assert rules_in_force().price(NOVEMBER) is None
    set_rule(settler, "price", 6000, **THIS_YEAR, **SOURCE)
    row = rules_in_force().prices[-1]
    assert (rules_in_force().price(NOVEMBER), row.set_by) == (6000, "Oda Talløye")
    assert row.source == "Statsbudsjettet, prøve (15.12.2025)"
    assert AuditEntry.objects.latest("pk").detail == {
        "key": "price",
        "value": 6000,
        "version": RuleVersion.objects.get().pk,
    }


def test_the_last_that_was_set_stands_and_the_first_is_kept(settler):
    for price in (6000, 6100, UNSET):
        set_rule(settler, "price", price, **THIS_YEAR, **SOURCE)
    assert rules_in_force().price(NOVEMBER) is None
    assert RuleVersion.objects.count() == 3
    with pytest.raises(Unchangeable):
        RuleVersion.objects.all().delete()


def test_a_deadline_of_one_agreement_holds_for_its_partner_alone(settler):
    set_rule(settler, "reply_deadline_hours", 3, **THIS_YEAR, **SOURCE, partners=[8900100],
             agreement="tjenesteavtale-2")  # fmt: skip
    known = rules_in_force()
    assert known.value("reply_deadline_hours", NOVEMBER, 8900100) == 3
    assert known.value("reply_deadline_hours", NOVEMBER, 8900999) is None
    assert known.setting("reply_deadline_hours", NOVEMBER, 8900100).name.startswith("Svarfrist")


def test_the_rules_are_asked_for_once_while_nothing_is_set(settler, django_assert_num_queries):
    rules_in_force()
    with django_assert_num_queries(1):
        assert rules_in_force() is rules_in_force.__globals__["_known"][1]


def test_a_clause_stands_beside_the_field_with_whether_it_is_verified(settler):
    assert [one.ref for one in clauses_of_setting("reply_deadline_hours")] == ["§ 11"]
    assert [one.verified for one in clause("§ 14")] == [False]
    told = [
        {"ref": "punkt 5.2", "name": "Svar", "text": "Innen tre timer.", "governs": ["reply_deadline_hours"]}
    ]
    write_agreement(
        settler, "tjenesteavtale-2", version="2024", name="Tjenesteavtale 2", parties=["A", "B"],
        valid_from=dt.date(2024, 1, 1), valid_to=None, text="", clauses=told, verified=False, **SOURCE,
    )  # fmt: skip
    *_, own = clauses_of_setting("reply_deadline_hours")
    assert (own.ref, own.words.nb, own.verified) == ("punkt 5.2", "Innen tre timer.", False)


def test_the_page_lists_what_is_unset_first_and_the_agreements(logged_in):
    page = logged_in.get(reverse("rules")).content.decode()
    assert page.index("Døgnpris for 2026") < page.index("Innstillinger")
    assert "Sett prisen for 2025" in page
    assert "Tjenesteavtale 5: ikke satt" in page
    assert "Ikke verifisert" in page


def test_the_page_speaks_of_settings_by_their_names(logged_in):
    page = logged_in.get(reverse("rules")).content.decode()
    words = re.sub(r"<[^>]*>", " ", page)  # addresses may hold keys
    assert not any(key in words for key in KINDS if key != "price")
    late = "Etter dette klokkeslettet er et varsel så sent at manglende svar samme dag må vurderes"
    assert (
        f'Se også: <a class="ds-link" href="{reverse("rule", args=["late_notice_question_after"])}">{late}'
        in page
    )
    assert "Utskrivningsrapport, Epikrise" in words
    assert "Veiviseren for pleie- og omsorgsmeldinger (HISD 80806) figur 1" in words


def test_a_value_that_is_not_understood_is_said_at_the_field(logged_in):
    response = logged_in.post(reverse("rule", args=["price"]), {"value": "seks tusen", "valid_from": "x"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "Verdien er ikke forstått." in page
    assert 'href="#id_value"' in page
    assert not RuleVersion.objects.exists()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("price", "6 123", 6123),
        ("price", "ikke satt", UNSET),
        ("reply_deadline_hours", "3", 3),
        ("notice_cut_off", "kl. 14.30", "14:30"),
        ("dated_yes_without_offer", "payable", "payable"),
        ("documents_that_follow", "EPIKRISE\n\nUTSKRIVNINGSRAPPORT", ["EPIKRISE", "UTSKRIVNINGSRAPPORT"]),
    ],
)
def test_a_rule_is_set_on_its_page(logged_in, key, text, value):
    form = {"value": text, "valid_from": "2026-01-01", "source": "Prøve", "source_date": "2025-12-01"}
    response = logged_in.post(reverse("rule", args=[key]), form)
    assert response.status_code == 302
    assert RuleVersion.objects.get().value == value
    assert "Oda Talløye" in logged_in.get(reverse("rules")).content.decode()


def test_an_agreement_is_written_down_on_its_page(logged_in):
    form = {
        "name": "Tjenesteavtale 5", "version": "2026", "parties": "Oslo\nSykehuset", "verified": "yes",
        "valid_from": "2026-01-01", "source": "Signert avtale", "source_date": "2025-12-01",
        "ref0": "punkt 1", "name0": "Formål", "text0": "Partene samarbeider.", "governs0": "",
    }  # fmt: skip
    assert logged_in.post(reverse("agreement", args=["tjenesteavtale-5"]), form).status_code == 302
    page = logged_in.get(reverse("agreement", args=["tjenesteavtale-5"])).content.decode()
    assert "punkt 1 Formål" in page
    assert "Lest" in page


def test_an_unknown_rule_or_agreement_is_not_found(logged_in):
    assert logged_in.get(reverse("rule", args=["finnes-ikke"])).status_code == 404
    assert logged_in.get(reverse("agreement", args=["finnes-ikke"])).status_code == 404
