"""Server-sent events, however the bytes are cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.errors import CarrierUnavailable
from samhandling.transport.carriers.edi20.events import MAX_EVENT, ServerEvent, read_events

STREAM = (
    'event: connected\ndata:\n\n: ping\n\nevent: notification\nid: 7\ndata: {"a":\ndata: "æ"}\n\n'.encode()
)
EVENTS = [ServerEvent("connected", ""), ServerEvent(), ServerEvent("notification", '{"a":\n"æ"}')]


@given(st.lists(st.integers(0, len(STREAM)), max_size=20))
def test_events_are_the_same_however_they_are_cut(cuts):
    places = [0, *sorted(cuts), len(STREAM)]
    chunks = [STREAM[start:end] for start, end in pairwise(places)]
    assert list(read_events(chunks)) == EVENTS


def test_an_event_that_is_broken_off_is_no_event():
    assert list(read_events([STREAM[:-1]])) == EVENTS[:2]


def test_lines_may_end_with_carriage_return():
    assert list(read_events([STREAM.replace(b"\n", b"\r\n")])) == EVENTS


def test_text_separators_within_data_do_not_end_a_line():
    text = "a\u2028b\x0bc\x85d"
    assert list(read_events([f"data: {text}\n\n".encode()])) == [ServerEvent("message", text)]


def test_fields_that_we_do_not_know_are_passed_by():
    assert list(read_events([b"retry: 10\nevent: x\nodd\n\n"])) == [ServerEvent("x", "")]


def test_an_event_without_end_is_given_up():
    with pytest.raises(CarrierUnavailable):
        list(read_events([b"data: ", b"x" * (MAX_EVENT + 1)]))
