"""What is owed in a stay, in words: by whom, until when, under which clause, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.access.policies import may
from samhandling.node.access.roles import Role
from samhandling.node.stays import words
from samhandling.node.stays.rows import is_sent
from samhandling.stay.obligations import Owed

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.access.actor import Actor
    from samhandling.node.stays.account import StayAccount
    from samhandling.node.web.marks import Mark
    from samhandling.stay.obligations import Obligation


@dataclass(frozen=True)
class Press:
    """A button that fulfils it at once: the name of a simple act, and what the button says."""

    act: str
    words: str


@dataclass(frozen=True)
class ObligationRow:
    """One obligation. `url` leads to the form that fulfils it, `presses` do so at once; ours only."""

    what: str
    owner: str
    ours: bool
    mark: Mark
    due: dt.datetime | None
    due_words: str
    left: str
    clause: str
    source: str
    unverified: bool
    fulfils: str
    done_at: dt.datetime | None
    told: str
    open: bool
    url: str
    action: str
    presses: tuple[Press, ...]


WAYS = {
    "reply": ("stay-reply", "answer-ready", gettext_lazy("Svar")),
    "offer-ready": ("stay-reply", "answer-ready", gettext_lazy("Meld tilbud klart eller ny dato")),
    "ready-notice": ("stay-ready", "declare-ready", gettext_lazy("Meld utskrivningsklar")),
    "notify-discharge": ("stay-departure", "declare-ready", gettext_lazy("Send Melding om utskrevet")),
    "withdraw-notice": ("stay-undo", "declare-ready", gettext_lazy("Send avmelding")),
    "confirm-payer": ("payer", "confirm-payer", gettext_lazy("Bekreft betaler")),
}
"""The page that fulfils an obligation, the right that it asks for, and what its button says."""


def obligation_row(account: StayAccount, one: Obligation, actor: Actor) -> ObligationRow:
    ours = one.owner_her == settings.HOME.her
    waits = ours and one.is_open and is_sent(account.stay, one.rule.id)
    url, action = _way(account, one, actor) if ours and one.is_open and not waits else ("", "")
    return ObligationRow(
        what=words.said(one.rule.what),
        owner=_("Oss") if ours else owner_name(account, one.owner_her),
        ours=ours,
        mark=words.mark(words.OWED[one.state]),
        due=one.due,
        due_words=words.said(one.due_words),
        left=words.left(one.due, account.now) if one.is_open else "",
        clause=words.source_words(one.rule.clause),
        source=words.source_words(one.rule.source),
        unverified=one.rule.certainty != "sourced",
        fulfils=words.said(one.rule.fulfilled_by),
        done_at=one.fulfilled_at,
        told=_("Sendt; venter på kvittering") if waits else _told(one),
        open=one.is_open,
        url=url,
        action=action,
        presses=_presses(one) if ours and one.is_open and may(actor, "record-act") else (),
    )


def owner_name(account: StayAccount, her: int | None) -> str:
    """What a party of the stay is called, by its HER-id of level 1."""
    parties = (account.stay.hospital, *account.stay.municipalities)
    return next((one.name for one in parties if one.virksomhet == her and one.name), _("Kommunen"))


def _told(one: Obligation) -> str:
    """Who hears of it while it is overdue."""
    if one.state is not Owed.OVERDUE:
        return ""
    roles = [str(Role(role).label) for role in one.escalate if role in Role.values]
    return _("Varsles: %(roles)s") % {"roles": ", ".join(roles)} if roles else ""


def _way(account: StayAccount, one: Obligation, actor: Actor) -> tuple[str, str]:
    """Where this person may go to fulfil it. A payer is confirmed for a period, the rest for the stay."""
    name, right, action = WAYS.get(one.rule.id, ("", "", ""))
    if not name or not may(actor, right):
        return "", ""
    key: object = one.subject if name == "payer" else account.pk
    return reverse(name, args=[key]), str(action)


def _presses(one: Obligation) -> tuple[Press, ...]:
    presses = {
        "need-assessment": (
            Press("need", _("Kan få behov for tjenester")),
            Press("no-need", _("Ikke behov")),
        ),
        "pause-services": (Press("paused", _("Tjenestene er satt på pause")),),
        "resume-services": (Press("resumed", _("Tjenestene er startet igjen")),),
        "epikrise": (Press("epikrise", _("Epikrisen er sendt fra annet system")),),
    }
    return presses.get(one.rule.id, ())
