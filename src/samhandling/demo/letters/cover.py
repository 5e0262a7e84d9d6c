"""What every letter has outside its own content: who, to whom, about whom, when, in answer to what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from samhandling.demo.sector import Service, Worker, whole_sector
from samhandling.standards.definition import Tidspunkt

if TYPE_CHECKING:
    from samhandling.demo.population import Patient

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Reference:
    """The message that a letter answers, changes or cancels, and the first one of their conversation."""

    parent: str
    conversation: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter."""

    title: str
    mime_type: str
    content: bytes


@dataclass(frozen=True)
class Cover:
    """A letter's outside. Addresses are HER-ids of level 2; `at` is aware; `status` is of 7309."""

    msg_id: str
    at: dt.datetime
    sender: int
    receiver: int
    author: Worker
    patient: Patient
    copies: tuple[int, ...] = ()
    refers_to: Reference | None = None
    status: str = "N"
    unit: str = ""  # the ward or office that can be called, when it is not the service itself
    version: str = ""  # of the content; empty for the newest
    attachments: tuple[Attachment, ...] = field(default=())

    @property
    def service(self) -> Service:
        """The sender's service, whose telephone the letter gives."""
        return whole_sector().service(self.sender)


def moment(at: dt.datetime) -> Tidspunkt:
    """Write a moment as Norwegian wall-clock time, as the example messages do."""
    return Tidspunkt.of(at.astimezone(OSLO).replace(microsecond=0, tzinfo=None))


def day(at: dt.date | dt.datetime) -> Tidspunkt:
    """Write a date; that of a moment is the date in Norway."""
    return Tidspunkt.of(at.astimezone(OSLO).date() if isinstance(at, dt.datetime) else at)
