"""The title, the status and the one-line summary of a message."""

from __future__ import annotations

from samhandling.standards import catalogue, codes
from samhandling.standards.content import business_contents, status_element
from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.header import info_of, type_of
from samhandling.standards.lenient import child, children, elements, text, value

from .coded import Coded
from .language import Language
from .page import Status
from .values import moment

STATUSES = {
    "N": ("ny", ""),
    "M": ("endring", "replaces"),
    "O": ("endring", "replaces"),
    "C": ("kansellering", "cancels"),
}
"""Forsendelsesstatus (7309): the kind for the page, and what it does in words."""
VERDICTS = {"1": ("godkjent", "accepted"), "2": ("avvist", "rejected"), "3": ("godkjent", "partly_accepted")}
"""Status of an AppRec (8258)."""
EVENTS = {"1": "admitted", "2": "discharged", "3": "ready", "4": "withdrawn", "13": "dead"}
"""Hendelsekoder (9121) as a summary says them."""
DECISIVE = {
    "LOG_INNLAGT": "1",
    "LOG_UTSKRIVNINGSKLAR": "3",
    "LOG_AVMELDING": "4",
    "LOG_UTSKREVET": "2",
    "LOG_DOD": "13",
}
"""The event that a message of this type is about."""
TOLD_BY_TEMA = ("DIALOG_AVVIK", "DIALOG_STATUS_HENVISNING")
REFERRALS = ("HENVISNING_NYTILSTAND", "HENVISNING_VIDERE")
CODED_SUBJECTS = (
    ("TypeInnholdIMelding", "TypeInnhold"),
    ("InnholdKonsultasjon", "TypeInnholdKonsultasjon"),
    ("Foresporsel", "TypeForesp"),
    ("Notat", "Foresporsel", "TypeForesp"),
)
"""Where a message says in a code what it is about."""


def title_of(root: XmlElement, language: Language) -> str:
    """The name of the message type: of the catalogue, else DN or V as it came, else the root's own name."""
    return _title(root, _business(root), language)


def status_of(root: XmlElement, language: Language) -> Status | None:
    """Ny, Endring or Kansellering; None for messages that have no status."""
    return _status(_business(root), language)


def _title(root: XmlElement, content: XmlElement | None, language: Language) -> str:
    kind, code = _type(root)
    row = catalogue.type_of(code)
    if row is None:
        given = "" if kind is None else kind.get("DN", "").strip() or code
        return given or language.classes.get(local_name(root.tag), local_name(root.tag))
    tema = child(content, "Notat", "TemaKodet")
    usage = row.usage(value(tema, attribute="S"), value(tema))
    return language.types.get(code, usage) if usage == row.name else usage


def _type(root: XmlElement) -> tuple[XmlElement | None, str]:
    """Where the type stands and its code; a receipt and whatever else is no letter have them at the top."""
    info = info_of(root)
    if info is not None:
        return type_of(info)
    kind = child(root, "MsgType")
    kind = child(root, "Type") if kind is None else kind
    return kind, value(kind)


def _status(content: XmlElement | None, language: Language) -> Status | None:
    given = status_element(content)
    if given is None:
        return None
    kind, note = STATUSES.get(value(given), ("annet", ""))
    shown = codes.words("7309", value(given), value(given, attribute="DN"))
    return Status(shown, kind, language[note] if note else "")


def receipt_status(root: XmlElement, language: Language) -> Status | None:
    """OK or Avvist."""
    given = child(root, "Status")
    if given is None:
        return None
    kind, note = VERDICTS.get(value(given), ("annet", ""))
    shown = codes.words("8258", value(given), value(given, attribute="DN"))
    return Status(shown, kind, language[note] if note else "")


def summary_of(root: XmlElement, language: Language) -> str:
    """One line about the message, without the patient's name."""
    content = _business(root)  # looked up once: each way through the tree costs
    title = _title(root, content, language)
    if local_name(root.tag) == "AppRec":
        reasons = ", ".join(_said(error) for error in children(root, "Error"))
        verdict = _said(child(root, "Status"), "8258")
        return f"{title} – {verdict}: {reasons}" if reasons else f"{title} – {verdict}"
    status = _status(content, language)
    marks = {"endring": f" ({language['changed']})", "kansellering": f" ({language['cancelled']})"}
    subject = _subject(root, content, title, language)
    return title + (marks.get(status.kind, "") if status else "") + (f" – {subject}" if subject else "")


def _subject(root: XmlElement, content: XmlElement | None, title: str, language: Language) -> str:
    """What the message is about: its decisive event, its coded type of content, or its free subject."""
    code = value(root, "MsgInfo", "Type")
    found = [_event(content, DECISIVE[code], language)] if code in DECISIVE else []
    found += [_said(child(content, *path)) for path in CODED_SUBJECTS]
    found += [_said(child(content, "Notat", "TemaKodet"))] if code in TOLD_BY_TEMA else []
    found.append(text(content, "Notat", "Tema"))
    if code == "HELSEOPPL_SOKNAD":
        found = [_said(child(content, *CODED_SUBJECTS[0])), _expected(content, language)]
    if code == "":
        found += _of_message(root, language)
    if code in REFERRALS:
        found += _of_referral(content)
    return ", ".join(dict.fromkeys(subject for subject in found if subject not in {"", title}))


def _of_message(root: XmlElement, language: Language) -> list[str]:
    """An epikrise: what it is called, the stay, the main diagnosis. A referral: see there."""
    body = child(root, "ServRprt")
    if body is None:
        return _of_referral(child(root, "ServReq"))
    stays = [child(event, "ReportedEvent") for event in children(body, "Event")]
    items = [item for event in children(body, "Event") for item in children(event, "InfItem")]
    main = [child(one, "Observation", "CodedDescr", "Concept") for one in items if value(one, "Type") == "H"]
    return [text(body, "MsgDescr"), *(_period(stay, language) for stay in stays), *map(_said, main[:1])]


def _of_referral(referral: XmlElement | None) -> list[str]:
    """How urgent a referral is, and its first diagnosis."""
    priority = child(referral, "ReqServ", "Priority")
    urgency = "" if priority is None else Coded.read(priority, "ReqServ").text
    return [urgency, _said(child(referral, "Diagnosis", "Concept"))]


def _period(stay: XmlElement | None, language: Language) -> str:
    days = [value(stay, name) for name in ("StartDateTime", "EndDateTime")]
    told = [moment(day.partition("T")[0], language).text for day in days if day]
    return f"{language['stay']} {'–'.join(told)}" if told else ""


def _event(content: XmlElement | None, code: str, language: Language) -> str:
    """The time of the event with that code, in whatever use of Pasientlogistikk it stands."""
    uses = [] if content is None else list(elements(content))
    events = [event for use in uses for event in children(use, "TidsfestetHendelse")]
    event = next((e for e in events if value(e, "Hendelsekode") == code), None)
    when = value(event, "TidspunktForHendelse")
    return f"{language[EVENTS[code]]} {moment(when, language).text}" if when else ""


def _expected(content: XmlElement | None, language: Language) -> str:
    """When the patient is expected to be ready for discharge (code 5, or 3 as an estimate)."""
    stays = [child(stay, "TidsfestetHendelse") for stay in children(content, "OpplysningOpphold")]
    times = [value(e, "TidspunktForHendelse") for e in stays if value(e, "Hendelsekode") in {"3", "5"}]
    return f"{language['expected_ready']} {moment(times[-1], language).text}" if times and times[-1] else ""


def _said(given: XmlElement | None, system: str = "") -> str:
    if given is None:
        return ""
    parts = (value(given, attribute=name) for name in ("V", "DN", "OT"))
    own = codes.system_of_element(local_name(given.tag))
    return codes.words(system or given.get("S") or (own.number if own else None), *parts)


def _business(root: XmlElement) -> XmlElement | None:
    found = business_contents(root)
    return found[0] if len(found) == 1 else None
