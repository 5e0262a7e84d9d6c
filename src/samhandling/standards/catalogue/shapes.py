"""What a row of the catalogue says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from samhandling.standards import codes

LAST_LIMIT = timedelta(hours=96)
"""No receipt 96 hours after GenDate counts as rejected (80415 § 3.3.6, HITS 1168)."""

OWN_DEFAULT = "egen standardverdi, ikke fra noen standard"
LAST_LIMIT_SOURCE = "HIS 80415 § 3.3.6; HITS 1168:2016"


EVERY_FORMAT = frozenset({"application/pdf", "image/jpeg", "image/png", "text/xml"})
"""What an attachment may be where the profile does not narrow it (HIS 1036, HIS 1077, HIS 1207)."""


class Part(StrEnum):
    """Who takes part. A municipality holds several parts at once."""

    SYKEHUS = "sykehus"
    DOGNTILBUD = "øyeblikkelig hjelp døgntilbud"
    PLEIE_OG_OMSORG = "pleie og omsorg"
    SAKSBEHANDLING = "saksbehandling"
    FASTLEGE = "fastlege"


class Patient(StrEnum):
    """Whether the header must hold a sufficiently identified patient."""

    REQUIRED = "required"
    OPTIONAL = "optional"  # none at all is fine; one who is there must be identified


@dataclass(frozen=True, slots=True)
class Service:
    """A type of tjeneste in the address register, as a code of 8663 (kommune) or 8668 (spesialist)."""

    system: str
    code: str

    @property
    def name(self) -> str:
        return codes.words(self.system, self.code)


@dataclass(frozen=True, slots=True)
class Tema:
    """A coded subject that gives a dialogue message its usage: TemaKodet of a Notat."""

    system: str
    value: str | None = None  # None: any value of the code system
    name: str | None = None  # the usage's own name, where it has one

    def fits(self, oid: str, value: str) -> bool:
        return oid.removeprefix(codes.ROOT) == self.system and self.value in (None, value)


@dataclass(frozen=True, slots=True)
class Deadline:
    """How soon something is to be done, in words, and as time where the source gives one."""

    words: str
    limit: timedelta | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageType:
    """One national message type.

    `versions` names the namespace of each version that can be read, oldest first; those in `receive_only`
    are never written. `choice` is the child of the root that makes this type, where the root serves several.
    `statuses` are those that HISD 1154 allows. `expected_events` are the hendelsekoder (9121) that must be
    there, `events` those that we write. `answers` are codes of types that answer this one. `warn_after` is
    how long to wait for a positive receipt before a person is told; `receipts` is the AppRec version per
    version. `has_copies` is False where copy receivers must not be used; `may_be_urgent` is true for a
    referral, whose hastegrad 0 is taken whoever the patient is. `attachments` are the MIME types that may be
    sent with it; versions in `without_attachments` cannot hold any.
    """

    code: str
    name: str
    root: str
    versions: Mapping[str, str]
    receipts: Mapping[str, str]
    source: str
    choice: str | None = None
    receive_only: frozenset[str] = frozenset()
    senders: tuple[Part, ...] = ()
    receivers: tuple[Part, ...] = ()
    services: tuple[Service, ...] = ()
    statuses: frozenset[str] = frozenset()
    expected_events: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    temas: tuple[Tema, ...] = ()
    type_innhold: str | None = None  # code system of TypeInnhold
    patient: Patient = Patient.REQUIRED
    refers_to_earlier: bool = False  # ConversationRef is mandatory
    answers: tuple[str, ...] = ()
    answer_by: Deadline | None = None
    receipt_role_1_0: str = (
        "SPR"  # role of the primary receiver in AppRec 1.0: our own reading, see dialog.py
    )
    has_copies: bool = True
    may_be_urgent: bool = False
    attachments: frozenset[str] = EVERY_FORMAT
    without_attachments: frozenset[str] = frozenset()
    warn_after: timedelta = LAST_LIMIT
    warn_after_source: str = LAST_LIMIT_SOURCE

    @property
    def is_receipt(self) -> bool:
        return self.code == "APPREC"

    @property
    def newest(self) -> str:
        """The version to write; of a type that is never written, the newest to read."""
        written = [version for version in self.versions if self.is_written_in(version)]
        return (written or list(self.versions))[-1]

    def is_written_in(self, version: str) -> bool:
        """Whether we can write this version, to a partner who takes no newer one."""
        return version in self.versions and version not in self.receive_only

    def tag(self, version: str) -> str:
        """The root element in Content, with namespace."""
        return f"{{{self.versions[version]}}}{self.root}"

    def version_of(self, namespace: str) -> str | None:
        return next((version for version, uri in self.versions.items() if uri == namespace), None)

    def usage(self, oid: str, value: str) -> str:
        """The name of the usage that a TemaKodet gives, else the type's own name."""
        return next((tema.name for tema in self.temas if tema.name and tema.fits(oid, value)), self.name)
