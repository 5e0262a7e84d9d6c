"""Every type that a person writes has a form, with every field of the type or a reason why not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from samhandling.standards import catalogue
from samhandling.standards.datatypes import CS, CV, PQ, TS, URL
from samhandling.standards.definition import fields
from samhandling.standards.forms import PROFILES, Field, Group, blocks, sheet

ALL = pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
USES = {row.code: row.choice for row in catalogue.MESSAGE_TYPES.values() if row.choice}


def declared(cls, version, use, path="", seen=()):
    """Every way from a class to a single value, apart from those that the sheet leaves out."""
    for one in fields(cls, version):
        for option in one.options:
            name = option.cls.__name__ if option.cls else ""
            if one.name in sheet.TECHNICAL or f"{cls.__name__}.{one.name}" in sheet.LEFT_OUT:
                continue
            if use and not path and len(one.options) > 1 and name != use:
                continue
            way = f"{path}{one.name}"
            if option.cls is None or option.cls in {CS, CV, TS, URL, PQ}:
                yield way
            elif option.cls not in seen:
                yield from declared(option.cls, option.version, use, f"{way}.", (*seen, option.cls))


def covered(profile):
    for groups, field in profile.fields():
        steps = [one.at for one in (*groups, field) if one.at]
        way = ".".join(steps)
        for found in re.finditer(r"\[([\w.]+)=\d", way):  # a code; a class names no field
            yield plain(way[: found.start()]) + "." + found[1]
        yield plain(way)


def plain(way):
    return re.sub(r"<\w+>|\[[^\]]*\]|\*", "", way)


def test_every_type_that_a_person_writes_has_a_form() -> None:
    assert set(PROFILES) == {row.code for row in catalogue.SENDABLE}


@ALL
def test_every_field_of_the_type_is_in_its_form_or_left_out_for_a_reason(profile) -> None:
    assert missing(profile) == []


def test_a_field_that_a_form_lacks_would_be_found() -> None:
    whole = PROFILES["INNLEGGELSESRAPPORT"]
    without = [section for section in whole.sections if section is not blocks.MEDICINES]
    assert "legemiddelinfo.forenklet_forskrivning.merknad" in missing(replace(whole, sections=tuple(without)))


def missing(profile) -> list[str]:
    known = set(covered(profile)) | set(profile.left_out)
    found = declared(profile.root, profile.root.ns.newest, USES.get(profile.type_code, ""))
    return [way for way in found if not any(way == one or is_below(way, one) for one in known)]


def is_below(way, one):
    """An open code stands for its V, DN and S, a copy and a reason for all that is under them."""
    return one.startswith(f"{way}.") or way.startswith(f"{one}.")


@ALL
def test_a_form_is_more_than_one_text_box(profile) -> None:
    assert len(list(profile.fields())) > 20
    assert (
        any(isinstance(part, Group) and part.many for part in profile.parts) or "DIALOG" in profile.type_code
    )


@ALL
def test_names_are_unique_within_their_group(profile) -> None:
    for parts in [profile.parts, *(group.parts for groups, _ in profile.fields() for group in groups)]:
        names = [part.name for part in parts]
        assert len(names) == len(set(names))


@ALL
def test_every_field_is_named_in_three_languages_and_coded_ones_have_choices(profile) -> None:
    for _groups, field in profile.fields():
        assert all(field.label), field
        assert field.kind != "code" or field.choices, field


@ALL
def test_what_a_standard_demands_says_which_standard(profile) -> None:
    for groups, field in profile.fields():
        demands = [one for one in (*groups, field) if one.required and not is_hidden(one)]
        assert all(one.clause or one.name in {"note", "request", "value"} for one in demands), demands


def is_hidden(part) -> bool:
    return isinstance(part, Field) and part.locked
