"""What the text field of a queue looks in: patient's name and number, the other party, type, what it says.

The text is first turned into keys by small tables, so that the queue itself is only compared by keys: a queue
of a hundred thousand messages is never read through letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samhandling.node import statements
from samhandling.node.correspondence.narrowing import FEW, are_many, few_of
from samhandling.node.fulltext.search import NOTHING_SAID, Saying, saying
from samhandling.node.journal.models import Direction, Entry, Message, Recipient
from samhandling.node.keys import any_of
from samhandling.node.patients.search import by_number, patients_like
from samhandling.standards.catalogue import SENDABLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet

    from samhandling.node.correspondence.narrowing import Told


SOON_READ = 300
"""Messages whose words are read as soon as an index tells which of all say something."""
_ORGANISATIONS = "SELECT her, name FROM directory_organisation WHERE NOT own"
_SERVICES = """SELECT service.her, owner.her, service.name FROM directory_service service
JOIN directory_organisation owner ON owner.id = service.organisation_id WHERE NOT owner.own"""
_UNLISTED = """SELECT her FROM (SELECT DISTINCT her FROM journal_recipient WHERE NOT own) elsewhere
WHERE her NOT IN (SELECT her FROM directory_service)"""


@dataclass(frozen=True)
class Meant:
    """Whom and what a text may mean: keys of patients, HER-ids of other parties, codes of types, words.

    `sent`: asked of what the node has sent, so that no more than that is counted as many.
    """

    patients: frozenset[int]
    hers: frozenset[int] = frozenset()
    codes: frozenset[str] = frozenset()
    said: Saying = NOTHING_SAID
    sent: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._meant)

    @cached_property
    def _meant(self) -> dict[str, frozenset[Any]]:
        """Which columns of a message may have what is meant; those alone are looked at."""
        meant = {
            "entry__patient": self.patients,
            "type_code": self.codes,
            "sender_her": self.hers,
            "sender_virksomhet_her": self.hers,
        }
        return {column: keys for column, keys in meant.items() if keys}

    def few(self) -> set[int] | None:
        """The messages about any of it; None when they are many."""
        about = self._few_about
        return None if about is None or self._few_say is None else about | self._few_say

    def among(self, messages: Told) -> set[int]:
        """Those of the messages that are about any of it."""
        meant = list(self._meant.values())
        found = {
            pk
            for pk, told in messages.items()
            if any(value in keys for value, keys in zip(told, meant, strict=True))
        }
        found |= self._sent_to(messages.keys() - found) if self.hers else set()
        rest = messages.keys() - found
        if not rest:
            return found
        return found | (self.said.among(rest) if self._few_say is None else self._few_say & rest)

    @cached_property
    def _few_about(self) -> set[int] | None:
        """The messages whose columns have any of it, of all; None when they are many."""
        if len(self.patients) > FEW or any(map(are_many, self._of_themselves())):
            return None
        return few_of((*self._of_themselves(), *self._of_patients()))

    @cached_property
    def _few_say(self) -> set[int] | None:
        """The messages that say it, of all; None when they are many: then each is looked at.

        Where many are about it anyway, a page is soon full, and not so many are worth the asking.
        """
        most = FEW if self._few_about is not None else SOON_READ
        found = self.said.first(most + 1)
        return None if len(found) > most else found

    def _sent_to(self, messages: Collection[int]) -> set[int]:
        sent = Recipient.objects.filter(any_of("message", messages), own=False, her__in=self.hers)
        return set(sent.values_list("message", flat=True)) if messages else set()

    def _of_patients(self) -> Iterator[QuerySet]:
        """The messages about the patients."""
        if self.patients:
            entries = Entry.objects.filter(any_of("patient", self.patients))
            sent = {"message__direction": Direction.OUT} if self.sent else {}
            yield entries.filter(**sent).values_list("message", flat=True)

    def _of_themselves(self) -> Iterator[QuerySet]:
        """The messages whose own columns have it, and those to one of the parties."""
        messages = Message.objects.filter(direction=Direction.OUT) if self.sent else Message.objects.all()
        if self.hers and not self.sent:
            for column in ("sender_her", "sender_virksomhet_her"):
                yield messages.filter(**{f"{column}__in": self.hers}).values_list("pk", flat=True)
        if self.hers:
            elsewhere = Recipient.objects.filter(her__in=self.hers, own=False)
            yield elsewhere.values_list("message", flat=True)
        if self.codes:
            yield messages.filter(type_code__in=self.codes).values_list("pk", flat=True)


def meant_by(text: str, *, sent: bool) -> Meant:
    """What the text may mean. A number is a patient's, and nothing else."""
    patients = frozenset(patients_like(text).order_by().values_list("pk", flat=True))
    if by_number(text):
        return Meant(patients, sent=sent)
    codes = (row.code for row in SENDABLE if text.casefold() in row.name.casefold())
    return Meant(patients, frozenset(_parties(text)), frozenset(codes), saying(text), sent)


def _parties(text: str) -> set[int]:
    """HER-ids of virksomheter and services with such a name; a virksomhet stands for all its services.

    The directory is small enough to read, and recipients are found by the index on their HER-id.
    """
    asked = text.casefold()
    named = {her for her, name in statements.select(_ORGANISATIONS) if asked in name.casefold()}
    services = statements.select(_SERVICES)
    named |= {her for her, owner, name in services if owner in named or asked in name.casefold()}
    return named | _unlisted(asked)


def _unlisted(asked: str) -> set[int]:
    """HER-ids of receivers that the directory does not have, by the name that our messages gave them."""
    unlisted = {her for (her,) in statements.select(_UNLISTED)}
    if not unlisted:
        return unlisted
    elsewhere = Recipient.objects.filter(own=False, her__in=unlisted).order_by()
    names = elsewhere.values_list("her", "name").distinct()
    return {her for her, name in names if asked in name.casefold()}
