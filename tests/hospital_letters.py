"""Letters of a stay between Diakonhjemmet and Frogner, written as the demo's people write them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from samhandling.demo.cases import cases
from samhandling.demo.letters.cover import Cover
from samhandling.demo.letters.dialog import helsefaglig_dialog, svar_om_utskrivningsklar
from samhandling.demo.letters.helseopplysninger import oppdaterte_opplysninger, varsel_om_innlagt
from samhandling.demo.letters.logistikk import (
    avmelding,
    melding_om_innlagt,
    melding_om_utskrevet,
    melding_om_utskrivningsklar,
)
from samhandling.demo.letters.utskrivningsrapport import utskrivningsrapport
from samhandling.demo.population import Patient, population
from samhandling.demo.sector import whole_sector
from samhandling.standards.definition import OSLO
from samhandling.standards.envelope import Reference

GERIATRI, SAKSBEHANDLING, SYKEPLEIE = 8900105, 8900201, 8900202
CASE = next(case for case in cases().values() if case.service == GERIATRI)


def of_frogner(number: int = 0) -> Patient:
    """A synthetic patient of bydel Frogner with a fødselsnummer."""
    found = [one for one in population() if one.district == "frogner" and one.id_kind == "FNR"]
    return found[number]


@dataclass
class Course:
    """One patient's stay, letter by letter: each takes a day's clock and gives (MsgId, document)."""

    patient: Patient = field(default_factory=of_frogner)
    admitted: dt.datetime = dt.datetime(2026, 3, 2, 9, 15, tzinfo=OSLO)

    def admission(self, at: dt.datetime) -> tuple[str, bytes]:
        return self.write(melding_om_innlagt, at, SYKEPLEIE, self.admitted)

    def warning(self, at: dt.datetime, expected: dt.date) -> tuple[str, bytes]:
        return self.write(varsel_om_innlagt, at, SAKSBEHANDLING, CASE, expected)

    def update(self, at: dt.datetime, expected: dt.date, before: str) -> tuple[str, bytes]:
        told = {"refers_to": Reference(before, before), "status": "M"}
        return self.write(oppdaterte_opplysninger, at, SAKSBEHANDLING, CASE, expected, **told)

    def ready(self, at: dt.datetime, on: dt.date | None = None, **told: Any) -> tuple[str, bytes]:
        day = on or at.date()
        return self.write(melding_om_utskrivningsklar, at, SAKSBEHANDLING, self.admitted, day, **told)

    def withdrawal(self, at: dt.datetime, ready: dt.date, before: str) -> tuple[str, bytes]:
        refers = Reference(before, before)
        return self.write(avmelding, at, SAKSBEHANDLING, self.admitted, ready, at, refers_to=refers)

    def report(self, at: dt.datetime) -> tuple[str, bytes]:
        return self.write(utskrivningsrapport, at, SYKEPLEIE, CASE, self.admitted, at)

    def departure(self, at: dt.datetime, to: str = "1", condition: str = "1") -> tuple[str, bytes]:
        return self.write(melding_om_utskrevet, at, SYKEPLEIE, at, to, condition)

    def reply(self, at: dt.datetime, text: str, notice: str) -> tuple[str, bytes]:
        told = {"refers_to": Reference(notice, notice), "sender": SAKSBEHANDLING}
        return self.write(svar_om_utskrivningsklar, at, GERIATRI, text, **told)

    def dialog(self, at: dt.datetime, text: str, notice: str) -> tuple[str, bytes]:
        told = {"refers_to": Reference(notice, notice), "sender": SAKSBEHANDLING}
        return self.write(helsefaglig_dialog, at, GERIATRI, "Utskrivningsklar", text, **told)

    def write(self, letter: Any, at: dt.datetime, to: int, *arguments: Any, **told: Any) -> tuple[str, bytes]:
        sender = told.pop("sender", GERIATRI)
        author = next(w for w in whole_sector().owner(sender).people if sender in w.services and w.hpr)
        msg_id = str(uuid.uuid4())
        cover = Cover(msg_id, at, sender, to, author, self.patient, **told)
        return msg_id, letter(cover, *arguments)


def at(day: int, hour: int = 10, minute: int = 0, month: int = 3) -> dt.datetime:
    """A moment of 2026 by the clock in Norway."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=OSLO)
