"""What comes in from outside: hostile, broken, odd and sound."""

import base64
import time
from itertools import count

import pytest

from golden.letters import kept
from samhandling.errors import DoctypeRefused, InvalidMessage, MalformedXml, MessageError, TooLarge
from samhandling.standards.limits import LIMITS, Limits
from samhandling.standards.msghead import MsgHead
from samhandling.standards.reading import once, parse, parsed_once, read_tree, validate, view

INNLAGT = kept("plo-1.6/innlagt-ny")
REPORT = kept("plo-1.6/utskrivningsrapport-ny")
DIALOG = kept("dialog-1.1/helsefaglig-dialog")
MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(ord("b"), ord("k")))
    + b"]><x>&j;</x>"
)


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(MalformedXml, match="the file is empty"):
        read_tree(data)


def refused(data: bytes, limits: Limits = LIMITS) -> MessageError:
    """The error that a document is refused with, which must come within a second."""
    start = time.process_time()
    with pytest.raises(MessageError) as error:
        parse(data, limits)
    assert time.process_time() - start < 1
    return error.value


def rule(data: bytes, limits: Limits = LIMITS) -> str:
    return refused(data, limits).issues[0].rule


class TestNotXml:
    @pytest.mark.parametrize(
        "data", [b"", b" ", b"hei", b"%PDF-1.4", b"<", b"<a", b"<a></b>", b"<a/><b/>", b"\x00\x01"]
    )
    def test_it_is_refused_as_malformed(self, data):
        assert isinstance(refused(data), MalformedXml)

    def test_a_message_that_is_cut_off_names_the_line(self):
        error = refused(INNLAGT[: len(INNLAGT) // 2])
        assert isinstance(error, MalformedXml)
        assert error.issues[0].line == 2
        assert error.issues[0].apprec_code == "T01"

    def test_bytes_that_are_not_in_the_declared_encoding_are_malformed(self):
        assert rule(INNLAGT.replace("ø".encode(), b"\xf8")) == "not-well-formed"

    @pytest.mark.parametrize("encoding", ["UTF-7", "EBCDIC-CP-US", "UTF-16", "finnes-ikke"])
    def test_an_encoding_that_could_hide_things_is_refused(self, encoding):
        assert rule(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()) == "encoding"

    def test_so_is_one_at_the_end_of_a_long_declaration(self):
        assert rule(b'<?xml version="1.0"' + b" " * 1000 + b'encoding="Shift_JIS"?><a/>') == "encoding"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037"])
    def test_so_is_one_that_is_not_declared(self, encoding):
        assert isinstance(refused("<?xml version='1.0'?><a/>".encode(encoding)), MalformedXml)

    def test_utf_16_is_called_by_its_name(self):
        assert "UTF-16/32" in str(refused("<?xml version='1.0'?><a/>".encode("utf-16")))


class TestDoctype:
    @pytest.mark.parametrize(
        "start",
        [
            b"",
            b'<?xml version="1.0"?>',
            b"\xef\xbb\xbf",
            b"<!-- hei -->\n<?pi?>\n",
            b'<?xml version="1.0"?><!--?>-->',
        ],
    )
    def test_an_entity_bomb_is_refused_before_it_is_read(self, start):
        assert isinstance(refused(start + BOMB), DoctypeRefused)

    @pytest.mark.parametrize("doctype", [b"<!DOCTYPE x>", b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
    def test_every_doctype_is_refused(self, doctype):
        assert isinstance(refused(doctype + b"<x/>"), DoctypeRefused)

    def test_a_long_prolog_takes_linear_time(self):
        assert rule(b"<?a?>" * 100_000 + b"<!DOCTYPE x><x/>") == "doctype"
        assert rule(b"<!-- -->" * 100_000 + b"<?a ") == "not-well-formed"

    def test_the_word_in_a_text_is_only_a_word(self):
        data = DIALOG.replace(b"</dia:Tema>", b" &lt;!DOCTYPE&gt;<![CDATA[<!DOCTYPE]]></dia:Tema>", 1)
        assert data == DIALOG or validate(data) == []


class TestTooLarge:
    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"<a>" + b"x" * 60_000_000 + b"</a>", id="60 MB of text"),
            pytest.param(b"<a>" + b"<b/>" * 14_000_000 + b"</a>", id="56 MB of tiny elements"),
            pytest.param(b"<a>" + b"<b/>" * 8_000_000 + b"</a>", id="32 MB of tiny elements"),
            pytest.param(b"<a>" * 1100 + b"</a>" * 1100, id="depth 1100"),
            pytest.param(b"<a>" * 101 + b"</a>" * 101, id="depth 101"),
            pytest.param(
                b"<a>" * 1100 + b"x" * 10_000_000 + b"</a>" * 1100, id="depth 1100 in a large document"
            ),
            pytest.param(b"<a>" * 1_000_000, id="depth without end"),
            pytest.param(b"<a " + b" ".join(b'a%d=""' % n for n in range(600_000)) + b"/>", id="attributes"),
            pytest.param(
                b"<a " + b" ".join(b'a%d=""' % n for n in range(20_000)) + b"/>", id="attributes of one"
            ),
            pytest.param(b"<a b='" + b"x" * 34_900_000 * 1 + b"'/>" + b" " * 1_000_000, id="one long value"),
        ],
    )
    def test_it_is_refused_quickly_and_in_plain_words(self, data):
        error = refused(data)
        assert isinstance(error, TooLarge)
        assert "too large: more than" in str(error)
        assert error.issues[0].message_no.startswith("for stor: mer enn")

    def test_every_cap_can_be_set(self):
        assert rule(INNLAGT, Limits(max_bytes=100)) == "too-large"
        assert rule(INNLAGT, Limits(max_elements=20)) == "too-large"
        assert rule(INNLAGT, Limits(max_attributes=20)) == "too-large"
        assert rule(INNLAGT, Limits(max_depth=3)) == "too-large"
        assert rule(REPORT, Limits(max_text=50)) == "too-large"

    def test_a_depth_at_the_cap_is_no_fault_of_size(self):
        assert rule(b"<a>" * 100 + b"</a>" * 100) == "root"


def with_attachment(content: bytes) -> bytes:
    """A helsefaglig dialog whose attachment is the given bytes."""
    start = DIALOG.index(b"Base64Container")
    start = DIALOG.index(b">", start) + 1
    return DIALOG[:start] + content + DIALOG[DIALOG.index(b"</", start) :]


class TestLargeButSound:
    @pytest.mark.parametrize("size", [7_600_000, 25_500_000])
    def test_a_large_attachment_is_read_whole(self, size):
        file = bytes(range(256)) * (size // 256)
        data = with_attachment(base64.b64encode(file))
        assert len(data) > 10_000_000
        head = parse(data)
        assert isinstance(head, MsgHead)
        assert head.attachments[0].attached == file

    def test_a_fault_in_it_is_explained_at_once(self):
        data = with_attachment(base64.encodebytes(b"x" * 10_000_000)).replace(b"MsgId>", b"MsgIdd>")
        start = time.process_time()
        read_tree(data)
        reading = time.process_time() - start
        start = time.process_time()
        issues = validate(data)
        assert time.process_time() - start < reading + 1
        assert [issue.rule for issue in issues] == ["unknown-element"]


class TestRoot:
    def test_a_business_message_without_its_head_is_no_document(self):
        start = INNLAGT.index(b"<p1:Pasientlogistikk")
        end = INNLAGT.index(b"</p1:Pasientlogistikk>")
        bare = INNLAGT[start:end] + b"</p1:Pasientlogistikk>"
        spaces = b" ".join(
            part
            for part in INNLAGT[: INNLAGT.index(b">", INNLAGT.index(b"<mh:MsgHead"))].split()
            if b"xmlns:" in part
        )
        assert rule(bare.replace(b"<p1:Pasientlogistikk", b"<p1:Pasientlogistikk " + spaces, 1)) == "root"

    @pytest.mark.parametrize("name", ["Sender", "Patient", "MsgInfo", "Document", "Finnesikke"])
    def test_a_part_of_the_head_is_no_document(self, name):
        assert rule(f'<{name} xmlns="{MSGHEAD}"/>'.encode()) == "root"

    def test_nor_is_a_head_in_another_namespace(self):
        error = refused(b'<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2004"/>')
        assert error.issues[0].rule == "root"
        assert "MsgHead (http://www.kith.no/xmlstds/msghead/2006-05-24)" in str(error)

    def test_both_versions_of_the_receipt_are(self):
        assert parse(kept("apprec-1.0/ok")).version == "1.0"
        assert parse(kept("apprec-1.1/ok")).version == "1.1"


class TestEncodings:
    def test_a_byte_order_mark_is_no_text(self):
        assert parse(b"\xef\xbb\xbf" + INNLAGT) == parse(INNLAGT)

    @pytest.mark.parametrize("encoding", ["ISO-8859-1", "iso-8859-1", "windows-1252"])
    def test_a_message_in_latin_1_is_read_right(self, encoding):
        text = REPORT.decode("utf-8").replace("UTF-8", encoding)
        assert encoding in text
        latin = text.encode("cp1252", "xmlcharrefreplace")
        assert latin != REPORT
        assert parse(latin) == parse(REPORT)

    def test_names_with_foreign_letters_survive(self):
        data = INNLAGT.decode("utf-8").replace("Rypefjær</mh", "Ärlig Ôyé</mh").encode()
        assert parse(data).msg_info.patient.family_name == "Ärlig Ôyé"


class TestFaultyMessage:
    def test_it_is_refused_with_every_issue(self):
        data = INNLAGT.replace(b"<po:Anslag>", b"<po:Anslagg>").replace(b"</po:Anslag>", b"</po:Anslagg>")
        data = data.replace(b"<mh:GenDate>", b"<mh:GenDate>x")
        with pytest.raises(InvalidMessage) as error:
            parse(data)
        assert [issue.rule for issue in error.value.issues] == ["type", "unknown-element"]
        assert all(issue.line for issue in error.value.issues)
        assert validate(data) == list(error.value.issues)

    def test_a_sound_one_has_no_issues(self):
        assert validate(INNLAGT) == []

    def test_it_can_be_viewed_unchecked_to_find_out_who_sent_it(self):
        data = INNLAGT.replace(b"<mh:MsgInfo>", b"<mh:MsgInfo><Ukjent/>").replace(
            b"po:Anslag>", b"po:Anslagg>"
        )
        head = view(read_tree(data))
        assert head.msg_info.msg_id == parse(INNLAGT).msg_info.msg_id
        assert head.melding.anvendelse.tidsfestet_hendelse.anslag is None

    def test_schema_location_is_never_followed(self, tmp_path):
        lax = tmp_path / "lax.xsd"
        lax.write_text(
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{MSGHEAD}">'
            '<xs:element name="Ukjent"/></xs:schema>'
        )
        location = (
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{MSGHEAD} {lax}"'
        )
        data = INNLAGT.replace(b"<mh:MsgHead ", f"<mh:MsgHead {location} ".encode(), 1)
        assert validate(data) == []
        assert validate(data.replace(b"<mh:MsgId>", b"<mh:Ukjent/><mh:MsgId>"))[0].rule == "unknown-element"


class TestParsedOnce:
    def test_a_document_is_parsed_anew_each_time_but_within_a_piece_of_work(self):
        assert read_tree(INNLAGT) is not read_tree(INNLAGT)
        with parsed_once():
            assert read_tree(INNLAGT) is read_tree(bytes(bytearray(INNLAGT)))
        assert read_tree(INNLAGT) is not read_tree(INNLAGT)

    def test_other_bytes_and_other_limits_are_another_reading(self):
        with parsed_once():
            root = read_tree(INNLAGT)
            assert read_tree(INNLAGT + b"\n") is not root
            with pytest.raises(TooLarge):
                read_tree(INNLAGT, Limits(max_bytes=10))
            assert read_tree(INNLAGT) is root

    def test_what_is_made_of_a_document_is_made_once_within_a_piece_of_work(self):
        made = count()
        with parsed_once():
            root = read_tree(INNLAGT)
            assert [once(root, "one", lambda: next(made)) for _each in range(2)] == [0, 0]
            assert once(root, "another", lambda: next(made)) == 1
        assert once(root, "one", lambda: next(made)) == 2

    def test_only_the_last_two_are_held(self):
        with parsed_once():
            root = read_tree(INNLAGT)
            for blanks in (b"\n", b"\n\n"):
                read_tree(INNLAGT + blanks)
            assert read_tree(INNLAGT) is not root
