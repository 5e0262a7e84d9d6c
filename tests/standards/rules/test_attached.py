"""Rules on attachments (HIS 1036, HITS 1168 § 4.4)."""

from base64 import b64encode
from dataclasses import replace

import pytest

from samhandling.standards.limits import Limits
from samhandling.standards.policy import DEFAULT
from samhandling.standards.rules import attached
from standards.asking import ask, cases
from standards.letters import attachment, dialog, document, innlagt, letter, notat

PDF, JPEG, PNG = b"%PDF-1.7 x", b"\xff\xd8\xff\xe0 x", b"\x89PNG\r\n\x1a\n x"


def with_file(content, mime="application/pdf", **more):
    text = content if isinstance(content, str) else b64encode(content).decode()
    return letter(attachments=attachment(text, mime, **more))


def packed(content):
    container = (
        '<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">'
        f"{b64encode(content).decode()}</Base64Container>"
    )
    more = '<MimeType>application/pdf</MimeType><Compression V="GZ"/>'
    return letter(attachments=document(container, msg_type="A", more=more))


BROKEN = {
    attached.an_attachment_can_be_decoded: [
        with_file("!!!"),
        with_file(""),
        with_file(" \n"),
        with_file("JVBERi0"),
        with_file("JVBERi0=x"),
        with_file("JVBE*Ri0="),
        with_file("æøå="),
    ],
    attached.an_attachment_is_of_a_known_format: [
        with_file(b"MZ", "application/x-msdownload"),
        with_file(b"Hei", "text/plain"),
        with_file(b"Hei", None),
        packed(PDF),
    ],
    attached.an_attachment_can_be_opened: [
        with_file(b"<html>", "image/png"),
        with_file(b"PK", "application/pdf"),
        with_file(b"{}", "text/xml"),
    ],
    attached.an_attachment_fits_the_type: [
        letter(
            dialog(notat("9148", "1")),
            type_code="DIALOG_STATUS_HENVISNING",
            attachments=attachment(b64encode(PNG).decode(), "image/png"),
        )
    ],
    attached.an_attachment_is_what_it_says: [with_file(PNG), with_file(JPEG, "image/png")],
    attached.an_attachment_is_marked_as_one: [with_file(PDF, msg_type="XML")],
}

KEPT = {
    attached.an_attachment_can_be_decoded: [letter(), with_file(PDF), with_file("JVBE\n  Ri0=\n")],
    attached.an_attachment_is_of_a_known_format: [
        letter(),
        with_file(PDF),
        with_file(JPEG, "image/jpg"),
        with_file(PNG, "IMAGE/PNG"),
        with_file(PDF, None),
        with_file("!!!", "text/plain"),  # another rule's fault
    ],
    attached.an_attachment_can_be_opened: [
        letter(),
        with_file(PDF),
        with_file(PNG),  # another format that opens too
        with_file(b"<?xml version='1.0'?><a/>", "application/xml"),
        with_file(b"Hei", "text/plain"),
    ],
    attached.an_attachment_fits_the_type: [
        letter(),
        with_file(PDF),
        letter(
            dialog(notat("9148", "1")),
            type_code="DIALOG_STATUS_HENVISNING",
            attachments=attachment(b64encode(PDF).decode()),
        ),
    ],
    attached.an_attachment_is_what_it_says: [
        with_file(PDF),
        with_file(JPEG, "image/jpeg"),
        with_file(PNG, None),
    ],
    attached.an_attachment_is_marked_as_one: [letter(), with_file(PDF)],
}


@pytest.mark.parametrize(**cases(BROKEN))
def test_what_breaks_a_rule_is_found(rule, document):
    assert ask(rule, document)


@pytest.mark.parametrize(**cases(KEPT))
def test_what_keeps_a_rule_is_left_alone(rule, document):
    assert not ask(rule, document)


def test_a_large_message_is_told_of():
    small = replace(DEFAULT, limits=Limits(warn_bytes=100))
    rule = attached.the_message_is_of_a_size_for_the_network
    assert ask(rule, letter(innlagt()), small)
    assert not ask(rule, letter(innlagt()))


def test_every_rule_here_is_both_broken_and_kept():
    alone = {attached.the_message_is_of_a_size_for_the_network}
    assert BROKEN.keys() == KEPT.keys() == set(attached.ATTACHED) - alone


@pytest.mark.parametrize(
    ("rule", "setting", "document"),
    [
        (attached.an_attachment_can_be_decoded, "broken_attachment", with_file("!!!")),
        (attached.an_attachment_can_be_opened, "broken_attachment", with_file(b"PK", "application/pdf")),
        (
            attached.an_attachment_is_of_a_known_format,
            "unsupported_attachment",
            with_file(b"Hei", "text/plain"),
        ),
    ],
)
def test_the_receiver_may_choose_to_take_what_cannot_be_opened(rule, setting, document):
    (strict,) = ask(rule, document)
    (lenient,) = ask(rule, document, replace(DEFAULT, **{setting: "warn"}))
    assert (strict.severity, strict.apprec_code) == ("error", "T99")
    assert lenient.severity == "warning"


def test_an_agreement_may_add_formats():
    policy = replace(DEFAULT, attachment_formats=DEFAULT.attachment_formats | {"text/plain"})
    assert not ask(attached.an_attachment_is_of_a_known_format, with_file(b"Hei", "text/plain"), policy)
