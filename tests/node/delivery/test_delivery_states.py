"""The state of a message at a receiver: a total table, and what must hold whatever happens in which order."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.node.delivery.states import FINAL, TABLE, Event, State, after, is_known, is_overdue

RECEIPTS = [Event.APPREC_OK, Event.APPREC_OK_IN_PART, Event.APPREC_REJECTED]
PROGRESS = [State.NEW, State.SENT, State.PENDING_TRANSPORT, State.PENDING_APPREC]
NEWS = [Event.HANDED_OVER, Event.SENT, Event.UNCONFIRMED, Event.ACKNOWLEDGED]

EXPECTED = """
                   handed gave-up again  sent   Unconf Ack    Rej    Aband  ok   no   part
new                sent   failS   new    sent   pendT  pendA  failT  failT  done rej  done
sent               sent   sent    sent   sent   pendT  pendA  failT  failT  done rej  done
pending-transport  pendT  pendT   pendT  pendT  pendT  pendA  failT  failT  done rej  done
pending-apprec     pendA  pendA   pendA  pendA  pendA  pendA  pendA  pendA  done rej  done
completed          done   done    done   done   done   done   done   done   done done done
rejected           rej    rej     rej    rej    rej    rej    rej    rej    rej  rej  rej
failed-transport   failT  failT   new    failT  failT  pendA  failT  failT  done rej  done
failed-send        sent   failS   new    sent   pendT  pendA  failT  failT  done rej  done
"""
SHORT = {
    "new": State.NEW, "sent": State.SENT, "done": State.COMPLETED, "rej": State.REJECTED,
    "pendT": State.PENDING_TRANSPORT, "pendA": State.PENDING_APPREC,
    "failT": State.FAILED_TRANSPORT, "failS": State.FAILED_SEND,
}  # fmt: skip


def test_every_state_knows_every_event_and_nothing_else() -> None:
    assert set(TABLE) == set(State)
    assert all(set(row) == set(Event) for row in TABLE.values())


@pytest.mark.parametrize("line", EXPECTED.strip().splitlines()[1:])
def test_the_table_is_as_drawn(line: str) -> None:
    state, *leads_to = line.split()

    assert [TABLE[State(state)][event] for event in Event] == [SHORT[word] for word in leads_to]


@pytest.mark.parametrize("state", State)
def test_an_unknown_word_changes_nothing(state: State) -> None:
    assert after(state, "Quarantined") is state
    assert not is_known("Quarantined")


@given(st.lists(st.sampled_from(Event), max_size=12))
def test_the_first_receipt_is_final_whatever_comes_around_it(events: list[Event]) -> None:
    state, first = State.NEW, None
    for event in events:
        state = after(state, event)
        first = first or (event if event in RECEIPTS else None)

    if first:
        assert state is (State.REJECTED if first is Event.APPREC_REJECTED else State.COMPLETED)
    else:
        assert state not in FINAL


@given(st.lists(st.sampled_from(NEWS), max_size=8))
def test_news_in_any_order_and_number_never_moves_a_message_back(events: list[Event]) -> None:
    places = [State.NEW]
    for event in events:
        places.append(after(places[-1], event))

    ranks = [PROGRESS.index(place) for place in places]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    "order", list(itertools.permutations([Event.HANDED_OVER, Event.UNCONFIRMED, Event.ACKNOWLEDGED]))
)
def test_the_order_of_news_does_not_matter(order: tuple[Event, ...]) -> None:
    state = State.NEW
    for event in order:
        state = after(state, event)

    assert state is State.PENDING_APPREC


@pytest.mark.parametrize("state", State)
def test_overdue_is_told_by_the_clock_in_every_state_without_a_receipt(state: State) -> None:
    limit = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)

    assert not is_overdue(state, limit, limit - dt.timedelta(seconds=1))
    assert is_overdue(state, limit, limit) is (state not in FINAL)
