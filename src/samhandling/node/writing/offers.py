"""What can be written about a message that somebody reads: answers, a correction, word of a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node.directory.models import Service
from samhandling.node.journal.models import Direction, Standing
from samhandling.node.writing.models import Draft
from samhandling.node.writing.prefill import question_of
from samhandling.node.writing.referrals import REFERRALS, STATUS, VIDERE, can_be_corrected, is_urgent
from samhandling.node.writing.rights import may_write, part_of
from samhandling.standards import catalogue
from samhandling.standards.catalogue import propose_answers
from samhandling.standards.forms import PROFILES

if TYPE_CHECKING:
    from samhandling.node.access.reading import Reader
    from samhandling.node.journal.models import Message

DIALOGUE, FAULT = "DIALOG_HELSEFAGLIG", "DIALOG_AVVIK"


@dataclass(frozen=True)
class Offer:
    """Something to write about a message. `proposed`: the answer that the standard's table names first."""

    act: str
    type_code: str
    name: str
    service: Service
    proposed: bool = False


def offers_for(reader: Reader, message: Message) -> tuple[Offer, ...]:
    """What the reader may write about it, the proposed answer first."""
    service = own_service(reader, message)
    if service is None or message.rejected:
        return ()
    found = _corrections(message, service) if _is_ours(message, service) else _answers(message, service)
    return tuple(one for one in found if may_write(reader.actor, service, one.type_code))


def own_service(reader: Reader, message: Message) -> Service | None:
    """The reader's own service that sent the message, or that it came to."""
    hers = reader.service_hers & {message.sender_her}
    if not hers:
        hers = reader.service_hers & {one.her for one in message.recipients.all() if one.own}
    return Service.objects.select_related("organisation").filter(her__in=hers).order_by("her").first()


def _is_ours(message: Message, service: Service) -> bool:
    return message.direction == Direction.OUT and message.sender_her == service.her


def _corrections(message: Message, service: Service) -> list[Offer]:
    row = catalogue.type_of(message.type_code)
    entry = getattr(message, "entry", None)
    if row is None or message.type_code not in PROFILES or message.status == "C":
        return []
    if entry is not None and entry.standing != Standing.CURRENT:
        return []  # only the newest of a chain is changed or cancelled
    acts = {"M": Draft.Act.CHANGE, "C": Draft.Act.CANCEL}
    if not can_be_corrected(message):
        del acts["M"]
    return [
        Offer(act, message.type_code, row.name, service) for code, act in acts.items() if code in row.statuses
    ]


def _answers(message: Message, service: Service) -> list[Offer]:
    asked = question_of(message)
    row = catalogue.type_of(message.type_code)
    codes: tuple[str, ...] = row.answers if row else ()
    if asked and asked["type_foresp"]:
        system, _, value = asked["type_foresp"].partition(":")
        proposed = propose_answers(system, value, part_of(service))
        codes = tuple(dict.fromkeys((*proposed, "DIALOG_SVAR")))
    if is_urgent(message):
        codes = tuple(code for code in codes if code != STATUS)
    onward = [_offer(Draft.Act.NEW, VIDERE, service)] if message.type_code in REFERRALS else []
    offers = [_offer(Draft.Act.ANSWER, code, service, proposed=not n) for n, code in enumerate(codes)]
    if DIALOGUE not in codes:
        offers.append(_offer(Draft.Act.ANSWER, DIALOGUE, service))
    written = [one for one in offers if one.type_code in PROFILES]
    return [*written, *onward, _offer(Draft.Act.FAULT, FAULT, service)]


def _offer(act: str, code: str, service: Service, *, proposed: bool = False) -> Offer:
    row = catalogue.type_of(code)
    return Offer(act, code, row.name if row else code, service, proposed)
