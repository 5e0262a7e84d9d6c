"""What is owed from the decision that the patient is utskrivningsklar until an offer is ready."""

from collections.abc import Iterator
from datetime import datetime

from samhandling.stay.acts import NotReady, PayerConfirmed, ReadinessAssessed
from samhandling.stay.occasions.asking import (
    acts_of,
    done_by,
    ended,
    first_act,
    gone,
    her,
    notified,
    of_type,
    sent,
    tells,
)
from samhandling.stay.occasions.occasion import Occasion, rule
from samhandling.stay.replies import Choice
from samhandling.stay.stays import Period, PeriodState, Stay
from samhandling.stay.times import midnight


@rule("ready-notice")
def ready_notice(stay: Stay) -> Iterator[Occasion]:
    """§ 10: the decision is made here and must be told."""
    decisions = [act for act in acts_of(stay, ReadinessAssessed) if act.decided]
    if not decisions:
        return
    decision = decisions[-1]
    undone = next((act.at for act in acts_of(stay, NotReady) if act.at >= decision.at), None)
    earlier = {one.msg_id for period in stay.periods if _over(period, decision.at) for one in period.notices}
    notices = [
        one
        for one in of_type(stay, "LOG_UTSKRIVNINGSKLAR")
        if tells(one, decision) and one.msg_id not in earlier
    ]
    lapsed = undone or gone(stay)
    yield Occasion(decision.act_id, {"beslutning": decision.at}, (decision.act_id,), sent(notices), lapsed)


def _over(period: Period, instant: datetime) -> bool:
    """Whether the period had ended when this was decided: its notice was about an earlier decision."""
    end = ended(period)
    return end is not None and end <= instant


@rule("reply")
def reply(stay: Stay) -> Iterator[Occasion]:
    """§ 11: owed from the moment the municipality is notified, by positive receipt."""
    for period, received in notified(stay):
        first = next((r for r in period.replies if r.held.counts and r.choice is not Choice.NO_REPLY), None)
        done = (first.said_at, first.evidence) if first else None
        clocks = {"varslet": received.value}
        yield Occasion(period.id, clocks, received.evidence, done, ended(period), municipality=her(period))


@rule("offer-ready")
def offer_ready(stay: Stay) -> Iterator[Occasion]:
    """§ 11: after a no, the municipality says at once when its offer is ready; it is reminded on the date."""
    for period, _ in notified(stay):
        last = period.reply
        waiting = [
            r for r in period.replies if r.choice in (Choice.EXPECTED, Choice.UNKNOWN) and r.held.counts
        ]
        if not waiting:
            continue
        promised = waiting[-1].said.date
        clock = midnight(promised) if promised and waiting[-1].choice is Choice.EXPECTED else None
        freed = last if last and last.choice in (Choice.OFFER_READY, Choice.CAN_RECEIVE) else None
        done = (freed.said_at, freed.evidence) if freed else None
        yield Occasion(
            period.id,
            {"lovet dato": clock},
            waiting[-1].evidence,
            done,
            ended(period),
            municipality=her(period),
        )


@rule("classify-reply")
def classify_reply(stay: Stay) -> Iterator[Occasion]:
    for period in stay.periods:
        for one in period.replies if period.state is not PeriodState.CANCELLED else ():
            if one.choice is Choice.NOT_CLASSIFIED and one.held.counts:
                at = one.held.received_at or one.said_at
                yield Occasion(one.held.msg_id, {"svar mottatt": at}, one.evidence, municipality=her(period))


@rule("withdraw-notice")
def withdraw_notice(stay: Stay) -> Iterator[Occasion]:
    acts = acts_of(stay, NotReady)
    if not acts or not any(period.received for period in stay.periods):
        return
    act = acts[-1]
    told = [one for one in of_type(stay, "LOG_AVMELDING") if tells(one, act)]
    yield Occasion(
        act.act_id, {"ikke lenger utskrivningsklar": act.at}, (act.act_id,), sent(told), gone(stay)
    )


@rule("confirm-payer")
def confirm_payer(stay: Stay) -> Iterator[Occasion]:
    for period, received in notified(stay):
        yield Occasion(
            period.id,
            {"varslet": received.value},
            received.evidence,
            done_by(first_act(stay, PayerConfirmed)),
            municipality=her(period),
        )
