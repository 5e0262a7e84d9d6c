"""From a draft to the message that leaves: the same bytes for the preview and for the sending."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from samhandling.errors import InvalidMessage
from samhandling.node.directory.models import Capability
from samhandling.node.directory.standing import out_of_use
from samhandling.node.writing.formats import formatting_of
from samhandling.node.writing.objections import NO
from samhandling.node.writing.receivers import address, address_at, address_of, blocked_for
from samhandling.node.writing.referrals import kept_of, reference_to
from samhandling.standards import catalogue
from samhandling.standards.envelope import Attachment
from samhandling.standards.facts import facts
from samhandling.standards.forms import (
    PROFILES,
    About,
    CannotCompose,
    Envelope,
    Fault,
    Profile,
    Reference,
    composed,
    faults,
    settled,
    where_of,
)
from samhandling.standards.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from samhandling.node.patients.models import Patient
    from samhandling.node.writing.models import Draft
    from samhandling.standards.forms import Where
    from samhandling.standards.issues import Issue

ABOUT_FILES = ("an-attachment-", "the-message-is-of-a-size")
LANGUAGES = ("nb", "nn", "en")
STATUS = {"change": "M", "cancel": "C"}
LET_BY = frozenset({
    "the-patient-has-a-national-number", "the-message-is-for-production", "identity-numbers-check",
    "identity-numbers-are-of-their-type", "the-message-is-of-a-size-for-the-network",
    "codes-are-of-their-code-system", "years-are-likely", "periods-end-after-they-start",
})  # fmt: skip
"""Warnings about what the writer may well mean. All else that a receiver would remark is mended first."""

RECEIVER, CONSENT, PATIENT, FORM = ("receiver",), ("consent",), ("patient",), ("form",)
COPIES, FILES = ("copies",), ("files",)


@dataclass(frozen=True)
class Sealed:
    """A message that is ready, or what keeps it from being so."""

    document: bytes = b""
    faults: tuple[Fault, ...] = ()

    @property
    def fingerprint(self) -> str:
        """GenDate, in seconds of Unix time, and the SHA-256 of the document: what was shown, and when."""
        written_at = facts(self.document).gen_date
        return (
            f"{int(written_at.timestamp()) if written_at else 0}-{hashlib.sha256(self.document).hexdigest()}"
        )


def moment_of(fingerprint: str) -> dt.datetime | None:
    """When the document with this fingerprint was written; None for what is no fingerprint."""
    seconds = fingerprint.partition("-")[0]
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def sealed(draft: Draft, at: dt.datetime) -> Sealed:
    """The message that the draft would be if it left at this moment."""
    profile = PROFILES[draft.type_code]
    values = what_leaves(draft)
    found = (*_around(draft), *faults(profile, values, status_of(draft)))
    if found:
        return Sealed(faults=found)
    try:
        made = composed(profile, values, envelope_of(draft, at), formatting_of(draft))
    except CannotCompose as refused:
        return Sealed(faults=(Fault(refused.where, UNREADABLE),))
    except InvalidMessage as refused:
        return Sealed(faults=tuple(_fault(issue, {}) for issue in refused.issues))
    return Sealed(made.document, _remarks(made.document, made.places))


def status_of(draft: Draft) -> str:
    """Forsendelsesstatus (7309) of what the draft does."""
    return STATUS.get(draft.act, "N")


def envelope_of(draft: Draft, at: dt.datetime) -> Envelope:
    """Who sends, to whom, about whom, in answer to what."""
    held, issued = kept_of(draft.regarding) if _replaces(draft) else ("", None)
    return Envelope(
        msg_id=str(draft.msg_id),
        at=at,
        sender=address(draft.service),
        receiver=address_of(draft),
        patient=about(draft.patient) if draft.patient else None,
        refers_to=_reference(draft),
        status=status_of(draft),
        version=version_of(draft),
        copies=tuple(address_at(draft, her) for her in draft.copies),
        attachments=tuple(
            Attachment(one.title, one.mime_type, bytes(one.content)) for one in draft.files.order_by("pk")
        ),
        document=held,
        issued=issued,
    )


def version_of(draft: Draft) -> str:
    """The version that the receiver takes: that of the directory, or of its question; "" the newest."""
    row = catalogue.type_of(draft.type_code)
    written = set(row.versions) - row.receive_only if row else set()
    taken = Capability.objects.filter(service__her=draft.receiver_her, type_code=draft.type_code)
    versions = [one.version for one in taken if one.version in written]
    if versions:
        return max(versions)
    asked = draft.regarding.version if draft.act == "answer" and draft.regarding else ""
    return asked if draft.type_code == "DIALOG_SVAR" and asked in written else ""


def about(patient: Patient) -> About:
    """A patient as the header names them."""
    idents = tuple((one.kind, one.value) for one in patient.identities.order_by("pk"))
    return About(
        family_name=patient.family_name,
        given_name=patient.given_name,
        middle_name=patient.middle_name,
        date_of_birth=patient.date_of_birth,
        sex=patient.sex,
        idents=idents,
    )


def what_leaves(draft: Draft) -> dict[str, Any]:
    """The values as they count; a protected address stays here unless a named person has let it go."""
    values = settled(PROFILES[draft.type_code], draft.values)
    if draft.patient is None or not draft.patient.protected_address or draft.address_by_id:
        return values
    return without_addresses(values)


def without_addresses(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without the address of the patient and of the next of kin."""
    left = {name: value for name, value in values.items() if name != "patient_address"}
    if kin := left.get("kin"):
        left["kin"] = [{name: value for name, value in one.items() if name != "address"} for one in kin]
    return left


def addresses_in(profile: Profile, values: Mapping[str, Any]) -> bool:
    """Whether the form holds any such address."""
    told = settled(profile, values)
    return without_addresses(told) != told


def words(message: tuple[str, str, str]) -> str:
    """A text of the standards package in the reader's language."""
    language = get_language() or "nb"
    return message[LANGUAGES.index(language) if language in LANGUAGES else 0]


def _reference(draft: Draft) -> Reference | None:
    return reference_to(draft.regarding) if draft.regarding else None


def _replaces(draft: Draft) -> bool:
    return draft.regarding is not None and status_of(draft) != "N"


def _around(draft: Draft) -> Iterable[Fault]:
    """What is missing around the form."""
    if draft.receiver_her is None:
        yield Fault(RECEIVER, NO_RECEIVER, "HIS 1153 Adressering")
    ended = out_of_use({draft.receiver_her or 0, *draft.copies})
    if draft.receiver_her in ended:
        yield Fault(RECEIVER, OUT_OF_USE, "HIS 1153 Adressering")
    if ended.intersection(draft.copies):
        yield Fault(COPIES, COPY_OUT_OF_USE, "HIS 1153 Adressering")
    if draft.receiver_her in draft.copies:
        yield Fault(COPIES, COPY_TO_ITSELF, "HIS 1153 Adressering")
    if any(blocked_for(draft.patient, her) for her in draft.copies):
        yield Fault(COPIES, COPY_OBJECTS, "pasient- og brukerrettighetsloven; 9064")
    if blocked_for(draft.patient, draft.receiver_her) or draft.values.get("consent") == NO:
        yield Fault(RECEIVER, OBJECTS, "pasient- og brukerrettighetsloven; 9064")


def _remarks(document: bytes, places: Mapping[Where, str]) -> tuple[Fault, ...]:
    """What a receiver would refuse or remark, each at the field that it is about."""
    judged = verdict(document, None)
    counts = [one for one in judged.issues if one.severity == "error" or one.rule not in LET_BY]
    found = [_fault(issue, places) for issue in counts]
    if judged.outcome != "accept" and not found:
        found.append(Fault(FORM, UNREADABLE))
    return tuple(found)


def _fault(issue: Issue, places: Mapping[Where, str]) -> Fault:
    where = FILES if issue.rule.startswith(ABOUT_FILES) else where_of(issue, places) or FORM
    told = issue.message_no[:1].upper() + issue.message_no[1:]
    english = issue.message[:1].upper() + issue.message[1:]
    return Fault(where, (f"{told}.", f"{told}.", f"{english}."), issue.source)


NO_RECEIVER = ("Velg hvem meldingen er til.", "Vel kven meldinga er til.", "Choose whom the message is for.")
OBJECTS = (
    "Pasienten motsetter seg at denne mottakeren får opplysninger. Meldingen kan ikke sendes dit.",
    "Pasienten motset seg at denne mottakaren får opplysningar. Meldinga kan ikkje sendast dit.",
    "The patient objects to this receiver. The message cannot be sent there.",
)
OUT_OF_USE = (
    "Mottakeren er ikke lenger i bruk, sier Adresseregisteret. Velg en annen.",
    "Mottakaren er ikkje lenger i bruk, seier Adresseregisteret. Vel ein annan.",
    "The receiver is no longer in use, says Adresseregisteret. Choose another.",
)
COPY_OUT_OF_USE = (
    "En av dem som skulle fått kopi, er ikke lenger i bruk, sier Adresseregisteret. Ta bort kopien.",
    "Ein av dei som skulle fått kopi, er ikkje lenger i bruk, seier Adresseregisteret. Ta bort kopien.",
    "One of those who were to get a copy is no longer in use, says Adresseregisteret. Take the copy away.",
)
COPY_TO_ITSELF = (
    "Mottakeren kan ikke få kopi av sin egen melding.",
    "Mottakaren kan ikkje få kopi av si eiga melding.",
    "The receiver cannot get a copy of its own message.",
)
COPY_OBJECTS = (
    "Pasienten motsetter seg at en av dem som skulle fått kopi, får opplysninger. Ta bort kopien.",
    "Pasienten motset seg at ein av dei som skulle fått kopi, får opplysningar. Ta bort kopien.",
    "The patient objects to one of those who were to get a copy. Take the copy away.",
)
UNREADABLE = (
    "Verdien kan ikke skrives i meldingen.",
    "Verdien kan ikkje skrivast i meldinga.",
    "The value cannot be written in the message.",
)
