"""What the service tells us: a stream of notifications, and polling where no stream can be had."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.edi20.connection import Connection
from samhandling.transport.carriers.edi20.events import read_events
from samhandling.transport.carriers.edi20.settings import Edi20Settings
from samhandling.transport.wire import Answer

DROPS_BEFORE_POLLING = 3
POLLING_SECONDS = 600
PAGE = 100
GRACE = 0.5
LAST_OFFSET = 2**63 - 1

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notification:
    """One line of the service's log. `kind` is kept as it came, and all of it in `told`."""

    offset: int
    kind: str
    message_id: str | None
    receiver_her: int
    triggered_by: int | None
    description: str
    notification_id: str | None
    told: str


@dataclass(frozen=True, slots=True)
class Garbled:
    """A notification that cannot be read. `offset` is None where not even that can be."""

    offset: int | None
    told: str
    problem: str


def read_notification(text: str) -> Notification | Garbled:
    """Read the fields that we use; others are left alone."""
    fields: object = None
    try:
        fields = json.loads(text)
        return _notification(fields, text)
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError) as error:
        return Garbled(_offset_or_none(fields), text, f"{type(error).__name__}: {error}")


def _notification(fields: Any, text: str) -> Notification:
    return Notification(
        offset=_offset(fields),
        kind=str(fields["type"]),
        message_id=_text(fields.get("relatedMessageId")),
        receiver_her=int(fields["notificationReceiverHerId"]),
        triggered_by=_number(fields.get("notificationTriggeredByHerId")),
        description=str(fields.get("description") or ""),
        notification_id=_text(fields.get("notificationId")),
        told=text,
    )


def _offset(fields: Any) -> int:
    offset = int(fields["offset"])
    if not 0 <= offset <= LAST_OFFSET:
        raise ValueError(f"an offset of {offset}")
    return offset


def _offset_or_none(fields: object) -> int | None:
    try:
        return _offset(fields)
    except (LookupError, TypeError, ValueError, OverflowError):
        return None


def _text(told: object) -> str | None:
    if told is None or isinstance(told, str):
        return told
    raise TypeError(f"{type(told).__name__} in place of a text")


def _number(told: Any) -> int | None:
    return None if told is None else int(told)


class NotificationLine:
    """The way to the notifications of our HER-ids."""

    def __init__(
        self, settings: Edi20Settings, connection: Connection, clock: Callable[[], float] = time.time
    ) -> None:
        self._settings, self._connection, self._clock = settings, connection, clock
        self._drops = 0
        self._poll_until = 0.0
        self._stopped = threading.Event()
        self._answer: Answer | None = None
        self._idle = threading.Event()
        self._idle.set()

    def follow(self, after: int) -> Iterator[Notification | Garbled | None]:
        """Yield what comes after the offset `after`; None shows that the line is alive.

        Ends when the service closes the stream. A service without a stream, or one that drops it three
        times before a word is said, is polled for ten minutes.
        """
        if self._stopped.is_set():
            return iter(())
        return self._poll(after) if self._clock() < self._poll_until else self._stream(after)

    def stop(self) -> None:
        """End `follow` for good; wait a moment, so that no socket is pulled from the thread that reads."""
        self._stopped.set()
        if answer := self._answer:
            answer.hang_up()
        self._idle.wait(GRACE)

    def _stream(self, after: int) -> Iterator[Notification | Garbled | None]:
        self._drops += 1
        self._idle.clear()
        try:
            with self._connection.stream("/notifications/stream", self._query(after)) as answer:
                _must_be_events(answer)
                self._answer = answer
                for event in read_events(answer.chunks()):
                    if self._stopped.is_set():
                        return
                    self._drops = 0
                    yield read_notification(event.data) if event.name == "notification" else None
        except CarrierUnavailable:
            if not self._stopped.is_set():
                raise
        except CarrierRefused as error:
            self._start_polling(str(error))
            raise CarrierUnavailable(f"No stream: {error}", retry_after=0) from error
        finally:
            self._answer = None
            self._idle.set()
            if self._drops >= DROPS_BEFORE_POLLING:
                self._start_polling("the stream was dropped again and again")

    def _start_polling(self, reason: str) -> None:
        _log.warning("Polling for notifications: %s", reason)
        self._drops = 0
        self._poll_until = self._clock() + POLLING_SECONDS

    def _poll(self, after: int) -> Iterator[Notification | Garbled | None]:
        while self._clock() < self._poll_until and not self._stopped.is_set():
            page = self._page(after)
            yield from page
            last = max((each.offset for each in page if each.offset is not None), default=after)
            if last <= after:
                yield None
                self._stopped.wait(self._settings.poll_wait)
            after = max(after, last)

    def _page(self, after: int) -> list[Notification | Garbled]:
        told = self._connection.ask(
            "GET", "/notifications", query=f"{self._query(after)}&NotificationsToFetch={PAGE}"
        )
        return [read_notification(json.dumps(each)) for each in _listed(told)]

    def _query(self, after: int) -> str:
        hers = [("HerIds", her) for her in self._settings.her_ids]
        return urlencode([*hers, ("Offset", after)])


def _must_be_events(answer: Answer) -> None:
    if not answer.header("content-type").startswith("text/event-stream"):
        raise CarrierRefused("The service answered without a stream of events")


def _listed(told: dict[str, Any] | None) -> list[Any]:
    notifications = (told or {}).get("notifications") or []
    if not isinstance(notifications, list):
        raise CarrierUnavailable("The notifications are no list")
    return notifications
