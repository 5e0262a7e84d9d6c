"""What an event says, in our words, whichever way it came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from samhandling.errors import SamhandlingError

if TYPE_CHECKING:
    import datetime as dt


class Refused(SamhandlingError):
    """An event that becomes nothing. `code` is of HL7 table 0008: AE (it may go well later), AR (never).

    The reason says nothing of the patient: it is logged, and shown to the administrator. `where` is the place
    in the event: a segment and field, or a FHIR path.
    """

    def __init__(self, code: str, reason: str, where: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason, self.where = code, reason, where


class Step(StrEnum):
    """What happened to a visit."""

    HERE = "here"  # admitted
    MOVED = "moved"
    UPDATED = "updated"  # as before, but some of it is known better
    LEFT = "left"
    BACK = "back"  # here, and has not left: an end that was told is undone
    CANCELLED = "cancelled"  # was never here


@dataclass(frozen=True, slots=True)
class PatientTold:
    """Idents are (type of 8116, number). None is what the event does not say."""

    idents: tuple[tuple[str, str], ...]
    family: str = ""
    middle: str | None = ""
    given: str = ""
    born: dt.date | None = None
    sex: str | None = None  # 3101
    dead: bool = False


@dataclass(frozen=True, slots=True)
class VisitTold:
    """`number` is the record system's own; `at` is when it happened. Times are aware, or dates."""

    number: str
    step: Step
    at: dt.datetime
    admitted: dt.date | None = None  # a datetime where the clock is known
    ward: str = ""
    bed: str = ""
    left: dt.date | None = None
    destination: str = ""  # 8408


@dataclass(frozen=True, slots=True)
class EventTold:
    """A patient, and perhaps a visit. `aside` says why there is none where one could be expected."""

    patient: PatientTold
    visit: VisitTold | None = None
    aside: str = ""
