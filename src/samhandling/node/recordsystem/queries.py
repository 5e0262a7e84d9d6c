"""What the record system reads: its own services' messages, and only through an act that is logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404

from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.delivery.models import Heartbeat
from samhandling.node.directory.models import Service
from samhandling.node.journal import contents
from samhandling.node.journal.models import Direction, Message, Recipient
from samhandling.node.recordsystem import modes
from samhandling.node.recordsystem.handouts import in_line, put_in_line
from samhandling.node.recordsystem.models import Heard, Token
from samhandling.node.recordsystem.standing import standing
from samhandling.node.recordsystem.things import thing

LOOPS = ("folders", "mllp")
MOST_EVENTS, LAST_EVENTS = 50, 20

if TYPE_CHECKING:
    from collections.abc import Collection

    from samhandling.node.recordsystem.things import Thing


@dataclass(frozen=True)
class Came:
    """A page of the line. `after` is what to ask for next; `more` says that there is more already."""

    things: tuple[Thing, ...]
    after: int
    more: bool


@reads("fetch-received")
def came(reader: Reader, after: int, limit: int) -> Shown[Came]:
    """What came after a number, for the services of the one who asks."""
    put_in_line()
    rows = in_line(after, limit + 1)
    page = rows[:limit]
    things = _theirs(reader, [thing(row) for row in page])
    told = {"numbers": [one.number for one in things]}
    last = page[-1].pk if page else after
    return Shown(Came(things, last, len(rows) > limit), detail=told, logged=bool(things))


@reads("fetch-received")
def document(reader: Reader, number: int) -> Shown[bytes]:
    """The bytes of one thing in the line. Raises Http404."""
    found = in_line(number - 1, 1)
    one = thing(found[0]) if found and found[0].pk == number else None
    if one is None or one.content_id is None or not _theirs(reader, [one]):
        raise Http404
    raw = contents.raw_of(one.content_id)
    if raw is None:
        raise Http404
    return Shown(raw, message=one.message, detail={"number": number})


@reads("fetch-received", logged_as="fetch-state")
def state(reader: Reader, pk: int) -> Shown[dict[str, Any]]:
    """How a message that was sent stands at each receiver. Raises Http404."""
    message = Message.objects.filter(pk=pk, direction=Direction.OUT).first()
    if message is None or message.sender_her not in reader.service_hers:
        raise Http404
    return Shown(standing(message), message=message)


def _theirs(reader: Reader, things: list[Thing]) -> tuple[Thing, ...]:
    """Those that came to one of the reader's services, or are about what one of them sent."""
    hers = reader.service_hers
    to_them = Q(inbox_her__in=hers) | Q(her__in=hers)
    messages = [one.message.pk for one in things if one.kind == "message"]
    found = Recipient.objects.filter(to_them, message__in=messages, own=True)
    keys = set(found.values_list("message_id", flat=True)) if messages else set()
    return tuple(
        one
        for one in things
        if (one.message.pk in keys if one.kind == "message" else one.message.sender_her in hers)
    )


@dataclass(frozen=True)
class Beside:
    """All that stands between the record system and this node. No patient data.

    `unread` are events that became nothing, `last` the newest of all; each has its `readings`. `loops` are
    the signs of life of the folders and the listener, by name.
    """

    tokens: tuple[Token, ...]
    services: tuple[tuple[int, str, bool], ...]  # HER-id, name, whether it is in lyttemodus
    unread: tuple[Heard, ...]
    last: tuple[Heard, ...]
    loops: dict[str, Heartbeat]


@reads("read-delivery")
def beside(_reader: Reader) -> Shown[Beside]:
    """What an administrator sees of the record system."""
    events = Heard.objects.prefetch_related("readings").defer("content").order_by("-pk")
    listening = modes.listening_hers()
    return Shown(
        Beside(
            tokens=tuple(Token.objects.select_related("user").order_by("withdrawn_at", "name")),
            services=tuple((her, name, her in listening) for her, name in own_services()),
            unread=tuple(events.exclude(readings__code="AA")[:MOST_EVENTS]),
            last=tuple(events[:LAST_EVENTS]),
            loops={beat.loop: beat for beat in Heartbeat.objects.filter(loop__in=LOOPS)},
        )
    )


@shows_no_patient
def own_services() -> list[tuple[int, str]]:
    """HER-id and name of each own service."""
    own = Service.objects.filter(organisation__own=True).order_by("name", "her")
    return list(own.values_list("her", "name"))


@shows_no_patient
def token_name(pk: int) -> str:
    """The name of a token. Raises Http404."""
    found = Token.objects.filter(pk=pk).values_list("name", flat=True).first()
    if found is None:
        raise Http404
    return found


@shows_no_patient
def listening_names(hers: Collection[int]) -> list[str]:
    """Which of these services are in lyttemodus, by name."""
    listening = modes.listening_hers() & set(hers) if hers else frozenset()
    return [name for her, name in own_services() if her in listening] if listening else []
