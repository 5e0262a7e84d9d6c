"""Every PLO form can be sent to a partner who takes 1.5 only, and says there what it says in 1.6."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from filled_forms import envelope, filled, leaves
from golden.letters import kept, names_kept
from oracle import needs_oracle, official_schema
from samhandling.standards import catalogue
from samhandling.standards.facts import facts
from samhandling.standards.forms import PROFILES, compose, decompose, settled
from samhandling.standards.render import render_text
from samhandling.standards.verdict import verdict

PLO = [PROFILES[row.code] for row in catalogue.PLO]
OLD = replace(envelope(), version="1.5")


@pytest.fixture(scope="module")
def sent():
    return {profile.type_code: compose(profile, filled(profile), OLD) for profile in PLO}


@pytest.mark.parametrize("profile", PLO, ids=lambda profile: profile.type_code)
def test_a_full_form_is_accepted_in_1_5_with_all_that_was_written(profile, sent) -> None:
    document = sent[profile.type_code]
    assert facts(document).version == "1.5"
    assert verdict(document, None).outcome == "accept"
    page = "".join(render_text(document).split())
    values = settled(profile, filled(profile))
    written = [text for *_, field, text in leaves(profile, values) if field.kind in {"text", "long", "rich"}]
    written = [text for text in written if "2.16.578" not in text]  # a code system is told by its name
    assert [text for text in written if "".join(text.split()) not in page] == []


@needs_oracle
@pytest.mark.oracle
@pytest.mark.parametrize("profile", PLO, ids=lambda profile: profile.type_code)
def test_a_full_form_in_1_5_is_sound_by_the_official_schema(profile, sent) -> None:
    schema = official_schema("PLO 1.5")
    assert schema.validate(etree.fromstring(sent[profile.type_code])), schema.error_log


def test_the_expected_discharge_and_the_kind_stand_in_words(sent) -> None:
    told = decompose(PROFILES["HELSEOPPL_SOKNAD"], sent["HELSEOPPL_SOKNAD"])
    remark = told["application"]["merknad"]
    assert "Forventet utskrivningsklar: " in remark
    assert remark.startswith("Oppdaterte opplysninger. ")


def test_a_child_keeps_its_year_of_birth(sent) -> None:
    told = decompose(PROFILES["INNLEGGELSESRAPPORT"], sent["INNLEGGELSESRAPPORT"])
    assert all(one["merknad"].startswith("Født 20") for one in told["kin"])


def test_a_drug_form_is_told_by_its_name_as_its_code_is_of_another_list(sent) -> None:
    """9078 in PLO 1.5, 7448 in 1.6."""
    document, profile = sent["INNLEGGELSESRAPPORT"], PROFILES["INNLEGGELSESRAPPORT"]
    forms = [one.attrib for one in etree.fromstring(document).iter("{*}Legemiddelform")]
    assert forms
    assert all(set(one) == {"DN"} for one in forms)
    wanted = settled(profile, filled(profile))["medicines"]
    told = decompose(profile, document)["medicines"]
    assert [one["legemiddelform"] for one in told] == [one["legemiddelform"] for one in wanted]


def test_a_code_of_the_other_list_is_shown_as_its_sender_wrote_it() -> None:
    name = next(one for one in names_kept() if one.startswith("plo-1.5/") and b"Legemiddelform" in kept(one))
    document = re.sub(rb'(Legemiddelform) V="\d+" DN="[^"]*"', rb'\1 V="53" DN="Pulver"', kept(name))
    page = render_text(document)
    assert "Pulver (53)" in page
    assert "avsender skrev: Pulver" not in page
