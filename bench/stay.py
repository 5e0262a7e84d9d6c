"""The pure heart of a stay: one fold of 40 messages, what is owed, its ledger, and folding many stays.

Events are parsed beforehand; reading the documents is measured on its own. Goal: a fold of a 40-message stay
in 1 ms or less.
"""

import gc
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from samhandling.stay.events import (
    Address,
    Dialog,
    Helseopplysninger,
    Hendelse,
    Logistikk,
    Message,
    Patient,
    Rapport,
    Receipt,
    Recipient,
)
from samhandling.stay.fold import fold
from samhandling.stay.ledger import ledger
from samhandling.stay.obligations import obligations
from samhandling.stay.replies import Choice, ReplyText, compose
from samhandling.stay.rules import rules
from samhandling.stay.times import Moment

HOSPITAL = Address(8900100, 8900103, "Lilleby sykehus", "Indremedisin")
BYDEL = Address(8900200, 8900201, "Bydel Fjordgløtt", "Saksbehandling")
START = datetime(2024, 5, 3, 6, 15, tzinfo=UTC)


def measure(rounds: int = 300, stays: int = 1000) -> dict[str, float]:
    """Return medians in milliseconds for one 40-message stay, and stays folded per second."""
    events = stay_events("14854212304")
    (stay,), now = fold(events), START + timedelta(days=40)
    return {
        "messages": sum(isinstance(event, Message) for event in events),
        "fold_ms": _median(lambda: fold(events), rounds),
        "fold_best_ms": _best(lambda: fold(events), rounds),
        "obligations_ms": _median(lambda: obligations(stay, rules(), now), rounds),
        "ledger_ms": _median(lambda: ledger(stay, rules(), now), rounds),
        "stays_per_second": _per_second(stays),
    }


def stay_events(number: str) -> list[Message | Receipt]:
    """A long stay: daily updates, two periods, yes and no, questions, documents; 40 messages, 40 receipts."""
    told = _Told(Patient((("FNR", number),), "Rypefjær", "Borghild", "1942-05-14", "2"))
    admitted = Hendelse("1", Moment.of(START))
    told.say("LOG_INNLAGT", Logistikk((admitted,)))
    told.say("INNLEGGELSESRAPPORT", Rapport(), sender=BYDEL)
    first = told.say("HELSEOPPL_SOKNAD", _information("1", 4))
    for day in range(5, 23):
        told.say("HELSEOPPL_SOKNAD", _information("2", day), status="M", refers_to=first)
    for _ in range(3):
        asked = told.say("DIALOG_FORESPORSEL", Dialog("9152", "8", "Når?"), sender=BYDEL, status="")
        told.say("DIALOG_SVAR", Dialog("9069", "5", "Snart."), refers_to=asked, status="")
    for _ in range(2):
        ready = told.say("LOG_UTSKRIVNINGSKLAR", Logistikk((admitted, Hendelse("3", told.today()))))
        for choice in (Choice.EXPECTED, Choice.UNKNOWN, Choice.OFFER_READY):
            text = Dialog("9155", "1", compose(ReplyText(choice), rules()))
            told.say("DIALOG_NOTAT", text, sender=BYDEL, refers_to=ready, status="")
        told.say("LOG_AVMELDING", Logistikk((admitted, Hendelse("4", told.today()))))
    told.say("LOG_UTSKRIVNINGSKLAR", Logistikk((admitted, Hendelse("3", told.today()))))
    told.say("UTSKRIVNINGSRAPPORT", Rapport())
    told.say("LOG_UTSKREVET", Logistikk((Hendelse("2", told.today()),), "1", "1"))
    return told.events


class _Told:
    def __init__(self, patient: Patient) -> None:
        self.patient, self.at, self.events = patient, START, list[Message | Receipt]()

    def today(self) -> Moment:
        return Moment.of(self.at.date())

    def say(
        self, code: str, content: Any, *, sender: Address = HOSPITAL, status: str = "N", refers_to: str = ""
    ) -> str:
        self.at += timedelta(hours=14)
        msg_id = f"{self.patient.idents[0][1]}-{len(self.events)}"
        receiver = BYDEL if sender == HOSPITAL else HOSPITAL
        message = Message(
            msg_id, code, self.at, sender, (Recipient(receiver),), self.patient, status, refers_to,
            refers_to or msg_id, content,
        )  # fmt: skip
        hers = (receiver.virksomhet, receiver.her)
        self.events += [message, Receipt(f"r-{msg_id}", msg_id, hers, "1", self.at + timedelta(minutes=1))]
        return msg_id


def _information(kind: str, day: int) -> Helseopplysninger:
    return Helseopplysninger(kind, (Hendelse("3", Moment.read(f"2024-05-{day:02}")),))


def _median(act: Callable[[], object], rounds: int) -> float:
    return statistics.median(_times(act, rounds))


def _best(act: Callable[[], object], rounds: int) -> float:
    """The fastest round: what the code costs when nothing else runs."""
    return min(_times(act, rounds))


def _times(act: Callable[[], object], rounds: int) -> list[float]:
    act()
    gc.collect()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - begun))
    return times


def _per_second(stays: int) -> float:
    """Every patient folded apart, as a node's rebuild does it; made beforehand."""
    everybody = [stay_events(f"{number:011}") for number in range(stays)]
    begun = time.perf_counter()
    for events in everybody:
        fold(events)
    return stays / (time.perf_counter() - begun)


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name}: {figure:.3f}")
