"""Periods as utskrivningsklar: from notice to withdrawal, leaving or death, one municipality at a time.

Only LOG_UTSKRIVNINGSKLAR begins a period: code 3 in Helseopplysninger is an expectation and starts nothing
(messages.md § 3.1). Anslag is never looked at. A cancelled notice gives a period that is shown and never was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from samhandling.stay.acts import ReadinessAssessed, ReplyClassified
from samhandling.stay.events import AVMELDT, READY_CODES, Address, Dialog, Logistikk, Person
from samhandling.stay.groups import Group
from samhandling.stay.replies import Reply, is_carrier, reply_of
from samhandling.stay.rules import Rules
from samhandling.stay.standing import (
    ACCEPTED,
    CANCELLED,
    CURRENT,
    PENDING,
    REJECTED,
    REPLACED,
    Held,
)
from samhandling.stay.stays import Basis, Fact, Period, PeriodState
from samhandling.stay.times import Moment

PHV_POINTS = frozenset({"phv-mote-innkalt", "phv-oppfolging-avklart"})


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the stay ended, for its periods."""

    left: Fact[Moment] | None
    contested: Fact[Moment] | None
    died: bool


@dataclass(slots=True)
class _Open:
    """A period in the making."""

    municipality: int
    notices: list[Held]
    end: Fact[Moment] | None = None
    contested: Fact[Moment] | None = None
    replies: list[Reply] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        return {notice.msg_id for notice in self.notices}

    def days(self) -> set[date]:
        moments = (notice.message.moment(READY_CODES) for notice in self.notices)
        return {moment.day for moment in moments if moment and moment.day}


def periods(group: Group, leaving: Leaving, phv_tsb: bool, rules: Rules) -> tuple[Period, ...]:  # noqa: FBT001
    """Every period of one stay, in the order of their first notices, the cancelled among them."""
    notices = [one for one in group.held if one.message.type_code == "LOG_UTSKRIVNINGSKLAR"]
    if not notices:
        return ()
    made = _opened(group, notices)
    _give_replies(made, group, rules)
    conditions = _conditions(group, rules) if phv_tsb else None
    wrong = _wrong_addressees(group)
    return tuple(_period(one, leaving, phv_tsb, conditions, wrong) for one in made)


def _opened(group: Group, notices: Sequence[Held]) -> list[_Open]:
    """Walk notices and withdrawals in time; a second notice before a withdrawal is the same period."""
    made = [_Open(_municipality(notice), [notice]) for notice in notices if notice.standing is CANCELLED]
    running: list[_Open] = []
    for one in group.held:
        if not one.alive:
            continue
        if one.message.type_code == "LOG_UTSKRIVNINGSKLAR":
            _notice(one, running)
        elif one.message.type_code == "LOG_AVMELDING" and one.standing is CURRENT:
            _withdraw(one, running)
    return sorted(made + running, key=lambda period: (period.notices[0].said_at, period.notices[0].msg_id))


def _notice(one: Held, running: list[_Open]) -> None:
    municipality = _municipality(one)
    same = (p for p in reversed(running) if p.municipality == municipality and p.end is None)
    if period := next(same, None):
        period.notices.append(one)
    else:
        running.append(_Open(municipality, [one]))


def _withdraw(one: Held, running: Sequence[_Open]) -> None:
    """Liability falls from and including the day of event 4 (HOD, brev om avmelding)."""
    period = _withdrawn_period(one, running)
    moment = one.message.moment((AVMELDT,)) or Moment.of(one.said_at)
    if period is None:
        return
    fact = Fact(moment, one.said_at, one.evidence)
    if one.answered is REJECTED:
        period.contested = fact
    else:
        period.end, period.contested = fact, None


def _withdrawn_period(one: Held, running: Sequence[_Open]) -> _Open | None:
    """The period that a withdrawal points to or whose ready date it repeats, else the last one.

    Periods of the municipality that it was sent to come before others.
    """
    municipality = _municipality(one)
    still_open = [period for period in running if period.end is None]
    open_ones = [period for period in still_open if period.municipality == municipality] or still_open
    ready = one.message.moment(READY_CODES)
    for period in reversed(open_ones):
        if period.ids & set(one.message.refers_to) or (ready and ready.day in period.days()):
            return period
    return open_ones[-1] if open_ones else None


def _address(notice: Held) -> Address:
    """The primary receiver of a notice."""
    receivers = notice.message.receivers
    primary = [r for r in receivers if r.role != "COP"] or list(receivers)
    return primary[0].address if primary else Address(0)


def _municipality(notice: Held) -> int:
    return _address(notice).virksomhet


def _give_replies(made: Sequence[_Open], group: Group, rules: Rules) -> None:
    classified = _classifications(group)
    of_notice = {msg_id: period for period in made for msg_id in period.ids}
    of_reply: dict[str, _Open] = {}
    for one in group.held:
        message = one.message
        if not one.alive or message.sender.virksomhet == group.hospital or not is_carrier(message):
            continue
        refs = message.refers_to
        period = next((found for ref in refs if (found := of_notice.get(ref) or of_reply.get(ref))), None)
        linked = period is not None and period.municipality == message.sender.virksomhet
        if period is None and message.type_code == "DIALOG_NOTAT":
            period = _by_time(made, message.sender.virksomhet, one.said_at)
        if period is not None:
            of_reply[one.msg_id] = period
            period.replies.append(reply_of(one, classified.get(one.msg_id), rules, linked=linked))


def _classifications(group: Group) -> dict[str, ReplyClassified]:
    """The last classification of each reply stands."""
    acts = sorted((act for act in group.acts if isinstance(act, ReplyClassified)), key=_in_time)
    return {act.about: act for act in acts}


_in_time = attrgetter("at", "act_id")


def _by_time(made: Sequence[_Open], municipality: int, at: datetime) -> _Open | None:
    before = [p for p in made if p.municipality == municipality and p.notices[0].said_at <= at]
    return before[-1] if before else None


def _conditions(group: Group, rules: Rules) -> Fact[str] | None:
    """What proves the two more conditions of § 9 for PHV and TSB: a notice's sentence, else the checklist."""
    for one in group.held:
        if one.counts and one.message.type_code == "LOG_UTSKRIVNINGSKLAR":
            ready = one.message.hendelse(READY_CODES)
            if ready and ready.note.strip() == rules.phv_tsb_sentence:
                return Fact(ready.note, one.said_at, (one.msg_id,))
    for act in sorted(group.acts, key=_in_time):
        if isinstance(act, ReadinessAssessed) and {point for point, *_ in act.points} >= PHV_POINTS:
            return Fact("", act.at, (act.act_id,), Basis.ACT)
    return None


def _wrong_addressees(group: Group) -> dict[str, tuple[str, ...]]:
    """Notices that their receiver reported as wrongly addressed (DIALOG_AVVIK, 8117:1; HIS 1151)."""
    wrong: dict[str, tuple[str, ...]] = {}
    for one in group.held:
        content = one.message.content
        if one.message.type_code != "DIALOG_AVVIK" or not one.counts or not isinstance(content, Dialog):
            continue
        if (content.system, content.value) == ("8117", "1"):
            wrong |= dict.fromkeys(one.message.refers_to, one.evidence)
    return wrong


def _period(
    made: _Open,
    leaving: Leaving,
    phv_tsb: bool,  # noqa: FBT001  private
    conditions: Fact[str] | None,
    wrong: dict[str, tuple[str, ...]],
) -> Period:
    telling = _telling(made.notices)
    dated = [notice for notice in telling if notice.standing is not REPLACED] or telling
    end, contested = _end(made, leaving)
    return Period(
        municipality=_address(made.notices[-1]),
        notices=tuple(made.notices),
        state=_state(made, end, leaving),
        answered=telling[0].answered,
        ready=_ready(dated),
        ready_dates=_ready_dates(dated),
        received=_received(telling),
        end=end,
        contested_end=contested,
        replies=tuple(made.replies),
        decided_by=_decided_by(telling),
        phv_tsb=phv_tsb,
        conditions=conditions,
        wrong_addressee=next((wrong[i] for i in (n.msg_id for n in made.notices) if i in wrong), ()),
    )


def _telling(notices: Sequence[Held]) -> Sequence[Held]:
    """The notices that decide: the accepted ones, else those without receipt, else the refused."""
    for answered in (ACCEPTED, PENDING):
        if some := [notice for notice in notices if notice.answered is answered]:
            return some
    return notices


def _ready(notices: Sequence[Held]) -> Fact[Moment] | None:
    """The earliest ready date that was notified."""
    dated = [(moment, one) for one in notices if (moment := one.message.moment(READY_CODES)) and moment.day]
    if not dated:
        return None
    moment, one = min(dated, key=lambda pair: (pair[0].day, pair[1].said_at, pair[1].msg_id))
    return Fact(moment, one.said_at, one.evidence)


def _ready_dates(notices: Iterable[Held]) -> tuple[tuple[date, str], ...]:
    moments = ((one.message.moment(READY_CODES), one.msg_id) for one in notices)
    return tuple((moment.day, msg_id) for moment, msg_id in moments if moment and moment.day)


def _received(telling: Iterable[Held]) -> Fact[datetime] | None:
    times = [(one.received_at, one) for one in telling if one.received_at]
    if not times:
        return None
    received, one = min(times, key=lambda pair: (pair[0], pair[1].msg_id))
    return Fact(received, one.said_at, one.evidence)


def _end(made: _Open, leaving: Leaving) -> tuple[Fact[Moment] | None, Fact[Moment] | None]:
    """The first of withdrawal and leaving; and an end that was refused, while no other end is known."""
    ends = [fact for fact in (made.end, leaving.left) if fact and fact.value.day]
    if ends:
        return min(ends, key=lambda fact: fact.value.day or date.max), None
    return None, made.contested or leaving.contested


def _state(made: _Open, end: Fact[Moment] | None, leaving: Leaving) -> PeriodState:
    if made.notices[0].standing is CANCELLED:
        return PeriodState.CANCELLED
    if end is None:
        return PeriodState.OPEN
    if end is made.end:
        return PeriodState.WITHDRAWN
    return PeriodState.DEAD if leaving.died else PeriodState.LEFT


def _decided_by(telling: Sequence[Held]) -> Person | None:
    content = telling[-1].message.content
    return content.decided_by if isinstance(content, Logistikk) else None
