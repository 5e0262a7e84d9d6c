"""The rows that are written without a template: whatever a message says in them is text."""

from __future__ import annotations

import datetime as dt

from samhandling.node.correspondence.drawing import received_rows, sent_rows
from samhandling.node.correspondence.presenters import InboxRow, SentRow
from samhandling.node.delivery.presenters import Delivery, ReceiptError
from samhandling.node.patients.presenters import PatientLine
from samhandling.node.web.marks import Mark

HOSTILE = "<script>'\"&{0}</script>"
AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
PATIENT = PatientLine(HOSTILE, HOSTILE, 1, HOSTILE, protected=True)


def test_what_is_received_is_text_in_every_cell():
    row = InboxRow(
        url=HOSTILE,
        choice=HOSTILE,
        choose=HOSTILE,
        title=HOSTILE,
        about=HOSTILE,
        patient=PATIENT,
        sender=HOSTILE,
        service=HOSTILE,
        at=AT,
        marks=(Mark(HOSTILE),),
        attachments=2,
        unopened=True,
        set_aside=True,
        case=None,
        done=False,
    )
    written = received_rows([row], boxes=True, services=True)

    assert written.count("&lt;script&gt;&#x27;&quot;&amp;{0}") == 11
    assert "<script" not in written
    assert 'class="unopened set-aside"' in written


def test_what_is_sent_is_text_in_every_cell():
    errors = (ReceiptError(HOSTILE, HOSTILE, HOSTILE),)
    delivery = Delivery(HOSTILE, copy=True, mark=Mark(HOSTILE), since=AT, advice=HOSTILE, errors=errors)
    row = SentRow(
        url=HOSTILE,
        title=HOSTILE,
        about=HOSTILE,
        patient=PATIENT,
        at=AT,
        deliveries=(delivery,),
        marks=(Mark(HOSTILE),),
        set_aside=True,
    )
    written = sent_rows([row])

    assert "<script" not in written
    assert written.count("&lt;script&gt;") >= 9
    assert '<tr class="set-aside">' in written
