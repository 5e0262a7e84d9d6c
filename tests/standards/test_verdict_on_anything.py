"""Whatever the bytes are, there is a verdict: nothing raises."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.errors import InvalidMessage
from samhandling.standards.receipt import build_receipt, receipt_facts
from samhandling.standards.verdict import Verdict, verdict
from standards.letters import attachment, copy_to, dialog, doctor, letter, notat, rapport

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SOUND = [
    letter(),
    letter(
        rapport(),
        type_code="INNLEGGELSESRAPPORT",
        others=copy_to(doctor(7)),
        attachments=attachment("JVBERi0="),
    ),
    letter(dialog(notat()), type_code="DIALOG_HELSEFAGLIG"),
]
PIECES = [
    b"",
    b"<",
    b">",
    b"&",
    b"/",
    b"\x00",
    b"\xff",
    b'"',
    b"x",
    b"0",
    b"HER",
    b"<MsgInfo>",
    b"</MsgInfo>",
    b"]]>",
]


@st.composite
def mutants(draw):
    """A sound message with pieces cut out, doubled, moved or put in."""
    given = draw(st.sampled_from(SOUND))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(given)))
        end = draw(st.integers(start, min(len(given), start + 60)))
        piece = draw(st.sampled_from([*PIECES, given[start:end] * 2, given[end : end + 40]]))
        given = given[:start] + piece + given[end:]
    return given


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_have_a_verdict(document):
    assert isinstance(verdict(document, None), Verdict)


@settings(deadline=None)
@given(mutants())
def test_any_mutant_has_a_verdict_that_can_be_answered(document):
    found = verdict(document, None)
    assert found.outcome in {"accept", "reject", "ignore"}
    assert (found.outcome == "ignore") == (found.reason is not None)
    assert (found.outcome == "reject") == bool(found.errors)
    if found.outcome != "ignore":
        _answer(document, found)


def _answer(document, found):
    """A receipt that validates, for every recipient of ours that has an address."""
    for recipient in found.recipients:
        errors = found.errors_for(recipient)
        status = "2" if errors else "1"
        try:
            made = build_receipt(document, recipient.her, status, errors, "id", NOW)
        except InvalidMessage as refused:
            raise AssertionError(str(refused)) from refused
        assert receipt_facts(made).status == status
