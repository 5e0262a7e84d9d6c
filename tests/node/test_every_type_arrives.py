"""Every type, with a value of its own in every field, from one node to another and to a foreign receiver.

What was written stands in the stored XML's right places (read back by the same table), and each value on the
page that the receiver reads.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from lxml import html

from filled_forms import BORGHILD, EARLIER, envelope, filled, leaves
from samhandling.demo.foreign.judgement import judge
from samhandling.demo.foreign.kept import Files
from samhandling.demo.foreign.page import page
from samhandling.demo.sector import whole_sector
from samhandling.errors import InvalidMessage
from samhandling.node import clock
from samhandling.node.access.actor import WORKER
from samhandling.node.journal.models import Message
from samhandling.node.patients.actions import register_patient
from samhandling.standards import catalogue, codes
from samhandling.standards.forms import PROFILES, CannotCompose, compose, decompose, settled
from samhandling.transport.carriers.contract import Arrival
from several_ends import end, exchange

pytestmark = pytest.mark.django_db
WARD, CARE = "utskrivningskoordinator", "hjemmetjeneste"
SPOKEN = {"text", "long", "rich", "number", "code", "phone", "year"}


@pytest.fixture
def ends():
    return end("diakonhjemmet", (WARD,)), end("frogner", (CARE,))


def document_of(profile, version="") -> bytes:
    """A full form as it leaves now."""
    told = envelope(refers_to=EARLIER)
    told = replace(told, msg_id=str(uuid.uuid4()), at=clock.now(), version=version)
    return compose(profile, filled(profile), told)


def spoken(profile, values) -> dict[tuple, str]:
    """What each value is called on a page, by its place; dates and ticks are said in words of their own."""
    told = {}
    for where, _groups, field, text in leaves(profile, values):
        if field.kind in SPOKEN and not field.at.endswith("S"):
            told[where] = codes.words(*text.split(":")) if field.kind == "code" else text
    return told


def for_the_foreigner(profile) -> bytes | None:
    """The form in a version that the foreign receiver takes; None where there is none, or not all fits in."""
    row = catalogue.type_of(profile.type_code)
    for version in sorted({*row.versions} - row.receive_only):
        try:
            document = document_of(profile, version)
        except (InvalidMessage, CannotCompose):
            continue
        if not judge(document):
            return document
    return None


def missing(profile, values, shown: str) -> list[tuple]:
    bare = _bare(shown)
    return [where for where, text in spoken(profile, values).items() if _bare(text) not in bare]


def _bare(text: str) -> str:
    """Without blanks, and whatever the letters: a list in capitals is drawn, or written, as words."""
    return "".join(text.split()).casefold()


def test_every_value_of_every_type_is_on_the_receivers_page_and_in_its_xml(ends):
    ward, bydel = ends
    with bydel.here():  # an epikrise about somebody unknown is refused (E35)
        register_patient(WORKER, family_name="Rypefjær", given_name="Borghild", identities=BORGHILD.idents)
    sent = {profile.type_code: document_of(profile) for profile in PROFILES.values()}
    for document in sent.values():
        ward.sends(WARD, document)
    exchange(ward, bydel)
    faults = {}
    for code, document in sent.items():
        with bydel.here():
            message = Message.objects.get(content__raw=document, type_code=code)
        shown = html.fromstring(bydel.page(CARE, "message", message.pk)).find(".//main").text_content()
        profile = PROFILES[code]
        values = settled(profile, filled(profile))
        if lost := missing(profile, values, shown):
            faults[code] = lost
        assert decompose(profile, document) == values, code
    assert faults == {}


def test_every_value_is_on_the_foreign_receivers_page(tmp_path):
    shown = []
    for profile in PROFILES.values():
        document = for_the_foreigner(profile)
        if document is None:
            continue
        files = Files(tmp_path / profile.type_code)
        files.keep(Arrival(1, "id-1", document, 8900101, 8900801), (), clock.now())
        text = html.fromstring(page(whole_sector()["solvang"], files)).text_content()
        assert missing(profile, decompose(profile, document), text) == [], profile.type_code
        shown.append(profile.type_code)
    assert len(shown) >= 8, shown
