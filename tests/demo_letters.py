"""Letters for a running demo sector: one of each usage, each about a patient of its own."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samhandling.demo.cases import cases
from samhandling.demo.letters import dialog, fastlege, helseopplysninger, innleggelsesrapport, logistikk
from samhandling.demo.letters import utskrivningsrapport as report
from samhandling.demo.letters.cover import Cover
from samhandling.demo.population import Patient, population
from samhandling.demo.sector import whole_sector
from samhandling.demo.story.paper import pdf
from samhandling.standards.envelope import Attachment, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from samhandling.demo.sector import Worker

SECTOR = whole_sector()
HOSPITAL, FROGNER, MAJORSTUEN = SECTOR["diakonhjemmet"], SECTOR["frogner"], SECTOR["majorstuen"]
WARD, INBOX, CASE_WORK, HOME_NURSING, GP = 8900104, 8900101, 8900201, 8900202, 8900601
CASE = cases()["hoftebrudd"]
NURSE, DOCTOR = HOSPITAL.worker("sykepleier"), HOSPITAL.worker("lege")
CASE_WORKER, HOME_NURSE = FROGNER.worker("saksbehandler"), FROGNER.worker("hjemmetjeneste")
FASTLEGE = MAJORSTUEN.worker("fastlege")
PATIENTS = [one for one in population() if one.district == "frogner" and one.services]


@dataclass(frozen=True)
class Usage:
    """A way to use a message: who writes to whom, and how."""

    name: str  # as the standard names the message
    sender: int
    receiver: int
    author: Worker
    write: Callable[[Cover, dt.datetime], bytes]
    options: dict = field(default_factory=dict)

    def letter(self, patient: Patient, now: dt.datetime) -> bytes:
        cover = Cover(
            str(uuid.uuid4()), now, self.sender, self.receiver, self.author, patient, **self.options
        )
        return self.write(cover, now)

    @property
    def sending_node(self) -> str:
        return SECTOR.owner(self.sender).slug

    @property
    def reader(self) -> Worker:
        """Someone at the receiver who may read it."""
        return next(w for w in SECTOR.owner(self.receiver).people if self.receiver in w.services)


def letter_to_frogner() -> bytes:
    """Melding om innlagt from the hospital to home nursing at Frogner."""
    return USAGES[0].letter(PATIENTS[0], dt.datetime.now(tz=dt.UTC))


def _earlier() -> dict[str, Reference]:
    first = str(uuid.uuid4())
    return {"refers_to": Reference(first, first)}


QUESTION = "Når regner dere med at pasienten er utskrivningsklar?"
PLAN = Attachment("Plan for sårstell", "application/pdf", pdf("Plan for sårstell", CASE.follow_up))
USAGES = [
    Usage("Melding om innlagt pasient", WARD, HOME_NURSING, NURSE, logistikk.melding_om_innlagt),
    Usage(
        "Melding om utskrivningsklar pasient",
        WARD,
        CASE_WORK,
        DOCTOR,
        lambda cover, now: logistikk.melding_om_utskrivningsklar(cover, now, now.date()),
    ),
    Usage(
        "Avmelding av utskrivningsklar pasient",
        WARD,
        CASE_WORK,
        DOCTOR,
        lambda cover, now: logistikk.avmelding(cover, now, now.date(), now),
    ),
    Usage("Melding om utskrevet pasient", WARD, HOME_NURSING, NURSE, logistikk.melding_om_utskrevet),
    Usage(
        "Orientering om dødsfall",
        GP,
        HOME_NURSING,
        FASTLEGE,
        lambda cover, now: logistikk.orientering_om_dodsfall(cover, now.date()),
    ),
    Usage(
        "Innleggelsesrapport",
        HOME_NURSING,
        INBOX,
        HOME_NURSE,
        lambda cover, _now: innleggelsesrapport.innleggelsesrapport(cover, CASE),
    ),
    Usage(
        "Helseopplysninger",
        WARD,
        CASE_WORK,
        NURSE,
        lambda cover, now: helseopplysninger.varsel_om_innlagt(cover, CASE, now.date()),
    ),
    Usage(
        "Utskrivningsrapport",
        WARD,
        HOME_NURSING,
        NURSE,
        lambda cover, now: report.utskrivningsrapport(cover, CASE, now, now),
    ),
    Usage(
        "Medisinske opplysninger",
        GP,
        HOME_NURSING,
        FASTLEGE,
        lambda cover, _now: fastlege.medisinske_opplysninger(cover, CASE),
    ),
    Usage(
        "Helseopplysninger til lege",
        HOME_NURSING,
        GP,
        HOME_NURSE,
        lambda cover, _now: fastlege.helseopplysninger_til_lege(cover, "Økende svimmelhet."),
    ),
    Usage(
        "Orientering om tjenestetilbud",
        CASE_WORK,
        GP,
        CASE_WORKER,
        lambda cover, _now: fastlege.orientering_om_tjenestetilbud(cover, cover.patient.services),
    ),
    Usage(
        "Forespørsel",
        CASE_WORK,
        INBOX,
        CASE_WORKER,
        lambda cover, _now: dialog.foresporsel(cover, (9152, "8"), QUESTION),
    ),
    Usage(
        "Svar på forespørsel",
        INBOX,
        CASE_WORK,
        NURSE,
        lambda cover, _now: dialog.svar_paa_foresporsel(
            cover, dialog.asking(cover, (9152, "8"), QUESTION), "I morgen."
        ),
        _earlier(),
    ),
    Usage(
        "Tilbakemelding om feil i mottatt melding",
        HOME_NURSING,
        INBOX,
        HOME_NURSE,
        lambda cover, _now: dialog.avvik(cover, "2", "Medisinlisten mangler."),
        _earlier(),
    ),
    Usage(
        "Tilbakemelding på mottak av utskrivningsklar pasient",
        CASE_WORK,
        INBOX,
        CASE_WORKER,
        lambda cover, _now: dialog.svar_om_utskrivningsklar(cover, "Vi kan ta imot i dag."),
        _earlier(),
    ),
    Usage(
        "Helsefaglig dialog",
        INBOX,
        HOME_NURSING,
        NURSE,
        lambda cover, _now: dialog.helsefaglig_dialog(cover, "Sårstell", "Har dere utstyret?", "SP"),
        {"attachments": (PLAN,)},
    ),
]
