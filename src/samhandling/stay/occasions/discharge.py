"""What is owed at discharge, and for any message that was refused."""

from collections.abc import Iterator

from samhandling.stay.acts import Departed, DocumentSentElsewhere, ServicesResumed
from samhandling.stay.occasions.asking import (
    SAME_MOMENT,
    accepted,
    acts_of,
    done_by,
    first_act,
    left,
    notified,
    of_type,
    other_side,
    sent,
)
from samhandling.stay.occasions.occasion import Occasion, rule
from samhandling.stay.standing import Answered
from samhandling.stay.stays import Stay


@rule("notify-discharge")
def notify_discharge(stay: Stay) -> Iterator[Occasion]:
    """Owed at death in hospital too."""
    told = of_type(stay, "LOG_UTSKREVET")
    departed = first_act(stay, Departed)
    if departed and (stay.municipalities or told):
        yield Occasion(departed.act_id, {"reist": left(stay)}, (departed.act_id,), sent(told))


@rule("discharge-report")
def discharge_report(stay: Stay) -> Iterator[Occasion]:
    yield from _after_discharge(stay, "UTSKRIVNINGSRAPPORT")


@rule("epikrise")
def epikrise(stay: Stay) -> Iterator[Occasion]:
    yield from _after_discharge(stay, "EPIKRISE")


def _after_discharge(stay: Stay, document: str) -> Iterator[Occasion]:
    """§ 12 follows a patient who leaves alive and whose municipality was notified."""
    if stay.left is None or stay.died or not (stay.notice or notified(stay)):
        return
    told = [one for one in of_type(stay, document) if one.counts]
    done = (told[0].said_at, told[0].evidence) if told else None
    elsewhere = next((act for act in acts_of(stay, DocumentSentElsewhere) if act.document == document), None)
    yield Occasion(document, {"reist": left(stay)}, stay.left.evidence, done or done_by(elsewhere))


@rule("resume-services")
def resume_services(stay: Stay) -> Iterator[Occasion]:
    for told in accepted(of_type(stay, "LOG_UTSKREVET")):
        resumed = [act for act in acts_of(stay, ServicesResumed) if act.at >= told.said_at - SAME_MOMENT]
        done = done_by(resumed[0] if resumed else None)
        yield Occasion(told.msg_id, {"reist": left(stay)}, told.evidence, done)
        return


@rule("send-again")
def send_again(stay: Stay) -> Iterator[Occasion]:
    """A refused message is not in the receiver's record; the same type, later and accepted, meets it."""
    for one in stay.messages:
        if one.answered is not Answered.REJECTED or not one.alive:
            continue
        again = [
            later
            for later in of_type(stay, one.message.type_code)
            if later.said_at >= one.said_at and later.answered is Answered.ACCEPTED and later.alive
            and later.message.sender.virksomhet == one.message.sender.virksomhet
        ]  # fmt: skip
        refused = min(k.at for k in one.known if k.at)
        by_hospital = one.message.sender.virksomhet == stay.hospital.virksomhet
        yield Occasion(
            one.msg_id,
            {"avvist": refused},
            one.evidence,
            sent(again),
            owner="hospital" if by_hospital else "municipality",
            municipality=other_side(stay, one),
        )
