"""What a fold gives: the immutable `Stay` and its parts.

Every value says which kind of fact it rests on (`Basis`). Only what rests on exchanged messages is promised
equal at both ends; what rests on a local act is known at one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from samhandling.stay.acts import Act
from samhandling.stay.events import Address, Patient, Person
from samhandling.stay.groups import Doubt
from samhandling.stay.replies import Choice, Reply
from samhandling.stay.standing import Answered, Held, Standing
from samhandling.stay.times import Moment

T = TypeVar("T")


class Basis(StrEnum):
    """The two kinds of fact."""

    MESSAGE = "message"  # exchanged: both ends hold it
    ACT = "act"  # local: known at one end


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value, when it was said, and what proves it: MsgIds and receipt ids, or the id of an act."""

    value: T
    said_at: datetime
    evidence: tuple[str, ...]
    basis: Basis = Basis.MESSAGE


class Phase(StrEnum):
    """How far a stay has come."""

    UNKNOWN = "unknown"
    ADMITTED = "admitted"
    NOTIFIED = "notified"  # § 8: the municipality has the notice
    READY = "ready"  # utskrivningsklar
    OFFER_READY = "offer-ready"
    DISCHARGED = "discharged"
    DEAD = "dead"
    CANCELLED = "cancelled"  # everything said about it was cancelled


class Expectation(NamedTuple):
    """One statement of when discharge is expected. `reason` and `certainty` are known from acts only."""

    expected: Moment
    said_at: datetime
    evidence: tuple[str, ...]
    basis: Basis
    standing: Standing
    answered: Answered = Answered.PENDING
    reason: str = ""
    certainty: str = ""


class PeriodState(StrEnum):
    """How a period as utskrivningsklar stands."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    DEAD = "dead"
    CANCELLED = "cancelled"  # the notice was sent in error: the period never was


@dataclass(frozen=True, slots=True)
class Period:
    """One period as utskrivningsklar towards one municipality, from notice to withdrawal or leaving.

    `answered` says whether the municipality has a notice (accepted), refused every one, or has not answered.
    `ready` is the date in event 3; `ready_dates` all that were notified, the first first. `received` is the
    first positive receipt. `end` is the first day that no longer counts. `contested_end` is an end that the
    hospital said in a message which the receiver refused. `conditions` proves § 9 for PHV and TSB.
    """

    municipality: Address
    notices: tuple[Held, ...]
    state: PeriodState
    answered: Answered
    ready: Fact[Moment] | None = None
    ready_dates: tuple[tuple[date, str], ...] = ()
    received: Fact[datetime] | None = None
    end: Fact[Moment] | None = None
    contested_end: Fact[Moment] | None = None
    replies: tuple[Reply, ...] = ()
    decided_by: Person | None = None
    phv_tsb: bool = False
    conditions: Fact[str] | None = None
    wrong_addressee: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """MsgId of the first notice."""
        return self.notices[0].msg_id

    def reply_at(self, instant: datetime) -> Reply | None:
        """The reply that stands at this instant: the last one said before it that counts."""
        standing = [r for r in self.replies if r.said_at < instant and counts(r)]
        return standing[-1] if standing else None

    @property
    def reply(self) -> Reply | None:
        """The last reply that counts."""
        return next((r for r in reversed(self.replies) if counts(r)), None)


def counts(reply: Reply) -> bool:
    """A reply counts unless it was refused, or a person says that it is about something else."""
    return reply.held.counts and reply.choice is not Choice.NO_REPLY


@dataclass(frozen=True, slots=True)
class Request:
    """A forespørsel and the first answer to it."""

    held: Held
    answer: Held | None


class StayKey(NamedTuple):
    """What a stay is known by: identities, hospital (HER-id of level 1) and admission as first written."""

    identities: tuple[tuple[str, str], ...]
    hospital: int
    admission: str


@dataclass(frozen=True, slots=True)
class Stay:
    """Everything that is known of one stay. Immutable; made by `fold`."""

    key: StayKey
    patient: Patient
    hospital: Address
    municipalities: tuple[Address, ...]
    phase: Phase
    phases: tuple[tuple[Phase, datetime, tuple[str, ...]], ...]
    admitted: Fact[Moment] | None
    admissions: tuple[Fact[Moment], ...]  # every admission time that was said
    phv_tsb: Fact[bool]
    expectations: tuple[Expectation, ...]
    notice: Fact[datetime] | None  # § 8: when the municipality had 9140:1
    notices: tuple[Held, ...]  # every 9140:1, however it stands
    periods: tuple[Period, ...]
    left: Fact[Moment] | None
    contested_left: Fact[Moment] | None
    destination: str  # 8408
    died: bool
    documents: tuple[Held, ...]
    requests: tuple[Request, ...]
    messages: tuple[Held, ...]
    acts: tuple[Act, ...]
    people: tuple[Person, ...]
    doubts: tuple[Doubt, ...]

    @property
    def expected(self) -> Expectation | None:
        """The expectation that stands: the last one said that is not replaced, cancelled or rejected."""
        standing = (
            e
            for e in reversed(self.expectations)
            if e.standing is Standing.CURRENT and e.answered is not Answered.REJECTED
        )
        return next(standing, None)

    def knew(self, virksomhet: int, at: datetime) -> tuple[str, ...]:
        """MsgIds that this organisation knew of at an instant: what it said, and what it had receipted."""
        return tuple(
            one.msg_id
            for one in self.messages
            if (one.message.sender.virksomhet == virksomhet and one.said_at <= at)
            or any(
                k.recipient.address.virksomhet == virksomhet and k.at is not None and k.at <= at
                for k in one.known
            )
        )
