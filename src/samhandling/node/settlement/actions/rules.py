"""Setting rules and writing agreements down: a new version each time, the old ones stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.settlement.models import AgreementVersion, RuleVersion
from samhandling.node.settlement.values import KINDS
from samhandling.node.settlement.writing import written_by
from samhandling.node.stays import refolding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from samhandling.node.access.actor import Actor

SEEN_ON_BOARDS = frozenset(KINDS) - {"price", "documents_that_follow", "no_documents_needed_for"}
"""Settings that move what is due next, which the rows of stays hold."""


@transaction.atomic
def set_rule(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    key: str,
    value: Any,
    *,
    valid_from: dt.date,
    valid_to: dt.date | None,
    source: str,
    source_date: dt.date,
    partners: Iterable[int] = (),
    agreement: str = "",
    note: str = "",
) -> RuleVersion:
    """Set a price ("price") or a setting from a day, with its source; every stay is judged by it at once.

    What lists say is due next follows as the engine folds everybody anew.

    Raises NotAllowed; Conflict for a key that no rule has, dates in the wrong order, or no source.
    """
    require(actor, "set-rules")
    if key not in KINDS:
        raise Conflict(f"No rule is called {key}")
    _check(valid_from, valid_to, source)
    row = RuleVersion.objects.create(
        key=key,
        value=value,
        partners=sorted(set(partners)),
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
        source_date=source_date,
        agreement=agreement,
        note=note,
        **written_by(actor),
    )
    record(actor, acts.SET_RULE, detail={"key": key, "value": value, "version": row.pk})
    if key in SEEN_ON_BOARDS:
        refolding.ask()
    return row


@transaction.atomic
def write_agreement(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    agreement: str,
    *,
    version: str,
    name: str,
    parties: Iterable[str],
    valid_from: dt.date,
    valid_to: dt.date | None,
    text: str,
    clauses: Iterable[Mapping[str, Any]],
    source: str,
    source_date: dt.date,
    verified: bool,
) -> AgreementVersion:
    """Write a version of an agreement down. Raises NotAllowed; Conflict as `set_rule` does."""
    require(actor, "set-rules")
    _check(valid_from, valid_to, source)
    row = AgreementVersion.objects.create(
        agreement=agreement,
        version=version,
        name=name,
        parties=list(parties),
        valid_from=valid_from,
        valid_to=valid_to,
        text=text,
        clauses=[dict(clause) for clause in clauses],
        source=source,
        source_date=source_date,
        verified=verified,
        **written_by(actor),
    )
    record(actor, acts.WRITE_AGREEMENT, detail={"agreement": agreement, "version": row.pk})
    return row


def _check(valid_from: dt.date, valid_to: dt.date | None, source: str) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise Conflict("It would end before it begins")
    if not source.strip():
        raise Conflict("A rule needs its source")
