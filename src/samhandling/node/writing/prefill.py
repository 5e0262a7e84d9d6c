"""What a new draft already holds: from the writer, the service, the thread, the patient's earlier letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from samhandling.errors import MessageError
from samhandling.node import clock
from samhandling.node.access.professions import profession_of
from samhandling.node.access.roles import Role
from samhandling.node.discretion.blocks import blocks_for
from samhandling.node.journal.models import Entry, Standing
from samhandling.node.journal.scope import entries_of
from samhandling.node.patients.presenters import today_of
from samhandling.node.writing import referrals
from samhandling.standards.forms import PROFILES, Profile, decompose, without_noes
from samhandling.standards.forms.copies import copy_of
from samhandling.standards.reading import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samhandling.node.access.models import User
    from samhandling.node.access.reading import Reader
    from samhandling.node.directory.models import Service
    from samhandling.node.journal.models import Message
    from samhandling.node.writing.models import Draft

CARRIED = (
    "admitted", "allergies", "bor_alene", "cave", "cave_allergies", "communication", "contacts", "diagnoses",
    "kin", "medicines", "patient_address", "patient_phones", "ready", "services", "sivil_status", "sprak",
)  # fmt: skip
"""Parts that are fetched from the patient's last message that has them; the writer must look at each."""

FORBEHOLD = "forbehold_om_videresending"
ADDRESSES = frozenset({"patient_address", "patient_phones"})
LOOKED_THROUGH = 20  # messages, newest first
DECIDED_BY_DOCTOR = frozenset({"LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING"})  # FOR-2011-11-18-1115 § 9–10
DISCHARGING_DOCTOR, CONTACT, DOCTOR = "9034:10", "9034:21", "9060:LE"


@dataclass
class Prefilled:
    """Values with where those come from that were fetched: part → key of the message."""

    values: dict[str, Any] = field(default_factory=dict)
    carried: dict[str, int] = field(default_factory=dict)


def prefilled(reader: Reader, draft: Draft) -> Prefilled:
    """The values that a new draft begins with."""
    profile = PROFILES[draft.type_code]
    found = Prefilled()
    if draft.act in {draft.Act.CHANGE, draft.Act.CANCEL} and draft.regarding:
        found.values = earlier_values(draft.regarding, profile)
        return found
    if draft.regarding and draft.type_code == referrals.VIDERE:
        found.values |= referrals.passed_on(draft.regarding)
        found.carried |= dict.fromkeys(found.values, draft.regarding.pk)
    found.values |= _signed(profile, reader.actor.user, draft.service)
    found.values |= _first_of_its_kind(draft, profile)
    _carry(reader, draft, profile, found)
    if draft.act == draft.Act.ANSWER and draft.regarding:
        found.values |= referrals.answered(draft.regarding) if draft.type_code == "EPIKRISE" else {}
        _put_question(draft.regarding, profile, found.values)
        if (subject := thread_subject(draft.regarding)) and draft.type_code == "DIALOG_HELSEFAGLIG":
            found.values["note"] = {"tema": subject}
    return found


def earlier_values(message: Message, profile: Profile) -> dict[str, Any]:
    """What a message says, as values of its form; nothing where it cannot be read."""
    raw = bytes(message.content.raw or b"")
    try:
        return without_noes(profile, decompose(profile, raw)) if raw else {}
    except MessageError:
        return {}


def responsible(user: User) -> dict[str, Any]:
    """The writer as the one whom the receiver can ring."""
    given, _, family = user.full_name.rpartition(" ")
    profession = profession_of(user)
    told = {
        "given_name": given,
        "family_name": family,
        "hpr": user.hpr,
        "type_healthcare_professional": f"9060:{profession}" if profession else "",
        "tele_com": [{"tele_address": user.phone, "type_telecom": "9061:WD"}] if user.phone else [],
    }
    return {name: value for name, value in told.items() if value}


def _signed(profile: Profile, user: User | None, service: Service) -> dict[str, Any]:
    names = {part.name for part in profile.parts}
    if user is None:
        return {}
    person = responsible(user)
    if profile.type_code.startswith("DIALOG"):
        return {"responsible": person}
    if told_of_referral := referrals.signed(profile.type_code, user, person):
        return told_of_referral
    told: dict[str, Any] = {"responsible": [person | {"role_to_patient": CONTACT, "godkjent_dato": _today()}]}
    if profile.type_code in DECIDED_BY_DOCTOR:
        told["responsible"] = [_doctor(user, person)]
    number = service.phone or service.organisation.phone
    if "units" in names and number:
        told["units"] = [_unit(service, number)]
    return told


def _doctor(user: User, person: dict[str, Any]) -> dict[str, Any]:
    """The doctor who decides: the writer where they are one, else somebody whom the writer must name."""
    role = {"role_to_patient": DISCHARGING_DOCTOR, "type_healthcare_professional": DOCTOR}
    return person | role if user.role == Role.LEGE else dict(role)


def _unit(service: Service, number: str) -> dict[str, Any]:
    return {
        "organisation_name": service.name,
        "her": str(service.her),
        "tele_com": [{"tele_address": number, "type_telecom": "9061:HP"}],
    }


def _first_of_its_kind(draft: Draft, profile: Profile) -> dict[str, Any]:
    """What the type itself gives: its kind of content, the date of a note."""
    if draft.type_code == "HELSEOPPL_SOKNAD":
        told_before = Entry.objects.filter(
            patient=draft.patient, message__type_code=draft.type_code, message__sender_her=draft.service.her
        ).exclude(standing=Standing.CANCELLED)
        return {"content_type": "9140:2" if draft.patient and told_before.exists() else "9140:1"}
    if draft.type_code == "UTSKRIVNINGSRAPPORT":
        return {"content_type": "9139:11"}
    if draft.type_code == "MEDISINSKE_OPPLYSNINGER" and draft.act == draft.Act.ANSWER:
        return {"content_type": "9138:4"}
    if first := referrals.begun(draft.type_code, _today()):
        return first
    note = next((part for part in profile.parts if part.name == "note"), None)
    has_date = note is not None and any(one.name == "date" for one in getattr(note, "parts", ()))
    return {"note": {"date": _today()}} if has_date else {}


def _carry(reader: Reader, draft: Draft, profile: Profile, found: Prefilled) -> None:
    """Fetch what the patient's earlier messages say, the newest that says it."""
    wanted = {part.name for part in profile.parts} & set(CARRIED)
    if draft.patient is None or not wanted:
        return
    hidden = ADDRESSES if draft.patient.protected_address else frozenset()
    for message, values in _earlier(reader, draft):
        if values.get(FORBEHOLD) == "true":
            found.carried.setdefault(FORBEHOLD, message.pk)
            continue  # the patient objects to its being sent on
        for name in wanted - hidden - found.values.keys():
            if value := values.get(name):
                found.values[name] = value
                found.carried[name] = message.pk


def _earlier(reader: Reader, draft: Draft) -> Iterator[tuple[Message, dict[str, Any]]]:
    entries = entries_of(reader).filter(patient=draft.patient).exclude(standing=Standing.CANCELLED)
    hidden = blocks_for(reader.actor, patient=draft.patient_id).messages
    entries = entries.exclude(message__in=hidden)
    for entry in entries.select_related("message__content").order_by("-registered_at", "-pk")[
        :LOOKED_THROUGH
    ]:
        profile = PROFILES.get(entry.message.type_code)
        yield entry.message, earlier_values(entry.message, profile) if profile else {}


def _put_question(message: Message, profile: Profile, values: dict[str, Any]) -> None:
    """The answer holds the question (HIS 1152)."""
    asked = question_of(message)
    if asked is None:
        return
    if profile.type_code == "DIALOG_SVAR":
        values["note"] = values.get("note", {}) | {"question": asked["xml"]}
    elif profile.type_code == "DIALOG_HELSEFAGLIG":
        return
    else:
        question = {name: asked[name] for name in ("type_foresp", "sporsmal") if asked.get(name)}
        values |= {"answering": "true", "question": question}


def question_of(message: Message) -> dict[str, str] | None:
    """The request in a message, as its parts and as XML; None when it asks nothing."""
    if message.type_code != "DIALOG_FORESPORSEL" or not message.content.raw:
        return None
    profile = PROFILES["DIALOG_FORESPORSEL"]
    told = earlier_values(message, profile).get("request", {})
    melding = getattr(parse(bytes(message.content.raw)), "melding", None)
    requests = [one for one in getattr(melding, "innhold", ()) if type(one).__name__ == "Foresporsel"]
    if not requests:
        return None
    return {
        "type_foresp": told.get("type_foresp", ""),
        "sporsmal": told.get("question", ""),
        "xml": copy_of(requests[0]),
    }


def thread_subject(message: Message) -> str:
    """The subject that a dialogue keeps (HIS 1077)."""
    told = (
        earlier_values(message, PROFILES["DIALOG_HELSEFAGLIG"])
        if message.type_code == "DIALOG_HELSEFAGLIG"
        else {}
    )
    return told.get("note", {}).get("tema", "")


def _today() -> str:
    return today_of(clock.now()).isoformat()
