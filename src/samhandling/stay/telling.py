"""What a stay's facts tell, one question at a time: admission, leaving, § 8, expectations, who is who.

Each function takes the stay's messages in time order and its local acts, and answers one question.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Self

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
from samhandling.stay.standing import CURRENT, REPLACED, Held
from samhandling.stay.stays import Basis, Expectation, Fact, Request
from samhandling.stay.times import Moment, day_of


class Told(NamedTuple):
    """One stay's messages in time order, the same by type, and its local acts."""

    held: Sequence[Held]
    acts: Sequence[Act]
    by_type: Mapping[str, Sequence[Held]]

    @classmethod
    def of(cls, held: Sequence[Held], acts: Sequence[Act]) -> Self:
        by_type: dict[str, list[Held]] = {}
        for one in held:
            by_type.setdefault(one.message.type_code, []).append(one)
        return cls(held, acts, by_type)

    def types(self, *codes: str) -> list[Held]:
        """Messages of these types, in time order within each type."""
        found: list[Held] = []
        for code in codes:
            found += self.by_type.get(code, ())
        return found


DEAD = frozenset({"2", "3"})
"""Uttilstand (8431): som død, suicid."""


TELL_ADMISSION = ("LOG_INNLAGT", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "HELSEOPPL_SOKNAD",
                  "UTSKRIVNINGSRAPPORT")  # fmt: skip


def admissions(told: Told) -> tuple[Fact[Moment], ...]:
    """Every admission time said, each writing once: logistics messages first, what was replaced last."""
    facts: dict[tuple[str, Basis], Fact[Moment]] = {}
    said = told.types(*TELL_ADMISSION)
    for one in sorted(said, key=lambda one: one.standing is REPLACED):
        moment = one.message.moment(ADMISSION) if one.counts else None
        if moment and moment.day:
            facts.setdefault((moment.text, Basis.MESSAGE), Fact(moment, one.said_at, one.evidence))
    for act in told.acts:
        if isinstance(act, Admitted):
            fact = Fact(act.admitted, act.at, (act.act_id,), Basis.ACT)
            facts.setdefault((act.admitted.text, Basis.ACT), fact)
    return tuple(facts.values())


def best(admissions: Sequence[Fact[Moment]]) -> Fact[Moment] | None:
    """What was exchanged stands before what only one end knows; a time with clock before a bare date."""
    ranked = sorted(admissions, key=lambda f: (f.basis is Basis.ACT, not f.value.exact))
    return ranked[0] if ranked else None


def leaving_of(told: Told) -> Leaving:
    """How the stay ended: the last discharge or death that was told, else what people here registered."""
    ends = sorted((one for one in told.types("LOG_UTSKREVET", "LOG_DOD") if one.alive), key=_said)
    believed = [one for one in ends if one.counts]
    if believed:
        last = believed[-1]
        died = any(_tells_death(one.message) for one in believed)
        return Leaving(Fact(_left(last.message), last.said_at, last.evidence), None, died)
    contested = Fact(_left(ends[-1].message), ends[-1].said_at, ends[-1].evidence) if ends else None
    for act in reversed(told.acts):
        if isinstance(act, Departed):
            return Leaving(Fact(act.left, act.at, (act.act_id,), Basis.ACT), None, act.outcome in DEAD)
    return Leaving(None, contested, died=False)


def _said(one: Held) -> tuple[datetime, str]:
    return one.said_at, one.msg_id


def _left(message: Message) -> Moment:
    return message.moment((UTSKREVET, DOD)) or Moment.of(message.said_at)


def _tells_death(message: Message) -> bool:
    content = message.content
    return message.type_code == "LOG_DOD" or (isinstance(content, Logistikk) and content.uttilstand in DEAD)


def destination(told: Told) -> str:
    """Where she went (8408), as last told."""
    for one in reversed(told.types("LOG_UTSKREVET")):
        content = one.message.content
        if one.counts and isinstance(content, Logistikk) and content.ut_til:
            return content.ut_til
    return next((act.destination for act in reversed(told.acts) if isinstance(act, Departed)), "")


def phv_tsb_applies(told: Told, rules: Rules) -> Fact[bool]:
    """Whether the conditions for PHV and TSB apply: by the sending service's official name, else the ward."""
    for one in told.types("LOG_UTSKRIVNINGSKLAR"):
        services = rules.value("phv_tsb_services", day_of(one.said_at)) if one.alive else ()
        if one.message.sender.service in (services or ()):
            return Fact(True, one.said_at, (one.msg_id,))
    for act in told.acts:
        if isinstance(act, Admitted) and act.phv_tsb:
            return Fact(True, act.at, (act.act_id,), Basis.ACT)
    return Fact(False, told.held[0].said_at if told.held else told.acts[0].at, ())


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


def section_8_to(notices: Sequence[Held], municipality: int) -> Fact[datetime] | None:
    """When § 8 was met towards one municipality (HER-id of level 1): another's notice tells it nothing."""
    own = [
        one
        for one in notices
        if any(receiver.address.virksomhet == municipality for receiver in one.message.receivers)
    ]
    return section_8(own)


def expectations(told: Told) -> tuple[Expectation, ...]:
    """Expected discharge with its history; the last Helseopplysninger replaces earlier ones (HIS 1144)."""
    made = [
        Expectation(moment, one.said_at, one.evidence, Basis.MESSAGE, one.standing, one.answered)
        for one in told.types("HELSEOPPL_SOKNAD")
        if (moment := one.message.moment(EXPECTED)) and moment.day
    ]
    made += [_own_expectation(act) for act in told.acts if isinstance(act, ExpectedDischarge)]
    return tuple(sorted(made, key=lambda e: (e.said_at, e.evidence)))


def _own_expectation(act: ExpectedDischarge) -> Expectation:
    return Expectation(
        act.expected,
        act.at,
        (act.act_id,),
        Basis.ACT,
        CURRENT,
        reason=act.reason,
        certainty=act.certainty,
    )


def requests(told: Told) -> tuple[Request, ...]:
    """Every forespørsel that stands, with its first answer."""
    asked = [one for one in told.types("DIALOG_FORESPORSEL") if one.counts]
    return tuple([Request(request, _answer_to(request, told.held)) for request in asked])


def _answer_to(request: Held, held: Sequence[Held]) -> Held | None:
    asker = request.message.sender.virksomhet
    answers = (
        one
        for one in held
        if one.counts and request.msg_id in one.message.refers_to and one.message.sender.virksomhet != asker
    )
    return next(answers, None)


def people(told: Told) -> tuple[Person, ...]:
    """Beslutningsansvarlige, as the logistics messages name them."""
    found: dict[tuple[str, str], Person] = {}
    for one in told.types("LOG_INNLAGT", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_UTSKREVET"):
        content = one.message.content
        if one.counts and isinstance(content, Logistikk) and content.decided_by:
            found[content.decided_by.hpr, content.decided_by.name] = content.decided_by
    return tuple(found.values())


def patient_of(told: Told) -> Patient:
    """All identities; the name as it was last written."""
    patients = [one.message.patient for one in told.held] or [act.patient for act in told.acts]
    idents = tuple(sorted({ident for patient in patients for ident in patient.idents}))
    last = next((p for p in reversed(patients) if p.family_name), patients[-1])
    return Patient(idents, last.family_name, last.given_name, last.date_of_birth, last.sex)


def hospital_of(told: Told, her: int) -> Address:
    """The hospital's address as it was last written."""
    for one in reversed(told.held):
        for address in (one.message.sender, *(r.address for r in one.message.receivers)):
            if address.virksomhet == her:
                return address
    return Address(her)


BETWEEN = ("LOG_INNLAGT", "INNLEGGELSESRAPPORT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR",
           "LOG_AVMELDING", "LOG_UTSKREVET")  # fmt: skip
"""What goes between hospital and municipality only."""


def municipalities(told: Told, hospital: int) -> tuple[Address, ...]:
    """Whom the hospital exchanged logistics and health information with, as last written; copies left out."""
    book: dict[int, Address] = {}
    for one in sorted(told.types(*BETWEEN), key=_said):
        primary = [r.address for r in one.message.receivers if r.role != "COP"]
        for address in (one.message.sender, *primary):
            book[address.virksomhet] = address
    book.pop(hospital, None)
    return tuple(book[her] for her in sorted(book))
