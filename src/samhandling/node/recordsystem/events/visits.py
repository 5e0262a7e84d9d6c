"""A visit as the record system tells it, made local acts: only what differs from what stands is written.

So an event told twice, or in two ways, changes nothing the second time; and what came in the wrong order ends
the same. What is cancelled is undone by an act of its own; nothing disappears.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from samhandling.node import clock
from samhandling.node.journal.folding import lock_names
from samhandling.node.patients.actions import record_act
from samhandling.node.patients.models import LocalAct
from samhandling.node.recordsystem.events.told import Refused, Step
from samhandling.stay.times import Moment, midnight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.models import Patient
    from samhandling.node.recordsystem.events.told import VisitTold

NEAR = dt.timedelta(hours=24)
"""An admission that a person typed and one that the record system tells are one when this near."""
AHEAD = dt.timedelta(days=1)
"""A time further ahead than this is a slip: nobody has been admitted tomorrow."""
KINDS = ("admitted", "moved", "departed", "undone")
DEAD = "2"  # 8431: som død


def follow(actor: Actor, patient: Patient, visit: VisitTold, *, dead: bool = False) -> list[int]:
    """Write what is new. Returns the keys of the acts. Raises Refused, NotAllowed."""
    if visit.at > clock.now() + AHEAD:
        raise Refused("AE", "The event lies in the future", "EVN-2")
    lock_names([f"visits:{patient.pk}"])
    pen = _Pen(actor, patient, visit, _standing(patient, visit), dead=dead)
    pen.write()
    return pen.written


@dataclass
class _Pen:
    """Writes one visit. `standing` are its acts that count, in order of time."""

    actor: Actor
    patient: Patient
    visit: VisitTold
    standing: list[LocalAct]
    dead: bool
    written: list[int] = field(default_factory=list)

    def write(self) -> None:
        if self.visit.step is Step.CANCELLED:
            self._undo(self.standing)
            return
        if self.visit.step is Step.BACK:
            self._undo(self._all("departed"))
        if self._admission():
            self._place()
        if self.visit.step is Step.LEFT:
            self._departure()

    def _admission(self) -> bool:
        """Whether the visit was known before: a new admission has its own place."""
        told, known = self.visit.admitted, self._all("admitted")
        if not known:
            if self.visit.step is Step.UPDATED:
                return False  # of a visit from before we were told of visits
            if told is None and self.visit.step is not Step.HERE:
                raise Refused("AE", "The visit is unknown, and has no time of admission", "PV1-44")
            self._write(
                "admitted", told or self.visit.at, admitted=_iso(told or self.visit.at), **self._where()
            )
            return False
        if told and not _same(known[-1].detail.get("admitted"), told):
            self._undo(known)
            self._write("admitted", told, admitted=_iso(told), **(self._where() or _where_of(known[-1])))
        return True

    def _place(self) -> None:
        """Another ward or bed than the last, unless the news is older than that."""
        told = self._where()
        known = [act for act in self.standing if act.kind in {"admitted", "moved"}]
        if not told or not known or self._is_old(known[-1]) or _where_of(known[-1]) == told:
            return
        self._write("moved", self.visit.at, **told)

    def _is_old(self, last: LocalAct) -> bool:
        return last.kind == "moved" and self.visit.at < last.happened_at

    def _departure(self) -> None:
        told, known = self.visit.left or self.visit.at, self._all("departed")
        if known and _same(known[-1].detail.get("left"), told):
            return
        self._undo(known)
        outcome = DEAD if self.dead else ""
        self._write("departed", told, left=_iso(told), destination=self.visit.destination, outcome=outcome)

    def _where(self) -> dict[str, str]:
        return {"ward": self.visit.ward, "bed": self.visit.bed} if self.visit.ward else {}

    def _all(self, kind: str) -> list[LocalAct]:
        return [act for act in self.standing if act.kind == kind]

    def _undo(self, acts: Iterable[LocalAct]) -> None:
        for act in list(acts):
            self._write("undone", self.visit.at, undoes=str(act.pk), what=act.kind)
            self.standing.remove(act)

    def _write(self, kind: str, at: dt.date, **detail: Any) -> None:
        told = {"visit": self.visit.number, **detail}
        act = record_act(self.actor, kind, self.patient, happened_at=_instant(at), detail=told)
        self.written.append(act.pk)
        if kind != "undone":
            self.standing.append(act)


def _standing(patient: Patient, visit: VisitTold) -> list[LocalAct]:
    """The visit's acts that count; where it has no admission, those that a person typed near it."""
    acts = list(LocalAct.objects.filter(patient=patient, kind__in=KINDS).order_by("happened_at", "pk"))
    undone = {act.detail.get("undoes") for act in acts if act.kind == "undone"}
    counting = [act for act in acts if act.kind != "undone" and str(act.pk) not in undone]
    own = [act for act in counting if act.detail.get("visit") == visit.number]
    if any(act.kind == "admitted" for act in own):
        return own
    return _typed(counting, visit) + own


def _typed(acts: list[LocalAct], visit: VisitTold) -> list[LocalAct]:
    about = _instant(visit.admitted or visit.at)
    typed = [act for act in acts if "visit" not in act.detail]
    admitted = [act for act in typed if act.kind == "admitted" and abs(_admitted_at(act) - about) < NEAR]
    if not admitted:
        return []
    since = _admitted_at(admitted[-1])
    return admitted[-1:] + [act for act in typed if act.kind == "departed" and act.happened_at >= since]


def _admitted_at(act: LocalAct) -> dt.datetime:
    return Moment.read(str(act.detail.get("admitted", ""))).earliest or act.happened_at


def _where_of(act: LocalAct) -> dict[str, str]:
    return {name: str(act.detail.get(name, "")) for name in ("ward", "bed")}


def _same(kept: object, told: dt.date) -> bool:
    return Moment.read(str(kept)).same_as(Moment.of(told))


def _iso(told: dt.date) -> str:
    return told.isoformat(timespec="seconds") if isinstance(told, dt.datetime) else told.isoformat()


def _instant(told: dt.date) -> dt.datetime:
    return told if isinstance(told, dt.datetime) else midnight(told)
