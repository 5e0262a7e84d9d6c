"""The foreign receiver: what it takes, what it refuses, what it keeps."""

import datetime as dt
import stat
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from lxml import html

from samhandling.demo.cases import cases
from samhandling.demo.foreign.judgement import judge
from samhandling.demo.foreign.kept import Files
from samhandling.demo.foreign.page import page, served
from samhandling.demo.foreign.receiver import receive_for_ever
from samhandling.demo.letters.cover import Cover
from samhandling.demo.letters.dialog import helsefaglig_dialog, svar_om_utskrivningsklar
from samhandling.demo.letters.utskrivningsrapport import utskrivningsrapport
from samhandling.demo.population import population
from samhandling.demo.sector import whole_sector
from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.contract import Arrival, Idle, ReceiptError

NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
SOLVANG = whole_sector()["solvang"]


class EndOfTest(Exception):
    pass


class FakeCarrier:
    """Yields what it is given, keeps what it is sent, and ends the test."""

    def __init__(self, *events):
        self.events, self.sent, self.asked = events, [], []

    def receive(self, after):
        self.asked.append(after)
        yield from self.events
        raise EndOfTest

    def send(self, parcel):
        self.sent.append(parcel)
        return "1"


def cover(**told):
    author = whole_sector()["diakonhjemmet"].worker("sykepleier")
    return Cover(str(uuid.uuid4()), NOW, 8900104, 8900801, author, population()[0], **told)


def rapport(version=""):
    return utskrivningsrapport(cover(version=version), cases()["hoftebrudd"], NOW, NOW)


def receive(files, *events):
    carrier = FakeCarrier(*events)
    with pytest.raises(EndOfTest):
        receive_for_ever(carrier, files)
    return carrier


def arrival(document, offset=7):
    return Arrival(offset, f"id-{offset}", document, 8900104, 8900801)


def test_plo_1_6_is_refused_with_free_text():
    [error] = judge(rapport())
    assert error.code == "T10"
    assert "PLO 1.5" in error.text


def test_helsefaglig_dialog_is_refused():
    assert judge(helsefaglig_dialog(cover(), "Sårstell", "Hei"))[0].code == "T10"


@pytest.mark.parametrize(
    "document",
    [rapport("1.5"), svar_om_utskrivningsklar(cover(), "Ja")],
    ids=["Utskrivningsrapport 1.5", "Svar 1.0"],  # the documents differ each time; their names may not
)
def test_the_older_forms_are_taken(document):
    assert judge(document) == ()


@pytest.mark.parametrize("document", [b"", b"<a>", b"not xml at all"])
def test_what_cannot_be_read_is_answered_and_kept_too(tmp_path, document):
    carrier = receive(Files(tmp_path), arrival(document))
    [answer] = carrier.sent
    assert (answer.status, answer.errors[0].code) == ("2", "T01")


def test_a_message_is_answered_kept_and_not_asked_for_again(tmp_path):
    files = Files(tmp_path)
    carrier = receive(files, Idle(), arrival(rapport("1.5")))
    assert [(one.message_carrier_id, one.sender_her, one.status) for one in carrier.sent] == [
        ("id-7", 8900801, "1")
    ]
    assert receive(files).asked == [7]


def test_a_receipt_that_the_hub_will_not_take_does_not_end_the_receiving(tmp_path):
    carrier = FakeCarrier(arrival(rapport("1.5"), 7), arrival(rapport("1.5"), 8))
    refusals = iter([CarrierRefused("there is one already"), None])

    def send(parcel):
        carrier.sent.append(parcel)
        if refusal := next(refusals):
            raise refusal
        return "1"

    carrier.send = send
    files = Files(tmp_path)
    with pytest.raises(EndOfTest):
        receive_for_ever(carrier, files)
    assert len(carrier.sent) == len(list(files.all())) == 2


@pytest.mark.parametrize("trouble", [CarrierUnavailable("gone"), CarrierRefused("who are you?")])
def test_a_broken_line_is_called_again(tmp_path, monkeypatch, trouble):
    monkeypatch.setattr("samhandling.demo.foreign.receiver.PAUSE", 0)
    carrier = FakeCarrier()
    broken = iter([trouble, EndOfTest()])

    def receive_broken(after):
        carrier.asked.append(after)
        raise next(broken)

    carrier.receive = receive_broken
    with pytest.raises(EndOfTest):
        receive_for_ever(carrier, Files(tmp_path))
    assert carrier.asked == [None, None]


def test_the_key_is_made_once_and_is_readable_by_its_owner_alone(tmp_path):
    files = Files(tmp_path / "solvang")
    assert files.key() == files.key()
    assert "d" not in files.public_key()
    assert stat.S_IMODE((files.path / "client.jwk").stat().st_mode) == 0o600


def test_its_page_shows_what_came_and_what_was_answered(tmp_path):
    files = Files(tmp_path)
    files.keep(arrival(rapport("1.5"), 7), (), NOW)
    files.keep(Arrival(9, "id-9", rapport("1.5"), 7_000_000, 8900801), (), NOW)
    files.keep(arrival(rapport(), 8), (ReceiptError("T10", "<b>Nei</b>"),), NOW)
    told = html.fromstring(page(SOLVANG, files))
    assert "SYNTETISK" in told.text_content()
    assert "T10: <b>Nei</b>" in told.text_content()
    assert "hemiprotese" in told.text_content()
    assert "ukjent avsender" in told.text_content()


def test_its_page_fits_a_phone_and_the_dark_and_folds_what_is_long(tmp_path):
    files = Files(tmp_path)
    files.keep(arrival(rapport(), 8), (ReceiptError("T10", "Nei"),), NOW)
    told = html.fromstring(page(SOLVANG, files))
    assert told.xpath("//meta[@name='viewport']")
    assert told.getroottree().getroot().get("data-color-scheme") == "auto"
    assert "T10: Nei" in told.find(".//details").text_content()


def test_it_serves_its_own_styles_and_no_other_file():
    links = html.fromstring(page(SOLVANG, Files(Path("none")))).xpath("//link/@href")
    assert links
    assert all(served(link) for link in links)
    assert served("/static/../settings/base.py") is None
    assert served("/samhandling/frame.css") is None


def test_it_runs_without_django():
    code = "import sys, samhandling.demo.foreign.page, samhandling.demo.foreign.receiver as r\n"
    code += "print('django' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "False"


def test_an_empty_inbox_says_so(tmp_path):
    assert "Ingenting har kommet" in html.fromstring(page(SOLVANG, Files(tmp_path))).text_content()
