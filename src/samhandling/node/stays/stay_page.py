"""Opphold: one stay on one page, for somebody in a role at one end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.access.policies import may, own_hers
from samhandling.node.patients.presenters import PatientLine, line
from samhandling.node.stays import words
from samhandling.node.stays.ledger_rows import Ledger, ledger_of
from samhandling.node.stays.moved_dates import Moved, moved_without_reason
from samhandling.node.stays.obligation_rows import ObligationRow, obligation_row
from samhandling.node.stays.stay_timeline import Step, timeline
from samhandling.node.web import wording
from samhandling.standards import codes
from samhandling.stay.acts import Note
from samhandling.stay.events import Dialog
from samhandling.stay.replies import Choice
from samhandling.stay.stays import Basis, PeriodState, Phase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from samhandling.node.access.actor import Actor
    from samhandling.node.stays.account import StayAccount
    from samhandling.node.web.marks import Mark
    from samhandling.stay.groups import Doubt
    from samhandling.stay.replies import Reply
    from samhandling.stay.stays import Expectation, Fact


@dataclass(frozen=True)
class Known:
    """One thing that is known, and what kind of fact it rests on."""

    label: str
    value: str
    basis: str = ""


@dataclass(frozen=True)
class Unclear:
    """A reply that no sentence explains. `text` is empty for a reader whose services have not had it."""

    msg_id: str
    text: str
    sender: str
    at: dt.datetime


@dataclass(frozen=True)
class Doubtful:
    """A doubt in words. `msg_id` names the message that a person can place, `others` where it may belong."""

    words: str
    msg_id: str = ""
    own: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Way:
    """A page to go on to from the stay."""

    url: str
    words: str
    first: bool = False


@dataclass(frozen=True)
class StayPage:
    """The whole page."""

    pk: int
    patient: PatientLine
    between: str
    mark: Mark
    todo: tuple[ObligationRow, ...]
    ways: tuple[Way, ...]
    known: tuple[Known, ...]
    expectations: tuple[Known, ...]
    doubts: tuple[Doubtful, ...]
    unclear: tuple[Unclear, ...]
    classifies: bool
    choices: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    obligations: tuple[ObligationRow, ...]
    ledger: Ledger
    people: tuple[Known, ...]
    notes: tuple[Step, ...]
    changes: tuple[tuple[str, str], ...]
    waits: tuple[tuple[str, str], ...]
    moved: Moved | None


def stay_page(
    account: StayAccount, actor: Actor, readable: Collection[int], others: Collection[StayAccount] = ()
) -> StayPage:
    """`others` are the patient's other stays, where a message in doubt may belong."""
    rows = tuple(obligation_row(account, one, actor) for one in account.obligations)
    steps = tuple(timeline(account, readable))
    return StayPage(
        pk=account.pk,
        patient=line(account.patient),
        between=_between(account),
        mark=words.phase_mark(account.stay.phase.value),
        todo=tuple(row for row in rows if row.open),
        ways=tuple(ways(account, actor, readable)),
        known=tuple(_known(account)),
        expectations=tuple(_expectation(account, one) for one in account.stay.expectations),
        doubts=tuple(_doubt(account, doubt, others) for doubt in account.stay.doubts),
        unclear=tuple(_unclear(account, readable)),
        classifies=account.is_hospital and may(actor, "classify-reply"),
        choices=choices(account),
        steps=steps,
        obligations=rows,
        ledger=ledger_of(account, readable),
        people=tuple(Known(one.role or _("Ansvarlig"), _person(one)) for one in account.stay.people),
        notes=tuple(_notes(account, steps)),
        changes=tuple((code, words.said(text)) for code, text in account.rules.changes.items()),
        waits=tuple((code, words.said(text)) for code, text in account.rules.waits.items()),
        moved=moved_without_reason(account.stay) if _explains(account, actor) else None,
    )


def _explains(account: StayAccount, actor: Actor) -> bool:
    """Whether this person may say why the date moved; once she is ready it matters no more."""
    waits = account.stay.left is None and account.stay.phase not in {Phase.READY, Phase.OFFER_READY}
    return waits and account.is_hospital and may(actor, "declare-ready")


def _doubt(account: StayAccount, doubt: Doubt, others: Collection[StayAccount]) -> Doubtful:
    held = [one.msg_id for one in account.stay.messages]
    msg_id = next((one for one in doubt.evidence if one in held), "")
    own = next((one for one in held if one != msg_id), "")
    where = tuple(
        (o.stay.messages[0].msg_id, _begun(o)) for o in others if o.stay.messages and o.pk != account.pk
    )
    return Doubtful(words.said(doubt.words), msg_id, own, where)


def _begun(account: StayAccount) -> str:
    admitted = account.stay.admitted
    begun = admitted.value.words() if admitted else _("uten kjent innleggelse")
    return _("Opphold fra %(day)s") % {"day": begun}


def choices(account: StayAccount) -> tuple[tuple[str, str], ...]:
    """The four replies, by their names."""
    return tuple((row.choice, words.said(row.name)) for row in account.rules.sentences)


def ways(account: StayAccount, actor: Actor, readable: Collection[int] = ()) -> list[Way]:
    """What this person may do here now, the most likely first."""
    period, pk = account.running, account.pk
    runs = period is not None and period.state is PeriodState.OPEN
    found = []
    if account.is_hospital and may(actor, "declare-ready") and not account.stay.left:
        if runs:
            found.append(Way(reverse("stay-departure", args=[pk]), _("Registrer utreise"), first=True))
            found.append(Way(reverse("stay-undo", args=[pk]), _("Angre utskrivningsklar")))
        else:
            found.append(Way(reverse("stay-ready", args=[pk]), _("Meld utskrivningsklar"), first=True))
            found.append(Way(reverse("stay-departure", args=[pk]), _("Registrer utreise")))
        found.append(Way(reverse("stay-expected", args=[pk]), _("Forventet utskrivning")))
    if account.is_hospital and not account.stay.died and account.discharge_report(readable):
        left = account.stay.left is not None
        found.append(Way(reverse("stay-leaflet", args=[pk]), _("Utskrift til pasienten"), first=left))
    if runs and period and answers(account, actor):
        found.append(Way(reverse("stay-reply", args=[pk]), _("Svar sykehuset"), first=not period.reply))
    if not account.is_hospital and account.is_notified and may(actor, "send-message"):
        found.append(Way(reverse("stay-ask", args=[pk]), _("Mangler noe? Spør avdelingen")))
    return found


def answers(account: StayAccount, actor: Actor) -> bool:
    """Whether this person may answer the notice that runs."""
    period = account.running
    if period is None or period.state is not PeriodState.OPEN:
        return False
    hers = {r.address.her for r in period.notices[-1].message.receivers} & own_hers(actor)
    return bool(hers) and may(actor, "answer-ready", service_hers=hers)


def _between(account: StayAccount) -> str:
    stay = account.stay
    own = settings.HOME.name if account.is_hospital else ""
    names = [
        stay.hospital.name or own or _("Sykehuset"),
        *(one.name for one in stay.municipalities if one.name),
    ]
    return " – ".join(names)


def _known(account: StayAccount) -> list[Known]:
    stay, period = account.stay, account.running
    found = [_moment(_("Innlagt"), stay.admitted)]
    if stay.notice:
        found.append(
            Known(_("Varslet etter § 8"), wording.moment(stay.notice.value), _basis(stay.notice.basis))
        )
    if stay.expected:
        found.append(_expectation(account, stay.expected, _("Forventet utskrivningsklar")))
    if period and period.ready:
        found.append(_moment(_("Utskrivningsklar"), period.ready))
        found.append(Known(_("Svar"), _reply(account, period.reply)))
    if stay.left:
        found.append(_moment(_("Død") if stay.died else _("Reist"), stay.left))
        where = codes.name("8408", stay.destination) or stay.destination
        found += [Known(_("Til"), where)] if where and not stay.died else []
    if stay.phv_tsb.value:
        found.append(Known(_("Vilkår"), _("Psykisk helsevern eller TSB: to punkter mer i § 9")))
    return [one for one in found if one.value]


def _moment(label: str, fact: Fact | None) -> Known:
    return Known(label, fact.value.words(), _basis(fact.basis)) if fact else Known(label, "")


def _basis(basis: Basis) -> str:
    return _("meldt mellom partene") if basis is Basis.MESSAGE else _("registrert her")


def _expectation(account: StayAccount, one: Expectation, label: str = "") -> Known:
    why = account.rules.changes.get(one.reason)
    told = (one.expected.words(), str(words.SURE.get(one.certainty, "")), words.said(why) if why else "")
    return Known(label or wording.moment(one.said_at), ", ".join(filter(None, told)), _basis(one.basis))


def _reply(account: StayAccount, reply: Reply | None) -> str:
    if reply is None:
        return _("Ikke svart")
    said = reply.said
    name = dict(choices(account)).get(said.choice.value) or str(words.REPLIES[said.choice.value])
    return ", ".join(filter(None, (name, wording.day(said.date), said.place, said.service, said.contact)))


def _unclear(account: StayAccount, readable: Collection[int]) -> list[Unclear]:
    found = []
    for period in account.stay.periods:
        for reply in period.replies:
            content, key = reply.held.message.content, account.message_pks.get(reply.held.msg_id)
            if reply.choice is Choice.NOT_CLASSIFIED and reply.held.counts:
                text = content.text if isinstance(content, Dialog) and key in readable else ""
                sender = reply.held.message.sender.name
                found.append(Unclear(reply.held.msg_id, text, sender, reply.said_at))
    return found


def _person(one: object) -> str:
    told = (one.name, f"HPR {one.hpr}" if one.hpr else "", wording.phone(one.phone))
    return ", ".join(filter(None, told))


def _notes(account: StayAccount, steps: tuple[Step, ...]) -> list[Step]:
    when = {act.at for act in account.stay.acts if isinstance(act, Note)}
    return [step for step in steps if step.act and step.about and step.at in when]
