"""Local acts: what people at one end did, saw or decided. The other end does not know them.

Each act is one dataclass; `kind` is its name in the node's record, and `from_record` makes it again from
the record's detail. Times are aware; `at` is when it was so in the world.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from samhandling.stay.events import Patient
from samhandling.stay.times import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What every act says: its id in the record, when, who, and at which organisation (HER-id of level 1).

    `about` is the MsgId of a message that it concerns; that message's stay is then the act's stay.
    """

    kind: ClassVar[str] = ""

    act_id: str
    at: datetime
    by: str
    organisation: int
    patient: Patient
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted(Act):
    """The patient was admitted here. `services_known`: she is known to have municipal services."""

    kind: ClassVar[str] = "admitted"

    admitted: Moment
    ward: str = ""
    bed: str = ""
    phv_tsb: bool = False
    services_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAssessed(Act):
    """§ 7: whether she may need municipal services after discharge."""

    kind: ClassVar[str] = "need-assessed"

    need: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDischarge(Act):
    """The ward's own expectation, with why it changed and how sure it is."""

    kind: ClassVar[str] = "expected-discharge"

    expected: Moment
    reason: str = ""  # code of reasons.toml
    certainty: str = ""  # "sure", "likely", "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessAssessed(Act):
    """§ 9: the checklist, point by point (see `readiness.py`), and who decided."""

    kind: ClassVar[str] = "readiness-assessed"

    points: tuple[tuple[str, str, str], ...] = ()  # (point, documented on, by)
    decided: bool = False
    decided_by: str = ""
    role: str = ""
    hpr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReady(Act):
    """§ 9 no longer holds: she became ill again."""

    kind: ClassVar[str] = "not-ready"

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed(Act):
    """She left the hospital, or died there. `destination` is of 8408, `outcome` of 8431."""

    kind: ClassVar[str] = "departed"

    left: Moment
    destination: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyClassified(Act):
    """A named person says what a reply in free text means; `about` is the reply. See `replies.py`."""

    kind: ClassVar[str] = "reply-classified"

    choice: str
    expected: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRefused(Act):
    """The patient declined the offer."""

    kind: ClassVar[str] = "offer-refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPaused(Act):
    """The municipality paused the services while she is in hospital."""

    kind: ClassVar[str] = "services-paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesResumed(Act):
    """The municipality resumed the services, or ended them at death."""

    kind: ClassVar[str] = "services-resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSentElsewhere(Act):
    """A document was sent by another system or on paper. `document` is a code of 8279 (EPIKRISE …)."""

    kind: ClassVar[str] = "document-sent-elsewhere"

    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerConfirmed(Act):
    """A person confirms who pays; `municipality` is "notified", "other" or "none". See `payer.py`."""

    kind: ClassVar[str] = "payer-confirmed"

    municipality: str = "notified"
    name: str = ""
    bydel: str = ""
    registered: str = ""  # folkeregistrert kommune, for statistics
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReason(Act):
    """Why she waited on a day; `reason` is a code of reasons.toml."""

    kind: ClassVar[str] = "day-reason"

    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Act):
    """Settles an ambiguity: the message `about` belongs to the stay of `with_message`; empty: to none."""

    kind: ClassVar[str] = "placed"

    with_message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Act):
    """A telephone call, a meeting, a note."""

    kind: ClassVar[str] = "note"

    form: str = "note"  # "phone", "meeting", "note"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Act):
    """She lies in another ward or bed."""

    kind: ClassVar[str] = "moved"

    ward: str = ""
    bed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Act):
    """The act `undoes` was registered in error: it counts no longer (`undoing.py`). `what` is its kind."""

    kind: ClassVar[str] = "undone"

    undoes: str
    what: str = ""


KINDS: dict[str, type[Act]] = {
    act.kind: act
    for act in (
        Admitted, NeedAssessed, ExpectedDischarge, ReadinessAssessed, NotReady, Departed, ReplyClassified,
        OfferRefused, ServicesPaused, ServicesResumed, DocumentSentElsewhere, PayerConfirmed, DayReason,
        Placed, Note, Moved, Undone,
    )
}  # fmt: skip
"""Every act by the name that the node's record gives it."""


class Circumstance(NamedTuple):
    """What every act says, as the node's record holds it; see `Act`."""

    act_id: str
    at: datetime
    by: str
    organisation: int
    patient: Patient
    about: str = ""


def from_record(kind: str, detail: Mapping[str, object], circumstance: Circumstance) -> Act | None:
    """An act from the node's record; None for a kind that a stay does not know.

    `detail` holds JSON values: times and dates are ISO 8601 text, points are lists. Unknown keys are left.
    """
    shape = KINDS.get(kind)
    if shape is None:
        return None
    own: dict[str, Any] = {f.name: _value(f.type, detail[f.name]) for f in fields(shape) if f.name in detail}
    return shape(**{**own, **circumstance._asdict()})


def _value(annotation: object, value: object) -> object:
    if annotation is Moment:
        return Moment.read(str(value))
    if annotation in (date, date | None) and value is not None:
        return date.fromisoformat(str(value))
    return tuple(tuple(v) for v in value) if isinstance(value, list) else value
