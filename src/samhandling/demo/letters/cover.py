"""What every letter has outside its own content: who, to whom, about whom, when, in answer to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samhandling.demo.sector import Service, Worker, whole_sector

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.demo.population import Patient
    from samhandling.standards.envelope import Attachment, Reference


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
