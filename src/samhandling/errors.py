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
├── NotAllowed                  the actor may not do this
└── Conflict                    the act does not fit the state that things are in
"""


class SamhandlingError(Exception):
    """Root of the tree."""


class MessageError(SamhandlingError):
    """A document that cannot be used."""


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


class NotAllowed(SamhandlingError):
    """The actor may not do this."""


class Conflict(SamhandlingError):
    """The act does not fit the state that things are in."""
