"""The fold: facts in any order, with any duplicates, to immutable stays.

It knows no clock. What depends on now (obligations, ledger) is computed from a `Stay` elsewhere.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from samhandling.stay import telling
from samhandling.stay.acts import Act, Departed
from samhandling.stay.events import Message, Receipt
from samhandling.stay.grouping import OF_A_STAY, group
from samhandling.stay.groups import Doubt, Group
from samhandling.stay.periods import Leaving, periods
from samhandling.stay.persons import by_patient
from samhandling.stay.replies import Choice
from samhandling.stay.rules import Rules
from samhandling.stay.rules import rules as shipped
from samhandling.stay.standing import Answered, Held, hold, unique
from samhandling.stay.stays import Basis, Fact, Period, PeriodState, Phase, Stay, StayKey
from samhandling.stay.times import Moment
from samhandling.stay.undoing import that_count
from samhandling.stay.words import Words

DOCUMENTS = frozenset({"HELSEOPPL_SOKNAD", "INNLEGGELSESRAPPORT", "UTSKRIVNINGSRAPPORT", "EPIKRISE"})
FIRST_NOTICE = "1"
"""9140:1 Varsel om innlagt pasient, the only thing that meets § 8."""


def fold(
    events: Iterable[Message | Receipt],
    acts: Iterable[Act] = (),
    rules: Rules | None = None,
    linked: Iterable[Iterable[tuple[str, str]]] = (),
) -> tuple[Stay, ...]:
    """Every stay that the facts tell of, the earliest first.

    `linked` names identity numbers (type of 8116, value) that a person has linked as one patient's. The same
    facts give the same stays in any order and with any repetition.
    """
    events = list(events)
    messages, odd = unique(event for event in events if isinstance(event, Message))
    receipts = [event for event in events if isinstance(event, Receipt)]
    once = that_count({act.act_id: act for act in acts}.values())
    acts = sorted(once, key=lambda act: (act.at, act.act_id))
    stays = [
        _stay(one, rules or shipped(), odd)
        for held, own in by_patient(hold(messages, receipts), acts, linked)
        for one in group(held, own)[0]
    ]
    return tuple(sorted(stays, key=_in_time))


def _in_time(stay: Stay) -> tuple[datetime, str, StayKey]:
    """By the first message, so that both ends have the same order; by the first act where there is none."""
    if stay.messages:
        return stay.messages[0].said_at, stay.messages[0].msg_id, stay.key
    return stay.acts[0].at, "", stay.key


def _stay(group: Group, rules: Rules, odd: frozenset[str]) -> Stay:
    held, acts = group.held, group.acts
    told = telling.Told.of(held, acts)
    said = telling.admissions(told)
    admitted, leaving = telling.best(said), telling.leaving_of(told)
    phv_tsb = telling.phv_tsb_applies(told, rules)
    stay_periods = periods(group, leaving, phv_tsb.value, rules)
    information = told.types("HELSEOPPL_SOKNAD")
    notices = tuple([one for one in information if telling.type_innhold(one.message) == FIRST_NOTICE])
    notice, patient = telling.section_8(notices), telling.patient_of(told)
    phases = _phases(held, admitted, notice, stay_periods, leaving)
    return Stay(
        key=StayKey(patient.idents, group.hospital, admitted.value.text if admitted else ""),
        patient=patient,
        hospital=telling.hospital_of(told, group.hospital),
        municipalities=telling.municipalities(told, group.hospital),
        phase=phases[-1][0] if phases else Phase.UNKNOWN,
        phases=phases,
        admitted=admitted,
        admissions=said,
        phv_tsb=phv_tsb,
        expectations=telling.expectations(told),
        notice=notice,
        notices=notices,
        periods=stay_periods,
        left=leaving.left,
        contested_left=leaving.contested,
        destination=telling.destination(told),
        died=leaving.died,
        documents=tuple([one for one in held if one.message.type_code in DOCUMENTS]),
        requests=telling.requests(told),
        messages=tuple(held),
        acts=tuple(acts),
        people=telling.people(told),
        doubts=(*group.doubts, *_conflict_doubts(held, odd), *_difference_doubts(leaving, acts)),
    )


def _phases(
    held: Sequence[Held],
    admitted: Fact[Moment] | None,
    notice: Fact[datetime] | None,
    stay_periods: Sequence[Period],
    leaving: Leaving,
) -> tuple[tuple[Phase, datetime, tuple[str, ...]], ...]:
    """Every step, in the order of a stay; the last is where the patient is now."""
    bearing = [one for one in held if one.message.type_code in OF_A_STAY]
    if bearing and not any(one.alive for one in bearing):
        return ((Phase.CANCELLED, bearing[-1].said_at, (bearing[-1].msg_id,)),)
    steps = []
    if admitted:
        steps.append((Phase.ADMITTED, admitted.said_at, admitted.evidence))
    if notice:
        steps.append((Phase.NOTIFIED, notice.value, notice.evidence))
    for period in stay_periods:
        if period.state is PeriodState.CANCELLED or period.answered is Answered.REJECTED:
            continue
        steps.extend(_period_steps(period, notice))
    if leaving.left:
        phase = Phase.DEAD if leaving.died else Phase.DISCHARGED
        steps.append((phase, leaving.left.said_at, leaving.left.evidence))
    return tuple(steps)


def _period_steps(
    period: Period, notice: Fact[datetime] | None
) -> list[tuple[Phase, datetime, tuple[str, ...]]]:
    steps = [(Phase.READY, period.notices[0].said_at, period.notices[0].evidence)]
    reply = period.reply
    if reply and reply.choice in (Choice.OFFER_READY, Choice.CAN_RECEIVE):
        steps.append((Phase.OFFER_READY, reply.said_at, reply.evidence))
    if period.state is PeriodState.WITHDRAWN and period.end:
        back = Phase.NOTIFIED if notice else Phase.ADMITTED
        steps.append((back, period.end.said_at, period.end.evidence))
    return steps


def _conflict_doubts(held: Sequence[Held], odd: frozenset[str]) -> list[Doubt]:
    same = [one.msg_id for one in held if one.msg_id in odd] if odd else []
    return [Doubt("same-id-other-content", OTHER_CONTENT, (msg_id,)) for msg_id in same]


OTHER_CONTENT = Words(
    "Avsenderen har brukt samme MsgId for ulikt innhold.",
    "The sender has used the same MsgId for different content.",
)


def _difference_doubts(leaving: Leaving, acts: Sequence[Act]) -> list[Doubt]:
    """What was told and what was registered here should agree on the day."""
    told = leaving.left
    if told is None or told.basis is Basis.ACT:
        return []
    days: list[tuple[date | None, Departed]] = [(a.left.day, a) for a in acts if isinstance(a, Departed)]
    words = Words(
        "Meldt utskrevet {told}, men registrert reist {own} her.",
        "Reported discharged {told}, but registered here as left {own}.",
    )
    return [
        Doubt(
            "left-differs",
            words.filled(told=told.value.words(), own=act.left.words()),
            (*told.evidence, act.act_id),
        )
        for day, act in days
        if day != told.value.day
    ]
