"""A verdict as one line of JSON, or as lines for a person."""

import json
from collections.abc import Iterator

from samhandling.cli.documents import shown
from samhandling.standards import catalogue
from samhandling.standards.issues import Issue
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.verdict import Verdict

Json = dict[str, object]


def verdict_json(name: str, found: Verdict) -> str:
    """The object of issue 2 § 3: one per file and line. `apprec` is null for what is never answered."""
    facts = found.facts
    return json.dumps(
        {
            "file": shown(name),
            "verdict": found.outcome,
            "reason": found.reason,
            "type": type_code(found) or None,
            "version": facts.version if facts else None,
            "status": facts.status if facts else None,
            "msg_id": (facts.msg_id or None) if facts else None,
            "issues": [_issue(issue) for issue in found.issues],
            "apprec": _apprec(found),
        },
        ensure_ascii=False,
    )


def type_code(found: Verdict) -> str:
    """The type's code of 8279, empty where nothing tells it; a receipt is one also where it has no facts."""
    if found.facts:
        return found.facts.type_code
    return catalogue.APPREC.code if found.reason == "receipt" else ""


def _issue(issue: Issue) -> Json:
    return {
        "rule": issue.rule,
        "severity": issue.severity,
        "line": issue.line,
        "path": issue.path,
        "message": issue.message,
        "source": issue.source,
    }


def _apprec(found: Verdict) -> Json | None:
    """The receipt of the first receiver that is us."""
    if found.outcome == "ignore":
        return None
    errors = first_errors(found)
    listed = [{"code": error.code, "text": error.text} for error in errors]
    return {"status": "2" if errors else "1", "errors": listed}


def first_errors(found: Verdict) -> tuple[ReceiptError, ...]:
    """What the receipt of the first receiver that is us says."""
    return found.errors_for(found.recipients[0]) if found.recipients else found.errors


def verdict_text(name: str, found: Verdict) -> str:
    """The verdict with its reasons, and each issue on a line."""
    return "\n".join([f"{shown(name)}: {_in_words(found)}", *map(_line, found.issues)])


WORDS = {"accept": "accepted", "reject": "rejected", "ignore": "ignored"}


def _in_words(found: Verdict) -> str:
    return " ".join([WORDS[found.outcome] + _because(found), *_identity(found)])


def _because(found: Verdict) -> str:
    codes = ", ".join(error.code for error in first_errors(found)) if found.outcome == "reject" else ""
    why = found.reason or codes
    return f" ({why})" if why else ""


def _identity(found: Verdict) -> Iterator[str]:
    facts = found.facts
    if facts is None:
        yield from filter(None, (type_code(found),))
    else:
        yield from filter(None, (facts.type_code, facts.version, facts.status, facts.msg_id))


def _line(issue: Issue) -> str:
    source = f" ({issue.source})" if issue.source else ""
    return f"  {issue.severity}: {issue}{source}"
