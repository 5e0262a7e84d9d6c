import pytest

from node_letters import BORGHILD
from record_system_world import kinds
from samhandling.node.patients.models import Patient
from samhandling.node.projections import differences
from samhandling.node.recordsystem.models import Heard
from samhandling.node.recordsystem.tokens import FETCH
from samhandling.node.stays.models import Stay

FNR = "urn:oid:2.16.578.1.12.4.1.4.1"
REAL = "13116900216"
pytestmark = pytest.mark.usefixtures("at_noon")


def patient(**more):
    return {
        "resourceType": "Patient",
        "id": "p1",
        "identifier": [{"system": FNR, "value": BORGHILD}],
        "name": [{"use": "official", "family": "Rypefjær", "given": ["Borghild", "Marie"]}],
        "birthDate": "1938-04-17",
        "gender": "female",
        **more,
    }


def encounter(status="in-progress", **more):
    return {
        "resourceType": "Encounter",
        "status": status,
        "class": {"code": "IMP"},
        "subject": {"reference": "Patient/p1"},
        "period": {"start": "2026-11-21T09:55:00+01:00"},
        "location": [lies("wa", "GER"), lies("bd", "12")],
        **more,
    }


def lies(kind, name, **more):
    return {"location": {"display": name}, "physicalType": {"coding": [{"code": kind}]}, **more}


def ended(**more):
    period = {"start": "2026-11-21T09:55:00+01:00", "end": "2026-11-21T12:15:00+01:00"}
    return encounter("finished", period=period, **more)


@pytest.fixture
def known(hospital, epj):
    assert epj.put("fhir/Patient/p1", patient()).status_code == 200
    return epj


# What is refused


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([], "The body is no Encounter"),
        ({"resourceType": "Patient"}, "The body is no Encounter"),
        (encounter(subject={"reference": "Patient/p2"}), "No such Patient"),
        (encounter(subject={"reference": "Patient/99"}), "No such Patient"),
        (encounter(subject={"reference": "#p"}), "Who it is about"),
        (encounter(subject={"reference": "https://elsewhere/Patient/p1"}), "Who it is about"),
        (encounter(subject=["p1"]), "Not an element"),
        (encounter("here"), "The status is none of R4"),
        (encounter("finished"), "A finished visit has an end"),
        (encounter(period={"start": "2026"}), "The time"),
        (encounter(period={"start": "2026-11-21T09:55:00"}), "The time"),
        (encounter(period={"start": "2026-02-30"}), "The time"),
        (encounter(period={"start": 7}), "Not a text"),
        (encounter(location=[lies("wa", "\x00")]), "Not a text"),
        (encounter(location={"a": 1}), "Not a list"),
    ],
)
def test_what_is_not_read_is_answered_with_an_outcome(known, body, says):
    answer = known.put("fhir/Encounter/v1", body)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/fhir+json")
    assert answer.told["resourceType"] == "OperationOutcome"
    assert answer.told["issue"][0]["diagnostics"].startswith(says)
    assert kinds() == []


@pytest.mark.parametrize("body", ["{", '"\\ud800"', "[" * 100_000])
def test_a_body_that_is_no_json(epj, body, client):
    head = {"HTTP_AUTHORIZATION": f"Bearer {epj.token}", "content_type": "application/fhir+json"}
    assert client.put("/api/v1/fhir/Patient/p1", body, **head).status_code == 422


def test_refusals_at_the_door_are_outcomes_too(call, client):
    answers = [
        client.put("/api/v1/fhir/Patient/p1"),
        call(FETCH).put("fhir/Patient/p1", patient()),
        call().get("fhir/Patient/p1"),
        call().put("fhir/Patient/a b", patient()),
        call().put("fhir/Patient/p1", {"a": "x" * 2**20}),
        call().put("fhir/Patient/p1", {}, content_type="text/plain"),
    ]
    assert [one.status_code for one in answers] == [401, 403, 405, 404, 413, 415]
    assert {one.json()["resourceType"] for one in answers} == {"OperationOutcome"}


def test_a_real_patient_is_kept_out_of_a_test_node(hospital, epj):
    real = patient(identifier=[{"system": FNR, "value": REAL}])
    assert epj.put("fhir/Patient/p1", real).status_code == 422
    assert Heard.objects.get().content.raw is None


def test_one_caller_does_not_know_the_ids_of_another(known, call):
    assert call().put("fhir/Encounter/v1", encounter()).status_code == 422


def test_a_number_is_the_callers_own_id_and_never_the_one_that_the_node_counts_by(hospital, epj, client):
    head = {"HTTP_AUTHORIZATION": f"Bearer {epj.token}", "content_type": "application/fhir+json"}
    client.post("/api/v1/fhir/Patient", patient(), **head)
    about = encounter(subject={"reference": f"Patient/{Heard.objects.get().pk}"})
    assert epj.put("fhir/Encounter/v1", about).status_code == 422
    assert kinds() == []


def test_an_id_that_the_node_gives_is_no_callers_to_choose(hospital, epj, call, client):
    head = {"HTTP_AUTHORIZATION": f"Bearer {epj.token}", "content_type": "application/fhir+json"}
    given = client.post("/api/v1/fhir/Patient", patient(), **head)["Location"].removeprefix("/api/v1/")
    assert epj.put(given, patient()).status_code == 200
    made_up = [epj.put("fhir/Patient/given-9999", patient()), call().put(given, patient())]
    assert {one.status_code for one in made_up} == {422}
    assert {one.told["resourceType"] for one in made_up} == {"OperationOutcome"}


# What becomes of a stay


def test_a_visit_as_it_stands_becomes_a_stay(known):
    answer = known.put("fhir/Encounter/v1", encounter())
    assert (answer.status_code, answer.told["issue"][0]["diagnostics"]) == (200, "1 acts")
    stay = Stay.objects.get()
    assert (stay.ward, stay.bed, stay.phase) == ("GER", "12", "admitted")
    assert Patient.objects.get().middle_name == "Marie"


def test_told_again_and_again_only_what_is_new_is_written(known):
    place = [lies("wa", "GER", status="completed"), lies("wa", "MED"), lies("ro", "3"), lies("bd", "1")]
    for body in (encounter(), encounter(), encounter(location=place), ended(location=place), ended()):
        known.put("fhir/Encounter/v1", body)
    assert kinds() == ["admitted", "moved", "departed", "moved"]
    assert Stay.objects.get().phase == "discharged"


def test_a_visit_that_is_in_progress_again_has_not_left(known):
    for body in (encounter(), ended(), encounter()):
        known.put("fhir/Encounter/v1", body)
    assert kinds() == ["admitted", "departed", "undone"]
    assert Stay.objects.get().phase == "admitted"
    assert list(differences()) == []


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_a_visit_that_never_was_is_undone(known, status):
    known.put("fhir/Encounter/v1", encounter())
    known.put("fhir/Encounter/v1", encounter(status))
    assert kinds() == ["admitted", "undone"]
    assert not Stay.objects.exists()


def test_where_she_went_is_told_by_8408(known):
    system = "urn:oid:2.16.578.1.12.4.1.1.8408"
    known.put(
        "fhir/Encounter/v1",
        ended(hospitalization={"dischargeDisposition": {"coding": [{"system": system, "code": "3"}]}}),
    )
    assert Stay.objects.get().destination == "3"


def test_a_patient_may_be_named_by_number_or_lie_within(hospital, epj):
    by_number = {"identifier": {"system": FNR, "value": BORGHILD}}
    inside = encounter(subject={"reference": "#p"}, contained=[patient(id="p")])
    assert epj.put("fhir/Encounter/v1", inside).status_code == 200
    assert epj.put("fhir/Encounter/v1", encounter(subject=by_number)).status_code == 200
    assert kinds() == ["admitted"]


def test_what_is_posted_is_known_by_the_id_we_give_and_by_its_identifier(hospital, epj, client):
    head = {"HTTP_AUTHORIZATION": f"Bearer {epj.token}", "content_type": "application/fhir+json"}
    posted = client.post("/api/v1/fhir/Patient", patient(), **head)
    about = {"reference": posted["Location"].removeprefix("/api/v1/fhir/")}
    body = encounter(subject=about, identifier=[{"value": "V1"}])
    assert client.post("/api/v1/fhir/Encounter", body, **head).status_code == 201
    assert client.post("/api/v1/fhir/Encounter", body | {"status": "cancelled"}, **head).status_code == 201
    assert kinds() == ["admitted", "undone"]


@pytest.mark.parametrize("body", [encounter("planned"), encounter(**{"class": {"code": "AMB"}})])
def test_what_makes_no_stay_is_no_fault(known, body):
    assert known.put("fhir/Encounter/v1", body).status_code == 200
    assert kinds() == []


def test_what_is_taken_is_told_to_everybody(client, db):
    told = client.get("/api/v1/fhir/metadata").json()
    assert (told["resourceType"], told["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
