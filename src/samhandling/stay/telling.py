"""What a stay's facts tell, one question at a time: admission, leaving, § 8, expectations, who is who.

Each function takes the stay's messages in time order and its local acts, and answers one question.
"""

from collections.abc import Sequence
from datetime import datetime

from samhandling.stay.acts import Act, Admitted, Departed, ExpectedDischarge
from samhandling.stay.events import (
    ADMISSION,
    DOD,
    EXPECTED,
    UTSKREVET,
    Address,
    Helseopplysninger,
    Logistikk,
    Message,
    Patient,
    Person,
)
from samhandling.stay.periods import Leaving
from samhandling.stay.rules import Rules
from samhandling.stay.standing import Held, Standing
from samhandling.stay.stays import Basis, Expectation, Fact, Request
from samhandling.stay.times import Moment

DEAD = frozenset({"2", "3"})
"""Uttilstand (8431): som død, suicid."""


def admissions(held: Sequence[Held], acts: Sequence[Act]) -> tuple[Fact[Moment], ...]:
    """Every admission time said, in time order, each writing once."""
    facts: dict[tuple[str, Basis], Fact[Moment]] = {}
    for one in held:
        moment = one.message.moment(ADMISSION) if one.counts else None
        if moment and moment.day:
            facts.setdefault((moment.text, Basis.MESSAGE), Fact(moment, one.said_at, one.evidence))
    for act in acts:
        if isinstance(act, Admitted):
            fact = Fact(act.admitted, act.at, (act.act_id,), Basis.ACT)
            facts.setdefault((act.admitted.text, Basis.ACT), fact)
    return tuple(facts.values())


def best(admissions: Sequence[Fact[Moment]]) -> Fact[Moment] | None:
    """What was exchanged stands before what only one end knows; a time with clock before a bare date."""
    ranked = sorted(admissions, key=lambda f: (f.basis is Basis.ACT, not f.value.exact))
    return ranked[0] if ranked else None


def leaving_of(held: Sequence[Held], acts: Sequence[Act]) -> Leaving:
    """How the stay ended: the last discharge or death that was told, else what people here registered."""
    told = [one for one in held if one.alive and one.message.type_code in ("LOG_UTSKREVET", "LOG_DOD")]
    believed = [one for one in told if one.counts]
    if believed:
        last = believed[-1]
        died = any(_tells_death(one.message) for one in believed)
        return Leaving(Fact(_left(last.message), last.said_at, last.evidence), None, died)
    contested = Fact(_left(told[-1].message), told[-1].said_at, told[-1].evidence) if told else None
    for act in reversed(acts):
        if isinstance(act, Departed):
            return Leaving(Fact(act.left, act.at, (act.act_id,), Basis.ACT), None, act.outcome in DEAD)
    return Leaving(None, contested, died=False)


def _left(message: Message) -> Moment:
    return message.moment((UTSKREVET, DOD)) or Moment.of(message.said_at)


def _tells_death(message: Message) -> bool:
    content = message.content
    return message.type_code == "LOG_DOD" or (isinstance(content, Logistikk) and content.uttilstand in DEAD)


def destination(held: Sequence[Held], acts: Sequence[Act]) -> str:
    for one in reversed(held):
        if one.counts and isinstance(one.message.content, Logistikk) and one.message.content.ut_til:
            return one.message.content.ut_til
    return next((act.destination for act in reversed(acts) if isinstance(act, Departed)), "")


def phv_tsb_applies(held: Sequence[Held], acts: Sequence[Act], rules: Rules) -> Fact[bool]:
    """Whether the conditions for PHV and TSB apply: by the sending service's official name, else the ward."""
    for one in held:
        if one.message.type_code == "LOG_UTSKRIVNINGSKLAR" and one.alive:
            services = rules.value("phv_tsb_services", one.said_at.date()) or ()
            if one.message.sender.service in services:
                return Fact(True, one.said_at, (one.msg_id,))
    for act in acts:
        if isinstance(act, Admitted) and act.phv_tsb:
            return Fact(True, act.at, (act.act_id,), Basis.ACT)
    return Fact(False, held[0].said_at if held else acts[0].at, ())


def type_innhold(message: Message) -> str:
    content = message.content
    return content.type_innhold if isinstance(content, Helseopplysninger) else ""


def section_8(notices: Sequence[Held]) -> Fact[datetime] | None:
    """When § 8 was met: the first 9140:1 with a positive receipt. A later change does not undo it."""
    met = [(one.received_at, one) for one in notices if one.alive and one.received_at]
    if not met:
        return None
    received, one = min(met, key=lambda pair: (pair[0], pair[1].msg_id))
    return Fact(received, one.said_at, one.evidence)


def expectations(held: Sequence[Held], acts: Sequence[Act]) -> tuple[Expectation, ...]:
    """Expected discharge with its history; the last Helseopplysninger replaces earlier ones (HIS 1144)."""
    made = []
    for one in held:
        if not isinstance(one.message.content, Helseopplysninger):
            continue
        moment = one.message.moment(EXPECTED)
        if moment and moment.day:
            told = Expectation(moment, one.said_at, one.evidence, Basis.MESSAGE, one.standing, one.answered)
            made.append(told)
    made += [_own_expectation(act) for act in acts if isinstance(act, ExpectedDischarge)]
    return tuple(sorted(made, key=lambda e: (e.said_at, e.evidence)))


def _own_expectation(act: ExpectedDischarge) -> Expectation:
    return Expectation(
        act.expected,
        act.at,
        (act.act_id,),
        Basis.ACT,
        Standing.CURRENT,
        reason=act.reason,
        certainty=act.certainty,
    )


def requests(held: Sequence[Held]) -> tuple[Request, ...]:
    requests = [one for one in held if one.message.type_code == "DIALOG_FORESPORSEL" and one.counts]
    return tuple(Request(request, _answer_to(request, held)) for request in requests)


def _answer_to(request: Held, held: Sequence[Held]) -> Held | None:
    asker = request.message.sender.virksomhet
    answers = (
        one
        for one in held
        if one.counts and request.msg_id in one.message.refers_to and one.message.sender.virksomhet != asker
    )
    return next(answers, None)


def people(held: Sequence[Held]) -> tuple[Person, ...]:
    people: dict[tuple[str, str], Person] = {}
    for one in held:
        content = one.message.content
        if isinstance(content, Logistikk) and content.decided_by and one.counts:
            people[content.decided_by.hpr, content.decided_by.name] = content.decided_by
    return tuple(people.values())


def patient_of(held: Sequence[Held], acts: Sequence[Act]) -> Patient:
    """All identities; the name as it was last written."""
    patients = [one.message.patient for one in held] or [act.patient for act in acts]
    idents = tuple(sorted({ident for patient in patients for ident in patient.idents}))
    last = next((p for p in reversed(patients) if p.family_name), patients[-1])
    return Patient(idents, last.family_name, last.given_name, last.date_of_birth, last.sex)


def hospital_of(held: Sequence[Held], her: int) -> Address:
    for one in reversed(held):
        for address in (one.message.sender, *(r.address for r in one.message.receivers)):
            if address.virksomhet == her:
                return address
    return Address(her)


def municipalities(held: Sequence[Held], hospital: int) -> tuple[Address, ...]:
    """Who the hospital exchanged logistics and health information with, as last written."""
    book: dict[int, Address] = {}
    for one in held:
        if one.message.type_code.startswith(("LOG_", "HELSEOPPL", "INNLEGGELSES")):
            for address in (one.message.sender, *(r.address for r in one.message.receivers)):
                if address.virksomhet != hospital:
                    book[address.virksomhet] = address
    return tuple(book[her] for her in sorted(book))
