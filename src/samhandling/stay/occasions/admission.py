"""What is owed on admission and along the way."""

from collections.abc import Iterator

from samhandling.stay.acts import Admitted, NeedAssessed, ServicesPaused
from samhandling.stay.occasions.asking import (
    accepted,
    acts_of,
    admission,
    admission_is_exact,
    done_by,
    first_act,
    gone,
    her,
    notified,
    of_type,
    other_side,
    sent,
)
from samhandling.stay.occasions.occasion import Occasion, rule
from samhandling.stay.standing import Answered, Standing
from samhandling.stay.stays import Basis, Stay
from samhandling.stay.telling import section_8_to


@rule("need-assessment")
def need_assessment(stay: Stay) -> Iterator[Occasion]:
    """§ 7: on admission here."""
    if admitted := first_act(stay, Admitted):
        yield Occasion(
            admitted.act_id,
            {"innleggelse": admission(stay)},
            (admitted.act_id,),
            done_by(first_act(stay, NeedAssessed)),
            gone(stay),
        )


@rule("notify-admission")
def notify_admission(stay: Stay) -> Iterator[Occasion]:
    """For patients known to have services only; it neither meets § 8 nor blocks payment."""
    admitted = first_act(stay, Admitted)
    if admitted and admitted.services_known:
        done = sent(of_type(stay, "LOG_INNLAGT"))
        yield Occasion(
            admitted.act_id, {"innleggelse": admission(stay)}, (admitted.act_id,), done, gone(stay)
        )


@rule("admission-report")
def admission_report(stay: Stay) -> Iterator[Occasion]:
    """The clocks differ: HIS 1143 counts from admission, 80704 from the notice of admission."""
    for notice in accepted(of_type(stay, "LOG_INNLAGT")):
        reports = [one for one in of_type(stay, "INNLEGGELSESRAPPORT") if one.counts]
        done = (reports[0].said_at, reports[0].evidence) if reports else None
        clocks = {"mottatt melding om innlagt": notice.received_at, "innleggelse": admission(stay)}
        yield Occasion(notice.msg_id, clocks, notice.evidence, done, gone(stay))
        return


@rule("pause-services")
def pause_services(stay: Stay) -> Iterator[Occasion]:
    for notice in accepted(of_type(stay, "LOG_INNLAGT")):
        clocks = {"mottatt melding om innlagt": notice.received_at}
        yield Occasion(
            notice.msg_id, clocks, notice.evidence, done_by(first_act(stay, ServicesPaused)), gone(stay)
        )
        return


@rule("section-8-notice")
def section_8_notice(stay: Stay) -> Iterator[Occasion]:
    """Owed once a need is seen, or a 9140:1 or a ready notice shows that one was."""
    need = next((act for act in acts_of(stay, NeedAssessed) if act.need), None)
    ready = [one for one in of_type(stay, "LOG_UTSKRIVNINGSKLAR") if one.counts]
    seen = [one for one in stay.notices if one.alive] or ready
    if not (need or seen):
        return
    done = (stay.notice.value, stay.notice.evidence) if stay.notice else None
    clocks = {"behov avdekket": need.at if need else None, "innleggelse": admission(stay)}
    if not any(clocks.values()):
        clocks["innleggelse"] = seen[0].said_at
    evidence = (need.act_id,) if need else seen[0].evidence
    yield Occasion("section-8", clocks, evidence, done, gone(stay), exact=admission_is_exact(stay))
    yield from _section_8_to_others(stay)


def _section_8_to_others(stay: Stay) -> Iterator[Occasion]:
    """A municipality that was told of readiness, where the first notice under § 8 was another's."""
    firsts = {her(period): period for period, _ in reversed(notified(stay)) if not period.wrong_addressee}
    for municipality, period in firsts.items():
        own = section_8_to(stay.notices, municipality)
        if stay.notice is None or (own is not None and own.evidence == stay.notice.evidence):
            continue
        told = period.notices[0]
        yield Occasion(
            f"section-8/{municipality}",
            {"behov avdekket": told.said_at},
            told.evidence,
            (own.value, own.evidence) if own else None,
            gone(stay),
            municipality=municipality,
        )


@rule("updated-information")
def updated_information(stay: Stay) -> Iterator[Occasion]:
    """The ward's expected date is newer than, and differs from, the one the municipality was told."""
    own = [e for e in stay.expectations if e.basis is Basis.ACT]
    if not own or not stay.notices:
        return
    wanted = own[-1]
    told = [
        e
        for e in stay.expectations
        if e.basis is Basis.MESSAGE
        and e.answered is not Answered.REJECTED
        and e.standing is not Standing.CANCELLED
    ]
    same = [e for e in told if e.expected.day == wanted.expected.day]
    if told and told[-1] in same and told[-1].said_at < wanted.said_at:
        return  # nothing changed
    done = next(((e.said_at, e.evidence) for e in same if e.said_at >= wanted.said_at), None)
    yield Occasion(wanted.evidence[0], {"endret": wanted.said_at}, wanted.evidence, done, gone(stay))


@rule("answer-request")
def answer_request(stay: Stay) -> Iterator[Occasion]:
    for request in stay.requests:
        answer, message = request.answer, request.held.message
        done = (answer.said_at, answer.evidence) if answer else None
        from_hospital = message.sender.virksomhet == stay.hospital.virksomhet
        yield Occasion(
            message.msg_id,
            {"forespørsel": message.said_at},
            request.held.evidence,
            done,
            owner="municipality" if from_hospital else "hospital",
            municipality=other_side(stay, request.held),
        )
