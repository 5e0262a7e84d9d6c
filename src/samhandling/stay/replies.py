"""The municipality's reply (§ 11): four exact sentences, and what stands in between.

The first line of the text decides, by exact match only (`rules/replies.toml`). Anything else is a reply that
a named person classifies; until then it is "not classified", never "not answered".
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from samhandling.stay.acts import ReplyClassified
from samhandling.stay.events import Dialog, Message
from samhandling.stay.rules import Rules, Sentence
from samhandling.stay.standing import Held
from samhandling.stay.times import PLAUSIBLE

CARRIERS = ("DIALOG_NOTAT", "DIALOG_HELSEFAGLIG")


class Choice(StrEnum):
    """What a reply says."""

    CAN_RECEIVE = "can-receive"
    EXPECTED = "expected"
    UNKNOWN = "unknown"
    OFFER_READY = "offer-ready"
    NOT_CLASSIFIED = "not-classified"
    NO_REPLY = "no-reply"  # a person says that it is about something else


class ReplyText(NamedTuple):
    """A reply as text: the choice and its details."""

    choice: Choice
    date: dt.date | None = None
    place: str = ""
    service: str = ""
    contact: str = ""
    reason: str = ""
    note: str = ""


class Reply(NamedTuple):
    """One reply to a notice. `said` holds what the sentence says or what a person says that it says.

    `classified_by` is the id of the act; it is empty where the sentence speaks for itself. `linked` is False
    where it names no notice and was joined to one by time, or comes from another than the one notified.
    """

    held: Held
    said: ReplyText
    classified_by: str = ""
    linked: bool = True

    @property
    def said_at(self) -> datetime:
        return self.held.message.said_at

    @property
    def choice(self) -> Choice:
        return self.said.choice

    @property
    def evidence(self) -> tuple[str, ...]:
        return (*self.held.evidence, self.classified_by) if self.classified_by else self.held.evidence


NOT_CLASSIFIED = ReplyText(Choice.NOT_CLASSIFIED)


def is_carrier(message: Message) -> bool:
    """Whether a message can be a reply: a notat of 9155:1, or a helsefaglig dialog (HISD 80806, HIS 1077)."""
    if message.type_code == "DIALOG_HELSEFAGLIG":
        return True
    content = message.content
    return message.type_code == "DIALOG_NOTAT" and isinstance(content, Dialog) and content.system == "9155"


def compose(reply: ReplyText, rules: Rules) -> str:
    """TekstNotatInnhold for a reply: the sentence, then one line per detail.

    Raises KeyError for a choice that is no sentence.
    """
    sentence = {row.choice: row.sentence for row in rules.sentences}[reply.choice.value]
    details = [
        f"{rules.labels[name]}: {value:%d.%m.%Y}"
        if isinstance(value, date)
        else f"{rules.labels[name]}: {value}"
        for name, value in reply._asdict().items()
        if name in rules.labels and value
    ]
    return "\n".join([sentence, *(line.replace("\n", " ") for line in details)])


def read(text: str, rules: Rules) -> ReplyText:
    """What a text says; NOT_CLASSIFIED where its first line is none of the sentences, letter by letter."""
    return _read(text, rules.sentences, tuple(rules.labels.items()))


@lru_cache(maxsize=1024)
def _read(text: str, sentences: tuple[Sentence, ...], labels: tuple[tuple[str, str], ...]) -> ReplyText:
    first, *rest = text.strip().splitlines() or [""]
    choice = next((row.choice for row in sentences if row.sentence == first.strip()), None)
    if choice is None:
        return NOT_CLASSIFIED
    return ReplyText(Choice(choice), **_details(rest, dict(labels)))


def _details(lines: Iterable[str], labels: Mapping[str, str]) -> dict[str, Any]:
    names = {label: name for name, label in labels.items()}
    found: dict[str, Any] = {}
    for line in lines:
        label, _, value = line.partition(": ")
        if label in names and value.strip():
            found.setdefault(names[label], value.strip())
    if "date" in found:
        found["date"] = _date(str(found["date"]))
    return found


def _date(text: str) -> date | None:
    day, _, rest = text.partition(".")
    month, _, year = rest.partition(".")
    try:
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found if found.year in PLAUSIBLE else None


def reply_of(held: Held, classified: ReplyClassified | None, rules: Rules, *, linked: bool = True) -> Reply:
    """A message as a reply. A person's classification stands where no sentence speaks for itself."""
    content = held.message.content
    said = read(content.text, rules) if isinstance(content, Dialog) else NOT_CLASSIFIED
    if not linked:
        said = NOT_CLASSIFIED  # no notice named, or another party: a person says what it means
    if said.choice is Choice.NOT_CLASSIFIED and classified:
        said = ReplyText(Choice(classified.choice), classified.expected)
        return Reply(held, said, classified.act_id, linked)
    return Reply(held, said, "", linked)
