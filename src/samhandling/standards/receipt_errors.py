"""Why a message is rejected, in a receipt's own terms."""

from collections.abc import Iterable
from dataclasses import dataclass

from samhandling.errors import Issue

LONGEST = 1000
"""Characters of explanation per error: it is shown to a person (80415 § 3.3.5)."""


@dataclass(frozen=True, slots=True)
class ReceiptError:
    """A code of 8221 and its explanation (OT) in bokmål."""

    code: str
    text: str = ""


def receipt_errors(issues: Iterable[Issue]) -> tuple[ReceiptError, ...]:
    """One error per code, with every explanation that belongs to it; warnings give none.

    Source: 80415 § 3.3.4 (several errors only where there are several concrete faults).
    """
    texts: dict[str, list[str]] = {}
    for issue in issues:
        if issue.severity == "error":
            texts.setdefault(issue.apprec_code, []).append(_explained(issue))
    return tuple(ReceiptError(code, _joined(found)) for code, found in texts.items())


def _explained(issue: Issue) -> str:
    where = f"linje {issue.line}: " if issue.line else ""
    return where + "".join(sign if sign.isprintable() else " " for sign in issue.message_no)


def _joined(texts: list[str]) -> str:
    """All that there is room for, and how many are left out."""
    kept = list(dict.fromkeys(texts))
    while len(kept) > 1 and len("; ".join(kept)) > LONGEST:
        kept.pop()
    left = len(dict.fromkeys(texts)) - len(kept)
    return "; ".join(kept)[:LONGEST] + (f"; og {left} til" if left else "")
