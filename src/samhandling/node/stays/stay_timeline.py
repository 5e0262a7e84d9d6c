"""A stay as one line of time: what was said between the parties, and what was done here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.patients.act_words import act_words
from samhandling.node.stays import words
from samhandling.node.stays.titles import said_as
from samhandling.node.web import wording
from samhandling.node.web.marks import Mark
from samhandling.stay import acts as kinds
from samhandling.stay.events import AVMELDT, INNLAGT, UTSKREVET, UTSKRIVNINGSKLAR, Dialog, Helseopplysninger
from samhandling.stay.replies import NOT_CLASSIFIED, read
from samhandling.stay.standing import Answered, Standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from samhandling.node.stays.account import StayAccount
    from samhandling.stay.acts import Act
    from samhandling.stay.standing import Held


@dataclass(frozen=True)
class Step:
    """One point of the line. `known` says who had it when, for a message."""

    at: dt.datetime
    title: str
    about: str
    way: str
    url: str
    marks: tuple[Mark, ...]
    known: str
    act: bool


def timeline(account: StayAccount, readable: Collection[int]) -> list[Step]:
    """Oldest first; what was decided before the message that says it."""
    steps = [_act(account, one) for one in account.stay.acts]
    steps += [_message(account, one, readable) for one in account.stay.messages]
    return sorted(steps, key=lambda step: step.at)


def _message(account: StayAccount, one: Held, readable: Collection[int]) -> Step:
    message, key = one.message, account.message_pks.get(one.msg_id)
    ours = message.sender.virksomhet == settings.HOME.her
    told = {"party": message.sender.name or message.sender.virksomhet}
    return Step(
        at=one.said_at,
        title=said_as(one),
        about=_about(account, one),
        way=_("Sendt herfra") if ours else _("Fra %(party)s") % told,
        url=reverse("message", args=[key]) if key in readable else "",
        marks=_marks(one),
        known=_known(one),
        act=False,
    )


def _about(account: StayAccount, one: Held) -> str:
    content = one.message.content
    if isinstance(content, Dialog) and content.system == "9155":
        said = read(content.text, account.rules)
        return "" if said is NOT_CLASSIFIED else _reply_words(account, said.choice.value, said.date)
    names = {
        INNLAGT: _("innlagt"),
        UTSKREVET: _("utskrevet"),
        UTSKRIVNINGSKLAR: _("utskrivningsklar"),
        AVMELDT: _("ikke lenger utskrivningsklar"),
    }
    if isinstance(content, Helseopplysninger):
        names[UTSKRIVNINGSKLAR] = _("forventet utskrivningsklar")
    told = [f"{names[h.code]} {h.when.words()}" for h in getattr(content, "hendelser", ()) if h.code in names]
    return ", ".join(told)


def _reply_words(account: StayAccount, choice: str, day: dt.date | None) -> str:
    row = next((row for row in account.rules.sentences if row.choice == choice), None)
    name = words.said(row.name) if row else choice
    return f"{name}: {wording.day(day)}" if day else name


def _marks(one: Held) -> tuple[Mark, ...]:
    found = []
    if one.standing is Standing.REPLACED:
        found.append(Mark(_("Erstattet av nyere"), "neutral"))
    if one.standing is Standing.CANCELLED:
        found.append(Mark(_("Kansellert"), "warning"))
    if one.standing is Standing.CANCELLATION:
        found.append(Mark(_("Kansellering"), "warning"))
    if one.answered is Answered.REJECTED:
        found.append(Mark(_("Avvist av mottakeren"), "danger"))
    if one.answered is Answered.PENDING:
        found.append(Mark(_("Ikke kvittert"), "info"))
    return tuple(found)


def _known(one: Held) -> str:
    if one.received_at is None:
        return ""
    return _("Mottatt %(at)s") % {"at": wording.moment(one.received_at)}


def _act(account: StayAccount, one: Act) -> Step:
    return Step(
        at=one.at,
        title=act_words(one.kind),
        about=act_detail(account, one),
        way=_("Registrert her av %(name)s") % {"name": one.by},
        url="",
        marks=(),
        known="",
        act=True,
    )


def act_detail(account: StayAccount, one: Act) -> str:  # noqa: C901, PLR0911  one line per kind
    """What an act says beyond its kind."""
    match one:
        case kinds.Note():
            return one.text
        case kinds.Undone():
            return act_words(one.what)
        case kinds.Admitted() | kinds.Moved():
            return ", ".join(
                filter(None, (one.ward, _("seng %(bed)s") % {"bed": one.bed} if one.bed else ""))
            )
        case kinds.ExpectedDischarge():
            why = account.rules.changes.get(one.reason)
            sure = str(words.SURE.get(one.certainty, ""))
            return ", ".join(filter(None, (one.expected.words(), sure, words.said(why) if why else "")))
        case kinds.ReadinessAssessed():
            return _("Besluttet av %(name)s") % {"name": one.decided_by} if one.decided else ""
        case kinds.NotReady():
            return one.reason
        case kinds.Departed():
            return one.left.words()
        case kinds.ReplyClassified():
            return _reply_words(account, one.choice, one.expected)
        case kinds.NeedAssessed():
            return _("Kan få behov") if one.need else _("Ikke behov")
        case kinds.DayReason():
            why = account.rules.waits.get(one.reason)
            return f"{wording.day(one.day)}: {words.said(why) if why else one.reason}"
        case _:
            return ""
