"""The story of thirty days: whole, in order, and acceptable to those who receive it."""

import datetime as dt

import pytest

from samhandling.demo.sector import whole_sector
from samhandling.demo.story.happenings import OpenLetter, RegisterPatient, SendLetter
from samhandling.demo.story.whole import tell
from samhandling.standards.facts import facts
from samhandling.standards.verdict import OwnAddresses, verdict

NOW = dt.datetime(2026, 11, 20, 14, 30, tzinfo=dt.UTC)
TYPES = {
    "LOG_INNLAGT", "INNLEGGELSESRAPPORT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "DIALOG_NOTAT",
    "LOG_AVMELDING", "LOG_UTSKREVET", "UTSKRIVNINGSRAPPORT", "LOG_DOD", "MEDISINSKE_OPPLYSNINGER",
    "HELSEOPPLYSNINGER_LEGE", "ORIENTERING_TJENESTETILBUD", "DIALOG_FORESPORSEL", "DIALOG_SVAR",
    "DIALOG_AVVIK", "DIALOG_HELSEFAGLIG",
}  # fmt: skip


@pytest.fixture(scope="module")
def story():
    return tell(NOW, 30, whole_sector())


@pytest.fixture(scope="module")
def sent(story):
    """Every letter with what it says: (happening, deed, document, facts)."""
    letters = [(one, one.deed) for one in story.happenings if isinstance(one.deed, SendLetter)]
    documents = [(one, deed, deed.write()) for one, deed in letters]
    return [(one, deed, document, facts(document)) for one, deed, document in documents]


def test_nothing_happens_after_now_and_everything_in_order(story):
    moments = [one.at for one in story.happenings]
    assert moments == sorted(moments)
    assert NOW - dt.timedelta(days=31) < moments[0] < moments[-1] < NOW


def test_every_letter_is_accepted_by_its_receivers_without_a_warning(sent):
    sector = whole_sector()
    for _one, deed, document, _told in sent:
        for her in deed.verdicts:
            owner = sector.owner(her)
            own = OwnAddresses(owner.her, frozenset(service.her for service in owner.services))
            found = verdict(document, own)
            assert (found.outcome, found.issues) == ("accept", ())


def test_every_message_type_occurs_and_some_are_cancelled_and_changed(sent):
    assert {told.type_code for *_rest, told in sent} == TYPES
    assert {told.status for *_rest, told in sent} == {"N", "M", "C", None}


def test_a_letter_is_written_when_it_is_sent_by_someone_of_that_service(sent):
    sector = whole_sector()
    for one, _deed, _document, told in sent:
        author = next(w for w in sector[one.node].people if w.username == one.by)
        assert told.sender.her in author.services
        assert abs(told.gen_date - one.at) < dt.timedelta(minutes=1)


def test_a_letter_refers_to_letters_that_came_before(sent):
    slots = {told.msg_id: one.slot for one, _deed, _document, told in sent}
    for one, _deed, _document, told in sent:
        if told.parent_id:
            assert slots[told.parent_id] < one.slot
            assert slots[told.conversation_id] < one.slot


def test_a_letter_is_opened_after_it_was_sent_by_someone_of_the_receiver(story, sent):
    slots = {told.msg_id: one.slot for one, _deed, _document, told in sent}
    opened = [one for one in story.happenings if isinstance(one.deed, OpenLetter)]
    assert opened
    assert all(slots[one.deed.msg_id] < one.slot for one in opened)


def test_the_foreign_receiver_refuses_the_newer_form_and_takes_the_older(sent):
    to_solvang = [
        (deed.verdicts[8900801], told.version) for _o, deed, _d, told in sent if 8900801 in deed.verdicts
    ]
    assert {("2", "1.6"), ("1", "1.5"), ("1", "1.0")} == set(to_solvang)


def test_patients_are_in_hospital_today_at_different_points_of_their_stay(sent):
    left = {told.patient.idents for *_rest, told in sent if told.type_code == "LOG_UTSKREVET"}
    last = {
        told.patient.idents: told.type_code for *_rest, told in sent if told.sender.virksomhet_her == 8900100
    }
    today = {last_word for patient, last_word in last.items() if patient not in left}
    assert {"HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR"} <= today


def test_it_is_the_same_story_each_time(story):
    again = tell(NOW, 30, whole_sector())
    assert [one.deed.write() for one in again.happenings[:400] if isinstance(one.deed, SendLetter)] == [
        one.deed.write() for one in story.happenings[:400] if isinstance(one.deed, SendLetter)
    ]


def test_at_least_sixty_patients_are_registered_somewhere(story):
    people = {one.deed.patient.id_value for one in story.happenings if isinstance(one.deed, RegisterPatient)}
    assert len(people) >= 60


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_two_days_between_two_organisations_name_nobody_else(hour):
    few = whole_sector().only(("diakonhjemmet", "frogner"))
    told = tell(NOW.replace(hour=hour), 2, few)
    letters = [one.deed for one in told.happenings if isinstance(one.deed, SendLetter)]
    receivers = {few.owner(her).slug for deed in letters for her in deed.verdicts}
    assert receivers <= {"diakonhjemmet", "frogner"}
    assert letters
