"""What the service tells us: a stream of notifications, and polling where no stream can be had."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.edi20.connection import Connection, hang_up
from samhandling.transport.carriers.edi20.events import ServerEvent, read_events
from samhandling.transport.carriers.edi20.settings import Edi20Settings

if TYPE_CHECKING:
    import httpx

DROPS_BEFORE_POLLING = 3
POLLING_SECONDS = 600
PAGE = 100
GRACE = 0.5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notification:
    """One line of the service's log. `kind` is kept as it came."""

    offset: int
    kind: str
    message_id: str | None
    receiver_her: int
    triggered_by: int | None
    description: str
    notification_id: str | None

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Notification":
        """Read the fields that we use; others are left alone. Raises CarrierUnavailable."""
        try:
            return cls(
                offset=int(told["offset"]),
                kind=str(told["type"]),
                message_id=told.get("relatedMessageId"),
                receiver_her=int(told["notificationReceiverHerId"]),
                triggered_by=told.get("notificationTriggeredByHerId"),
                description=told.get("description") or "",
                notification_id=told.get("notificationId"),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise CarrierUnavailable(f"A notification that cannot be read: {error!r}") from error


class NotificationLine:
    """The way to the notifications of our HER-ids."""

    def __init__(
        self, settings: Edi20Settings, connection: Connection, clock: Callable[[], float] = time.time
    ) -> None:
        self._settings, self._connection, self._clock = settings, connection, clock
        self._drops = 0
        self._poll_until = 0.0
        self._stopped = threading.Event()
        self._response: httpx.Response | None = None
        self._idle = threading.Event()
        self._idle.set()

    def follow(self, after: int) -> Iterator[Notification | None]:
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
        hang_up(self._response)
        self._idle.wait(GRACE)

    def _stream(self, after: int) -> Iterator[Notification | None]:
        self._drops += 1
        self._idle.clear()
        try:
            with self._connection.stream("/notifications/stream", self._query(after)) as response:
                _must_be_events(response)
                self._response = response
                for event in read_events(response.iter_bytes()):
                    if self._stopped.is_set():
                        return
                    self._drops = 0
                    yield _notification(event)
        except CarrierUnavailable:
            if not self._stopped.is_set():
                raise
        except CarrierRefused as error:
            self._start_polling(str(error))
            raise CarrierUnavailable(f"No stream: {error}", retry_after=0) from error
        finally:
            self._response = None
            self._idle.set()
            if self._drops >= DROPS_BEFORE_POLLING:
                self._start_polling("the stream was dropped again and again")

    def _start_polling(self, reason: str) -> None:
        _log.warning("Polling for notifications: %s", reason)
        self._drops = 0
        self._poll_until = self._clock() + POLLING_SECONDS

    def _poll(self, after: int) -> Iterator[Notification | None]:
        while self._clock() < self._poll_until and not self._stopped.is_set():
            page = self._page(after)
            yield from page
            last = max((notification.offset for notification in page), default=after)
            if last <= after:
                yield None
                self._stopped.wait(self._settings.poll_wait)
            after = max(after, last)

    def _page(self, after: int) -> list[Notification]:
        told = self._connection.ask(
            "GET", "/notifications", query=f"{self._query(after)}&NotificationsToFetch={PAGE}"
        )
        return [Notification.from_json(each) for each in (told or {}).get("notifications") or ()]

    def _query(self, after: int) -> str:
        hers = [("HerIds", her) for her in self._settings.her_ids]
        return urlencode([*hers, ("Offset", after)])


def _must_be_events(response: "httpx.Response") -> None:
    if not response.headers.get("content-type", "").startswith("text/event-stream"):
        raise CarrierRefused("The service answered without a stream of events")


def _notification(event: ServerEvent) -> Notification | None:
    if event.name != "notification":
        return None
    try:
        told = json.loads(event.data)
    except (ValueError, RecursionError) as error:
        raise CarrierUnavailable("A notification that is not JSON") from error
    return Notification.from_json(told if isinstance(told, dict) else {})
