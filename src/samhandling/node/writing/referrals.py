"""What a new epikrise, referral or status of a referral begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.errors import MessageError
from samhandling.node.access.roles import Role
from samhandling.standards.facts import DOCUMENT_KEY, facts
from samhandling.standards.forms import PROFILES, Reference, decompose
from samhandling.standards.forms.outside import document_of
from samhandling.standards.forms.wholeness import holds_whole

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.access.models import User
    from samhandling.node.journal.models import Message

REFERRALS = ("HENVISNING", "HENVISNING_NYTILSTAND", "HENVISNING_VIDERE")
STATUS = "DIALOG_STATUS_HENVISNING"
VIDERE, FIRST_VERSIONS = "HENVISNING_VIDERE", "HENVISNING"
SAME_IN_BOTH = frozenset({
    "problem", "wanted", "findings", "treatment", "social", "function", "informed", "notes", "kin",
    "referral_diagnoses", "patient_address", "req_comment", "payment_cat", "basis_for_health_services",
})  # fmt: skip
"""Parts that Henvisning 1.1 and 2.0 say alike."""
URGENT = "0"
FIRST = {
    "EPIKRISE": {"msg_descr": "Epikrise", "status": "7306:F", "stay": {"adm_cat": "8240:1"}},
    "HENVISNING": {"msg_descr": "8455:10"},
    "HENVISNING_NYTILSTAND": {"content_type": "8455:10"},
    "HENVISNING_VIDERE": {"content_type": "8455:10"},
}
"""What the type itself gives; the writer may change it."""
USES = {"EPIKRISE:poliklinisk": {"msg_descr": "Poliklinisk notat", "stay": {"adm_cat": "8240:3"}}}
"""Uses of a type that have a name and a button of their own."""


def begun(type_code: str, today: str) -> dict[str, Any]:
    """The first values of a type; none for other types. `today` is the Norwegian date."""
    values: dict[str, Any] = dict(FIRST.get(type_code, {}))
    return values | ({"appr_date": today} if type_code == "EPIKRISE" else {})


def used_as(use: str, values: dict[str, Any]) -> dict[str, Any]:
    """The first values of a type's use (`EPIKRISE:poliklinisk`); those given, for a use that is not known."""
    return values | USES.get(use, {})


def signed(type_code: str, user: User, person: dict[str, Any]) -> dict[str, Any]:
    """The writer as the one who answers for it; a GP who refers is the patient's GP too."""
    if type_code not in (*REFERRALS, "EPIKRISE"):
        return {}
    signer = person if type_code in REFERRALS[1:] else _worker(person)
    return {"responsible": signer} | ({"gp": signer} if user.role == Role.FASTLEGE else {})


def _worker(person: dict[str, Any]) -> dict[str, Any]:
    """A person as the standards without MsgHead name one: the whole name in one field."""
    told = {
        "type": person.get("type_healthcare_professional"),
        "name": " ".join(filter(None, (person.get("given_name"), person.get("family_name")))),
        "number": {"id": person["hpr"], "type_id": "8116:HPR"} if person.get("hpr") else None,
        "tele_com": [{"value": one["tele_address"]} for one in person.get("tele_com", ())],
    }
    return {name: value for name, value in told.items() if value}


def answered(message: Message) -> dict[str, Any]:
    """The referral that an epikrise answers, as far as it tells (HITS 1218: 2.0 is known by its MsgId)."""
    told = told_by(message)
    if not told:
        return {}
    held = document_of(bytes(message.content.raw or b""))
    problem = {"heading": "8231:PROB", "text_result_value": told["problem"]} if told.get("problem") else None
    return {
        "referral": {
            "issue_date": str(held.issued),
            "msg_descr": told.get("msg_descr") or told.get("content_type", ""),
            "id": held.id if message.type_code == "HENVISNING" else message.msg_id,
            "reason_as_text": [problem] if problem else [],
            "diagnosis": told.get("referral_diagnoses", []),
        }
    }


def is_urgent(message: Message) -> bool:
    """Whether a referral is one for øyeblikkelig hjelp, of which no status is sent (HIS 1206)."""
    return told_by(message).get("asked_priority", "").partition(":")[2] == URGENT


def told_by(message: Message) -> dict[str, Any]:
    """What a referral says, as values of its form; nothing for other messages, or where it cannot be read."""
    raw = bytes(message.content.raw or b"")
    if message.type_code not in REFERRALS or not raw:
        return {}
    try:
        return decompose(PROFILES[message.type_code], raw)
    except MessageError:
        return {}


def can_be_corrected(message: Message) -> bool:
    """Whether the form holds all of a referral or an epikrise: another system may have said more."""
    raw = bytes(message.content.raw or b"")
    if message.type_code not in (*REFERRALS, "EPIKRISE") or not raw:
        return True
    return holds_whole(PROFILES[message.type_code], raw)


def passed_on(message: Message) -> dict[str, Any]:
    """What a viderehenvisning repeats of the referral that came: all but who answers for it (HIS 1208)."""
    if message.type_code == FIRST_VERSIONS:
        return {name: value for name, value in told_by(message).items() if name in SAME_IN_BOTH}
    left = {"responsible", "assessed", "outcome", "seniority"}
    return {name: value for name, value in told_by(message).items() if name not in left}


def reference_to(message: Message) -> Reference:
    """How a message refers to one that it is about: the oldest have no conversation but themselves."""
    begins_one = message.conversation_id.startswith(DOCUMENT_KEY)
    return Reference(message.msg_id, message.msg_id if begins_one else message.conversation_id)


def kept_of(message: Message) -> tuple[str, dt.datetime | None]:
    """What a change or cancellation keeps of a referral or an epikrise: document id and time of issue."""
    raw = bytes(message.content.raw or b"")
    if not raw or not facts(raw).document_id:
        return "", None
    held = document_of(raw)
    return held.id, held.issued.moment
