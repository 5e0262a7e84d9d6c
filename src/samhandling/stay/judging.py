"""Judging the days of one period: one small method per rule, in the order in which they speak.

A day is judged by what stood at the local midnight that ends it. Each verdict names a row of
`rules/days.toml`, which holds its state, words, clause and source.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from samhandling.standards.definition import OSLO
from samhandling.stay.acts import DayReason, DocumentSentElsewhere, OfferRefused, PayerConfirmed
from samhandling.stay.replies import Choice, Reply
from samhandling.stay.rules import REGULATION, Rules
from samhandling.stay.standing import Answered, Held
from samhandling.stay.stays import Period, PeriodState, Stay
from samhandling.stay.telling import section_8_to
from samhandling.stay.times import DAY, at_clock, day_of, days_between, end_of
from samhandling.stay.words import Words


class State(StrEnum):
    """What a day is."""

    PAYABLE = "payable"
    NOT_PAYABLE = "not_payable"
    BLOCKED = "blocked"  # a precondition of §§ 8–10 was missing, or the price is
    DISPUTED = "disputed"  # held, not billed
    NEEDS_DECISION = "needs_decision"  # neither billed nor written off


class Day(NamedTuple):
    """One day of one period. `price` is None where the day costs nothing, or nobody knows what it costs."""

    date: date
    state: State
    rule: str
    reason: Words
    clause: str
    price: int | None
    evidence: tuple[str, ...]
    period: str  # MsgId of the first notice
    municipality: int  # HER-id of level 1
    wait_reason: str = ""  # code that a person gave for the day


class Judged(NamedTuple):
    """A verdict on one day before its price is known."""

    rule: str
    evidence: tuple[str, ...] = ()
    values: dict[str, Any] = {}  # noqa: RUF012  never changed


def _next_notice(stay: Stay, period: Period) -> date | None:
    """The day on which another municipality was notified later."""
    later = (
        day_of(other.received.value)
        for other in stay.periods
        if other.received
        and other.notices[0].said_at > period.notices[0].said_at
        and other.municipality.virksomhet != period.municipality.virksomhet
    )
    return min(later, default=None)


def began_nothing(stay: Stay, period: Period) -> bool:
    """A refused notice that went to another municipality afterwards."""
    return period.answered is Answered.REJECTED and _next_notice(stay, period) is not None


A_YEAR = timedelta(days=366)


class Judge:
    """Judges the days of one period."""

    def __init__(self, stay: Stay, period: Period, rules: Rules, now: datetime) -> None:
        self.stay, self.period, self.rules = stay, period, rules
        self.today = day_of(now)
        self.now = now
        self.partner = period.municipality.virksomhet
        self.reasons = {a.day: a.reason for a in stay.acts if isinstance(a, DayReason)}
        self.section_8 = section_8_to(stay.notices, self.partner)

    def days(self) -> Iterator[Day]:
        first = self._first_day()
        after_last = min(self._end() or self.today, self.today)
        for day in days_between(first, after_last):
            yield self._row(day, self._judge(day))
        if (end := self._end()) and end <= first < self.today:
            yield self._row(first, self._ended_same_day())

    def _first_day(self) -> date:
        """The ready date; a year before the notice at most, for no day before it can count anyway."""
        said, ready = day_of(self.period.notices[0].said_at), self.period.ready
        return max(ready.value.day or said, said - A_YEAR) if ready else said

    def _end(self) -> date | None:
        """The first day that is no longer the period's.

        A notice that was wrongly addressed is over when another municipality is notified.
        """
        end = self.period.end.value.day if self.period.end else None
        corrected = _next_notice(self.stay, self.period) if self.period.wrong_addressee else None
        return min(filter(None, (end, corrected)), default=None)

    def _ended_same_day(self) -> Judged:
        rules = {PeriodState.WITHDRAWN: "withdrawn-same-day", PeriodState.DEAD: "died-same-day"}
        end = self.period.end
        return Judged(rules.get(self.period.state, "left-same-day"), end.evidence if end else ())

    def _judge(self, day: date) -> Judged:
        """The first of these that has a word to say; else the day is payable."""
        reply = self.period.reply_at(end_of(day))
        return (
            self._notice(day)
            or self._offer(day, reply)
            or self._wrong_addressee()
            or self._precondition(day)
            or self._question(day, reply)
            or self._documents()
            or self._payable(day, reply)
        )

    # -- § 10: the municipality is notified

    def _notice(self, day: date) -> Judged | None:
        period, notice = self.period, self.period.notices[-1]
        if period.ready is None:
            return Judged("no-ready-date", notice.evidence)
        if period.received is None:
            rejected = period.answered is Answered.REJECTED
            return Judged("notice-rejected" if rejected else "notice-without-receipt", notice.evidence)
        received = day_of(period.received.value)
        if received > day:
            values = {"date": f"{received:%d.%m.%Y}"}
            return Judged("notice-not-yet-received", period.received.evidence, values)
        return self._after_cut_off(day, period.received.value)

    def _after_cut_off(self, day: date, received: datetime) -> Judged | None:
        clock = self._clock("notice_cut_off", day)
        if clock and day_of(received) == day and received >= at_clock(day, clock) and self.period.received:
            return Judged("after-cut-off", self.period.received.evidence, {"clock": f"{clock:%H.%M}"})
        return None

    # -- § 11: what the municipality said

    def _offer(self, day: date, reply: Reply | None) -> Judged | None:
        """Whether the reply in force at midnight frees this day."""
        if reply is None:
            return None
        if reply.choice is Choice.OFFER_READY and day >= (reply.said.date or day_of(reply.said_at)):
            refused = any(isinstance(act, OfferRefused) for act in self.stay.acts)
            return Judged("offer-ready-refused" if refused else "offer-ready", reply.evidence)
        if reply.choice is Choice.CAN_RECEIVE and not self._promised(reply):
            return Judged("said-yes", reply.evidence)
        if self._promise_is_due(day, reply) and self._dated_yes(day) == State.NOT_PAYABLE:
            return Judged("promised-not-confirmed-free", reply.evidence, self._promise(reply))
        return None

    def _promised(self, reply: Reply) -> date | None:
        """A date ahead that a reply promises; a yes for today is no promise."""
        promised = reply.said.date
        if reply.choice is Choice.CAN_RECEIVE and promised is None and self.period.ready:
            promised = self.period.ready.value.day
        if reply.choice not in (Choice.CAN_RECEIVE, Choice.EXPECTED) or promised is None:
            return None
        is_yes = reply.choice is Choice.CAN_RECEIVE
        return None if is_yes and promised <= day_of(reply.said_at) else promised

    def _promise_is_due(self, day: date, reply: Reply) -> bool:
        promised = self._promised(reply)
        return promised is not None and day >= promised

    def _promise(self, reply: Reply) -> dict[str, Any]:
        return {"date": f"{self._promised(reply):%d.%m.%Y}"}

    def _dated_yes(self, day: date) -> str:
        return str(self.rules.value("dated_yes_without_offer", day, self.partner) or State.NEEDS_DECISION)

    # -- §§ 8 and 9: preconditions

    def _precondition(self, day: date) -> Judged | None:
        notice = self.section_8
        if notice is None or day_of(notice.value) > day:
            return Judged("no-section-8-notice", notice.evidence if notice else ())
        conditions = self.period.conditions
        if self.period.phv_tsb and (conditions is None or day_of(conditions.said_at) > day):
            return Judged("phv-tsb-conditions", self.period.notices[-1].evidence)
        return None

    # -- what only a person can decide

    def _question(self, day: date, reply: Reply | None) -> Judged | None:
        return (
            self._payer()
            or self._two_dates(day)
            or self._refused_end(day)
            or self._unclear_reply(day, reply)
            or self._late_notice(day, reply)
            or self._refusal(day)
        )

    def _wrong_addressee(self) -> Judged | None:
        wrong = self.period.wrong_addressee
        return Judged("wrong-addressee", wrong) if wrong else None

    def _payer(self) -> Judged | None:
        acts = [act for act in self.stay.acts if isinstance(act, PayerConfirmed)]
        if acts and acts[-1].municipality != "notified":
            return Judged("other-payer", (acts[-1].act_id,))
        return None

    def _two_dates(self, day: date) -> Judged | None:
        dates = sorted({ready for ready, _ in self.period.ready_dates})
        if len(dates) < 2 or day >= dates[-1]:
            return None
        values = {"first": f"{dates[0]:%d.%m.%Y}", "second": f"{dates[-1]:%d.%m.%Y}"}
        return Judged("two-ready-dates", tuple(msg_id for _, msg_id in self.period.ready_dates), values)

    def _refused_end(self, day: date) -> Judged | None:
        end = self.period.contested_end
        if end is None or end.value.day is None or day < end.value.day:
            return None
        return Judged("end-rejected", end.evidence, {"date": f"{end.value.day:%d.%m.%Y}"})

    def _unclear_reply(self, day: date, reply: Reply | None) -> Judged | None:
        if reply is None:
            return None
        if reply.choice is Choice.NOT_CLASSIFIED:
            return Judged("reply-not-classified", reply.evidence)
        if self._promise_is_due(day, reply) and self._dated_yes(day) == State.NEEDS_DECISION:
            return Judged("promised-not-confirmed", reply.evidence, self._promise(reply))
        return None

    def _late_notice(self, day: date, reply: Reply | None) -> Judged | None:
        """A notice late in the day that met a yes the next day: by the letter the day counts."""
        received = self.period.received
        question_after = self._clock("late_notice_question_after", day)
        if reply or not received or not question_after or self._clock("notice_cut_off", day):
            return None
        if day_of(received.value) != day or received.value < at_clock(day, question_after):
            return None
        first = next((r for r in self.period.replies if r.held.counts), None)
        if first is None or day_of(first.said_at) != day + DAY or not self._frees_at_once(first):
            return None
        values = {"clock": received.value.astimezone(OSLO).strftime("%H.%M")}
        return Judged("late-notice", (*received.evidence, *first.evidence), values)

    def _frees_at_once(self, reply: Reply) -> bool:
        if reply.choice is Choice.CAN_RECEIVE:
            return self._promised(reply) is None
        return reply.choice is Choice.OFFER_READY

    def _refusal(self, day: date) -> Judged | None:
        for act in self.stay.acts:
            if isinstance(act, OfferRefused) and day_of(act.at) <= day:
                return Judged("patient-refuses", (act.act_id,))
        return None

    # -- § 12: what must follow the patient

    def _documents(self) -> Judged | None:
        """Disputed when the period ended by leaving alive, the day is over and no document followed."""
        period, left = self.period, self.stay.left
        if period.state is not PeriodState.LEFT or left is None or left.value.day is None:
            return None
        day = left.value.day
        if self.now < end_of(day) or self.stay.destination in self._value("no_documents_needed_for", day):
            return None
        if self._followed(end_of(day), tuple(self._value("documents_that_follow", day))):
            return None
        return Judged("no-documents", left.evidence, {"date": f"{day:%d.%m.%Y}"})

    def _followed(self, by: datetime, types: Sequence[str]) -> bool:
        sent = any(
            one.message.type_code in types and one.said_at < by and self._reached(one)
            for one in self.stay.documents
        )
        return sent or any(
            isinstance(act, DocumentSentElsewhere) and act.document in types and act.at < by
            for act in self.stay.acts
        )

    def _reached(self, one: Held) -> bool:
        """Whether the municipality was among the receivers and did not refuse the document."""
        return one.alive and any(
            known.recipient.address.virksomhet == self.partner and known.answered is not Answered.REJECTED
            for known in one.known
        )

    # -- § 13 and § 14

    def _payable(self, day: date, reply: Reply | None) -> Judged:
        if reply is None:
            return Judged("no-reply")
        if self._promise_is_due(day, reply):
            return Judged("promised-not-confirmed-payable", reply.evidence, self._promise(reply))
        if self._promised(reply):
            return Judged("said-no-until", reply.evidence, self._promise(reply))
        if reply.choice is Choice.OFFER_READY and reply.said.date:
            return Judged("said-no-until", reply.evidence, {"date": f"{reply.said.date:%d.%m.%Y}"})
        return Judged("said-no", reply.evidence)

    def _row(self, day: date, judged: Judged) -> Day:
        rule = self.rules.days[judged.rule]
        state, price = State(rule.state), None
        if state in (State.PAYABLE, State.DISPUTED, State.NEEDS_DECISION):
            price = self.rules.price(day)
        if state is State.PAYABLE and price is None:
            missing = Judged("price-not-set", judged.evidence, {"year": day.year})
            return self._row(day, missing)
        return Day(
            date=day,
            state=state,
            rule=rule.id,
            reason=rule.words.filled(**judged.values),
            clause=f"{REGULATION} {rule.clause}",
            price=price,
            evidence=self._evidence(judged),
            period=self.period.id,
            municipality=self.partner,
            wait_reason=self.reasons.get(day, ""),
        )

    def _evidence(self, judged: Judged) -> tuple[str, ...]:
        """The § 8 notice, the ready notice with its receipt, and what decided; each once."""
        base = self.period.received.evidence if self.period.received else self.period.notices[-1].evidence
        notice = self.section_8.evidence if self.section_8 else ()
        return tuple(dict.fromkeys((*notice, *base, *judged.evidence)))

    def _value(self, key: str, day: date) -> Sequence[str]:
        return self.rules.value(key, day, self.partner) or ()

    def _clock(self, key: str, day: date) -> time | None:
        value = self.rules.value(key, day, self.partner)
        return time.fromisoformat(str(value)) if value else None
