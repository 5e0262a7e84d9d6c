"""What the first days at home need, as far as documents say it in words that a machine can find.

PLO 1.6 has no element for transport, first visit or how long medicines last. A hospital may write them as
lines under the heading Praktiske opplysninger (9141:14) that begin with one of the labels below; nothing is
read out of other prose. The whole text is shown beside, so that what is written otherwise is seen too.
"""

from __future__ import annotations

from samhandling.standards.content import business_contents
from samhandling.standards.definition import XmlElement, local_name
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.reading import read_tree

Needs = dict[str, str]
LABELS = {
    "transport": "Transport",
    "first_visit": "Første besøk",
    "medicines": "Legemidler til og med",
    "aids": "Hjelpemidler",
    "infection": "Smitte",
}
"""Key → the exact label that begins a line."""
WANTED = (*LABELS, "phone")
HEADINGS = frozenset({"14"})
INFECTION = "9143"
REPORTS = frozenset({"HelseopplysningerVedSoknad", "TverrfagligEpikrise"})


def needs_of(document: bytes) -> Needs:
    """What Helseopplysninger or Utskrivningsrapport says; empty for others. Raises MessageError."""
    contents = [one for one in business_contents(read_tree(document)) if local_name(one.tag) in REPORTS]
    return _needs(contents[0]) if contents else {}


def missing(needs: Needs) -> list[str]:
    """The keys that nothing is said about."""
    return [key for key in WANTED if not needs.get(key)]


def _needs(content: XmlElement) -> Needs:
    found: Needs = {}
    for note in content.iter("{*}Journaltekst"):
        code, system = value(note, "Overskriftskode"), value(note, "Overskriftskode", attribute="S")
        written = text(note, "Notat")
        if system.endswith(INFECTION) and written:
            found.setdefault("infection", written)
        if system.endswith("9141") and code in HEADINGS:
            found["practical"] = written
            found |= _labelled(written)
    found |= {"phone": phone} if (phone := _phone(content)) else {}
    return found


def _labelled(written: str) -> Needs:
    found = {}
    for line in written.splitlines():
        label, _, rest = line.partition(":")
        key = next((key for key, name in LABELS.items() if name == label.strip()), None)
        if key and rest.strip():
            found[key] = rest.strip()
    return found


def _phone(content: XmlElement) -> str:
    """The telephone of the ward that can be rung (TilknyttetEnhet)."""
    for unit in children(content, "TilknyttetEnhet"):
        contact = child(unit, "Kontaktenhet")
        for tele in children(contact, "TeleCom") if contact is not None else ():
            return value(tele, "TeleAddress").removeprefix("tel:")
    return ""
