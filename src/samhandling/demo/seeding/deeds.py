"""The verbs of a player that need Django: each one is a call of a real action of the node."""

from __future__ import annotations

import base64
import datetime as dt
import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connections

from samhandling.demo.seeding.founding import furnish
from samhandling.node import clock
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import User
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence.actions import close_task, send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.opening import note_opened
from samhandling.node.delivery.models import DeliveryState, Incoming, Outgoing, Work
from samhandling.node.delivery.states import State
from samhandling.node.handling.actions import handle
from samhandling.node.handling.models import Case
from samhandling.node.journal.models import Message
from samhandling.node.journal.queries import letter
from samhandling.node.patients.actions import record_act, register_patient
from samhandling.node.patients.models import Identity, Patient

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

OF_TODAY = dt.timedelta(hours=30)
PATIENCE = 20.0  # seconds until what was sent must have been answered
LOOK = 0.04  # seconds between two looks
UNDER_WAY = (Work.READY, Work.LEASED)
SOLVED = "Ringte mottakeren og ga opplysningene på telefon. De leser ikke denne meldingstypen ennå."
ANSWERED = {State.COMPLETED: "1", State.REJECTED: "2"}


class Deeds:
    """Does what people did. Users are looked up once."""

    def __init__(self) -> None:
        _write_faster()
        _look_seldom()
        self._users: dict[str, User] = {}
        self._engine: Any = None

    def verbs(self) -> dict[str, Callable[..., Any]]:
        return {
            "furnish": furnish,
            "start": self.start,
            "register-patient": self.register_patient,
            "send": self.send,
            "open": self.open,
            "act": self.act,
            "close-task": self.close_task,
            "answers": self.answers,
            "rest": self.rest,
        }

    def start(self) -> None:
        from samhandling.demo.seeding.engine import RunningEngine

        self._engine = RunningEngine()

    def stop(self) -> None:
        if self._engine:
            self._engine.stop()

    def register_patient(self, by: str, date_of_birth: str, identities: list[list[str]], **told: Any) -> None:
        """Register a patient whom the node does not know yet."""
        pairs = [(kind, value) for kind, value in identities]
        if not _known(*pairs[0]):
            born = dt.date.fromisoformat(date_of_birth)
            register_patient(self._actor(by), date_of_birth=born, identities=pairs, **told)

    def send(self, by: str, document: str) -> None:
        send_document(self._actor(by), base64.b64decode(document))

    def open(self, by: str, sender_her: int, msg_id: str) -> None:
        """Read a message, as its page does."""
        actor = self._actor(by)
        message = Message.objects.get(sender_her=sender_her, msg_id=msg_id)
        reader = Reader(actor, own_hers(actor))
        own = letter(reader, message.pk).own_recipients
        note_opened(reader, own)
        _see_to(actor, {one.pk: 0 for one in own if one.inbox_her in reader.service_hers})

    def close_task(self, by: str, sender_her: int, msg_id: str) -> None:
        """Close the tasks that a rejection of the message has made."""
        open_tasks = Task.objects.filter(closed_at=None, kind=Task.Kind.REJECTED)
        for task in open_tasks.filter(message__sender_her=sender_her, message__msg_id=msg_id):
            close_task(self._actor(by), task, SOLVED)

    def act(self, by: str, kind: str, patient: list[str], at: str, detail: dict[str, Any]) -> None:
        found = _known(*patient)
        if found is None:
            raise LookupError(f"no patient for the act {kind}")
        record_act(self._actor(by), kind, found, happened_at=dt.datetime.fromisoformat(at), detail=detail)

    def answers(self, sent: list[str]) -> dict[str, dict[str, str]]:
        """Wait until all that was sent is answered; return the answers by MsgId and the receiver's HER-id."""
        states = DeliveryState.objects.filter(recipient__message__msg_id__in=sent)
        _wait(states.exclude(state__in=ANSWERED))
        told = states.values_list("recipient__message__msg_id", "recipient__her", "state")
        answers: dict[str, dict[str, str]] = {msg_id: {} for msg_id in sent}
        for msg_id, her, state in told:
            answers[msg_id][str(her)] = ANSWERED[State(state)]
        return answers

    def rest(self) -> None:
        """Wait until nothing is under way here."""
        _wait(Incoming.objects.filter(work__in=UNDER_WAY))
        _wait(Outgoing.objects.filter(work__in=UNDER_WAY))

    def _actor(self, username: str) -> Actor:
        if username not in self._users:
            self._users[username] = User.objects.get(username=username)
        return Actor.of(self._users[username])


def _see_to(actor: Actor, cases: dict[int, int]) -> None:
    """Take what was opened; what is of an earlier day is done by now."""
    fresh = Case.objects.filter(pk__in=cases, last_act=None)
    cases = dict.fromkeys(fresh.values_list("pk", flat=True), 0)
    if cases:
        is_old = clock.true_now() - clock.now() > OF_TODAY
        handle(actor, cases, "done" if is_old else "take")


def _known(kind: str, value: str) -> Patient | None:
    identity = Identity.objects.filter(kind=kind, value=value).select_related("patient").first()
    return identity.patient if identity else None


def _wait(left: QuerySet[Any]) -> None:
    """Wait until there are no such rows. Raises TimeoutError with what is left."""
    deadline = time.monotonic() + PATIENCE
    while left.exists():
        if time.monotonic() > deadline:
            rows = list(left.values()[:5])
            raise TimeoutError(f"after {PATIENCE:.0f} s there is still: {rows}")
        time.sleep(LOOK)


def _look_seldom() -> None:
    """Let the workers be woken by what is done here; nobody else makes work for them while seeding."""
    settings.HOME.work["poll"] = 2.0


def _write_faster() -> None:
    """Let the disk write in its own time: if the machine stops half-way the history is begun afresh.

    The seeded node syncs every commit again, as its settings say.
    """
    options = connections.settings["default"].get("OPTIONS", {})
    if "init_command" in options and settings.HOME.environment == "demo":
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
