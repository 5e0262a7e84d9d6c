"""An event is kept before anything is made of it, made something of once, and answered by what came of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, transaction

from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock, statements
from samhandling.node.journal import contents
from samhandling.node.recordsystem.events import patients, visits
from samhandling.node.recordsystem.events.told import Refused
from samhandling.node.recordsystem.models import Heard, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.models import Patient
    from samhandling.node.recordsystem.events.told import EventTold

NO_HOSPITAL = "This node is no hospital: only the patient is kept"
LONGEST_REASON = 400
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Telling:
    """An event on its way in: where from, under which id, in which way, of which kind, and its bytes.

    `once` says that the id is of one event only, so that the same bytes again are the same event.
    """

    source: str
    control_id: str
    way: str
    kind: str
    raw: bytes
    once: bool


def hear(actor: Actor, telling: Telling, read: Callable[[], EventTold]) -> Reading:
    """Keep the event, read it, do what it says, and write what came of it. Only the database may raise.

    What fails is told again by the sender; what went well is not done twice.
    """
    heard = _keep(telling)
    if telling.once and (earlier := _earlier(heard)):
        return earlier
    try:
        with transaction.atomic():
            return _do(actor, heard, read())
    except Refused as refused:
        if refused.where == patients.WRONG_WORLD:
            contents.remove(heard.content_id)
        return _write(heard, refused.code, refused.reason)
    except (Conflict, NotAllowed) as fault:
        _log.warning("Event %s was not read: %s", heard.pk, type(fault).__name__)
        return _write(heard, "AE", str(fault))
    except DatabaseError:
        raise
    except Exception as fault:  # noqa: BLE001  whatever an event breaks here, it must be answered
        # Without an answer the sender waits, and holds back all that comes after. The event is kept, people
        # see it among what could not be read, the log has the whole fault, and AE asks to be told again.
        _log.exception("Event %s failed here", heard.pk)
        return _write(heard, "AE", f"Failed here: {type(fault).__name__}")


@transaction.atomic
def _keep(telling: Telling) -> Heard:
    """The bytes and what they are known by: committed before anything is answered."""
    content = contents.keep(telling.raw)
    known_by = {"source": telling.source[:200], "control_id": telling.control_id[:200], "content": content}
    heard = Heard(**known_by, way=telling.way, kind=telling.kind[:60], at=clock.now())
    if statements.insert_unless_there(heard):
        return heard
    return Heard.objects.get(**known_by)


def _earlier(heard: Heard) -> Reading | None:
    """How the same event was read before; a refusal where its id was another event's."""
    mine = Reading.objects.filter(heard=heard, code="AA").order_by("-pk").first()
    if mine is not None:
        return mine
    same_id = Reading.objects.filter(
        heard__source=heard.source, heard__control_id=heard.control_id, code="AA"
    )
    if same_id.exclude(heard=heard).exists():
        return _write(heard, "AR", "MSH-10 was used for another message")
    return None


def _do(actor: Actor, heard: Heard, told: EventTold) -> Reading:
    patient = patients.patient_of(actor, told.patient)
    if told.visit is None:
        return _write(heard, "AA", told.aside, patient)
    if settings.HOME.kind != "hospital":
        return _write(heard, "AA", NO_HOSPITAL, patient)
    acts = visits.follow(actor, patient, told.visit, dead=told.patient.dead)
    return _write(heard, "AA", "" if acts else "Nothing new", patient, acts)


def _write(
    heard: Heard, code: str, reason: str, patient: Patient | None = None, acts: list[int] | None = None
) -> Reading:
    row = Reading(
        heard=heard,
        code=code,
        reason=reason[:LONGEST_REASON],
        patient=patient,
        acts=acts or [],
        at=clock.now(),
    )
    statements.insert(row)
    return row
