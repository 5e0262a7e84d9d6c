"""The bydel's answer to a basis: taking it in at the hospital."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.directory.models import Organisation
from samhandling.node.settlement.actions.bases import NotTaken
from samhandling.node.settlement.billing import basis_of
from samhandling.node.settlement.models import Basis, LineMark
from samhandling.stay.invoice_answers import Answer, MarkedLine, read

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor


@transaction.atomic
def receive_answer(actor: Actor, content: bytes) -> tuple[Basis, int]:
    """Take in what a bydel says of a basis that was issued here: the basis, and how many lines are new.

    The same file twice, or an older one after a newer, changes nothing. Raises NotAllowed; BadAnswer for what
    is none; NotTaken for one about a basis that was not issued here, or that has been changed.
    """
    require(actor, "take-answer")
    answer = read(content)
    row = _basis(answer)
    fresh = [line for line in answer.lines if _is_new(row, line)]
    sender = Organisation.objects.filter(her=answer.municipality).values_list("name", flat=True).first()
    for line in fresh:
        LineMark.objects.create(
            basis=row,
            line=line.line,
            approved=line.approved,
            reason=line.reason,
            by=None,  # nobody here
            by_name=f"{line.by}, {sender or answer.municipality}"[:150],
            at=line.at,
        )
    told = {"number": row.number, "lines": [line.line for line in fresh], "file": answer.fingerprint}
    record(actor, acts.RECEIVE_ANSWER, detail=told)
    return row, len(fresh)


def _basis(answer: Answer) -> Basis:
    row = Basis.objects.filter(received=False, number=answer.number, hospital_her=settings.HOME.her).first()
    if row is None or answer.hospital != settings.HOME.her or row.municipality_her != answer.municipality:
        raise NotTaken(_("Svaret gjelder et grunnlag som ikke er utstedt her."))
    numbers = {line.number for line in basis_of(row).lines}
    if row.fingerprint != answer.basis or not {line.line for line in answer.lines} <= numbers:
        raise NotTaken(_("Svaret gjelder et grunnlag med samme nummer, men et annet innhold."))
    return row


def _is_new(row: Basis, line: MarkedLine) -> bool:
    held = row.marks.filter(line=line.line).order_by("pk").last()
    return held is None or line.at > held.at
