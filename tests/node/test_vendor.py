"""What we took from others is what we took, and its colours can be read."""

import hashlib
import itertools
import re
from pathlib import Path

import pytest

import samhandling.node

STATIC = Path(samhandling.node.__file__).parent / "static"
VENDOR = STATIC / "vendor"
THEME = (VENDOR / "designsystemet/theme.css").read_text(encoding="utf-8")
RAMPS = ("accent", "neutral", "info", "success", "warning", "danger")
# What stands on what, and the contrast that WCAG 2.2 asks for (1.4.3 text, 1.4.11 borders of fields)
PAIRS = [
    ("text-default", "background-default", 4.5),
    ("text-default", "surface-tinted", 4.5),
    ("text-default", "surface-hover", 4.5),
    ("text-subtle", "background-default", 4.5),
    ("base-contrast-default", "base-default", 4.5),
    ("border-default", "background-default", 3.0),
]


def listed():
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: sha for sha, name in (line.split("  ") for line in lines)}


def test_every_file_is_the_one_that_was_taken():
    here = {
        str(file.relative_to(VENDOR)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }
    assert here == listed(), "run `make vendor`"


def test_every_licence_came_with_it():
    assert {"designsystemet/LICENSE", "inter/LICENSE"} <= set(listed())


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.css")), ids=lambda file: file.name)
def test_no_style_fetches_from_elsewhere(file):
    text = file.read_text(encoding="utf-8")
    targets = re.findall(r"url\(\s*['\"]?([^'\")]+)", text)
    assert [target for target in targets if not target.startswith(("data:", "inter-"))] == []
    assert "@import" not in text


def tokens(scheme):
    block = re.search(rf"@layer ds\.theme\.color-scheme\.{scheme} \{{.*?\{{(.*?)\}}", THEME, re.DOTALL)
    return dict(re.findall(r"--ds-color-([a-z0-9-]+): (#[0-9a-fA-F]{6});", block[1]))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_can_be_read(scheme):
    colours = tokens(scheme)
    poor = [
        (ramp, front, back, round(found, 2))
        for ramp, (front, back, least) in itertools.product(RAMPS, PAIRS)
        if (found := contrast(colours[f"{ramp}-{front}"], colours[f"{ramp}-{back}"])) < least
    ]
    assert poor == []
