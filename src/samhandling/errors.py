"""Every error that Samhandling raises, in one tree.

SamhandlingError
├── MessageError                a document that cannot be used, with where, which rule and what to do
│   ├── MalformedXml            not XML, or cut off
│   ├── DoctypeRefused          a DOCTYPE: entities and DTDs are never read
│   ├── TooLarge                over a cap on bytes, elements, depth or text
│   └── InvalidMessage          structure or content against the standard; holds every issue
├── MissingExtra                an optional part of the install is needed
├── CarrierError                the carrier (the message service) did not do what was asked
│   ├── CarrierUnavailable      may go well later: retry
│   └── CarrierRefused          will never go well: a person must act
├── BadRules                    a table of rules (prices, settings, agreements) that cannot be used
├── NotAllowed                  the actor may not do this
└── Conflict                    the act does not fit the state that things are in
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong with a message: where, against which rule, and what to do about it.

    The explanation may quote the value that is wrong, which may be about a patient: show it to those who may
    read the message, and keep it out of logs.
    """

    line: int
    """Source line in the document, from 1; 0 where there is none, as in a message being built."""
    path: str
    """Element path by local names, `/MsgHead/MsgInfo/GenDate` or `/…/Ident[2]/TypeId/@S`."""
    rule: str
    """Short fixed name of the rule, such as `missing`."""
    message: str
    """Plain explanation in English."""
    message_no: str
    """The same in Norwegian bokmål."""
    severity: Severity = "error"
    source: str = ""
    """Standard and section that the rule comes from."""
    apprec_code: str = "T02"
    """Code of 8221 that a negative receipt gives for it."""

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        return ": ".join([*where, *filter(None, [self.path]), f"{self.message} [{self.rule}]"])


class SamhandlingError(Exception):
    """Root of the tree."""


class MessageError(SamhandlingError):
    """A document that cannot be used; `issues` says why, in document order."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        return "\n".join(str(issue) for issue in self.issues)


class MalformedXml(MessageError):
    """Not XML, or cut off."""


class DoctypeRefused(MessageError):
    """A DOCTYPE was found; entities and DTDs are never read."""


class TooLarge(MessageError):
    """Over a cap on bytes, elements, depth or text."""


class InvalidMessage(MessageError):
    """Structure or content goes against the standard."""


class MissingExtra(SamhandlingError):
    """An optional part of the install is needed, such as `samhandling[node]`."""


class CarrierError(SamhandlingError):
    """The carrier did not do what was asked."""


class CarrierUnavailable(CarrierError):
    """May go well later; `retry_after` is the carrier's own wish in seconds, where it gave one."""

    def __init__(self, text: str, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class CarrierRefused(CarrierError):
    """Will never go well with the same parcel."""


class BadRules(SamhandlingError):
    """A table of rules that cannot be used: says which table, row and field."""


class NotAllowed(SamhandlingError):
    """The actor may not do this."""


class Conflict(SamhandlingError):
    """The act does not fit the state that things are in."""
