"""§ 9: whether a patient is utskrivningsklar, point by point, and what should stop a person before sending.

"Dokumentert i journal, dato, av" is enough per point. The list is data (`rules/readiness.toml`); PHV and TSB
have two points more. Who decides is kept as role and HPR number: 2012 said lege, today's standard says
beslutningsansvarlig helsepersonell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from samhandling.stay.acts import ReadinessAssessed
from samhandling.stay.rules import ReadinessRule, Rules
from samhandling.stay.standing import Held
from samhandling.stay.stays import Stay
from samhandling.stay.telling import section_8_to
from samhandling.stay.times import day_of
from samhandling.stay.words import Words


class Point(NamedTuple):
    """One point of the checklist: when it was documented in the record (ISO date), and by whom."""

    rule: ReadinessRule
    documented_on: str = ""
    by: str = ""

    @property
    def documented(self) -> bool:
        return bool(self.documented_on)


@dataclass(frozen=True, slots=True)
class Readiness:
    """The checklist as it stands, and the decision once it is made."""

    points: tuple[Point, ...]
    decided_at: datetime | None = None
    decided_by: str = ""
    role: str = ""
    hpr: str = ""

    @property
    def missing(self) -> tuple[Point, ...]:
        """Points that nobody has documented."""
        return tuple(point for point in self.points if not point.documented)

    @property
    def complete(self) -> bool:
        """Whether every point is documented and a named person has decided."""
        return not self.missing and self.decided_at is not None and bool(self.decided_by)


class Caution(NamedTuple):
    """What a person should know before the ready notice is sent; it warns and does not stop."""

    kind: str
    words: Words
    clause: str


MISSING = Words(
    "Kommunen har ikke fått varsel etter § 8. Uten det starter ingen betalingsplikt.",
    "The municipality has had no notice under § 8. Without it no duty to pay begins.",
)
OLD = Words(
    "Siste helseopplysninger er fra {date}. Kommunen skal ha oppdaterte opplysninger.",
    "The last health information is from {date}. The municipality is to have updated information.",
)
POINTS_MISSING = Words(
    "{count} av {all} punkter i § 9 er ikke dokumentert.",
    "{count} of {all} points of § 9 are not documented.",
)


def readiness(stay: Stay, rules: Rules, now: datetime) -> Readiness:
    """The checklist of a stay with what is documented, each point by its last assessment."""
    acts = [act for act in stay.acts if isinstance(act, ReadinessAssessed)]
    done = {point: (on, by) for act in acts for point, on, by in act.points}
    decision = next((act for act in reversed(acts) if act.decided), None)
    points = tuple(Point(rule, *done.get(rule.id, ("", ""))) for rule in _asked(stay, rules, now))
    if decision is None:
        return Readiness(points)
    return Readiness(points, decision.at, decision.decided_by, decision.role, decision.hpr)


def cautions(stay: Stay, rules: Rules, now: datetime, to: int | None = None) -> tuple[Caution, ...]:
    """What to warn of before a ready notice: no or old helseopplysninger (HISD 80806 § 10.5), open points.

    `to` is the municipality that the notice will go to (HER-id of level 1), where that is known.
    """
    return tuple(_cautions(stay, rules, now, to))


def _cautions(stay: Stay, rules: Rules, now: datetime, to: int | None) -> Iterator[Caution]:
    if (section_8_to(stay.notices, to) if to else stay.notice) is None:
        yield Caution("no-section-8-notice", MISSING, "§§ 8 og 10")
    elif last := _last_information(stay):
        hours = rules.value("information_old_after_hours", day_of(now))
        if hours is not None and now - last.said_at > timedelta(hours=float(hours)):
            date = f"{day_of(last.said_at):%d.%m.%Y}"
            yield Caution("old-information", OLD.filled(date=date), "HISD 80806 § 10.5")
    found = readiness(stay, rules, now)
    if found.missing:
        words = POINTS_MISSING.filled(count=len(found.missing), all=len(found.points))
        yield Caution("points-missing", words, "§ 9")


def _last_information(stay: Stay) -> Held | None:
    told = (one for one in reversed(stay.documents) if one.message.type_code == "HELSEOPPL_SOKNAD")
    return next((one for one in told if one.counts), None)


def _asked(stay: Stay, rules: Rules, now: datetime) -> list[ReadinessRule]:
    day = day_of(now)
    return [rule for rule in rules.readiness if rule.holds(day) and (stay.phv_tsb.value or not rule.phv_tsb)]
