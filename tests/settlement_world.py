"""October 2026 between Diakonhjemmet and Frogner, message by message, with the clock of each."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import time_machine
from django.conf import settings
from django.db import transaction

from node_home import DIAKONHJEMMET, FROGNER, SAKSBEHANDLING, SOMATIKK
from node_letters import letter, new_id
from samhandling.node.access.actor import Actor
from samhandling.node.delivery import sending
from samhandling.node.journal.models import Message
from samhandling.node.patients.actions import record_act
from samhandling.node.settlement.actions.rules import set_rule
from samhandling.standards.definition import OSLO
from screen_world import World, about

if TYPE_CHECKING:
    from collections.abc import Iterator

OCTOBER = dt.date(2026, 10, 1)
PRICE = 6000
ADMITTED, READY, LEFT = "2026-11-16T22:40:00", "2026-11-20T11:30:00", "2026-11-25"
"""As the golden letters write them."""


def at(text: str) -> dt.datetime:
    """`2026-10-05 10:00` in Norway."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=OSLO)


class October:
    """A bydel's month; `as_hospital` lets the same facts be seen from the other end."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.settler = Actor.of(world.employ("oppgjorsansvarlig", "Oda Talløye"))
        self.handler = Actor.of(world.employ("saksbehandler", "Sigrun Blåklokke", SAKSBEHANDLING))

    def priced(self) -> October:
        set_rule(
            self.settler, "price", PRICE, valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2026, 12, 31),
            source="Statsbudsjettet (prøve)", source_date=dt.date(2025, 12, 15),
        )  # fmt: skip
        return self

    def says(self, index: int, when: str, golden: str, *, ready: str = "", **parts: object) -> Message:
        """The hospital writes; Frogner takes it and answers with a receipt at once."""
        parts.setdefault("msg_id", new_id())
        document = letter(
            receiver=(FROGNER, SAKSBEHANDLING), golden=f"plo-1.6/{golden}.xml", gen_date=at(when),
            **{**about(index), **parts},
        )  # fmt: skip
        for old, new in {
            ADMITTED: "2026-10-02T08:00:00",
            READY: f"{ready}T09:30:00",
            LEFT: when[:10],
        }.items():
            document = document.replace(f'V="{old}"'.encode(), f'V="{new}"'.encode())
        with time_machine.travel(at(when), tick=True):
            self.world.arrives(document, SAKSBEHANDLING)
            while sending.send_next(self.world.post):
                pass
        return Message.objects.get(msg_id=parts["msg_id"])

    def waits(self, index: int, ready: str = "2026-10-05", left: str = "2026-10-09") -> Message:
        """Admitted on the 2nd, notified ready, never answered, left with her report."""
        self.says(index, "2026-10-02 12:00", "helseopplysninger-varsel-ny")
        notice = self.says(index, f"{ready} 10:00", "utskrivningsklar-ny", ready=ready)
        self.says(index, f"{left} 08:00", "utskrivningsrapport-ny", ready=ready)
        self.says(index, f"{left} 11:00", "utskrevet-ny")
        return notice

    def confirmed(self, notice: Message, municipality: str = "notified") -> None:
        detail = {"municipality": municipality, "bydel": "Frogner", "basis": "bor der"}
        with time_machine.travel(at("2026-10-12 09:00"), tick=True):
            record_act(
                self.handler, "payer-confirmed", notice.entry.patient,
                happened_at=at("2026-10-12 09:00"), detail=detail, message=notice,
            )  # fmt: skip


@contextmanager
def hospital_home() -> Iterator[None]:
    """The node is the hospital's, with the same messages."""
    home = settings.HOME
    settings.HOME = replace(home, her=DIAKONHJEMMET, name="Diakonhjemmet sykehus", kind="hospital")
    try:
        yield
    finally:
        settings.HOME = home


@contextmanager
def as_hospital() -> Iterator[None]:
    """Everything within happens at the hospital's node; then it is undone."""
    with hospital_home(), transaction.atomic():
        yield
        transaction.set_rollback(True)


__all__ = [
    "DIAKONHJEMMET",
    "FROGNER",
    "OCTOBER",
    "PRICE",
    "SOMATIKK",
    "October",
    "as_hospital",
    "at",
    "hospital_home",
]
