"""A stay, what is owed and its ledger as plain JSON values: for the command line, files and tests.

Times are ISO 8601 in Norwegian time with offset, dates ISO 8601, money whole kroner.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from samhandling.standards.definition import OSLO
from samhandling.stay.acts import Act
from samhandling.stay.events import Address, Message, Receipt
from samhandling.stay.ledger import Day, State, Sum, counted_span
from samhandling.stay.obligations import Clock, Obligation
from samhandling.stay.replies import Reply
from samhandling.stay.standing import Held
from samhandling.stay.stays import Expectation, Fact, Period, Stay

Json = dict[str, Any]


def time_text(instant: datetime | None) -> str | None:
    """An instant in Norwegian time, to the second."""
    return instant.astimezone(OSLO).isoformat(timespec="seconds") if instant else None


def stay_json(stay: Stay) -> Json:
    """What is known of the stay itself."""
    return {
        "id": stay_id(stay),
        "hospital": address_json(stay.hospital),
        "municipalities": [address_json(address) for address in stay.municipalities],
        "phase": stay.phase.value,
        "phases": [
            {"phase": phase.value, "since": time_text(at), "evidence": list(evidence)}
            for phase, at, evidence in stay.phases
        ],
        "admitted": _moment(stay.admitted),
        "notified": _instant(stay.notice),
        "expected_discharge": expectation_json(stay.expected) if stay.expected else None,
        "expected_discharge_history": [expectation_json(one) for one in stay.expectations],
        "left": _moment(stay.left),
        "destination": stay.destination or None,
        "died": stay.died,
        "phv_tsb": stay.phv_tsb.value,
        "doubts": [
            {"kind": d.kind, "words": d.words.nb, "words_en": d.words.en, "evidence": list(d.evidence)}
            for d in stay.doubts
        ],
    }


def stay_id(stay: Stay) -> str:
    """A name for the stay without any identity number: hospital and admission."""
    return f"{stay.hospital.virksomhet}/{stay.key.admission or 'unknown'}"


def address_json(address: Address) -> Json:
    return {
        "virksomhet": address.virksomhet,
        "tjeneste": address.tjeneste,
        "name": address.name,
        "service": address.service,
    }


def expectation_json(one: Expectation) -> Json:
    return {
        "expected": one.expected.text,
        "said_at": time_text(one.said_at),
        "standing": one.standing.value,
        "basis": one.basis.value,
        "reason": one.reason or None,
        "certainty": one.certainty or None,
        "evidence": list(one.evidence),
    }


def message_json(one: Held, stay: str | None) -> Json:
    """A message as an event, with how it stands and who knows of it since when."""
    message = one.message
    return {
        "at": time_text(message.said_at),
        "kind": "message",
        "basis": "message",
        "type": message.type_code,
        "status": message.status or None,
        "msg_id": message.msg_id,
        "from": address_json(message.sender),
        "answered": one.answered.value,
        "standing": one.standing.value,
        "changed_by": one.changed_by or None,
        "known": [
            {
                "her": known.recipient.address.her,
                "role": known.recipient.role,
                "answered": known.answered.value,
                "at": time_text(known.at),
                "errors": list(known.errors),
            }
            for known in one.known
        ],
        "hendelser": [
            {"code": h.code, "when": h.when.text, "anslag": h.anslag}
            for h in getattr(message.content, "hendelser", ())
        ],
        "stay": stay,
    }


def receipt_json(receipt: Receipt, stay: str | None) -> Json:
    return {
        "at": time_text(receipt.at),
        "kind": "receipt",
        "basis": "message",
        "receipt_id": receipt.receipt_id,
        "msg_id": receipt.msg_id,
        "from": list(receipt.hers),
        "status": receipt.status,
        "errors": list(receipt.errors),
        "stay": stay,
    }


def act_json(act: Act, stay: str | None) -> Json:
    return {
        "at": time_text(act.at),
        "kind": "act",
        "basis": "act",
        "act": act.kind,
        "act_id": act.act_id,
        "by": act.by,
        "stay": stay,
    }


def events_json(
    stays: Sequence[Stay], messages: Iterable[Message], receipts: Iterable[Receipt]
) -> list[Json]:
    """Everything that happened, in time order; what belongs to no stay has `stay` null."""
    of_message = {one.msg_id: stay_id(stay) for stay in stays for one in stay.messages}
    held = {one.msg_id: one for stay in stays for one in stay.messages}
    rows = [message_json(held[i], stay) for i, stay in of_message.items()]
    rows += [
        {"at": time_text(m.said_at), "kind": "message", "type": m.type_code, "msg_id": m.msg_id, "stay": None}
        for m in {m.msg_id: m for m in messages}.values()
        if m.msg_id not in held
    ]
    unique = {(r.receipt_id, r.msg_id, r.hers): r for r in receipts}.values()
    rows += [receipt_json(r, of_message.get(r.msg_id)) for r in unique]
    rows += [act_json(act, stay_id(stay)) for stay in stays for act in stay.acts]
    order = {"message": 0, "receipt": 1, "act": 2}
    return sorted(
        rows, key=lambda r: (r["at"], order[r["kind"]], r.get("msg_id", ""), r.get("receipt_id", ""))
    )


def period_json(period: Period, days: Sequence[Day], stay: str) -> Json:
    """A period. `start` and `end_exclusive` span the days that count; both null where none may."""
    span = counted_span(days)
    end = period.end.value.day if period.end else None
    return {
        "id": period.id,
        "stay": stay,
        "municipality": address_json(period.municipality),
        "state": period.state.value,
        "answered": period.answered.value,
        "ready": period.ready.value.text if period.ready else None,
        "received": time_text(period.received.value) if period.received else None,
        "ended": end.isoformat() if end else None,
        "start": span[0].isoformat() if span else None,
        "end_exclusive": span[1].isoformat() if span else None,
        "days": {state.value: sum(d.state is state for d in days) for state in State},
        "kr": sum(day.price or 0 for day in days),
        "notices": [notice.msg_id for notice in period.notices],
        "replies": [reply_json(one) for one in period.replies],
    }


def reply_json(one: Reply) -> Json:
    said = one.said
    return {
        "msg_id": one.held.msg_id,
        "at": time_text(one.said_at),
        "choice": said.choice.value,
        "date": said.date.isoformat() if said.date else None,
        "place": said.place or None,
        "service": said.service or None,
        "contact": said.contact or None,
        "reason": said.reason or None,
        "answered": one.held.answered.value,
        "classified_by": one.classified_by or None,
        "linked": one.linked,
    }


def day_json(day: Day, stay: str) -> Json:
    return {
        "date": day.date.isoformat(),
        "state": day.state.value,
        "reason": day.reason.nb,
        "reason_en": day.reason.en,
        "rule": day.rule,
        "clause": day.clause,
        "price": day.price,
        "evidence": list(day.evidence),
        "period": day.period,
        "municipality": day.municipality,
        "wait_reason": day.wait_reason or None,
        "stay": stay,
    }


def sum_json(total: Sum) -> Json:
    return {
        "days": {state.value: count for state, count in total.days.items()},
        "kr": {state.value: kroner for state, kroner in total.kroner.items()},
        "unpriced_days": total.unpriced,
    }


def obligation_json(one: Obligation, stay: str) -> Json:
    return {
        "rule": one.rule.id,
        "what": one.rule.what.nb,
        "what_en": one.rule.what.en,
        "owner": one.owner,
        "owner_her": one.owner_her,
        "to": one.rule.to,
        "state": one.state.value,
        "due": time_text(one.due),
        "due_words": one.due_words.nb or None,
        "hours_left": round(one.left.total_seconds() / 3600, 2) if one.left is not None else None,
        "clocks": [clock_json(clock) for clock in one.clocks],
        "fulfilled_at": time_text(one.fulfilled_at),
        "fulfilled_by": list(one.fulfilled_by),
        "fulfils": one.rule.fulfilled_by.nb,
        "fulfils_en": one.rule.fulfilled_by.en,
        "escalate": [role for role in one.escalate if role],
        "clause": one.rule.clause,
        "source": one.rule.source,
        "certainty": one.rule.certainty,
        "evidence": list(one.evidence),
        "exact": one.exact,
        "stay": stay,
    }


def clock_json(clock: Clock) -> Json:
    return {
        "name": clock.name,
        "start": time_text(clock.start),
        "due": time_text(clock.due),
        "kept": clock.kept,
        "counts": clock.counts,
    }


def _moment(fact: Fact[Any] | None) -> Json | None:
    if fact is None:
        return None
    return {"value": fact.value.text, "basis": fact.basis.value, "evidence": list(fact.evidence)}


def _instant(fact: Fact[datetime] | None) -> Json | None:
    if fact is None:
        return None
    return {"value": time_text(fact.value), "basis": fact.basis.value, "evidence": list(fact.evidence)}
