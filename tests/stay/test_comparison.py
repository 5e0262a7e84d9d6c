"""Where the ends differ, the fact that one lacks is named."""

from datetime import date

from samhandling.stay.accounts import account
from samhandling.stay.billing import draft, issue
from samhandling.stay.comparison import Side, compare, not_asked
from samhandling.stay.events import Message, Receipt
from samhandling.stay.invoice import Party
from samhandling.stay.rules import rules, with_rows
from stay.story import FJORD, HOSPITAL, Story, at, normal

NOW = "2024-06-02 12:00"
MAY = date(2024, 5, 1)


def a_month():
    story = normal()
    klar = story.klar()
    story.gjor("payer-confirmed", "2024-05-06 13:00", about=klar)
    return story, klar


def with_only(story, keep):
    """The same story at an end that holds only some of its events."""
    other = Story()
    other.events = [event for event in story.events if keep(event)]
    return other


def accounts(story, in_force=None):
    return [account(stay, in_force or rules(), at(NOW)) for stay in story.stays()]


def ids(story):
    return {event.msg_id if isinstance(event, Message) else event.receipt_id for event in story.events}


def basis_of(story):
    made = draft(accounts(story), FJORD.virksomhet, MAY, [], at(NOW))
    return issue(
        made,
        accounts(story),
        number="1",
        hospital=Party(HOSPITAL.virksomhet, "Lilleby"),
        municipality=Party(FJORD.virksomhet, "Fjordgløtt"),
        at=at(NOW),
    )


def held_against(basis, story, in_force=None):
    return compare(basis, accounts(story, in_force), ids(story))


def test_equal_facts_agree_although_acts_are_known_at_one_end_only():
    story, _ = a_month()
    bydel = with_only(story, lambda _: True)
    assert [one.differences for one in held_against(basis_of(story), bydel)] == [()]


def test_an_offer_that_never_reached_the_hospital_is_what_the_hospital_lacks():
    story, klar = a_month()
    svar = story.svar(klar, "2024-05-08 09:00", "offer-ready")
    hospital = with_only(story, lambda event: event.msg_id != svar)
    hospital.acts = story.acts
    (line,) = held_against(basis_of(hospital), story)
    first = line.differences[0]
    assert (first.date, first.theirs, first.expected) == (date(2024, 5, 8), 5745, 0)
    assert {(one.side, one.id) for one in first.lacking} >= {(Side.THEM, svar)}
    assert "Svar på utskrivningsklar pasient, sendt 08.05.2024 kl. 09.00" in [o.what for o in first.lacking]
    assert first.words.nb == "Regnskapet her: Kommunen har meldt at tilbudet er klart."


def test_a_notice_that_never_came_is_what_the_bydel_lacks_and_the_basis_says_what_it_is():
    story, klar = a_month()
    bydel = with_only(story, lambda event: event.msg_id != klar)
    (line,) = held_against(basis_of(story), bydel)
    assert line.account is None
    first = line.differences[0]
    assert first.words.nb == "Varselet som linjen bygger på, finnes ikke her."
    lacking = {one.id: one.what for one in first.lacking if one.side is Side.US}
    assert lacking[klar] == "Melding om utskrivningsklar pasient, sendt 06.05.2024 kl. 10.00"


def test_a_cancellation_that_never_reached_the_hospital_is_named():
    story, klar = a_month()
    basis = basis_of(story)
    gone = story.kanseller(klar, "2024-05-07 09:00")
    first = held_against(basis, story)[0].differences[0]
    assert first.words.nb == "Regnskapet her har ikke denne dagen i perioden."
    (lacking,) = [one for one in first.lacking if one.id == gone]
    assert lacking.what.startswith("Melding om utskrivningsklar pasient (kansellering), sendt 07.05.2024")


def test_a_section_8_notice_that_was_refused_here_is_named():
    story, _ = a_month()
    first = next(e for e in story.events if getattr(e, "type_code", "") == "HELSEOPPL_SOKNAD").msg_id
    bydel = with_only(story, lambda event: not (isinstance(event, Receipt) and event.msg_id == first))
    (line,) = held_against(basis_of(story), bydel)
    (lacking, *_) = line.differences[0].lacking
    assert lacking.side is Side.US
    assert lacking.what.startswith("Positiv kvittering for helseopplysninger")


def test_another_price_here_is_named_with_both():
    story, _ = a_month()
    dearer = with_rows({"price": [{"valid_from": date(2024, 1, 1), "kr": 6000, "source": "feil brev"}]})
    (line,) = held_against(basis_of(story), story, dearer)
    assert line.differences[0].words.nb == "Ulik døgnpris: 5745 kr der, 6000 kr her. Se Regler og avtaler."


def test_equal_facts_judged_by_other_rules_say_so():
    story, klar = a_month()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-08")
    basis = basis_of(story)
    lenient = with_rows(
        {"setting": [{"key": "dated_yes_without_offer", "value": "payable", "source": "avtalen"}]}
    )
    made = draft(accounts(story, lenient), FJORD.virksomhet, MAY, [], at(NOW))
    assert made.total > basis.total
    bydel = compare(
        issue(made, accounts(story), number="2", hospital=Party(HOSPITAL.virksomhet, ""),
              municipality=Party(FJORD.virksomhet, ""), at=at(NOW)),
        accounts(story), ids(story),
    )  # fmt: skip
    assert "Da er det reglene som er ulike" in bydel[0].differences[0].words.nb


def test_a_correction_is_measured_against_what_was_asked_for_before():
    story, klar = a_month()
    may = basis_of(story)
    story.kanseller(klar, "2024-06-01 09:00")
    now, june = at("2024-07-02 12:00"), date(2024, 6, 1)
    later = [account(stay, rules(), now) for stay in story.stays()]
    made = draft(later, FJORD.virksomhet, june, [may], now)
    correction = issue(made, later, number="2", hospital=may.hospital, municipality=may.municipality, at=now)
    assert [one.differences for one in compare(correction, later, ids(story), [may])] == [()]


def test_days_that_count_here_and_are_not_asked_for_are_told():
    story, _ = a_month()
    (line,) = basis_of(story).lines
    fewer = Story()
    fewer.events, fewer.acts = story.events, story.acts
    basis = basis_of(fewer)
    shorter = type(basis)(
        **{
            name: getattr(basis, name)
            for name in ("number", "issued_at", "hospital", "municipality", "month")
        },
        lines=(line._replace(days=line.days[:-2]),),
    )
    assert [one.date.day for one in not_asked(shorter, accounts(story))] == [30, 31]
