import pytest
from django.test import Client

from node_home import PSYKISK, SOMATIKK
from node_letters import letter, new_id
from samhandling.errors import CarrierRefused
from samhandling.node.access.models import AuditEntry
from samhandling.node.delivery import sending
from samhandling.node.delivery.models import Outgoing
from samhandling.node.journal.models import Message
from samhandling.node.recordsystem import handouts
from samhandling.node.recordsystem.api.limits import Bucket
from samhandling.node.recordsystem.models import Handout
from samhandling.node.recordsystem.tokens import FETCH, SEND
from samhandling.standards.limits import LIMITS

REAL = "13116900216"  # the example of Skatteetaten: no living person


# What is refused


@pytest.mark.parametrize("path", ["messages/1", "received", "received/1/document"])
def test_nobody_without_a_token_comes_in(client, path, db):
    for head in ({}, {"HTTP_AUTHORIZATION": "Bearer shs_0"}, {"HTTP_AUTHORIZATION": "Basic eDp5"}):
        answer = client.get(f"/api/v1/{path}", **head)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(sykepleier, client, out):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sykepleier, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/api/v1/messages", out(), content_type="application/xml").status_code == 401
    assert not Message.objects.exists()


def test_a_token_does_what_its_scopes_say_and_no_more(call, out):
    assert call(FETCH).post("messages", out(), "1").told["code"] == "no-scope"
    assert call(SEND).get("received").told["code"] == "no-scope"


def test_a_token_of_one_service_neither_sends_nor_reads_for_another(call, receive, out):
    psykisk = call(hers=(PSYKISK,))
    assert psykisk.post("messages", out(), "1").status_code == 403
    receive_one(receive)
    assert psykisk.get("received").told["items"] == []
    assert psykisk.get("received/1/document").status_code == 404
    sent = call().post("messages", out(), "1").told
    assert psykisk.get(f"messages/{sent['id']}").status_code == 404


@pytest.mark.parametrize("key", [None, "", "x" * 256, "nøkkel", "a\tb"])
def test_a_message_needs_a_key(epj, out, key):
    assert epj.post("messages", out(), key).told["code"] == "no-key"


def test_a_key_is_good_for_one_document(epj, out):
    assert epj.post("messages", out(), "1").status_code == 202
    answer = epj.post("messages", out(), "1")
    assert (answer.status_code, answer.told["code"]) == (422, "key-used")
    assert Message.objects.count() == 1


def test_what_a_receiver_would_refuse_is_not_sent_and_the_key_stays_free(epj, out):
    answer = epj.post("messages", out("no-uuid"), "1")
    assert (answer.status_code, answer.told["code"]) == (422, "not-fit-to-send")
    assert any(issue["path"].endswith("MsgId") for issue in answer.told["issues"])
    assert epj.post("messages", out(), "1").status_code == 202


def test_a_real_patient_is_kept_out_of_a_test_node(epj, out):
    assert epj.post("messages", out(patient={"FNR": REAL}), "1").told["code"] == "wrong-world"


def test_another_document_under_a_msgid_that_was_used_is_refused(epj, out):
    msg_id = new_id()
    epj.post("messages", out(msg_id), "1")
    answer = epj.post("messages", out(msg_id, name=("Annen", "Borghild")), "2")
    assert (answer.status_code, answer.told["code"]) == (409, "conflict")


def test_what_is_no_xml_or_too_large_is_not_read(epj, monkeypatch):
    assert epj.post("messages", b"{}", "1", content_type="application/json").status_code == 415
    too_large = epj.post("messages", b"x" * 100, "1", CONTENT_LENGTH=str(LIMITS.max_bytes + 1))
    assert too_large.status_code == 413


def test_an_unknown_address_or_verb_is_a_problem_too(epj):
    for answer in (epj.get("elsewhere"), epj.get("messages/0"), epj.get(f"messages/{2**70}")):
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    answer = epj.get("messages")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=1&after=2", "limit=0", "limit=201", f"after={2**63}", "after=٣"]
)
def test_a_parameter_outside_its_bounds(epj, query):
    assert epj.get(f"received?{query}").told["code"] == "bad-parameter"


def test_one_who_asks_too_often_waits():
    bucket = Bucket(rate=10, burst=2)
    assert [bucket.wait("a") for _ in range(2)] == [0, 0]
    assert 0 < bucket.wait("a") <= 0.1
    assert bucket.wait("b") == 0


def test_a_stranger_who_guesses_is_slowed_down(client, db):
    answers = [client.get("/api/v1/received").status_code for _ in range(25)]
    assert (answers[0], answers[-1]) == (401, 429)


# What goes through


def receive_one(receive):
    msg_id = new_id()
    receive(letter(msg_id))
    return msg_id


def test_a_message_is_sent_once_however_often_it_is_handed_over(epj, out, post):
    document = out()
    first, again, other_key = (epj.post("messages", document, key) for key in ("1", "1", "2"))
    assert [one.status_code for one in (first, again, other_key)] == [202, 200, 200]
    assert first["Location"] == again["Location"] == other_key["Location"]
    assert Outgoing.objects.count() == 1
    assert sending.send_next(post)
    assert post.taken[0][1].document == document


def test_how_a_message_stands_is_told_per_receiver(epj, out, post):
    sent = epj.post("messages", out(), "1")
    sending.send_next(post)
    told = epj.get(sent["Location"].removeprefix("/api/v1/")).told
    [receiver] = told["receivers"]
    assert (receiver["her"], receiver["state"], receiver["settled"]) == (8900101, "sent", False)


def test_the_record_system_is_named_in_the_log(epj, out):
    epj.post("messages", out(), "1")
    row = AuditEntry.objects.get(act="send-message")
    assert (row.role, row.actor_name) == ("journalsystem", "Journalsystem (epj 0)")


def test_what_came_is_fetched_in_order_and_only_once_a_number(epj, receive, borghild):
    ids = [receive_one(receive) for _ in range(3)]
    first = epj.get("received?limit=2").told
    rest = epj.get(f"received?after={first['next']}").told
    assert [item["msg_id"] for item in first["items"] + rest["items"]] == ids
    assert (first["more"], rest["more"]) == (True, False)
    assert epj.get(f"received?after={rest['next']}").told["items"] == []


def test_the_bytes_are_those_that_came_and_fetching_is_logged(epj, receive, borghild):
    receive_one(receive)
    number = epj.get("received").told["items"][0]["number"]
    document = epj.get(f"received/{number}/document")
    assert document.content == bytes(Message.objects.get().content.raw)
    assert AuditEntry.objects.filter(act="fetch-received", message=Message.objects.get()).count() == 1


def test_receipts_and_failures_come_in_the_same_line(epj, out, post, receive):
    for key in ("1", "2"):
        epj.post("messages", out(), key)
    sending.send_next(post)
    carrier_id, parcel = post.taken[0]
    receive(post.answer(carrier_id, SOMATIKK, document=post.receipt(parcel.document, SOMATIKK)))
    post.failures.append(CarrierRefused("no"))
    sending.send_next(post)
    kinds = {item["kind"]: item for item in epj.get("received").told["items"]}
    assert (kinds["receipt"]["status"], kinds["failure"]["status"]) == ("1", "failed-send")
    assert epj.get(f"received/{kinds['failure']['number']}/document").status_code == 404
    assert b"AppRec" in epj.get(f"received/{kinds['receipt']['number']}/document").content


def test_what_is_committed_late_is_not_passed_by(epj, receive, borghild, monkeypatch):
    """Its key is lower than one that has been handed out; its number in the line is not."""
    monkeypatch.setattr(handouts, "_late", lambda: handouts.LATE)
    late, early = (Message.objects.get(msg_id=receive_one(receive)) for _ in range(2))
    first = Handout.objects.create(message=early, at=early.registered_at)
    assert [item["msg_id"] for item in epj.get(f"received?after={first.pk}").told["items"]] == [late.msg_id]


def test_the_description_is_for_everybody(client, db):
    assert client.get("/api/v1/openapi.yaml")["Content-Type"] == "application/yaml"
    assert client.post("/api/v1/openapi.yaml").status_code == 405
