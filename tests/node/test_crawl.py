"""Every address by every role: the right ones get in, the rest are refused, and what is shown is logged."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from node_home import DIAKONHJEMMET, FROGNER
from samhandling.node import clock
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.policies import CARE, POLICIES
from samhandling.node.access.reading import Reader
from samhandling.node.access.roles import Role
from samhandling.node.correspondence.models import Task
from samhandling.node.directory.models import Service
from samhandling.node.journal.models import Receipt
from samhandling.node.patients.models import Patient
from samhandling.node.recordsystem.actions import make_token
from samhandling.node.recordsystem.models import Token
from samhandling.node.settlement.actions.bases import receive_basis
from samhandling.node.settlement.actions.disputes import begin_dispute
from samhandling.node.settlement.models import DisputeText
from samhandling.node.stays.models import Stay
from samhandling.node.writing.actions import start
from samhandling.stay.invoice import Basis, BilledDay, Kind, Line, Party
from samhandling.stay.invoice_files import to_json
from screen_world import PEOPLE, number_of

OPEN = None
"""An address for everybody who is logged in, or for nobody in particular."""

ASKS_FOR = {
    "front": OPEN,
    "log-in": OPEN,
    "log-out": OPEN,
    "language": OPEN,
    "appearance": OPEN,
    "demo-log-in": OPEN,
    "demo-log-in-as": OPEN,
    "inbox": "read-inbox",
    "sent": "read-sent",
    "case-act": "handle-message",
    "cases-act": "handle-message",
    "handover": "read-inbox",
    "view-save": "read-inbox",
    "view-drop": "read-inbox",
    "untaken": "read-untaken",
    "message": "read-message",
    "original": "read-message",
    "download": "read-message",
    "attachment": "read-message",
    "receipt": "read-message",
    "tasks": "read-tasks",
    "task": "read-tasks",
    "task-settle": "read-tasks",
    "task-newcomer": "register-patient",
    "task-close": "read-tasks",
    "task-try": "read-tasks",
    "send-again": "send-message",
    "patients": "search-patient",
    "patient": "read-patient",
    "patient-note": "record-act",
    "patient-open": "open-patient",
    "accesses": "review-access",
    "access-review": "review-access",
    "blocks": "block-record",
    "block": "block-record",
    "block-lift": "block-record",
    "monitoring": "read-delivery",
    "new-message": "write-message",
    "write-about": "write-message",
    "draft": "write-message",
    "draft-autosave": "write-message",
    "draft-preview": "write-message",
    "draft-send": "write-message",
    "draft-file": "write-message",
    "draft-drop": "write-message",
    "rules": "read-rules",
    "rules-progress": "read-rules",
    "rule": "read-rules",
    "agreement": "read-rules",
    "settlement": "read-settlement",
    "partner": "read-settlement",
    "basis-issue": "issue-basis",
    "payer": "confirm-payer",
    "basis": "read-settlement",
    "basis-file": "read-settlement",
    "basis-receive": "check-basis",
    "basis-answer": "check-basis",
    "answer-receive": "take-answer",
    "basis-approve": "check-basis",
    "line-mark": "check-basis",
    "disputes": "read-dispute",
    "dispute": "read-dispute",
    "dispute-new": "write-dispute",
    "dispute-approve": "approve-dispute",
    "dispute-paper": "read-dispute",
    "board": "read-board",
    "stay": "read-stay",
    "wall": "read-wall",
    "stay-place": "record-act",
    "stay-of-message": "read-stay",
    "stay-reply": "answer-ready",
    "stay-ask": "send-message",
    "stay-classify": "classify-reply",
    "stay-ready": "declare-ready",
    "stay-undo": "declare-ready",
    "stay-departure": "declare-ready",
    "stay-expected": "declare-ready",
    "stay-leaflet": "read-message",
    "stay-press": "record-act",
    "stay-note": "record-act",
    "stay-day": "record-act",
    "admission": "declare-ready",
    "admission-newcomer": "declare-ready",
    "log": "read-audit",
    "directory": "update-directory",
    "address": "update-directory",
    "record-system": "read-delivery",
    "token-make": "administer",
    "token-withdraw": "administer",
    "mode-switch": "administer",
    "api-description": OPEN,
    "api-messages": OPEN,
    "api-message": OPEN,
    "api-copies": OPEN,
    "api-received": OPEN,
    "api-document": OPEN,
    "api-fhir": OPEN,
    "api-patients": OPEN,
    "api-patient": OPEN,
    "api-encounters": OPEN,
    "api-encounter": OPEN,
    "api-nothing": OPEN,
}
"""The act of the policy that each address stands for. A new address belongs here."""

STAYS = ("stay", "stay-reply", "stay-ask", "stay-ready", "stay-undo", "stay-departure", "stay-expected")
STAYS += ("stay-leaflet",)
STAY_POSTS = ("stay-classify", "stay-press", "stay-note", "stay-day", "stay-place")
POSTS = {
    *STAY_POSTS,
    "task-settle",
    "task-newcomer",
    "task-close",
    "task-try",
    "send-again",
    "access-review",
    "block-lift",
    "case-act",
    "patient-note",
    "cases-act",
    "view-save",
    "view-drop",
    "basis-issue",
    "basis-approve",
    "line-mark",
    "dispute-new",
    "dispute-approve",
}
POSTS |= {"write-about", "draft-autosave", "draft-send", "draft-drop"}
QUERIES = {"patients": "?text=o", "task": "?text=o"}
OWNED = {"write-about", "draft", "draft-autosave", "draft-preview", "draft-send", "draft-drop", "draft-file"}
OWNED |= {"access-review", "block-lift"}
"""Addresses of what belongs to one person, or that ask for more than a key: others find nothing there."""
NOTHING_YET = {"view-drop", "stay-leaflet", "admission-newcomer", "basis-answer"}
"""Addresses of what this day has none of, or this end."""
POSTS |= {"token-withdraw", "mode-switch"}
BY_TOKEN = {name for name in ASKS_FOR if name.startswith("api-")}
"""Addresses for programs: a session opens none of them, and who asks often is slowed down."""
REFUSED = {403, 404}
ALLOWED = {200, 302, 405, 422}
TRACES = [text for index, person in enumerate(PEOPLE) for text in (person[0], number_of(index))]


def addresses(patterns=None) -> list[URLPattern]:
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        found += addresses(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


NAMES = [pattern.name for pattern in addresses()]


@pytest.fixture
def place(day):
    """An address with real keys in it."""
    message = day.receives_with_attachment(0)
    day.receives(4, "plo-1.6/utskrevet-ny.xml")
    unknown = Task.objects.filter(kind="unknown-patient").latest("pk")
    keys = {
        "message": {"pk": message.pk},
        "original": {"pk": message.pk},
        "download": {"pk": message.pk},
        "attachment": {"pk": message.pk, "index": 0},
        "receipt": {"pk": day.messages["refused"].pk, "receipt_pk": received_receipt(day)},
        "case-act": {"pk": message.recipients.get().pk},
        "view-save": {"page": "inbox"},
        "view-drop": {"pk": 1},
        "task": {"pk": unknown.pk},
        "task-settle": {"pk": unknown.pk},
        "task-newcomer": {"pk": Task.objects.filter(kind="unknown-patient").earliest("pk").pk},
        "task-try": {"pk": Task.objects.get(kind="rejected").pk},
        "task-close": {"pk": Task.objects.get(kind="rejected").pk},
        "send-again": {"pk": day.messages["refused"].pk},
        "patient": {"pk": day.patients[0].pk},
        "patient-open": {"pk": day.patients[0].pk},
        "patient-note": {"pk": day.patients[0].pk},
        "block": {"pk": day.patients[0].pk},
        "access-review": {"pk": 1},
        "block-lift": {"pk": 1},
        "write-about": {"pk": message.pk},
        **drafts_of(day),
        "admission": {"patient_pk": day.patients[0].pk},
        "stay-of-message": {"pk": message.pk},
        **{key: {"pk": Stay.objects.earliest("number").pk} for key in (*STAYS, *STAY_POSTS)},
        **settled(day),
        "demo-log-in-as": {"username": "hjemmetjeneste"},
        "token-withdraw": {"pk": a_token()},
        "mode-switch": {"her": 8900202},
        "address": {"her": DIAKONHJEMMET},
        "api-message": {"pk": message.pk},
        "api-document": {"number": 1},
        "api-patient": {"key": "p1"},
        "api-encounter": {"key": "v1"},
    }
    return lambda name: reverse(name, kwargs=keys.get(name)) + QUERIES.get(name, "")


def a_token():
    make_token(WORKER, "epj", ["messages:send"])
    return Token.objects.get().pk


def settled(day):
    """A case, and a basis with one line, about the patient who was notified as ready."""
    period = day.messages["cancelled"].msg_id
    settler = Actor.of(day.employ("oppgjorsansvarlig"))
    case = begin_dispute(settler, day.patients[1], period)
    basis = {"pk": receive_basis(settler, a_basis(period).encode()).pk}
    month = {"month": "2026-10", "her": DIAKONHJEMMET}
    return {
        "rule": {"key": "price"},
        "agreement": {"key": "tjenesteavtale-2"},
        "partner": month,
        "basis-issue": month,
        "payer": {"period": period},
        "basis": basis,
        "basis-file": {**basis, "form": "json"},
        "basis-answer": basis,
        "basis-approve": basis,
        "line-mark": {**basis, "line": 1},
        "dispute": {"pk": case.pk},
        "dispute-new": {"period": period},
        "dispute-approve": {"pk": case.pk},
        "dispute-paper": {"pk": case.pk},
    }


def a_basis(period):
    billed = BilledDay(dt.date(2026, 10, 5), 6000, "no-reply", "", "§ 13")
    hospital, bydel = Party(DIAKONHJEMMET, "Diakonhjemmet sykehus"), Party(FROGNER, "Frogner")
    return to_json(
        Basis(
            number="2026-0001",
            issued_at=clock.now(),
            hospital=hospital,
            municipality=bydel,
            month=dt.date(2026, 10, 1),
            lines=(Line(1, Kind.MONTH, period, (billed,)),),
        )
    )


@pytest.fixture
def logged_in(day, client):
    def as_role(role, *hers):
        client.logout()
        client.force_login(day.employ(role, "", *hers), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_role


@dataclass
class Seen:
    """What a role got at an address, and what the log says of it."""

    name: str
    status: int
    patient_data: bool
    logged: set[str]

    @classmethod
    def at(cls, client, name, address) -> Seen:
        last = AuditEntry.objects.latest("pk").pk
        response = client.post(address, posted()) if name in POSTS else client.get(address)
        body = response.content.decode("utf-8", errors="replace").replace(" ", "")
        rows = AuditEntry.objects.filter(pk__gt=last)
        return cls(
            name,
            response.status_code,
            any(trace in body for trace in TRACES),
            {row.act for row in rows},
        )


def posted():
    """What every form may ask for."""
    return {
        "patient": Patient.objects.first().pk,
        "mark": "approved",
        "act": "take",
        "text": DisputeText.objects.first().pk,
    }


def test_every_address_is_known_to_this_test():
    assert set(NAMES) == set(ASKS_FOR)


def test_nobody_sees_anything_without_logging_in(place, client):
    seen = [Seen.at(client, name, place(name)) for name in NAMES]
    assert [one.name for one in seen if one.patient_data] == []
    assert [one.name for one in seen if ASKS_FOR[one.name] and one.status != 302] == []


def test_each_role_sees_what_the_policy_gives_it_and_leaves_a_trace(place, logged_in):
    faults = []
    for role in Role.values:
        with undone():
            client = logged_in(role, *((8900202, 8900203) if role in CARE else ()))
            seen = [Seen.at(client, name, place(name)) for name in NAMES]
            faults += [(role, one) for one in seen if is_wrong(one, role)]
    assert faults == []


def is_wrong(seen: Seen, role: str) -> bool:
    act = ASKS_FOR[seen.name]
    if act and role not in POLICIES[act]:
        return seen.status not in REFUSED or seen.patient_data or bool(seen.logged)
    if seen.name in BY_TOKEN:
        return seen.status not in {200, 401, 404, 405, 429} or seen.patient_data
    allowed = ALLOWED | {404} if seen.name in OWNED | NOTHING_YET else ALLOWED
    return seen.status not in allowed or (seen.patient_data and not seen.logged)


@contextmanager
def undone():
    """What happens within leaves no mark on the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_patient_data_is_recognised_where_it_is(place, logged_in):
    """The tests above would pass if they could not tell patient data from other text."""
    client = logged_in("hjemmetjeneste", 8900202, 8900203)
    pages = ["inbox", "sent", "message", "original", "download", "patient", "patients", "task"]
    seen = [Seen.at(client, name, place(name)) for name in pages]
    assert [one.name for one in seen if not one.patient_data] == []


def drafts_of(day):
    reader = Reader(day.kari, frozenset({8900202}))
    service = Service.objects.select_related("organisation").get(her=8900202)
    draft = start(reader, service, "INNLEGGELSESRAPPORT", patient=day.patients[0])
    keys = {key: {"pk": draft.pk} for key in sorted(OWNED - {"write-about"})}
    return keys | {"draft-file": {"pk": draft.pk, "file_pk": 1}}


def received_receipt(day):
    return Receipt.objects.get(recipient__message=day.messages["refused"]).pk


def test_care_for_another_service_finds_nothing(place, logged_in):
    client = logged_in("lege", 8900201)
    seen = [Seen.at(client, name, place(name)) for name in ("message", "original", "download", "attachment")]
    assert [(one.status, one.patient_data, one.logged) for one in seen] == [(404, False, set())] * 4


def test_a_key_that_is_nobodys_is_not_found(logged_in):
    client = logged_in("hjemmetjeneste", 8900202)
    for name in ("message", "task", "patient"):
        assert client.get(reverse(name, args=[999_999])).status_code == 404
