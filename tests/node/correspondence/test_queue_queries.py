"""The queues: whose they are, what they show, and that their cost does not grow with them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from node_home import PSYKISK, SYKEPLEIE
from queue_rows import fill_inbox, fill_sent
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import narrowing, queries, walking
from samhandling.node.correspondence.opening import note_opened
from samhandling.node.correspondence.queries import Filter
from samhandling.node.handling.actions import handle
from samhandling.node.journal.models import Recipient
from samhandling.node.web.pages import PAGE_SIZE, Place
from samhandling.standards.definition import OSLO

FIRST = Place()


@pytest.fixture
def kari(world):
    return Reader(world.kari, frozenset({SYKEPLEIE, PSYKISK}))


def reader(world, *hers):
    return Reader(world.kari, frozenset(hers))


def titles(queue):
    return [row.message.type_name for row in queue.page.rows]


def queries_of(run):
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def test_somebody_without_services_sees_an_empty_queue(day):
    assert queries.inbox(reader(day), Filter(), FIRST).page.rows == ()
    assert queries.sent(reader(day), Filter(), FIRST).page.rows == ()


def test_another_service_is_not_there_even_when_asked_for(day):
    nurse = reader(day, SYKEPLEIE)
    assert {row.her for row in queries.inbox(nurse, Filter(), FIRST).page.rows} == {SYKEPLEIE}
    assert queries.inbox(nurse, Filter(service=PSYKISK), FIRST).page.rows == ()


def test_a_message_that_we_refused_is_in_no_queue(day, kari):
    before = len(queries.inbox(kari, Filter(), FIRST).page.rows)
    refused = day.receives(0, "plo-1.6/innlagt-ny.xml", msg_id="ikke-en-uuid")
    assert refused.rejected
    assert len(queries.inbox(kari, Filter(), FIRST).page.rows) == before


def test_the_oldest_deadline_comes_first(day, kari):
    moments = [row.case.due_at for row in queries.inbox(kari, Filter(), FIRST).page.rows]
    assert len(set(moments)) > 2
    assert moments == sorted(moments)


def test_a_search_goes_through_what_is_done_too_the_newest_first(day, kari):
    rows = queries.inbox(kari, Filter(show="all"), FIRST).page.rows
    done = rows[-1]
    handle(day.kari, {done.pk: 0}, "done")
    assert done not in queries.inbox(kari, Filter(), FIRST).page.rows
    found = queries.inbox(kari, Filter(text="diakonhjemmet"), FIRST).page.rows
    assert found == rows
    moments = [row.message.registered_at for row in found]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"type_code": "LOG_INNLAGT"}, {"Melding om innlagt pasient"}),
        ({"type_code": "LOG_DOD"}, set()),
        ({"text": "øverås"}, {"Melding om innlagt pasient", "Melding om utskrivningsklar pasient"}),
        ({"text": "ÅSMUND øver"}, {"Melding om innlagt pasient", "Melding om utskrivningsklar pasient"}),
        ({"text": "utskrivningsrapp"}, {"Utskrivningsrapport"}),
        ({"text": "ingen slik"}, set()),
        ({"show": "attention"}, {"Melding om innlagt pasient"}),
        ({"service": PSYKISK}, {"Melding om innlagt pasient"}),
        ({"first": dt.date(2199, 1, 1)}, set()),
        ({"last": dt.date(2020, 1, 1)}, set()),
        ({"show": "mine"}, set()),
        ({"show": "waiting"}, set()),
        ({"show": "done"}, set()),
    ],
)
def test_a_filter_finds_what_it_asks_for(day, kari, asked, found):
    assert set(titles(queries.inbox(kari, Filter(**asked), FIRST))) == found


@pytest.mark.parametrize("text", ["diakonhjemmet", "innleggelse soma"])
def test_what_was_sent_is_found_by_the_virksomhet_or_the_service_that_it_went_to(day, kari, text):
    everything = {row.pk for row in queries.sent(kari, Filter(), FIRST).page.rows}
    found = {row.pk for row in queries.sent(kari, Filter(text=text), FIRST).page.rows}
    assert found == everything
    assert len(found) == 4


def test_a_number_finds_its_patient(day, kari):
    number = day.patients[2].identities.get().value
    found = queries.inbox(kari, Filter(text=f"{number[:6]} {number[6:]}"), FIRST).page.rows
    assert {row.message.entry.patient for row in found} == {day.patients[2]}


def test_what_is_shown_is_named_in_the_log(day, kari):
    queries.inbox(kari, Filter(text="Fjellvåk"), FIRST)
    row = AuditEntry.objects.latest("pk")
    assert row.act == "read-inbox"
    assert row.detail == {"patients": [day.patients[0].pk], "asked": {"text": "Fjellvåk"}}


def test_a_poll_without_news_shows_and_logs_nothing(day, kari):
    queue = queries.inbox(kari, Filter(), FIRST)
    rows = AuditEntry.objects.count()
    assert queries.inbox(kari, Filter(), FIRST, since=queue.version) is None
    assert AuditEntry.objects.count() == rows


def test_a_new_message_is_news(day, kari):
    queue = queries.inbox(kari, Filter(), FIRST)
    day.receives(1, "plo-1.6/innlagt-ny.xml")
    assert (
        len(queries.inbox(kari, Filter(), FIRST, since=queue.version).page.rows) == len(queue.page.rows) + 1
    )


def test_a_receipt_is_news_for_the_sender(day, kari):
    message = day.sends(0)
    queue = queries.sent(kari, Filter(), FIRST)
    day.hears(message, status="1")
    assert queries.sent(kari, Filter(), FIRST, since=queue.version) is not None


def test_pages_hold_every_message_once(world, kari):
    fill_inbox(2 * PAGE_SIZE + 7, {SYKEPLEIE: 2, PSYKISK: 1})
    seen, place = [], FIRST
    while place:
        page = queries.inbox(kari, Filter(), place).page
        seen += [row.pk for row in page.rows]
        place = Place(before=page.older) if page.older else None
    assert len(seen) == len(set(seen)) == 2 * PAGE_SIZE + 7
    assert seen == sorted(seen)  # the oldest deadline first


def test_going_back_shows_the_page_that_one_came_from(world, kari):
    fill_inbox(2 * PAGE_SIZE, {SYKEPLEIE: 1})
    first = queries.inbox(kari, Filter(), FIRST).page
    second = queries.inbox(kari, Filter(), Place(before=first.older)).page
    back = queries.inbox(kari, Filter(), Place(after=second.newer)).page
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]
    assert back.newer is None


@pytest.mark.parametrize(("fill", "ask"), [(fill_inbox, queries.inbox), (fill_sent, queries.sent)])
def test_more_rows_ask_the_database_no_more_often(world, kari, fill, ask):
    fill(5, {SYKEPLEIE: 1})
    few = queries_of(lambda: ask(kari, Filter(), FIRST))
    fill(45, {SYKEPLEIE: 1})
    many = queries_of(lambda: ask(kari, Filter(), FIRST))
    assert len(ask(kari, Filter(), FIRST).page.rows) == 50
    assert many == few


def test_a_message_that_somebody_has_read_is_unread_no_more(day, kari):
    rows = queries.inbox(kari, Filter(show="unopened"), FIRST).page.rows
    note_opened(kari, [rows[0]])
    left = queries.inbox(kari, Filter(show="unopened"), FIRST).page.rows
    assert left == rows[1:]


@pytest.mark.parametrize("text", ["øverås", "utskrivningsrapp", "diakonhjemmet", "ingen slik", "person 1"])
@pytest.mark.parametrize(("fill", "ask"), [(fill_inbox, queries.inbox), (fill_sent, queries.sent)])
def test_a_search_finds_the_same_whether_it_means_few_messages_or_many(
    world, kari, monkeypatch, fill, ask, text
):
    fill(120, {SYKEPLEIE: 2, PSYKISK: 1})
    few = pages_of(kari, ask, Filter(text=text))
    monkeypatch.setattr(narrowing, "FEW", 1)
    monkeypatch.setattr(walking, "FIRST_STEP", 7)
    assert pages_of(kari, ask, Filter(text=text)) == few
    assert pages_back_of(kari, ask, Filter(text=text)) == few
    assert few == sorted(set(few), reverse=True)


def test_days_are_found_by_when_messages_came_whatever_their_order(world, kari):
    fill_inbox(3 * 24 * 60 // 30, {SYKEPLEIE: 1})
    day = dt.date(2026, 1, 1)
    rows = pages_of(kari, queries.inbox, Filter(show="all", first=day, last=day))
    came = Recipient.objects.filter(pk__in=rows).values_list("message__registered_at", flat=True)
    assert {at.astimezone(OSLO).date() for at in came} == {day}
    assert len(rows) == Recipient.objects.filter(message__registered_at__lt="2026-01-01T23:00Z").count()


def pages_of(reader, ask, wanted):
    """The keys on every page, in order."""
    found, place = [], FIRST
    while place:
        page = ask(reader, wanted, place).page
        found += [row.pk for row in page.rows]
        place = Place(before=page.older) if page.older else None
    return found


def pages_back_of(reader, ask, wanted):
    """The same keys, by the pages from the last to the first."""
    found, after = [], 0
    while after is not None:
        page = ask(reader, wanted, Place(after=after)).page
        found = [row.pk for row in page.rows] + found
        after = page.newer
    return found


def test_more_rows_are_searched_with_no_more_queries(world, kari):
    fill_inbox(5, {SYKEPLEIE: 1})
    few = queries_of(lambda: queries.inbox(kari, Filter(text="person"), FIRST))
    fill_inbox(150, {SYKEPLEIE: 1})
    assert queries_of(lambda: queries.inbox(kari, Filter(text="person"), FIRST)) == few
