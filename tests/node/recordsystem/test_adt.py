import datetime as dt
from contextlib import suppress

import pytest

from adt_messages import adt
from node_letters import BORGHILD
from record_system_world import NOON, kinds
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.journal.models import Content
from samhandling.node.patients.actions import record_act
from samhandling.node.patients.models import Identity, LocalAct, Patient
from samhandling.node.projections import differences
from samhandling.node.recordsystem.events import adt as reading
from samhandling.node.recordsystem.events.mllp import answer
from samhandling.node.recordsystem.events.told import Refused
from samhandling.node.recordsystem.models import Heard, Reading
from samhandling.node.stays.models import Stay

REAL = "13116900216"  # the example of Skatteetaten: no living person
pytestmark = pytest.mark.usefixtures("at_noon")


def told(*messages):
    """What each is answered with: AA, AE or AR, and why."""
    return [_answered(answer(one)) for one in messages]


def _answered(ack):
    lines = dict(line.split("|", 1) for line in ack.decode().strip("\r").split("\r"))
    return " ".join(filter(None, (lines["MSA"][:2], lines.get("ERR", "").rpartition("|")[2])))


def stay():
    return Stay.objects.get()


# What is refused, and why


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "AR No MSH"),
        (b"PID|1", "AR No MSH"),
        (adt("A01", control=" ").replace(b"| |P", b"||P"), "AR No MSH, or MSH-10"),
        (adt("A01").replace(b"2.5.1", b"9.9"), "AR Not a message"),
        (adt("A01", more="??\r"), "AR Not a message"),
        (adt("A01", charset="KLINGON"), "AR MSH-18"),
        (adt("A05"), "AR Only ADT"),
        (adt("A01").replace(b"ADT^A01", b"ORU^R01"), "AR Only ADT"),
        (adt("A01", more="x" * 300_000), "AR The message has more"),
        (adt("A01", visit=""), "AE The visit has no number"),
        (adt("A01", admitted="21.11.2026"), "AE The time"),
        (adt("A01", admitted="20261399"), "AE The time"),
        (adt("A01", born="i fjor"), "AE The time"),
        (adt("A01", at="20261123100000", admitted=""), "AE The event lies in the future"),
        (adt("A02", admitted=""), "AE The visit is unknown"),
        (adt("A03", admitted=""), "AE The visit is unknown"),
        (adt("A01", ident="12345^^^^PI"), "AE No number"),
        (adt("A01", ident=f"{BORGHILD[:-1]}9^^^^FNR"), "AE No number"),
        (adt("A01", name=""), "AE The patient is unknown here, and has no name"),
        (adt("A01", ident=f"{REAL}^^^^FNR"), "AR A real patient"),
        (b"\r".join(adt("A01").split(b"\r")[:2]), "AE The event has no PID"),
        (b"\r".join(adt("A01").split(b"\r")[:3]), "AE The event has no PV1"),
    ],
)
def test_what_is_not_read_is_answered_with_its_reason(hospital, raw, says):
    [said] = told(raw)
    assert said.startswith(says.replace("^", " "))
    assert not LocalAct.objects.exists()


def test_what_is_not_read_is_kept_all_the_same(hospital):
    raw = adt("A01", visit="")
    told(raw)
    assert bytes(Heard.objects.get().content.raw) == raw
    assert Reading.objects.get().code == "AE"


def test_the_bytes_of_a_real_patient_are_not_kept_in_a_test_system(hospital):
    told(adt("A01", ident=f"{REAL}^^^^FNR"))
    assert Heard.objects.get().content.raw is None
    assert REAL.encode() not in b"".join(bytes(one.raw or b"") for one in Content.objects.all())


def test_a_date_of_birth_that_differs_is_for_a_person(hospital, borghild):
    assert told(adt("A01", born="19380418")) == [
        "AE The number is of a patient who is registered with another date of birth"
    ]


def test_an_id_that_was_another_messages_is_refused(hospital):
    assert told(adt("A01", control="7"), adt("A02", control="7", place="GER^14^1"))[1].startswith("AR MSH-10")
    assert kinds() == ["admitted"]


def test_a_fault_of_ours_is_answered_and_can_be_told_again(hospital, monkeypatch):
    message = adt("A01")
    with monkeypatch.context() as broken:
        broken.setattr("samhandling.node.recordsystem.events.visits.follow", lambda *_a, **_k: 1 / 0)
        assert told(message) == ["AE Failed here: ZeroDivisionError"]
    assert told(message) == ["AA"]
    assert [one.code for one in Reading.objects.order_by("pk")] == ["AE", "AA"]


# What becomes of a stay


def test_an_unknown_patient_is_registered_and_admitted(hospital):
    assert told(adt("A01")) == ["AA"]
    row = stay()
    assert (row.ward, row.bed, row.phase) == ("GER", "12 2", "admitted")
    assert row.admitted_at == dt.datetime(2026, 11, 21, 8, 55, tzinfo=dt.UTC)
    patient = Patient.objects.get()
    assert (patient.family_name, patient.date_of_birth, patient.sex) == (
        "Rypefjær",
        dt.date(1938, 4, 17),
        "2",
    )
    assert Identity.objects.get().value == BORGHILD


def test_a_whole_stay_is_never_typed(hospital):
    assert (
        told(
            adt("A01"),
            adt("A02", at="20261121110000", place="MED^3^1"),
            adt("A08", at="20261121111000", place="MED^3^2", name="Rypefjær^Borghild^Marie"),
            adt("A03", at="20261121123000", place="MED^3^2", left="20261121121500"),
        )
        == ["AA"] * 4
    )
    row = stay()
    assert (row.ward, row.bed, row.phase) == ("MED", "3 2", "discharged")
    assert row.left_at == dt.datetime(2026, 11, 21, 11, 15, tzinfo=dt.UTC)
    assert Patient.objects.get().middle_name == "Marie"
    assert list(differences()) == []


def test_what_is_told_twice_is_done_once(hospital):
    message = adt("A01")
    assert told(message, message, adt("A01")) == ["AA"] * 3
    assert kinds() == ["admitted"]
    assert Heard.objects.count() == 2
    assert Reading.objects.filter(reason="Nothing new").count() == 1


def test_a_cancelled_admission_is_undone_and_stays_visible(hospital):
    told(adt("A01"), adt("A02", at="20261121110000", place="MED^3^1"), adt("A11", at="20261121111500"))
    assert kinds() == ["admitted", "moved", "undone", "undone"]
    assert not Stay.objects.exists()
    assert list(differences()) == []


def test_a_cancelled_discharge_opens_the_stay_again(hospital):
    told(adt("A01"), adt("A03", at="20261121110000"), adt("A13", at="20261121111500"))
    assert kinds() == ["admitted", "departed", "undone"]
    assert (stay().phase, stay().left_at) == ("admitted", None)
    told(adt("A03", at="20261121115000"))
    assert stay().phase == "discharged"


def test_an_admission_told_again_with_another_time_replaces_the_first(hospital):
    told(adt("A01"), adt("A08", at="20261121110000", admitted="20261121093000"))
    assert kinds() == ["admitted", "undone", "admitted"]
    assert stay().admitted_at == dt.datetime(2026, 11, 21, 8, 30, tzinfo=dt.UTC)
    assert stay().doubts == 0


def test_a_discharge_before_we_heard_of_the_admission_tells_both(hospital):
    told(adt("A03", at="20261121110000"))
    assert kinds() == ["admitted", "departed"]
    told(adt("A01"))
    assert kinds() == ["admitted", "departed"]


def test_old_news_of_a_bed_moves_nobody_back(hospital):
    told(
        adt("A01"),
        adt("A02", at="20261121113000", place="MED^3^1"),
        adt("A02", at="20261121110000", place="KIR^1^1"),
    )
    assert stay().ward == "MED"


def test_what_a_person_has_typed_is_not_typed_again(hospital):
    told(adt("A08", kind=""))
    nurse = Actor.of(create_user(WORKER, username="i", full_name="Ingrid Nord", role="sykepleier"))
    detail = {"admitted": "2026-11-21T10:30:00+01:00", "ward": "GER", "bed": "12 2"}
    record_act(nurse, "admitted", Patient.objects.get(), happened_at=NOON, detail=detail)
    told(adt("A02", at="20261121133000", place="MED^3^1", admitted=""))
    assert kinds() == ["admitted", "moved"]
    assert stay().ward == "MED"


def test_a_second_stay_is_another_visit(hospital):
    told(adt("A01", admitted="20261110090000", at="20261110090000"))
    told(adt("A03", at="20261112090000", admitted="20261110090000"), adt("A01", visit="V2"))
    assert sorted(Stay.objects.values_list("phase", flat=True)) == ["admitted", "discharged"]


def test_an_update_of_a_visit_from_before_makes_no_stay(hospital):
    assert told(adt("A08")) == ["AA"]
    assert kinds() == []


def test_a_cancellation_of_what_is_unknown_is_no_fault(hospital):
    assert told(adt("A11")) == ["AA"]


def test_an_outpatient_has_no_stay(hospital):
    told(adt("A01", kind="O"))
    assert (Patient.objects.count(), kinds()) == (1, [])
    assert Reading.objects.get().reason == "Patient class O makes no stay"


def test_a_municipality_keeps_the_patient_and_has_no_stay(frogner):
    assert told(adt("A01")) == ["AA"]
    assert (Patient.objects.count(), kinds()) == (1, [])


def test_one_who_died_has_died(hospital):
    told(adt("A01"), adt("A03", at="20261121110000", dead="Y"))
    assert stay().died


def test_the_fodselsnummer_that_comes_later_is_linked_and_the_old_number_stays(hospital):
    told(adt("A01", ident="17443842058^^^^HNR"))
    told(adt("A08", ident=f"17443842058^^^^HNR~{BORGHILD}^^^2.16.578.1.12.4.1.4.1^"))
    assert sorted(Identity.objects.values_list("kind", flat=True)) == ["FNR", "HNR"]
    assert Patient.objects.count() == 1


def test_the_record_system_is_named_for_what_it_did(hospital):
    told(adt("A01"))
    assert LocalAct.objects.get().actor.full_name == "Journalsystem (mllp)"
    rows = AuditEntry.objects.filter(role="journalsystem")
    assert set(rows.values_list("act", flat=True)) == {"register-patient", "record-act"}


# How a message is read


def read(raw):
    return reading.read(raw, {"01": "3"}, NOON)


@pytest.mark.parametrize("charset", ["8859/1", "UNICODE UTF-8", ""])
def test_names_come_in_either_character_set(charset):
    assert read(adt("A01", charset=charset)).patient.family == "Rypefjær"


def test_delimiters_and_escapes_are_the_senders_own():
    raw = adt("A01", name=r"Aas\T\Bø\S\C^Ann\F\a").replace(b"^~\\&", b"^~\\&")
    assert read(raw).patient.family == "Aas&Bø^C"
    assert read(raw).patient.given == "Ann|a"


def test_the_legal_name_is_chosen_and_a_prefix_left():
    assert read(adt("A01", name="Kalt^Bo^^^^^N~Berg&von^Bodil^Marie^^^^L")).patient.family == "Berg"


def test_a_time_without_zone_is_norwegian_and_a_date_is_a_date():
    assert read(adt("A01", admitted="20260715")).visit.admitted == dt.date(2026, 7, 15)
    assert read(adt("A01", admitted="202607151200")).visit.admitted.isoformat() == "2026-07-15T12:00:00+02:00"
    utc = read(adt("A01", admitted="20260715100000.000+0000")).visit.admitted
    assert utc == dt.datetime(2026, 7, 15, 10, tzinfo=dt.UTC)


def test_where_she_went_is_by_the_homes_own_table():
    assert read(adt("A03")).visit.destination == "3"


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_message_cut_anywhere_is_read_or_refused(cut):
    with suppress(Refused):
        assert read(adt("A01")[:cut]).patient
