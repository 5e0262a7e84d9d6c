"""The guides for users name pages and buttons as the screens name them, and show pictures that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samhandling.node.access.roles import Role

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "docs" / "brukerveiledning").glob("*.md"))
CATALOGUE = ROOT / "src/samhandling/node/locale/nn/LC_MESSAGES/django.po"
WITHOUT_A_GUIDE = {Role.TAVLE}  # a screen on the wall


def texts_of_the_screens() -> set[str]:
    """The bokmål texts, which the catalogues translate from."""
    found = re.findall(r'^msgid ((?:".*"\n)+)', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)
    return {"".join(re.findall(r'"(.*)"', text)) for text in found}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_stands_in_bold_stands_on_a_screen(guide):
    named = re.findall(r"(?<!^)\*\*(.+?)\*\*", guide.read_text(encoding="utf-8"))
    texts = texts_of_the_screens()
    patterns = [re.sub(r"%\\\(\w+\\\)[ds]", ".+", re.escape(text)) for text in texts if "%(" in text]
    unknown = [one for one in named if one not in texts and not any(re.fullmatch(p, one) for p in patterns)]
    assert unknown == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_links_and_pictures_lead_somewhere(guide):
    targets = re.findall(r"\]\(([^)#]+)\)", guide.read_text(encoding="utf-8"))
    assert [one for one in targets if not (guide.parent / one).exists()] == []


@pytest.mark.parametrize("role", [role for role in Role if role not in WITHOUT_A_GUIDE])
def test_every_role_has_a_guide(role):
    assert any(path.stem == role.value for path in GUIDES)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_guide_shows_a_screen(guide):
    assert re.search(r"!\[[^]]+\]\(\.\./screens/[^)]+\.png\)", guide.read_text(encoding="utf-8"))
