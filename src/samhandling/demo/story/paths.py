"""The ways that a stay can go. Each is a list of steps; the stay stops by itself when it reaches today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from samhandling.demo.letters.logistikk import SYKEHJEM, melding_om_innlagt
from samhandling.demo.sector import whole_sector
from samhandling.demo.story import dialogs, steps
from samhandling.demo.story.stay import Letter, Stay
from samhandling.stay.replies import Choice, ReplyText

Path = Callable[[Stay, dt.datetime], None]

HELSEHUS = 8900501
SOLVANG = 8900801
CAN_TODAY = ReplyText(Choice.CAN_RECEIVE, service="Hjemmesykepleie", note="Hjemmetjenesten kommer i kveld.")
CAN_TOMORROW = ReplyText(
    Choice.OFFER_READY, service="Hjemmesykepleie", note="Fra kl. 12 i morgen. Send medisiner med for to døgn."
)
CANNOT = ReplyText(
    Choice.EXPECTED, place="Ullern helsehus", reason="Venter på plass i sykehjem eller helsehus"
)
NOW_READY = ReplyText(Choice.OFFER_READY, place="Ullern helsehus", note="Fra kl. 11 i morgen.")
ON_SOLVANG = "Pasienten får plass på Solvang omsorgssenter, som bydelen har avtale med."


def home_to_services(stay: Stay, wanted: dt.datetime) -> None:
    """Known to home care: told, answered, warned, updated, ready, home the same or the next day."""
    steps.admit(stay, wanted)
    innlagt = steps.tell_of_admission(stay)
    steps.report_from_home(stay, innlagt)
    varsel = steps.warn(stay)
    stay.go_to(stay.at + dt.timedelta(days=stay.case.days / 2))
    steps.update(stay, varsel)
    _until_expected(stay)
    klar = steps.declare_ready(stay)
    steps.answer_ready(stay, klar, CAN_TODAY)
    stay.wait()
    steps.discharge(stay)


def home_with_questions(stay: Stay, wanted: dt.datetime) -> None:
    """As `home_to_services`, with a question about the discharge and dialogs about wounds and training."""
    steps.admit(stay, wanted)
    innlagt = steps.tell_of_admission(stay)
    steps.report_from_home(stay, innlagt)
    varsel = steps.warn(stay)
    stay.wait(days=1, office=True)
    dialogs.ask_for_status(stay)
    stay.wait(hours=20)
    steps.update(stay, varsel, days=1)
    dialogs.discuss_wounds(stay)
    dialogs.discuss_training(stay)
    _until_expected(stay)
    klar = steps.declare_ready(stay)
    steps.answer_ready(stay, klar, CAN_TOMORROW)
    stay.wait(hours=18)
    steps.discharge(stay)


def waiting_for_a_place(stay: Stay, wanted: dt.datetime) -> None:
    """The district cannot take the patient when ready; days later there is a place at Ullern helsehus."""
    steps.admit(stay, wanted)
    innlagt = steps.tell_of_admission(stay)
    steps.report_from_home(stay, innlagt)
    varsel = steps.warn(stay)
    stay.go_to(stay.at + dt.timedelta(days=stay.case.days / 2))
    steps.update(stay, varsel, days=1)
    _until_expected(stay)
    klar = steps.declare_ready(stay)
    place_by = (stay.at + dt.timedelta(days=2)).date()
    steps.answer_ready(stay, klar, CANNOT._replace(date=place_by))
    steps.confirm_payer(stay)
    stay.wait(days=2, office=True)
    steps.answer_ready(stay, klar, NOW_READY)
    stay.wait(hours=18)
    if "sykehjemsetaten" in stay.sector:
        steps.discharge(stay, SYKEHJEM, HELSEHUS)


def ill_again(stay: Stay, wanted: dt.datetime) -> None:
    """Ready, then ill again: avmelding; some days later ready once more."""
    steps.admit(stay, wanted)
    innlagt = steps.tell_of_admission(stay)
    steps.report_from_home(stay, innlagt)
    varsel = steps.warn(stay)
    _until_expected(stay)
    first = steps.declare_ready(stay)
    steps.answer_ready(stay, first, CAN_TOMORROW)
    stay.wait(hours=12)
    steps.withdraw(stay, first)
    stay.expected += dt.timedelta(days=3)
    steps.update(stay, varsel)
    stay.wait(days=2)
    second = steps.declare_ready(stay)
    steps.answer_ready(stay, second, CAN_TODAY)
    stay.wait()
    steps.discharge(stay)


def unknown_to_the_district(stay: Stay, wanted: dt.datetime) -> None:
    """No services before: the district does not know the patient, and registers them from the warning."""
    steps.admit(stay, wanted)
    varsel = steps.warn(stay)
    steps.register_unknown(stay)
    stay.wait(days=stay.case.days / 2)
    steps.update(stay, varsel)
    _until_expected(stay)
    klar = steps.declare_ready(stay)
    steps.answer_ready(stay, klar, CAN_TODAY)
    stay.wait()
    rapport = steps.discharge(stay)
    stay.wait(hours=4)
    dialogs.report_fault(stay, rapport, "Rapporten mangler hvem som skal følge opp blodprøver etter utreise.")


def just_come(stay: Stay, wanted: dt.datetime) -> None:
    """Nobody at the district has looked at the warning yet, about a patient whom they do not know."""
    steps.admit(stay, wanted)
    steps.send_warning(stay)


def cancelled(stay: Stay, wanted: dt.datetime) -> None:
    """Melding om innlagt was sent about the wrong stay: cancelled, and the right one sent."""
    steps.admit(stay, wanted)
    wrong = steps.tell_of_admission(stay)
    _cancel_admission(stay, wrong)
    stay.wait()
    right = steps.tell_of_admission(stay)
    steps.report_from_home(stay, right)
    steps.warn(stay)
    _until_expected(stay)
    klar = steps.declare_ready(stay)
    steps.answer_ready(stay, klar, CAN_TODAY)
    stay.wait()
    steps.discharge(stay)


def death(stay: Stay, wanted: dt.datetime) -> None:
    """The patient dies in hospital."""
    steps.admit(stay, wanted)
    innlagt = steps.tell_of_admission(stay)
    steps.report_from_home(stay, innlagt)
    steps.warn(stay)
    stay.wait(days=2)
    steps.tell_of_death(stay)


def to_solvang(stay: Stay, wanted: dt.datetime) -> None:
    """To a private home whose older system refuses the first report: then 1.5, then the telephone."""
    steps.admit(stay, wanted)
    steps.warn(stay)
    steps.register_unknown(stay)
    _until_expected(stay)
    klar = steps.declare_ready(stay)
    steps.answer_ready(stay, klar, ON_SOLVANG)
    stay.wait(hours=18)
    if "solvang" in stay.sector:
        steps.discharge_to_foreign(stay, SOLVANG)


def _cancel_admission(stay: Stay, wrong: Letter) -> None:
    letter = stay.send(
        melding_om_innlagt,
        stay.case.service,
        wrong.receiver,
        stay.nurse,
        stay.admitted,
        refers_to=wrong.reference,
        status="C",
        unit=stay.case.ward,
    )
    stay.wait()
    stay.open(whole_sector().owner(wrong.receiver), stay.home_nurse, letter)


def _until_expected(stay: Stay) -> None:
    """Wait until the morning of the expected day, if it has not come."""
    morning = dt.datetime.combine(stay.expected, dt.time(9), stay.at.tzinfo)
    if morning > stay.at:
        stay.go_to(morning)
    else:
        stay.wait()
