"""Finding the messages that state a number which comes to light, without reading the whole record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from node_letters import BORGHILD
from samhandling.node.journal.models import Content, Message
from samhandling.node.patients.waiting import alone, among_several, stating

if TYPE_CHECKING:
    from screen_world import World

pytestmark = pytest.mark.django_db

NATIONAL, LOCAL = f"FNR:{BORGHILD}", "HNR:77@8900100"


@pytest.fixture
def pks(day: World) -> dict[str, int]:
    """One message for each way of stating numbers."""
    like = Message.objects.exclude(patient_idents="").latest("pk")
    made = {}
    for stated in ("", NATIONAL, f"{NATIONAL} {LOCAL}", LOCAL, f"{LOCAL}1", f"{NATIONAL} {LOCAL}1"):
        content = Content.objects.create(sha256=f"{len(made):064d}", raw=b"<x/>")
        columns = {field.attname: getattr(like, field.attname) for field in Message._meta.concrete_fields}
        told = {"id": None, "content_id": content.pk, "msg_id": f"m-{len(made)}", "patient_idents": stated}
        row = Message(**columns | told | {"patient_numbers": len(stated.split())})
        row.save()
        made[stated] = row.pk
    return made


def test_a_number_is_found_alone_and_among_several(pks: dict[str, int]) -> None:
    assert {pks[LOCAL], pks[f"{NATIONAL} {LOCAL}"]} == stating([LOCAL])
    assert {pks[f"{LOCAL}1"], pks[f"{NATIONAL} {LOCAL}1"]} == stating([f"{LOCAL}1"])
    assert set(pks.values()) & stating([NATIONAL, LOCAL]) == set(pks.values()) - {pks[""], pks[f"{LOCAL}1"]}


def test_no_number_is_stated_by_nobody(pks: dict[str, int]) -> None:
    assert stating([]) == set()
    assert stating(["FNR:1"]) == set()


def test_both_are_found_by_an_index() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # with so few rows it would read them all
    assert "messages_by_number" in alone([NATIONAL]).values_list("pk").explain()
    assert "messages_by_numbers" in among_several([NATIONAL]).values_list("pk", "patient_idents").explain()
