import base64

import pytest

from samhandling.node.journal.attachments import attachment_of

MESSAGE = """<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo/>
<Document><RefDoc><MimeType>{mime}</MimeType><Description>{name}</Description><Content>
<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">{data}</Base64Container>
</Content></RefDoc></Document></MsgHead>"""


def message(content, name="Epikrise", mime="application/pdf"):
    return MESSAGE.format(data=base64.b64encode(content).decode(), name=name, mime=mime).encode()


def test_broken_base64_is_no_attachment():
    assert attachment_of(MESSAGE.format(data="***", name="x", mime="x").encode(), 0) is None


def test_no_message_has_no_attachment():
    assert attachment_of(b"", 0) is None


def test_what_the_sender_claims_is_not_believed():
    found = attachment_of(message(b"<script>alert(1)</script>"), 0)
    assert found.mime_type == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("Epikrise", "Epikrise.pdf"),
        ("Epikrise.PDF", "Epikrise.PDF"),
        ("../../etc/passwd", "etc_passwd.pdf"),
        ("rapport\r\nSet-Cookie: x", "rapport_Set-Cookie_ x.pdf"),
        ("", "vedlegg-1.pdf"),
        ("Årsrapport for Øystein", "Årsrapport for Øystein.pdf"),
    ],
)
def test_a_name_to_save_by_is_safe(name, saved_as):
    assert attachment_of(message(b"%PDF-1.7 x", name=name), 0).name == saved_as
