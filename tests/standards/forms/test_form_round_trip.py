"""What a form says is what the message says: nothing is lost on the way there or back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from filled_forms import EARLIER, envelope, filled, leaves
from oracle import needs_oracle, official_schema
from samhandling.errors import InvalidMessage
from samhandling.standards import catalogue, codes
from samhandling.standards.definition.fields import xml_name
from samhandling.standards.facts import facts
from samhandling.standards.forms import (
    PROFILES,
    CannotCompose,
    Field,
    compose,
    composed,
    decompose,
    settled,
    where_of,
)
from samhandling.standards.forms.leaves import code_words
from samhandling.standards.forms.outside import has_no_head
from samhandling.standards.issues import Issue
from samhandling.standards.render import render_text
from samhandling.standards.verdict import verdict

ALL = pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))


@pytest.fixture(scope="module")
def brim():
    """Each profile filled to the brim, and its message, made once."""
    made = {}

    def of(profile):
        if profile.type_code not in made:
            values = settled(profile, filled(profile))
            made[profile.type_code] = values, composed(profile, values, envelope(refers_to=EARLIER))
        return made[profile.type_code]

    return of


@ALL
def test_a_full_form_comes_back_as_it_was(profile, brim) -> None:
    values, message = brim(profile)
    assert decompose(profile, message.document) == values


@ALL
def test_a_receiver_accepts_a_full_form(profile, brim) -> None:
    judged = verdict(brim(profile)[1].document, None)
    assert judged.outcome == "accept"
    assert {issue.rule for issue in judged.issues} <= {
        "identity-numbers-check",
        "identity-numbers-are-of-their-type",
    }


@ALL
def test_each_value_stands_where_its_profile_says(profile, brim) -> None:
    values, message = brim(profile)
    root = etree.fromstring(message.document)
    seen = set()
    for where, groups, field, text in leaves(profile, values):
        path = xpath(profile, groups, field)
        found = [shown(element, field) for element in root.iterfind(path)]
        assert text in found or (field.kind in {"copy", "phone"} and found), (where, path, text, found[:3])
        seen.add(where)
    assert len(seen) > 20


def xpath(profile, groups, field) -> str:
    """The way through the XML that the table names, by local names alone."""
    at = ".".join(one.at for one in (*groups, field) if one.at)
    root, rest = next(((r, at[len(r) :]) for r in ("patient/", "document/") if at.startswith(r)), ("", at))
    steps = []
    for step in re.split(r"\.(?![^\[]*\])", rest):
        name, cls = re.match(r"(\w+)", step)[1], re.search(r"<(\w+)>", step)
        if name in ATTRIBUTES:
            break
        steps.append(f"{{*}}{cls[1] if cls else UNUSUAL.get(name) or xml_name(name)}")
    starts = {"patient/": "{*}MsgInfo/{*}Patient/", "document/": "{*}Document/"}
    content = f"{{*}}Document/{{*}}RefDoc/{{*}}Content/{{*}}{profile.root.__name__}/"
    base = "" if has_no_head(profile.root) else starts.get(root, content)
    return f"{base}{'/'.join(steps)}"


ATTRIBUTES = {"V", "DN", "S", "U", "OT"}
UNUSUAL = {
    "info_iplos_relevant_informasjon": "InfoIPLOSrelevantInformasjon",
    "pat_rel_hcp": "PatRelHCP",
}


def shown(element, field) -> str:
    attribute = field.at.rpartition(".")[2]
    if attribute in ATTRIBUTES:
        return element.get(attribute, "")
    value = element.get("V")
    if value is None:
        return element.text or ""
    if field.kind == "code":
        system = (element.get("S") or field.choices[0].split(":")[0]).removeprefix(codes.ROOT)
        return f"{system}:{value}"
    return value.removeprefix("tel:")


@ALL
def test_each_value_is_on_the_page_that_the_receiver_reads(profile, brim) -> None:
    values, message = brim(profile)
    page = " ".join(render_text(message.document).split())
    texts = [
        (where, field, text) for where, _, field, text in leaves(profile, values) if field.kind in SPOKEN
    ]
    bare = page.replace(" ", "")
    missing = [
        (where, text) for where, field, text in texts if words(field, text).replace(" ", "") not in bare
    ]
    assert missing == []


SPOKEN = {"text", "long", "rich", "number", "code", "phone", "year"}


def words(field: Field, text: str) -> str:
    if field.kind == "code":
        return code_words(text)
    if field.at.endswith("S"):
        return codes.ROOT  # a code system is told in the technical part
    return " ".join(text.split())


@needs_oracle
@pytest.mark.oracle
@pytest.mark.parametrize(
    "profile", [p for p in PROFILES.values() if "DIALOG" not in p.type_code], ids=lambda p: p.type_code
)
def test_a_full_form_is_sound_by_the_official_schema(profile, brim) -> None:
    schema = official_schema(SCHEMAS.get(profile.type_code, "PLO 1.6"))
    assert schema.validate(etree.fromstring(brim(profile)[1].document)), schema.error_log


SCHEMAS = {
    "HENVISNING": "Henvisning 1.1",
    "HENVISNING_NYTILSTAND": "Henvisning 2.0",
    "HENVISNING_VIDERE": "Henvisning 2.0",
    "EPIKRISE": "Epikrise 1.2",
}


@st.composite
def some_of_it(draw):
    """A profile, and its full form with parts left out at random."""
    profile = draw(st.sampled_from(list(PROFILES.values())))
    keep = draw(st.randoms(use_true_random=False))

    def thinned(values):
        if isinstance(values, dict):
            return {name: thinned(value) for name, value in values.items() if keep.random() < 0.6}
        return [thinned(one) for one in values] if isinstance(values, list) else values

    return profile, thinned(filled(profile))


@given(some_of_it())
@settings(max_examples=25, deadline=None)
def test_part_of_a_form_comes_back_as_it_counts(case) -> None:
    """Whatever is left out; where the schema demands it, nothing is written at all."""
    profile, values = case
    try:
        document = compose(profile, values, envelope())
    except (InvalidMessage, CannotCompose):
        return
    assert decompose(profile, document) == settled(profile, values)


@pytest.mark.parametrize("code", [type_code for type_code in PROFILES if type_code.startswith("DIALOG")])
def test_no_other_role_is_taken_for_one_that_has_its_own_place(code) -> None:
    roles = next((one for one in PROFILES[code].parts if one.name == "roles"), None)
    if roles is None:
        return
    choices = next(one for one in roles.parts if one.name == "role_to_patient").choices
    assert not {"9034:21", "9034:24"} & set(choices)


TEXTS = st.text(max_size=60)


@given(TEXTS, TEXTS)
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back_without_what_xml_cannot_carry(one, other) -> None:
    profile = PROFILES["DIALOG_HELSEFAGLIG"]
    values = {"note": {"tema": one, "text": other}}
    wanted = settled(profile, values)
    if wanted:
        assert decompose(profile, compose(profile, values, envelope())) == wanted


def test_a_value_that_cannot_be_written_says_which() -> None:
    profile = PROFILES["ORIENTERING_TJENESTETILBUD"]
    values = {"services": [{"betegnelse_tjeneste": "Middag", "antall_enheter": "mange"}]}
    with pytest.raises(CannotCompose) as refused:
        compose(profile, values, envelope())
    assert refused.value.where == ("services", 0, "antall_enheter")


def test_a_fault_in_the_xml_leads_to_the_field_that_made_it(brim) -> None:
    profile = PROFILES["INNLEGGELSESRAPPORT"]
    message = brim(profile)[1]
    for where in [("reason",), ("medicines", 1, "navn"), ("kin", 0, "family_name"), ("consent",)]:
        issue = Issue(1, message.places[where], "some-rule", "", "")
        assert where_of(issue, message.places) == where


def test_a_cancellation_holds_the_minimum_only(brim) -> None:
    for profile in PROFILES.values():
        if not profile.cancelled:
            continue
        values, _ = brim(profile)
        document = compose(profile, values, envelope("C", EARLIER))
        assert set(decompose(profile, document)) == set(profile.cancelled) & set(values)
        assert verdict(document, None).outcome == "accept"
        assert facts(document).status == "C"


def test_only_types_with_a_status_can_be_cancelled() -> None:
    assert {p.type_code for p in PROFILES.values() if p.cancelled} == {
        row.code for row in catalogue.SENDABLE if "C" in row.statuses
    }
