"""Stays as lines of text, for people at a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from samhandling.cli.stay_account import Account
from samhandling.standards.definition import OSLO
from samhandling.stay.ledger import Day, State, total
from samhandling.stay.obligations import Obligation, Owed
from samhandling.stay.stays import Stay

STATES = {
    "nb": {
        State.PAYABLE: "betales",
        State.NOT_PAYABLE: "betales ikke",
        State.BLOCKED: "sperret",
        State.DISPUTED: "bestridt",
        State.NEEDS_DECISION: "må avgjøres",
    },
    "en": {
        State.PAYABLE: "payable",
        State.NOT_PAYABLE: "not payable",
        State.BLOCKED: "blocked",
        State.DISPUTED: "disputed",
        State.NEEDS_DECISION: "needs decision",
    },
}
HEADINGS = {
    "nb": ("Opphold", "Skyldes nå", "Døgn for døgn", "Å betale", "uten pris (ikke satt)", "Ingen opphold."),
    "en": ("Stay", "Owed now", "Day by day", "To pay", "without a price (ikke satt)", "No stays."),
}


def lines(account: Account, language: str) -> Iterator[str]:
    """Every stay with its messages and what is owed, then the ledger."""
    heading = HEADINGS[language]
    if not account.stays:
        yield heading[5]
    for stay, owed in account.owed:
        yield from _stay_text(stay, heading[0])
        yield from _owed_text([one for one in owed if one.is_open], heading[1], language)
    yield from _ledger_text(account.days, heading, language)


def _stay_text(stay: Stay, heading: str) -> Iterator[str]:
    admitted = stay.admitted.value.words() if stay.admitted else "?"
    yield f"{heading}: {stay.hospital.name} {admitted}: {stay.phase.value}"
    for one in stay.messages:
        at = one.said_at.astimezone(OSLO).strftime("%d.%m.%Y %H.%M")
        yield f"  {at}  {one.message.type_code:<22} {one.answered.value:<9} {one.standing.value}"
    for doubt in stay.doubts:
        yield f"  ? {doubt.words.nb}"


def _owed_text(owed: Sequence[Obligation], heading: str, language: str) -> Iterator[str]:
    if owed:
        yield f"  {heading}:"
    for one in owed:
        due = one.due.astimezone(OSLO).strftime("%d.%m.%Y %H.%M") if one.due else ""
        words = one.due_words.in_language(language)
        late = "!" if one.state is Owed.OVERDUE else " "
        what = one.rule.what.in_language(language)
        yield f"  {late} {one.owner}: {what} ({' '.join(filter(None, (due, words)))}; {one.rule.clause})"


def _ledger_text(days: Sequence[tuple[Stay, Day]], heading: Sequence[str], language: str) -> Iterator[str]:
    if not days:
        return
    yield f"{heading[2]}:"
    for _, day in days:
        price = f"{day.price:>7} kr" if day.price is not None else " " * 10
        state = STATES[language][day.state]
        yield f"  {_date(day.date)}  {state:<14} {price}  {day.reason.in_language(language)} ({day.clause})"
    whole = total([day for _, day in days])
    unpriced = f"; {whole.unpriced} {heading[4]}" if whole.unpriced else ""
    yield f"{heading[3]}: {whole.total} kr{unpriced}"


def _date(day: date) -> str:
    return day.strftime("%d.%m.%Y")
