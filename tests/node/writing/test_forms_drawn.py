"""Every form as it is drawn: an input for each field, and what a browser posts is what was meant."""

from __future__ import annotations

import pytest

from filled_forms import filled, leaves
from samhandling.node.writing import posted
from samhandling.node.writing.boxes import Box, Drawing
from samhandling.standards.forms import PROFILES, Fault, faults, settled

ALL = pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))


def drawn(profile, values, told=()):
    return inputs([part for section in Drawing(values, told).sections(profile) for part in section.parts])


def inputs(parts):
    found = {}
    for part in parts:
        if isinstance(part, Box):
            for row in part.rows:
                found |= inputs(row.parts)
        else:
            found[part.name] = part
    return found


def browser(shown):
    """What a browser posts of these inputs: boxes that are not ticked, and told things, are left out."""
    return {
        name: chosen(one)
        for name, one in shown.items()
        if one.draw != "told" and not (one.draw == "check" and one.value != "true")
    }


def chosen(one):
    options = [option.value for group in one.options for option in group.options if option.selected]
    return options[0] if options else "" if one.draw == "select" else one.value


@ALL
def test_each_field_that_a_person_writes_has_an_input(profile) -> None:
    values = settled(profile, filled(profile))
    shown = drawn(profile, values)
    wanted = {posted.name_of(where) for where, _, field, _ in leaves(profile, values) if not field.locked}
    assert wanted - set(shown) == set()
    assert all(one.label for one in shown.values())


@ALL
def test_what_the_browser_posts_of_a_full_form_is_the_form(profile) -> None:
    values = settled(profile, filled(profile))
    back = posted.values_of(profile.parts, browser(drawn(profile, values)), values)
    assert settled(profile, back) == values


@ALL
def test_each_fault_of_an_empty_form_has_an_input_to_lead_to(profile) -> None:
    told = faults(profile, {})
    shown = {one.id for one in drawn(profile, {}, told).values()}
    locked = {fault.where for fault in told if getattr(profile.at(fault.where), "locked", False)}
    assert {posted.id_of(fault.where) for fault in told if fault.where not in locked} <= shown


def test_a_fault_stands_at_its_field_and_opens_what_is_around_it() -> None:
    profile = PROFILES["INNLEGGELSESRAPPORT"]
    values = {"medicines": [{"navn": "Paracet"}]}
    closed = Drawing(values).sections(profile)
    opened = Drawing(values, [Fault(("medicines", 0, "navn"), ("Feil", "Feil", "Wrong"))]).sections(profile)
    assert [one.open for one in closed if one.label == "Legemidler"] == [False]
    section = next(one for one in opened if one.label == "Legemidler")
    assert section.open
    assert section.parts[0].rows[0].open
    assert inputs(section.parts)["medicines.0.navn"].error == "Feil"


def test_a_closed_row_tells_what_is_in_it() -> None:
    profile = PROFILES["INNLEGGELSESRAPPORT"]
    values = {"medicines": [{"navn": "Paracet", "styrke": "47.5", "styrke_U": "mg"}, {}]}
    section = next(one for one in Drawing(values).sections(profile) if one.label == "Legemidler")
    assert [(row.digest, row.open) for row in section.parts[0].rows] == [
        ("Paracet 47,5 mg", False),
        ("", True),
    ]


@pytest.mark.parametrize("name", ["", ".", "a..b", "a.0", "a.0.b", "f.x.y.z", "0", "a.b.c.1.2.3"])
def test_any_posted_name_is_taken_calmly(name) -> None:
    profile = PROFILES["LOG_INNLAGT"]
    assert settled(profile, posted.values_of(profile.parts, {name: "x", f"{name}.q": "y"}, {})) == {}
