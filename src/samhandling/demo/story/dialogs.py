"""What hospital and district ask and tell each other during a stay, beside the messages of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.demo.letters.dialog import (
    asking,
    avvik,
    foresporsel,
    helsefaglig_dialog,
    svar_paa_foresporsel,
)
from samhandling.demo.story.paper import pdf
from samhandling.standards.envelope import Attachment

if TYPE_CHECKING:
    from samhandling.demo.story.stay import Letter, Stay

STATUS_FROM_PLO = (9152, "8")
MANGELFULLE_OPPLYSNINGER = "2"  # 8117


@dataclass(frozen=True)
class Topic:
    """What a helsefaglig dialog is about. `profession` is who is wanted at the receiver (9060)."""

    tema: str
    question: str
    answer: str
    profession: str


WOUNDS = Topic(
    "Sårstell etter utreise",
    "Vedlagt er planen for sårstell. Har dere utstyret, eller skal vi sende med for første uke?",
    "Takk. Vi har utstyr til to uker. Send gjerne med resept på bandasjer.",
    "SP",
)
TRAINING = Topic(
    "Opptrening etter utreise",
    "Pasienten bør fortsette opptrening hjemme. Kan dere komme første uke etter utreise?",
    "Vi setter opp hjemmebesøk to dager etter utreise. Send gjerne treningsprogrammet med pasienten.",
    "FT",
)


def ask_for_status(stay: Stay) -> None:
    """The district asks when the patient is expected home, the hospital answers."""
    question = (
        "Når regner dere med at pasienten er utskrivningsklar? Vi planlegger bemanningen for neste uke."
    )
    spurt = stay.send(
        foresporsel,
        stay.case_work,
        stay.ward_inbox,
        stay.case_worker,
        STATUS_FROM_PLO,
        question,
        version="1.1",
    )
    stay.wait()
    stay.open(stay.hospital, stay.coordinator, spurt)
    asked = asking(spurt.cover, STATUS_FROM_PLO, question)
    answer = f"Vi regner med {stay.expected:%d.%m.%Y}, om det ikke kommer noe nytt."
    svar = stay.send(
        svar_paa_foresporsel,
        stay.ward_inbox,
        stay.case_work,
        stay.coordinator,
        asked,
        answer,
        refers_to=spurt.reference,
    )
    stay.wait(office=True)
    stay.open(stay.district, stay.case_worker, svar)


def report_fault(stay: Stay, letter: Letter, what: str) -> None:
    """Send Tilbakemelding om feil i mottatt melding; the hospital calls and puts it right by a new report."""
    melding = stay.send(
        avvik,
        letter.receiver,
        letter.sender,
        stay.home_nurse,
        MANGELFULLE_OPPLYSNINGER,
        what,
        refers_to=letter.reference,
    )
    stay.wait()
    stay.open(stay.hospital, stay.coordinator, melding)
    stay.act(
        stay.hospital, stay.coordinator, "note", form="phone", text=f"Ringte {stay.district.name}. {what}"
    )


def discuss_wounds(stay: Stay) -> None:
    """A helsefaglig dialog between the ward and home nursing, with a plan attached."""
    plan = Attachment("Plan for sårstell", "application/pdf", pdf("Plan for sårstell", stay.case.follow_up))
    _discuss(stay, WOUNDS, stay.home_nursing, (plan,))


def discuss_training(stay: Stay) -> None:
    """A helsefaglig dialog between the ward and the district's physiotherapist."""
    _discuss(stay, TRAINING, stay.district.service("KR01").her)


def _discuss(stay: Stay, topic: Topic, receiver: int, plans: tuple[Attachment, ...] = ()) -> None:
    outside = (stay.ward_inbox, receiver, stay.nurse)
    words = (topic.tema, topic.question, topic.profession)
    asked = stay.send(helsefaglig_dialog, *outside, *words, attachments=plans)
    stay.wait(office=True)
    worker = next(w for w in stay.district.people if receiver in w.services)
    stay.open(stay.district, worker, asked)
    back = (receiver, stay.ward_inbox, worker)
    svar = stay.send(helsefaglig_dialog, *back, topic.tema, topic.answer, refers_to=asked.reference)
    stay.wait()
    stay.open(stay.hospital, stay.nurse, svar)
