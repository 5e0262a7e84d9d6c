"""What a month asks for, corrects and leaves out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.accounts import account
from samhandling.stay.billing import draft, issue
from samhandling.stay.invoice import Kind, Party, billed
from samhandling.stay.rules import rules, with_rows
from stay.story import FJORD, HOSPITAL, SKOG, at, normal

DS, BYDEL = Party(HOSPITAL.virksomhet, HOSPITAL.name), Party(FJORD.virksomhet, FJORD.name)
MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)


def waiting(ready="2024-05-06", *, confirmed=True):
    """Notified ready on a Monday; the bydel cannot take her."""
    story = normal()
    klar = story.klar(f"{ready} 10:00")
    story.svar(klar, f"{ready} 12:00", "unknown")
    if confirmed:
        story.gjor("payer-confirmed", f"{ready} 13:00", about=klar)
    return story, klar


def left(story, klar, day):
    story.svar(klar, f"{day} 08:00", "offer-ready")
    story.rapport(f"{day} 09:00")
    story.utskrevet(f"{day} 11:00")


def accounts(story, now, in_force=None):
    return [account(stay, in_force or rules(), at(now)) for stay in story.stays(in_force)]


def drafted(story, month, now, issued=(), in_force=None, to=FJORD):
    return draft(accounts(story, now, in_force), to.virksomhet, month, issued, at(now))


def issued(story, month, now, before=()):
    made = drafted(story, month, now, before)
    return issue(
        made,
        accounts(story, now),
        number=f"2024-{len(before) + 1}",
        hospital=DS,
        municipality=BYDEL,
        at=at(now),
    )


def test_nothing_is_issued_before_the_month_is_over():
    story, _ = waiting()
    made = drafted(story, MAY, "2024-05-31 23:00")
    assert [words.nb for words in made.obstacles] == ["Måneden er ikke slutt."]
    with pytest.raises(ValueError, match="not over"):
        issued(story, MAY, "2024-05-31 23:00")


def test_a_price_that_nobody_has_set_blocks_and_says_where_it_is_set():
    story = normal(admitted="2025-03-01T08:00:00")
    klar = story.klar("2025-03-03 10:00")
    story.svar(klar, "2025-03-03 12:00", "unknown")
    story.helseopplysninger("2025-03-01 12:00")
    made = drafted(story, date(2025, 3, 1), "2025-04-02 12:00")
    assert made.lines == ()
    assert [w.nb for w in made.obstacles] == [
        "Døgnprisen for 2025 er ikke satt. Den settes under Regler og avtaler."
    ]
    priced = with_rows({"price": [{"valid_from": date(2025, 1, 1), "kr": 6000, "source": "prøve"}]})
    story.gjor("payer-confirmed", "2025-03-03 13:00", about=klar)
    assert drafted(story, date(2025, 3, 1), "2025-04-02 12:00", in_force=priced).total == 29 * 6000


def test_a_payer_that_nobody_has_confirmed_leaves_the_days_out():
    story, klar = waiting(confirmed=False)
    left(story, klar, "2024-05-09")
    made = drafted(story, MAY, "2024-06-02 12:00")
    assert made.lines == ()
    assert {one.why.nb for one in made.left_out} == {
        "Den varslede kommunen; ingen har bekreftet at den er oppholdskommune."
    }


def test_a_month_asks_for_its_own_days_with_price_clause_and_evidence():
    story, klar = waiting()
    left(story, klar, "2024-05-09")
    basis = issued(story, MAY, "2024-06-02 12:00")
    (line,) = basis.lines
    assert (line.kind, line.period, line.first, line.last) == (
        Kind.MONTH,
        klar,
        date(2024, 5, 6),
        date(2024, 5, 8),
    )
    assert basis.total == 3 * 5745
    assert klar in line.evidence
    assert set(line.evidence) == set(basis.facts)
    assert "Melding om utskrivningsklar pasient, sendt 06.05.2024 kl. 10.00" in basis.facts.values()


def test_a_stay_over_the_end_of_a_month_is_asked_for_in_both():
    story, klar = waiting("2024-05-30")
    left(story, klar, "2024-06-03")
    first = issued(story, MAY, "2024-07-02 12:00")
    second = issued(story, JUNE, "2024-07-02 12:00", [first])
    assert [basis.total // 5745 for basis in (first, second)] == [2, 2]


def test_another_bydel_is_asked_for_nothing():
    story, _ = waiting()
    assert drafted(story, MAY, "2024-06-02 12:00", to=SKOG).lines == ()


def test_what_was_issued_is_not_issued_again():
    story, klar = waiting()
    left(story, klar, "2024-05-09")
    basis = issued(story, MAY, "2024-06-02 12:00")
    assert drafted(story, MAY, "2024-06-02 12:00", [basis]).obstacles[0].en.startswith("The basis of this")
    assert drafted(story, JUNE, "2024-07-02 12:00", [basis]).obstacles[0].en.startswith("There is nothing")


def test_a_notice_cancelled_afterwards_gives_everything_back_in_the_next_basis():
    story, klar = waiting()
    left(story, klar, "2024-05-09")
    may = issued(story, MAY, "2024-06-02 12:00")
    story.kanseller(klar, "2024-06-10 09:00")
    june = issued(story, JUNE, "2024-07-02 12:00", [may])
    (line,) = june.lines
    assert (line.kind, line.kroner) == (Kind.CORRECTION, -3 * 5745)
    assert line.days[0].reason == "Varselet er kansellert: perioden har ikke vært."
    assert set(billed([may, june]).values()) == {0}
    assert drafted(story, JULY, "2024-08-02 12:00", [may, june]).lines == ()


def test_a_reply_that_comes_late_corrects_the_days_it_frees():
    story, klar = waiting("2024-05-28")
    may = issued(story, MAY, "2024-06-01 09:00")
    story.svar(klar, "2024-05-30 08:00", "offer-ready")  # said in time, carried late
    june = issued(story, JUNE, "2024-07-02 12:00", [may])
    assert [(line.kind, line.kroner) for line in june.lines] == [(Kind.CORRECTION, -2 * 5745)]
    assert june.lines[0].days[0].reason == "Kommunen har meldt at tilbudet er klart."


def test_a_day_that_a_person_settles_later_is_asked_for_in_the_next():
    story, klar = waiting()
    story.fritekst(klar, "2024-05-07 09:00", "Vi ser på saken")
    left(story, klar, "2024-05-09")
    may = issued(story, MAY, "2024-06-02 12:00")
    assert may.total == 5745
    reply = next(e for e in story.events if getattr(getattr(e, "content", None), "text", "").startswith("Vi"))
    story.gjor("reply-classified", "2024-06-05 09:00", about=reply.msg_id, choice="unknown")
    june = drafted(story, JUNE, "2024-07-02 12:00", [may])
    assert [(line.kind, line.kroner) for line in june.lines] == [(Kind.CORRECTION, 2 * 5745)]


def test_a_price_that_is_set_right_corrects_the_difference():
    story, klar = waiting()
    left(story, klar, "2024-05-09")
    may = issued(story, MAY, "2024-06-02 12:00")
    dearer = with_rows(
        {
            "price": [
                {"valid_from": date(2024, 1, 1), "valid_to": date(2024, 12, 31), "kr": 5750, "source": "x"}
            ]
        }
    )
    assert drafted(story, JUNE, "2024-07-02 12:00", [may], dearer).total == 15


def test_an_earlier_notice_that_turns_up_renames_the_period_and_bills_nothing_twice():
    story, klar = waiting()
    left(story, klar, "2024-05-09")
    may = issued(story, MAY, "2024-06-02 12:00")
    story.klar("2024-05-06 09:00", msg_id="forst")
    assert {line.period for line in may.lines} == {klar}
    assert drafted(story, JUNE, "2024-07-02 12:00", [may]).lines == ()


def test_another_payer_gives_back_what_was_asked_for():
    story, klar = waiting()
    left(story, klar, "2024-05-09")
    may = issued(story, MAY, "2024-06-02 12:00")
    story.gjor("payer-confirmed", "2024-06-05 09:00", about=klar, municipality="other", name="Annen kommune")
    assert drafted(story, JUNE, "2024-07-02 12:00", [may]).total == -3 * 5745


@given(
    happenings=st.lists(
        st.tuples(st.sampled_from(["unknown", "offer-ready", "can-receive"]), st.integers(6, 60)), max_size=5
    ),
    cancelled=st.booleans(),
)
def test_all_bases_together_are_what_is_owed_at_the_last(happenings, cancelled):
    """However facts come late, the sum of what was asked for is what the ledger says in the end."""
    story, klar = waiting()
    bases, start = [], at("2024-05-01 12:00")
    for month, now in ((MAY, "2024-06-02 12:00"), (JUNE, "2024-07-02 12:00"), (JULY, "2024-08-02 12:00")):
        for choice, day in happenings[len(bases) :: 3]:
            story.svar(klar, f"{start + timedelta(days=day):%Y-%m-%d} 09:00", choice)
        if cancelled and month == JULY:
            story.kanseller(klar, "2024-07-20 09:00")
        made = drafted(story, month, now, bases)
        if not made.obstacles:
            bases.append(issued(story, month, now, bases))
    in_months = {basis.month for basis in bases}
    (one,) = accounts(story, "2024-08-02 12:00")
    owed = {
        (day.period, day.date): day.price
        for day in one.days
        if day.state.value == "payable" and day.date.replace(day=1) in in_months
    }
    last = max(in_months, default=MAY)
    asked = {key: kroner for key, kroner in billed(bases).items() if kroner and key[1] < last}
    assert asked == {key: price for key, price in owed.items() if key[1] < last}
