"""What is done with a document that arrives (80415, HITS 1168, acceptance matrix parts B, C and F)."""

import hashlib
from dataclasses import replace

import pytest

from samhandling.standards.limits import Limits
from samhandling.standards.policy import DEFAULT
from samhandling.standards.recipients import OwnAddresses, OwnRecipient
from samhandling.standards.verdict import verdict
from standards.letters import (
    BYDEL,
    EARLIER,
    FNR,
    HOSPITAL,
    MSG_ID,
    RECEIVER,
    SAKSBEHANDLING,
    SYKEPLEIE,
    WARD,
    address,
    attachment,
    copy_to,
    dialog,
    doctor,
    document,
    event,
    foresporsel,
    innlagt,
    letter,
    organisation,
    patient,
    rapport,
)

US = OwnAddresses(BYDEL, frozenset({SYKEPLEIE, SAKSBEHANDLING}))
ELSEWHERE = address(900, 901)
NO_ID = organisation("Uten id", "<Ident><Id/><TypeId V='HER'/></Ident>")
UNKNOWN_SERVICE = address(BYDEL, 299)
NO_SENDER = organisation("", "<Ident><Id></Id><TypeId V='HER' S='1.2'/></Ident>")


def judge(given, addresses=US, **more):
    return verdict(given, addresses, **more)


def codes(found):
    return [error.code for error in found.errors]


def held(content):
    """A memory that holds one message under every id."""
    return lambda *_: hashlib.sha256(content).hexdigest()


def cut(given, after):
    """A document that ends in the middle of what follows a piece of text."""
    return given[: given.index(after.encode()) + len(after)]


# --- what is ignored


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (b"", "sender-unreadable"),
        (b"hei", "sender-unreadable"),
        (b"\x00\x01\x02", "sender-unreadable"),
        (b"{}", "sender-unreadable"),
        (b"<MsgHead", "sender-unreadable"),
        (b"<html/>", "sender-unreadable"),
        (innlagt().encode(), "sender-unreadable"),
        (b"<AppRec xmlns='http://www.kith.no/xmlstds/apprec/2012-02-15'/>", "receipt"),
        (b"<AppRec xmlns='http://www.kith.no/xmlstds/apprec/2004-11-21'/>", "receipt"),
        (letter(type_code="APPREC"), "receipt"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]>" + letter().partition(b"?>")[2], "doctype"),
        (letter(sender=NO_SENDER), "sender-unreadable"),
        (letter(sender=""), "sender-unreadable"),
        (letter(receiver=ELSEWHERE), "foreign-addressee"),
        (letter(receiver=ELSEWHERE, others=copy_to(address(910, 911))), "foreign-addressee"),
        (
            letter(receiver=NO_ID),
            "foreign-addressee",
        ),
        (cut(letter(), "<MsgInfo>"), "sender-unreadable"),
        (letter().decode().encode("utf-16"), "sender-unreadable"),
    ],
)
def test_what_cannot_or_shall_not_be_answered_is_ignored(given, reason):
    found = judge(given)
    assert (found.outcome, found.reason) == ("ignore", reason)
    assert found.recipients == ()
    assert found.errors == ()


@pytest.mark.parametrize(
    "limits", [Limits(max_bytes=500), Limits(max_elements=5), Limits(max_depth=3), Limits(max_text=50)]
)
def test_a_document_over_a_cap_is_ignored_before_it_is_read(limits):
    found = judge(letter(), policy=replace(DEFAULT, limits=limits))
    assert (found.outcome, found.reason) == ("ignore", "too-large")
    assert found.facts is None


def test_60_mb_are_ignored():
    assert judge(b"<MsgHead>" + b" " * 60_000_000).reason == "too-large"


def test_an_entity_bomb_is_ignored_unopened():
    bomb = b'<!DOCTYPE a [<!ENTITY b "ha">' + b'<!ENTITY c "&b;&b;&b;&b;">' * 20 + b"]><a>&c;</a>"
    assert judge(bomb).reason == "doctype"


def test_the_same_bytes_again_are_a_duplicate():
    found = judge(letter(), seen=held(letter()))
    assert (found.outcome, found.reason) == ("ignore", "duplicate")


def test_other_bytes_with_the_same_id_are_no_duplicate_but_a_conflict():
    found = judge(letter(), seen=held(letter(patient=patient(("FNR", FNR), family="Annensen"))))
    assert (found.outcome, found.reason) == ("ignore", "conflicting-duplicate")


def test_a_duplicate_of_a_rejected_message_is_not_answered_again():
    broken = letter(msg_id="not-a-guid")
    assert judge(broken, seen=held(broken)).reason == "duplicate"


def test_memory_is_asked_by_the_sending_service_and_the_message_id():
    asked = []
    judge(letter(), seen=lambda her, msg_id: asked.append((her, msg_id)))
    assert asked == [(WARD, MSG_ID)]


def test_what_is_ignored_still_tells_its_facts_where_the_header_can_be_read():
    assert judge(letter(receiver=ELSEWHERE)).facts.msg_id == MSG_ID


# --- who the receivers are


def recipients(**parts):
    return judge(letter(**parts)).recipients


def test_the_receiver_is_ours_by_its_service():
    assert recipients() == (OwnRecipient(SYKEPLEIE, "PRIM", known=True),)


def test_a_copy_receiver_is_ours_while_the_receiver_is_not():
    assert recipients(receiver=ELSEWHERE, others=copy_to(RECEIVER)) == (
        OwnRecipient(SYKEPLEIE, "COP", known=True),
    )


def test_receiver_and_copy_receiver_are_both_ours_and_get_a_receipt_each():
    both = recipients(others=copy_to(ELSEWHERE) + copy_to(address(BYDEL, SAKSBEHANDLING)))
    assert [(own.her, own.role) for own in both] == [(SYKEPLEIE, "PRIM"), (SAKSBEHANDLING, "COP")]


def test_the_same_address_twice_is_one_recipient():
    assert len(recipients(others=copy_to(RECEIVER))) == 1


def test_an_other_receiver_may_be_primary():
    assert recipients(receiver=ELSEWHERE, others=copy_to(RECEIVER, "PRIM"))[0].role == "PRIM"


def test_a_hostile_message_to_ten_thousand_of_our_addresses_gets_a_few_receipts():
    copies = [copy_to(address(BYDEL, her)) for her in range(50_000, 60_000)]
    assert len(recipients(others="".join(copies))) == DEFAULT.max_recipients
    few = replace(DEFAULT, max_recipients=2)
    assert len(judge(letter(others="".join(copies[:100])), policy=few).recipients) == 2


def test_a_service_is_ours_even_under_a_wrong_virksomhet():
    assert recipients(receiver=address(900, SYKEPLEIE))[0].known


def test_a_health_worker_may_be_our_service():
    receiver = organisation("Legekontor", 900, below=doctor(SAKSBEHANDLING))
    assert recipients(receiver=receiver)[0].her == SAKSBEHANDLING


@pytest.mark.parametrize("receiver", [UNKNOWN_SERVICE, address(BYDEL, None)])
def test_an_unknown_service_of_ours_goes_to_the_default_inbox(receiver):
    found = judge(letter(receiver=receiver))
    assert found.outcome == "accept"
    assert [own.known for own in found.recipients] == [False]
    assert found.errors_for(found.recipients[0]) == ()


def test_an_unknown_service_of_ours_is_rejected_where_the_policy_says_so():
    strict = replace(DEFAULT, unknown_service="reject")
    found = judge(letter(receiver=UNKNOWN_SERVICE), policy=strict)
    assert found.outcome == "reject"
    assert [error.code for error in found.errors_for(found.recipients[0])] == ["E21"]


def test_two_unknown_services_are_both_rejected():
    strict = replace(DEFAULT, unknown_service="reject")
    found = judge(letter(receiver=UNKNOWN_SERVICE, others=copy_to(address(BYDEL, 298))), policy=strict)
    assert [(own.role, own.errors[0].code) for own in found.recipients] == [("PRIM", "E21"), ("COP", "E21")]


def test_a_known_recipient_takes_the_message_though_another_is_unknown():
    strict = replace(DEFAULT, unknown_service="reject")
    found = judge(letter(others=copy_to(UNKNOWN_SERVICE)), policy=strict)
    assert found.outcome == "accept"
    assert [bool(own.errors) for own in found.recipients] == [False, True]


def test_without_addresses_the_receiver_is_us():
    found = judge(letter(receiver=ELSEWHERE, others=copy_to(address(910, 911))), None)
    assert [own.her for own in found.recipients] == [901]


def test_without_addresses_a_document_without_receiver_is_judged_all_the_same():
    found = judge(letter().replace(f"<Receiver>{RECEIVER}</Receiver>".encode(), b""), None)
    assert (found.outcome, codes(found)) == ("reject", ["T02"])


def test_without_addresses_a_receiver_without_her_id_is_nobody():
    found = judge(letter(receiver=NO_ID), None)
    assert (found.outcome, codes(found)) == ("reject", ["E21"])


# --- what is rejected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (letter(msg_id="not-a-guid"), ["E10"]),
        (letter(msg_id=""), ["E10"]),
        (letter(patient=None), ["E36"]),
        (letter(patient=patient(("FNR", ""), family="", given="", born=None, sex=None)), ["E36"]),
        (letter(msg_id="x", patient=None), ["E10", "E36"]),
        (letter('<Pasientlogistikk xmlns="urn:plo:3.0"/>'), ["T10"]),
        (letter(type_code="FRAVARSMELDING"), ["T10"]),
        (letter(namespace="http://www.kith.no/xmlstds/msghead/2030-01-01"), ["T10"]),
        (letter(innlagt(status=None)), ["T02"]),
        (letter(gen_date="2026-11-20"), ["T02"]),
        (letter(innlagt(event("1", "20.11.2026"))), ["T02"]),
        (letter(rapport("<SvarPaaForesporsel/>"), type_code="INNLEGGELSESRAPPORT"), ["T02"]),
        (letter(innlagt(status=None), msg_id="x"), ["E10", "T02"]),
        (letter().replace(f"<MsgId>{MSG_ID}</MsgId>".encode(), b""), ["E10", "T02"]),
        (letter(documents=document()), ["T99"]),
        (letter(documents=document(innlagt(), innlagt())), ["T99"]),
        (letter(type_code="LOG_DOD"), ["T99"]),
        (letter(dialog(foresporsel()), type_code="DIALOG_SVAR", refers_to=EARLIER), ["T99"]),
        (letter(attachments=attachment("!!!")), ["T99"]),
        (letter(attachments=attachment("TVo=", "application/x-msdownload")), ["T99"]),
        (cut(letter(), "<InformasjonOmForsendelsen>"), ["T01"]),
        (letter() + b"<more/>", ["T01"]),
        (letter().replace(b"</Patient>", b"</Patent>"), ["T01"]),
        (letter().replace(b"<Anslag>", b"<Anslag>&nbsp;"), ["T01"]),
        (letter().replace("Fjordgløtt".encode(), b"x").replace(b"Kari", b"K\xe6ri"), ["T01"]),
    ],
)
def test_a_fault_is_answered_with_its_code(given, expected):
    found = judge(given)
    assert (found.outcome, found.reason, codes(found)) == ("reject", None, expected)
    assert [own.her for own in found.recipients] == [SYKEPLEIE]
    assert all(error.text for error in found.errors)


def test_every_explanation_of_a_code_stands_in_its_one_error():
    found = judge(letter(innlagt(event("1", "i går"), status=None)))
    (error,) = found.errors
    assert "; " in error.text
    assert len(error.text) <= 1100


def test_a_broken_document_for_somebody_else_is_not_ours_to_answer():
    assert judge(letter(receiver=ELSEWHERE) + b"<").reason == "foreign-addressee"
    assert judge(letter() + b"<", seen=held(b"")).reason == "conflicting-duplicate"


@pytest.mark.parametrize(
    ("setting", "given", "reason"),
    [
        ("not_well_formed", letter() + b"<", "not-well-formed"),
        ("unknown_format", letter('<x xmlns="urn:x"/>'), "unknown-format"),
        ("invalid_structure", letter(innlagt(status=None)), "invalid-structure"),
    ],
)
def test_what_may_be_rejected_may_also_be_left_unanswered(setting, given, reason):
    found = judge(given, policy=replace(DEFAULT, **{setting: "ignore"}))
    assert (found.outcome, found.reason, found.errors) == ("ignore", reason, ())
    assert found.issues


# --- what is accepted


@pytest.mark.parametrize(
    "given",
    [
        letter(),
        letter(encoding="ISO-8859-1"),
        b"\xef\xbb\xbf" + letter(),
        letter(rapport(), type_code="INNLEGGELSESRAPPORT"),
        letter(innlagt(version="2009-06-30")),
        letter(refers_to=EARLIER),
    ],
)
def test_a_sound_message_is_accepted_without_a_word(given):
    found = judge(given, transport_from=WARD, transport_to=SYKEPLEIE)
    assert (found.outcome, found.reason, found.issues) == ("accept", None, ())
    assert found.facts.sender.virksomhet_her == HOSPITAL


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (letter(patient=patient(("FNR", "15075500565"))), "identity-numbers-check"),
        (letter(patient=patient()), "the-patient-has-a-national-number"),
        (letter(innlagt(event("4711", "2026-11-20T08:15:00"))), "codes-are-of-their-code-system"),
        (letter(innlagt(event("1", "20190101"))), "a-date-is-not-run-together"),
        (letter(innlagt(event("2", "2026-11-20"))), "the-expected-events-are-there"),
        (letter(innlagt(status="O"), refers_to=EARLIER), "the-status-is-allowed-for-the-type"),
        (letter(dn=None), "type-has-a-name"),
        (letter(sender=address(HOSPITAL, None)), "addresses-have-two-levels"),
        (letter(innlagt(status="C")), "a-change-refers-to-what-it-changes"),
    ],
)
def test_what_is_odd_is_accepted_with_a_warning(given, rule):
    found = judge(given)
    assert found.outcome == "accept"
    assert rule in [issue.rule for issue in found.issues]
    assert {issue.severity for issue in found.issues} == {"warning"}


def test_a_wrong_outside_address_is_a_warning():
    found = judge(letter(), transport_from=1, transport_to=2)
    assert found.outcome == "accept"
    assert [issue.rule for issue in found.issues] == ["transport-agrees-with-the-header"] * 2


def test_every_issue_says_where_and_why():
    for issue in judge(letter(dn=None, msg_id="x", patient=patient())).issues:
        assert issue.line > 0
        assert issue.path.startswith("/MsgHead/MsgInfo")
        assert issue.message
        assert issue.message_no
        assert issue.source
