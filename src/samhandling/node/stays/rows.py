"""From a folded stay to the row that lists show. Pure but for the question of who we are."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from samhandling.node.stays.models import Stay
from samhandling.stay.acts import Admitted, Moved
from samhandling.stay.obligations import obligations
from samhandling.stay.replies import Choice
from samhandling.stay.standing import Answered
from samhandling.stay.stays import Basis, PeriodState, Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from samhandling.node.stays.facts import Facts
    from samhandling.node.stays.needs import Needs
    from samhandling.stay.obligations import Obligation
    from samhandling.stay.rules import Rules
    from samhandling.stay.stays import Period
    from samhandling.stay.stays import Stay as Folded

ORDER = (
    Phase.READY, Phase.OFFER_READY, Phase.NOTIFIED, Phase.ADMITTED, Phase.UNKNOWN, Phase.DISCHARGED,
    Phase.DEAD, Phase.CANCELLED,
)  # fmt: skip
RANKS = {phase: rank for rank, phase in enumerate(ORDER)}
CLOSED = frozenset({Phase.DISCHARGED, Phase.DEAD, Phase.CANCELLED})
FIRST = (
    "send-again", "classify-reply", "reply", "withdraw-notice", "ready-notice", "offer-ready",
    "section-8-notice", "answer-request",
)  # fmt: skip
"""Which of two things that are due at the same time comes first; the rest follow in the rules' order."""
FIRST_DAY = frozenset({"need-assessment", "notify-admission", "admission-report", "pause-services"})
CARRIED = {
    "ready-notice": "LOG_UTSKRIVNINGSKLAR",
    "withdraw-notice": "LOG_AVMELDING",
    "notify-discharge": "LOG_UTSKREVET",
}
"""The type of message that fulfils an obligation by its receipt."""
AT_ONCE = frozenset({"at_once", "setting"})
FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


def row_of(stay: Folded, patient_id: int, facts: Facts, rules: Rules, own_her: int) -> Stay:
    """The row of one stay of the patient whose facts these are."""
    keys = facts.keys
    last = max([one.said_at for one in stay.messages] + [act.at for act in stay.acts])
    owed = sorted(open_here(obligations(stay, rules, last), own_her), key=urgency_in(stay))
    return Stay(
        number=number_of(stay, keys),
        patient_id=patient_id,
        phase=stay.phase.value,
        rank=RANKS[stay.phase],
        open=stay.phase not in CLOSED,
        phv_tsb=stay.phv_tsb.value,
        destination=stay.destination[:10],
        died=stay.died,
        needs=_needs(stay, facts.needs),
        doubts=len(stay.doubts),
        last_said=last,
        **_places(stay),
        **_times(stay),
        **_expectation(stay),
        **_period(stay, keys),
        **_next(stay, owed),
    )


def number_of(stay: Folded, keys: Mapping[str, int]) -> int:
    """A key that follows from the facts: the first admission registered here, else the first message held."""
    admissions = [int(act.act_id) for act in stay.acts if isinstance(act, Admitted)]
    if admissions or not stay.messages:
        return 2 * min(admissions or [int(act.act_id) for act in stay.acts]) + 1
    return 2 * min(keys[one.msg_id] for one in stay.messages)


def open_here(owed: Iterable[Obligation], own_her: int) -> list[Obligation]:
    """What is still owed, as far as this end can know."""
    return [one for one in owed if one.is_open and known_here(one, own_her)]


def known_here(one: Obligation, own_her: int) -> bool:
    """What only the owner's own acts fulfil is not to be judged at the other end."""
    return not one.rule.own_end_only or one.owner_her == own_her


def urgency_in(stay: Folded) -> Callable[[Obligation], tuple[bool, dt.datetime, int, str]]:
    """Sort key: once she is utskrivningsklar, what belongs to her first day comes last."""
    ready = stay.phase in {Phase.READY, Phase.OFFER_READY}
    return lambda one: (ready and one.rule.id in FIRST_DAY, *urgency(one))


def urgency(one: Obligation) -> tuple[dt.datetime, int, str]:
    """Sort key: what is to be done at once counts from when it arose, even where no hours are given."""
    due = one.due
    if due is None and one.rule.due in AT_ONCE:
        due = min((clock.start for clock in one.clocks), default=None)
    place = FIRST.index(one.rule.id) if one.rule.id in FIRST else len(FIRST)
    return due or FAR, place, one.rule.id


def running(stay: Folded) -> Period | None:
    """The period that runs, else the last one that was not a mistake."""
    real = [one for one in stay.periods if one.state is not PeriodState.CANCELLED]
    return next((one for one in reversed(real) if one.state is PeriodState.OPEN), real[-1] if real else None)


def _places(stay: Folded) -> dict[str, Any]:
    own = next((act for act in reversed(stay.acts) if isinstance(act, Admitted | Moved)), None)
    period = running(stay)
    bydel = period.municipality if period else next(iter(stay.municipalities), None)
    sent = [
        one.message.sender
        for one in stay.messages
        if one.message.sender.virksomhet == stay.hospital.virksomhet
    ]
    return {
        "hospital_her": stay.hospital.virksomhet,
        "hospital_name": stay.hospital.name[:200],
        "hospital_service": (sent[0].service if sent else stay.hospital.service)[:200],
        "ward": own.ward[:200] if own else "",
        "bed": own.bed[:20] if own else "",
        "bydel_her": bydel.virksomhet if bydel else None,
        "bydel_name": bydel.name[:200] if bydel else "",
    }


def _times(stay: Folded) -> dict[str, Any]:
    admitted, left = stay.admitted, stay.left
    return {
        "admitted_at": admitted.value.earliest if admitted else None,
        "admitted_on": admitted.value.day if admitted else None,
        "left_at": left.value.earliest if left else None,
        "left_on": left.value.day if left else None,
    }


def _expectation(stay: Folded) -> dict[str, Any]:
    days = [one.expected.day for one in stay.expectations if one.expected.day]
    now = stay.expected
    own = next((one for one in reversed(stay.expectations) if one.basis is Basis.ACT), None)
    return {
        "expected_on": now.expected.day if now else None,
        "expected_sure": own.certainty[:10] if own and own is now else "",
        "expected_moves": sum(before != after for before, after in pairwise(days)),
    }


def _period(stay: Folded, keys: Mapping[str, int]) -> dict[str, Any]:
    period = running(stay)
    if period is None or stay.phase not in {Phase.READY, Phase.OFFER_READY}:
        return {}
    reply = period.reply
    dated = reply and reply.choice in {Choice.EXPECTED, Choice.CAN_RECEIVE, Choice.OFFER_READY}
    return {
        "ready_on": period.ready.value.day if period.ready else None,
        "notified_at": period.received.value if period.received else None,
        "reply": reply.choice.value if reply else "",
        "promised_on": reply.said.date if reply and dated else None,
        "notice_message": keys.get(period.notices[-1].msg_id),
    }


def is_sent(stay: Folded, rule_id: str) -> bool:
    """Whether the message that fulfils an obligation has gone, and no receipt has come."""
    wanted = CARRIED.get(rule_id)
    return any(
        held.message.type_code == wanted and held.alive and held.answered is Answered.PENDING
        for held in stay.messages
    )


def _next(stay: Folded, owed: list[Obligation]) -> dict[str, Any]:
    if not owed:
        return {}
    one = owed[0]
    return {
        "turn": one.owner,
        "turn_her": one.owner_her,
        "next_rule": one.rule.id,
        "next_due": one.due,
        "next_sent": is_sent(stay, one.rule.id),
    }


def _needs(stay: Folded, needs: Mapping[str, Needs]) -> Needs:
    """What the newest documents say; a later one adds to an earlier."""
    told: Needs = {}
    for one in stay.documents:
        if one.counts:
            told |= {key: text[:1000] for key, text in needs.get(one.msg_id, {}).items() if text}
    return told
