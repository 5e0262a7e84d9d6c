"""A rule: one small function that yields what it finds, with its source and what follows from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from samhandling.errors import Issue, Severity
from samhandling.standards.definition import line, path
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.rules.letter import Letter

MOST = 20
"""A rule reports so many findings in one message: enough for a reader, bounded for a hostile document."""


class Finding(NamedTuple):
    """Where a rule is broken, and how, in English and bokmål. `attribute` is the attribute that is meant."""

    element: XmlElement
    message: str
    message_no: str
    attribute: str = ""


Check = Callable[[Letter], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check. `code` is the code of 8221 it rejects with; without one it only warns.

    `setting` names the field of ReceivingPolicy that turns rejection into a warning where it says "warn".
    `types` are the codes of 8279 that it is about; none: every type.
    """

    name: str
    meaning: str
    source: str
    check: Check
    code: str | None = None
    setting: str | None = None
    types: tuple[str, ...] = ()

    def issues(self, letter: Letter) -> list[Issue]:
        """What the rule finds in a message, as issues."""
        if self.types and letter.facts.type_code not in self.types:
            return []
        found = islice(self.check(letter), MOST)
        first = next(found, None)
        if first is None:  # mostly
            return []
        severity = self._severity(letter)
        return [self._issue(finding, severity) for finding in (first, *found)]

    def _severity(self, letter: Letter) -> Severity:
        lenient = self.setting is not None and getattr(letter.policy, self.setting) == "warn"
        return "warning" if self.code is None or lenient else "error"

    def _issue(self, finding: Finding, severity: Severity) -> Issue:
        where = path(finding.element) + (f"/@{finding.attribute}" if finding.attribute else "")
        return Issue(
            line=line(finding.element),
            path=where,
            rule=self.name,
            message=finding.message,
            message_no=finding.message_no,
            severity=severity,
            source=self.source,
            apprec_code=self.code or "",
        )


def rule(
    source: str, *, code: str | None = None, setting: str | None = None, types: tuple[str, ...] = ()
) -> Callable[[Check], Rule]:
    """Make a rule of a function: `msg_id_is_a_uuid` becomes the rule `msg-id-is-a-uuid`."""

    def make(check: Check) -> Rule:
        name = getattr(check, "__name__", "rule").replace("_", "-")
        return Rule(name, (check.__doc__ or "").strip(), source, check, code, setting, types)

    return make
