"""A tvistemappe in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.settlement.actions.disputes import APPROVERS
from samhandling.node.settlement.papers import HEADINGS, LEVELS, from_values
from samhandling.node.settlement.presenters.settlement import kroner, said
from samhandling.node.web.marks import Mark
from samhandling.stay.dispute import STATES

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.access.models import User
    from samhandling.node.settlement.models import Dispute, DisputeText
    from samhandling.stay.dispute import Dispute as Papers


@dataclass(frozen=True)
class DisputeRow:
    """A case in the list."""

    number: str
    url: str
    level: str
    mark: Mark
    at: dt.datetime
    by: str


@dataclass(frozen=True)
class DisputePage:
    """A case. `papers` are what followed from the record; `written` are (heading, text)."""

    pk: int
    row: DisputeRow
    papers: Papers
    claim: str
    days: tuple[tuple[int, str, str, str, str, str], ...]
    written: tuple[tuple[str, str], ...]
    approvals: tuple[tuple[str, dt.datetime], ...]
    approved: bool
    mine: bool
    done: bool
    text_pk: int
    versions: int


def newest(row: Dispute) -> DisputeText:
    return max(row.texts.all(), key=lambda text: text.pk)


def dispute_row(row: Dispute) -> DisputeRow:
    text = newest(row)
    return DisputeRow(
        number=row.number,
        url=reverse("dispute", args=[row.pk]),
        level=str(LEVELS[text.written.get("level", "parties")]),
        mark=_mark(text.approvals.count()),
        at=text.at,
        by=text.by_name,
    )


def _mark(count: int) -> Mark:
    if count >= APPROVERS:
        return Mark(_("Godkjent av to"), "success")
    return Mark(_("Utkast, godkjent av %(count)d") % {"count": count}, "warning")


def dispute_page(row: Dispute, user: User) -> DisputePage:
    text = newest(row)
    papers = from_values(text.derived)
    approvals = [(one.by_name, one.at) for one in text.approvals.order_by("pk")]
    return DisputePage(
        pk=row.pk,
        row=dispute_row(row),
        papers=papers,
        claim=kroner(papers.claim),
        days=tuple(
            (
                day.day,
                said(STATES[day.state]),
                day.reason,
                day.clause,
                kroner(day.kroner) if day.kroner is not None else "–",
                ", ".join(map(str, day.documents)),
            )
            for day in papers.days
        ),
        written=written(text),
        approvals=tuple(approvals),
        approved=len(approvals) >= APPROVERS,
        mine=user.pk in {version.by_id for version in row.texts.all()},
        done=any(one.by_id == user.pk for one in text.approvals.all()),
        text_pk=text.pk,
        versions=row.texts.count(),
    )


def written(text: DisputeText) -> tuple[tuple[str, str], ...]:
    """What people have written, under its headings."""
    return tuple(
        (str(name), text.written.get(key, "")) for key, name in HEADINGS.items() if text.written.get(key)
    )
