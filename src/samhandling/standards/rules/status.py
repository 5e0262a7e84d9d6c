"""Rules on new, changed and cancelled messages (HISD 1154:2018)."""

from collections.abc import Iterator

from samhandling.standards.content import status_element
from samhandling.standards.facts import STATUSES
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule


@rule("HISD 1154:2018; HISD 80806 (O fra eldre systemer)")
def the_status_is_allowed_for_the_type(letter: Letter) -> Iterator[Finding]:
    """N, M and C only, and M only for reports. Others are taken: O and A as a change, the rest as unknown."""
    status = status_element(letter.content)
    if status is None or letter.row is None:
        return
    given = status.get("V", "").strip()
    if given in letter.row.statuses:
        return
    handled = STATUSES.get(given)
    yield Finding(
        status,
        f"status {given!r} is not to be used for {letter.row.code}; handled as {handled or 'unknown'}",
        f"status «{given}» skal ikke brukes for {letter.row.name}; behandles som {_IN_WORDS[handled]}",
        "V",
    )


_IN_WORDS = {"N": "ny", "M": "endring", "C": "kansellering", None: "ukjent"}

STATUS = (the_status_is_allowed_for_the_type,)
