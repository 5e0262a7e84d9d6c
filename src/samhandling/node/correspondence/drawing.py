"""The rows of Innboks and Sendt as HTML: half of what those pages cost, as long as a template wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samhandling.node.web.pieces import piece, pieces
from samhandling.node.web.tags import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from samhandling.node.correspondence.presenters import InboxRow, SentRow
    from samhandling.node.web.marks import Mark

_RECEIVED = """<tr class="{kind}">{box}
<th scope="row" class="first">{title}{attachments}</th>
<td data-label="{whose}"><div>{patient}</div></td>
<td data-label="{by}"><div>{sender}</div></td>{service}
<td class="time" data-label="{when}"><div>{at}</div></td>
<td data-label="{status}"><div>{marks}</div></td>
</tr>
"""
_SENT = """<tr{kind}>
<th scope="row" class="first">{title}{marks}</th>
<td data-label="{whose}"><div>{patient}</div></td>
<td class="time" data-label="{when}"><div>{at}</div></td>
<td class="deliveries">{deliveries}</td>
</tr>
"""
_SERVICE = '\n<td data-label="{}"><div>{}</div></td>'
_BOX = '<input class="ds-input" type="checkbox" form="cases" name="case" value="{}" aria-label="{}">'
_QUIET = '<span class="quiet">{}</span>'


def received_rows(rows: Iterable[InboxRow], *, boxes: bool, services: bool) -> SafeString:
    """The rows of Innboks: with `boxes` to choose open cases by, and with the service that each came to."""
    labels = {"whose": _("Pasient"), "by": _("Fra"), "when": _("Mottatt"), "status": _("Status")}
    to, nobody = _("Til") if services else "", _nobody()
    return pieces(_received_row(row, labels, nobody, to, boxes=boxes) for row in rows)


def sent_rows(rows: Iterable[SentRow]) -> SafeString:
    """The rows of Sendt."""
    labels, nobody = {"whose": _("Pasient"), "when": _("Sendt")}, _nobody()
    return pieces(_sent_row(row, labels, nobody) for row in rows)


def _received_row(
    row: InboxRow, labels: dict[str, str], nobody: SafeString, to: str, *, boxes: bool
) -> SafeString:
    """`to` is the label of the column for the service, empty where there is none."""
    return piece(
        _RECEIVED,
        **labels,
        kind="unopened" * row.unopened + " set-aside" * row.set_aside,
        box=_box(row) if boxes else "",
        title=_title(row),
        attachments=_attachments(row.attachments) if row.attachments else "",
        patient=row.patient or nobody,
        sender=row.sender,
        service=piece(_SERVICE, to, row.service) if to else "",
        at=moment(row.at),
        marks=_marks((row.case.mark, *row.marks) if row.case else row.marks),
    )


def _sent_row(row: SentRow, labels: dict[str, str], nobody: SafeString) -> SafeString:
    return piece(
        _SENT,
        **labels,
        kind=piece(' class="set-aside"') if row.set_aside else "",
        title=_title(row),
        marks=_marks(row.marks) if row.marks else "",
        patient=row.patient or nobody,
        at=moment(row.at),
        deliveries=pieces(row.deliveries),
    )


def _box(row: InboxRow) -> SafeString:
    return piece('<td class="choose">{}</td>', "" if row.done else piece(_BOX, row.choice, row.choose))


def _title(row: InboxRow | SentRow) -> SafeString:
    about = piece(_QUIET, row.about) if row.about else ""
    return piece('<a class="ds-link title" href="{}">{}</a>{}', row.url, row.title, about)


def _attachments(count: int) -> SafeString:
    return piece(_QUIET, ngettext("%(n)s vedlegg", "%(n)s vedlegg", count) % {"n": count})


def _marks(marks: Iterable[Mark]) -> SafeString:
    return piece('<span class="marks">{}</span>', pieces(marks))


def _nobody() -> SafeString:
    return piece(_QUIET, _("Gjelder ingen pasient"))
