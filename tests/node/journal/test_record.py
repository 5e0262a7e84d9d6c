"""The record in the database: patients, threads and standings follow the facts, and can be derived again."""

from __future__ import annotations

import datetime as dt

import pytest

from node_home import DIAKONHJEMMET, FROGNER, GERIATRI, SOMATIKK, SYKEPLEIE
from node_letters import BORGHILD, GOLDEN, letter, new_id
from samhandling.errors import Conflict
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.correspondence.actions import send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.journal import contents
from samhandling.node.journal.models import Content, Entry, Message
from samhandling.node.patients.actions import link_identities, register_patient, settle_unknown_patient
from samhandling.node.patients.models import LocalAct, Patient
from samhandling.node.projections import differences
from samhandling.node.rebuild import rebuild
from samhandling.node.stays.models import Stay
from samhandling.standards.identifiers import synthetic_numbers

pytestmark = pytest.mark.django_db
ODDVAR = next(synthetic_numbers(12, 1, 2001))
D_NUMBER = next(synthetic_numbers(17, 4, 1938, d_number=True))


@pytest.fixture
def oddvar(frogner: None) -> Patient:
    return register_patient(
        WORKER,
        family_name="Ås",
        given_name="Oddvar",
        date_of_birth=dt.date(2001, 1, 12),
        sex="1",
        identities=[("FNR", ODDVAR)],
    )


@pytest.fixture(autouse=True)
def _everything_follows_from_the_facts(frogner: None):
    yield
    assert list(differences()) == []
    before = list(Entry.objects.order_by("pk").values())
    rebuild()
    assert list(Entry.objects.order_by("pk").values()) == before


def entry(msg_id: str) -> Entry:
    return Entry.objects.select_related("patient", "changed_by").get(message__msg_id=msg_id)


def open_tasks() -> list[tuple[str, str]]:
    found = Task.objects.filter(closed_at=None, message__isnull=False).order_by("pk")
    return list(found.values_list("kind", "message__msg_id"))


def about_oddvar(msg_id: str, **told: object) -> bytes:
    return letter(msg_id, patient={"FNR": ODDVAR}, born="2001-01-12", **told)


# References


def test_a_reference_never_moves_a_message_to_another_patient(receive, borghild, oddvar) -> None:
    first, second = new_id(), new_id()
    receive(letter(first), about_oddvar(second, status="C", refers_to=(first, first)))

    assert (entry(first).patient, entry(first).standing) == (borghild, "current")
    assert (entry(second).patient, entry(second).linked, entry(second).thread) == (oddvar, False, second)
    assert open_tasks() == [("unlinked-reference", second)]


def test_a_stranger_cannot_cancel_anothers_message(receive, borghild) -> None:
    first = new_id()
    receive(letter(first), letter(sender=(8900600, 8900601), status="C", refers_to=(first, first)))

    assert entry(first).standing == "current"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_cancellation_marks_its_original_whichever_comes_first(receive, borghild, order) -> None:
    first, second = new_id(), new_id()
    letters = [
        letter(first, gen_date="2026-11-21T10:00:00+01:00"),
        letter(second, gen_date="2026-11-21T11:00:00+01:00", status="C", refers_to=(first, first)),
    ]
    receive(*(letters[place] for place in order))

    assert entry(first).standing == "cancelled"
    assert entry(first).changed_by.msg_id == second
    assert (entry(second).standing, entry(second).linked, entry(second).thread) == ("current", True, first)


def test_another_service_of_the_same_hospital_may_cancel(receive, borghild) -> None:
    first = new_id()
    receive(
        letter(first, gen_date="2026-11-21T10:00:00+01:00"),
        letter(
            sender=(DIAKONHJEMMET, GERIATRI),
            status="C",
            refers_to=(first, first),
            gen_date="2026-11-21T11:00:00+01:00",
        ),
    )

    assert entry(first).standing == "cancelled"


def test_references_of_any_length_link_what_belongs_together_and_nothing_else(receive, borghild) -> None:
    long = "x" * 300
    first, second, third = new_id(), new_id(), new_id()
    receive(
        letter(first, refers_to=(long, long)),
        letter(second, refers_to=(long, long)),
        letter(third, refers_to=(long + "y", long + "y")),
    )

    assert entry(first).thread == entry(second).thread != entry(third).thread
    assert not entry(first).linked


@pytest.mark.parametrize("gen_date", ["9999-12-30T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_an_odd_date_of_writing_keeps_no_message_out(receive, borghild, gen_date: str) -> None:
    receive(letter(msg_id := new_id(), gen_date=gen_date))

    assert entry(msg_id).patient == borghild


def test_an_answer_is_linked_when_what_it_answers_comes(receive, borghild) -> None:
    first, second = new_id(), new_id()
    receive(letter(second, refers_to=(first, first)))
    assert not entry(second).linked
    assert open_tasks() == []

    receive(letter(first))
    assert entry(second).linked
    assert entry(second).thread == entry(first).thread == first


def test_our_own_message_and_the_answer_to_it_are_one_thread(receive, borghild, kari: Actor) -> None:
    ours = new_id()
    send_document(kari, letter(ours, sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK)))
    receive(letter(answer := new_id(), refers_to=(ours, ours)))

    assert (entry(answer).thread, entry(answer).linked) == (ours, True)


def test_our_own_cancellation_marks_our_own_message(borghild, kari: Actor) -> None:
    first = new_id()
    addresses = {"sender": (FROGNER, SYKEPLEIE), "receiver": (DIAKONHJEMMET, SOMATIKK)}
    send_document(kari, letter(first, gen_date="2026-11-21T10:00:00+01:00", **addresses))
    send_document(
        kari,
        letter(status="C", refers_to=(first, first), gen_date="2026-11-21T11:00:00+01:00", **addresses),
    )

    assert entry(first).standing == "cancelled"


# Whose message


def test_an_unknown_patient_becomes_a_task_and_the_message_is_nobodys(receive) -> None:
    receive(letter(msg_id := new_id()))

    assert entry(msg_id).patient is None
    assert open_tasks() == [("unknown-patient", msg_id)]
    assert Task.objects.get().service.her == SYKEPLEIE


def test_when_the_patient_is_registered_waiting_messages_link_by_themselves(receive, kari: Actor) -> None:
    first, second = new_id(), new_id()
    receive(
        letter(first), letter(second, status="C", refers_to=(first, first), gen_date="2026-11-21T11:00:00Z")
    )
    assert entry(first).standing == "cancelled"  # they are about the same unknown person

    patient = register_patient(
        kari, family_name="Rypefjær", given_name="Borghild", identities=[("FNR", BORGHILD)], sex="2"
    )

    assert entry(first).patient == entry(second).patient == patient
    assert entry(first).standing == "cancelled"
    assert open_tasks() == []


def test_a_person_may_say_whose_it_is_and_that_decision_stands(receive, oddvar, kari: Actor) -> None:
    receive(letter(msg_id := new_id(), patient={"HNR": "12410199999"}))
    task = Task.objects.get()

    act = settle_unknown_patient(kari, task, oddvar)

    assert entry(msg_id).patient == oddvar
    assert (act.kind, act.message.msg_id, act.actor, act.patient) == (
        "patient-settled",
        msg_id,
        kari.user,
        oddvar,
    )
    assert AuditEntry.objects.filter(act="settle-patient", patient=oddvar, message__msg_id=msg_id).exists()
    task.refresh_from_db()
    assert task.closed_by == kari.user
    with pytest.raises(Conflict):
        settle_unknown_patient(kari, task, oddvar)
    assert LocalAct.objects.count() == 1


def test_a_settled_message_is_not_moved_by_a_number_that_comes_later(receive, oddvar, kari: Actor) -> None:
    receive(letter(msg_id := new_id()))
    settle_unknown_patient(kari, Task.objects.get(), oddvar)

    register_patient(kari, family_name="Rypefjær", given_name="Borghild", identities=[("FNR", BORGHILD)])

    assert entry(msg_id).patient == oddvar


def test_a_new_number_links_the_messages_that_state_it(receive, kari: Actor) -> None:
    patient = register_patient(kari, family_name="Rypefjær", given_name="Borghild")
    receive(letter(msg_id := new_id()))

    link_identities(kari, patient, [("FNR", BORGHILD)])

    assert entry(msg_id).patient == patient
    assert open_tasks() == []


def test_a_better_number_takes_a_message_from_the_patient_that_a_weaker_one_gave_it(
    receive, kari: Actor
) -> None:
    first = register_patient(kari, family_name="Ukjent", given_name="Pasient", identities=[("DNR", D_NUMBER)])
    receive(letter(msg_id := new_id(), patient={"DNR": D_NUMBER, "FNR": BORGHILD}))
    assert entry(msg_id).patient == first

    second = register_patient(
        kari, family_name="Rypefjær", given_name="Borghild", identities=[("FNR", BORGHILD)]
    )
    assert entry(msg_id).patient == second


def test_a_stay_goes_with_its_message_to_a_patient_who_was_registered_before(receive, kari: Actor) -> None:
    before = register_patient(kari, family_name="Rypefjær", given_name="Borghild")
    weak = register_patient(kari, family_name="Ukjent", given_name="Pasient", identities=[("DNR", D_NUMBER)])
    receive(letter(msg_id := new_id(), patient={"DNR": D_NUMBER, "FNR": BORGHILD}))
    assert Stay.objects.get().patient == weak

    link_identities(kari, before, [("FNR", BORGHILD)])
    assert entry(msg_id).patient == Stay.objects.get().patient == before


def test_a_number_that_speaks_against_a_match_takes_it_back_and_asks_a_person(receive, kari: Actor) -> None:
    patient = register_patient(
        kari, family_name="Ukjent", given_name="Pasient", identities=[("DNR", D_NUMBER)]
    )
    receive(letter(msg_id := new_id(), patient={"DNR": D_NUMBER, "FNR": BORGHILD}))
    assert entry(msg_id).patient == patient

    link_identities(kari, patient, [("FNR", ODDVAR)])

    assert entry(msg_id).patient is None
    assert open_tasks() == [("unknown-patient", msg_id)]


def test_two_messages_about_unknown_people_with_the_same_name_are_kept_apart_by_birth(receive) -> None:
    first, second = new_id(), new_id()
    nobody = {"patient": {"HNR": "x y"}}  # no number that can be used
    receive(
        letter(first, born="1938-04-17", **nobody),
        letter(second, born="1940-04-17", status="C", refers_to=(first, first), **nobody),
    )

    assert entry(first).standing == "current"
    assert entry(second).thread == second


# Bytes


def test_bytes_are_stored_once_and_can_be_removed_and_brought_back() -> None:
    content = contents.keep(b"abc")
    assert contents.keep(b"abc") == content

    contents.remove(content.pk)
    assert contents.raw_of(content.pk) is None

    contents.keep(b"abc")
    assert contents.raw_of(content.pk) == b"abc"
    assert Content.objects.count() == 1


def test_a_rebuild_finds_what_was_changed_behind_its_back(receive, borghild) -> None:
    receive(letter(msg_id := new_id()))
    Entry.objects.filter(message__msg_id=msg_id).update(patient=None, thread="elsewhere")
    number = Message.objects.get().pk

    gone = f"Stay {2 * number}: follows from nothing"  # a stay is derived from entries as they stand
    assert list(differences()) == [f"Entry {number}: patient_id, thread", gone]
    assert rebuild() == {"Entry": 1, "Said": 1, "DeliveryState": 0, "Case": 1, "Stay": 1}
    assert list(differences()) == []


def test_envelopes_hold_what_is_too_long_cut(receive) -> None:
    receive(letter("no-uuid " + "x" * 500))

    message = Message.objects.get()
    assert message.rejected
    assert len(message.msg_id) == 100
    assert b"x" * 500 in bytes(message.content.raw)


def test_a_reference_of_any_length_can_be_filed(receive, borghild) -> None:
    receive(letter(new_id(), refers_to=("x" * 5000, "y" * 5000)))

    (message,) = Message.objects.filter(conversation_id__startswith="yyy", parent_id__startswith="xxx")
    assert max(len(message.conversation_id), len(message.parent_id)) <= 100


@pytest.mark.parametrize("words", [("ny", "kansellering"), ("kansellering", "ny")])
def test_an_epikrise_is_cancelled_by_the_id_of_its_document(receive, borghild, words) -> None:
    for word in words:
        receive(epikrise(word))

    found = {entry.message.status: entry for entry in Entry.objects.select_related("message")}
    assert {status: entry.standing for status, entry in found.items()} == {"N": "cancelled", "C": "current"}
    assert found["N"].thread == found["C"].thread


def epikrise(word: str) -> bytes:
    """The golden epikrise, sent to us."""
    given = (GOLDEN / f"epikrise-1.2/epikrise-{word}.xml").read_bytes()
    return given.replace(b"8900600", str(FROGNER).encode()).replace(b"8900601", str(SYKEPLEIE).encode())
