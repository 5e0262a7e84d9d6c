"""Issuing a basis at the hospital, and checking it at the bydel."""

import pytest
from django.db import transaction

from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.settlement.actions.answers import receive_answer
from samhandling.node.settlement.actions.bases import (
    NamesSomebody,
    NotTaken,
    issue_basis,
    mark_line,
    receive_basis,
)
from samhandling.node.settlement.models import Basis
from samhandling.node.settlement.queries import answer_file
from samhandling.stay.invoice import Party
from samhandling.stay.invoice_answers import BadAnswer, to_json
from samhandling.stay.invoice_files import BadBasis, read, to_csv
from settlement_world import FROGNER, OCTOBER, PRICE, as_hospital

BYDEL = Party(FROGNER, "Oslo kommune bydel Frogner")


def issued(month, **more):
    """The file that the hospital would send."""
    with as_hospital():
        return issue_basis(month.settler, BYDEL, OCTOBER).file


def test_the_ledger_of_both_ends_is_made_from_the_same_messages(month):
    basis = read(issued(month).encode())
    (line,) = basis.lines
    assert line.period == month.notices[0].msg_id
    assert [day.date.day for day in line.days] == [5, 6, 7, 8]
    assert (basis.total, basis.number) == (4 * PRICE, "2026-0001")


def test_without_a_price_nothing_is_issued(october):
    october.world.register(0)
    october.confirmed(october.waits(0))
    with as_hospital(), pytest.raises(Conflict, match="price per day for 2026 is not set"):
        issue_basis(october.settler, BYDEL, OCTOBER)


def test_only_the_settler_issues(month):
    with as_hospital(), pytest.raises(NotAllowed):
        issue_basis(month.handler, BYDEL, OCTOBER)


def test_a_month_is_issued_once_and_names_nobody_in_file_or_log(month):
    with as_hospital():
        row = issue_basis(month.settler, BYDEL, OCTOBER)
        assert "Fjellvåk" not in row.file
        assert AuditEntry.objects.latest("pk").detail["number"] == "2026-0001"
        with pytest.raises(Conflict, match="has been issued"):
            issue_basis(month.settler, BYDEL, OCTOBER)


def test_a_payer_confirmed_later_comes_as_a_correction_in_the_next(month):
    import datetime as dt

    import time_machine

    from samhandling.node.settlement.billing import next_draft, now_accounts
    from settlement_world import at

    with as_hospital():
        issue_basis(month.settler, BYDEL, OCTOBER)
        month.confirmed(month.notices[1])
        with time_machine.travel(at("2026-12-02 09:00"), tick=False):
            november = dt.date(2026, 11, 1)
            made = next_draft(now_accounts(FROGNER, november), FROGNER, november)
    assert [(line.kind.value, line.kroner) for line in made.lines] == [("correction", 4 * PRICE)]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_bydel_takes_the_file_in_once(month, form):
    text = issued(month)
    content = text if form == "json" else to_csv(read(text.encode()))
    row = receive_basis(month.handler, content.encode())
    assert receive_basis(month.handler, content.encode()) == row
    assert (row.received, row.total, Basis.objects.count()) == (True, 4 * PRICE, 1)


def test_a_basis_that_is_changed_or_somebody_elses_is_refused(month):
    text = issued(month)
    with pytest.raises(BadBasis):
        receive_basis(month.handler, text.replace("6000", "7000").encode())
    with as_hospital(), pytest.raises(NotTaken):
        receive_basis(month.handler, text.encode())


def test_a_line_is_disputed_with_a_reason_that_names_nobody(month):
    row = receive_basis(month.handler, issued(month).encode())
    with pytest.raises(Conflict):
        mark_line(month.handler, row, 1, approved=False)
    with pytest.raises(NamesSomebody, match="Fjellvåk"):
        mark_line(month.handler, row, 1, approved=False, reason="Fjellvåk fikk plass 6. oktober")
    mark_line(month.handler, row, 1, approved=False, reason="Vi meldte plass 6. oktober på telefon.")
    mark_line(month.handler, row, 1, approved=True)
    assert [mark.approved for mark in row.marks.order_by("pk")] == [False, True]
    assert AuditEntry.objects.latest("pk").patient == month.notices[0].entry.patient


def answer_of(month):
    """The file in which the bydel disputes the line."""
    with transaction.atomic():
        row = receive_basis(month.handler, issued(month).encode())
        mark_line(month.handler, row, 1, approved=False, reason="Vi meldte plass 6. oktober på telefon.")
        file = to_json(answer_file(Reader(month.handler, own_hers(month.handler)), row.pk))
        assert AuditEntry.objects.latest("pk").act == "download-answer"
        transaction.set_rollback(True)
    return file


def test_the_bydels_word_reaches_the_hospital_once_and_names_nobody(month):
    file = answer_of(month)
    assert "Fjellv" not in file
    with as_hospital():
        row = issue_basis(month.settler, BYDEL, OCTOBER)
        assert receive_answer(month.settler, file.encode()) == (row, 1)
        assert receive_answer(month.settler, file.encode()) == (row, 0)
        (mark,) = row.marks.all()
        assert (mark.approved, mark.by, mark.by_name) == (
            False,
            None,
            "Sigrun Blåklokke, Oslo kommune bydel Frogner",
        )
        assert AuditEntry.objects.latest("pk").act == "receive-answer"


def test_an_answer_about_another_basis_or_by_somebody_else_is_refused(month):
    file = answer_of(month).encode()
    with as_hospital(), pytest.raises(NotTaken, match="ikke er utstedt her"):
        receive_answer(month.settler, file)
    with as_hospital():
        month.confirmed(month.notices[1])  # one line more
        issue_basis(month.settler, BYDEL, OCTOBER)
        with pytest.raises(NotTaken, match="annet innhold"):
            receive_answer(month.settler, file)
        with pytest.raises(NotAllowed):
            receive_answer(month.handler, file)
        with pytest.raises(BadAnswer):
            receive_answer(month.settler, file.replace(b"6. oktober", b"7. oktober"))


def test_a_line_that_is_none_or_of_an_own_basis_is_not_marked(month):
    row = receive_basis(month.handler, issued(month).encode())
    with pytest.raises(Conflict):
        mark_line(month.handler, row, 2, approved=True)
