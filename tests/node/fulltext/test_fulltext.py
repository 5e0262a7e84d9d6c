"""Looking for what a message says, in either database."""

import pytest
from django.db import connection

from node_home import FROGNER, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.node.access.reading import Reader
from samhandling.node.check import problems
from samhandling.node.correspondence import narrowing, queries
from samhandling.node.correspondence.queries import Filter
from samhandling.node.fulltext import indexing, keeping
from samhandling.node.fulltext.models import Said
from samhandling.node.fulltext.search import saying
from samhandling.node.journal.models import Message
from samhandling.node.projections import differences
from samhandling.node.rebuild import rebuild
from samhandling.node.web.pages import Place
from screen_world import about

REPORT = "plo-1.6/utskrivningsrapport-ny.xml"


@pytest.fixture
def kari(world):
    return Reader(world.kari, frozenset({SYKEPLEIE}))


@pytest.fixture
def report(day):
    """A report with words that no other message has."""
    document = letter(receiver=(FROGNER, SYKEPLEIE), golden=REPORT, **about(0), msg_id=(msg_id := new_id()))
    day.arrives(document.replace(b"hemiprotese", "sjokoladeprotese på håndledd".encode()))
    return Message.objects.get(msg_id=msg_id)


def found(kari, text):
    return [row.message_id for row in queries.inbox(kari, Filter(text=text), Place()).page.rows]


def test_what_was_refused_is_not_looked_in(day):
    refused = day.receives(0, REPORT, msg_id="ikke-en-uuid")

    assert refused.rejected
    assert not Said.objects.filter(message=refused).exists()


@pytest.mark.parametrize(
    "text",
    [
        "sj",
        "sjoko*finnesikke",
        '"',
        "sjokolade NEAR x",
        "sjokoladeprotese finnesikke",
        "sjokoladeprotese 77",
        "sjokoladeprotese hån p",
        "- ( &",
        "abc\u19b0abc",
    ],
)
def test_what_nobody_says_finds_nothing_and_does_no_harm(report, kari, text):
    assert report.pk not in found(kari, text)


@pytest.mark.parametrize(
    "text", ["sjokoladeprotese", "SJOKO", "infeksjon sjokolade", "en sjokoladeprotese på håndledd"]
)
def test_a_message_is_found_by_what_it_says(report, kari, text):
    assert found(kari, text) == [report.pk]


def test_letters_with_a_ring_or_stroke_are_letters_of_their_own(report, kari):
    assert found(kari, "sjokolade handledd") == []


def test_a_word_that_nearly_all_say_is_found_by_walking(report, kari, monkeypatch):
    few = found(kari, "sjokolade")
    monkeypatch.setattr("samhandling.node.correspondence.search.FEW", 0)
    monkeypatch.setattr(narrowing, "FEW", 0)

    assert found(kari, "sjokolade") == few


def test_another_service_finds_nothing_of_ours(report, world):
    assert found(Reader(world.kari, frozenset()), "sjokolade") == []


def test_the_words_can_be_made_anew(report, kari):
    before = found(kari, "sjokolade")
    rebuild()

    assert found(kari, "sjokolade") == before
    assert list(differences()) == []


def test_the_words_of_a_whole_record_are_not_held_at_once(report, monkeypatch):
    held = []
    monkeypatch.setattr(keeping, "said_by", lambda message, _bytes: held.append(message.pk))
    next(iter(keeping.derived()))

    assert len(held) == 1


def test_a_lost_index_is_told_of_and_filled_again(report):
    plan = [(type("Migration", (), {"app_label": "fulltext"}), False)]
    connection.check_constraints()  # PostgreSQL alters no table that has rows to check
    indexing.take_down(plan=plan)
    assert any("The index over the words of messages is missing" in told for told in problems())
    indexing.put_up()
    assert not any("words" in told for told in problems())

    assert saying("sjokolade").first(10) == {report.pk}
    assert saying("sjokolade").among(set(Message.objects.values_list("pk", flat=True))) == {report.pk}
