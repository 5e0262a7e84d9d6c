"""Rules on attachments (HIS 1036, HITS 1168 § 4.4)."""

from collections.abc import Iterator

from samhandling.standards.attachments import mime_type_of, sniffed
from samhandling.standards.catalogue import EVERY_FORMAT
from samhandling.standards.lenient import value
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule

FORMATS_WE_KNOW = EVERY_FORMAT


@rule("HITS 1168 § 4.4; HIS 1036", code="T99", setting="broken_attachment")
def an_attachment_can_be_decoded(letter: Letter) -> Iterator[Finding]:
    """Base64 that gives a file: libxml2 lets rubbish and an empty container pass."""
    for file in letter.attached:
        if not file.content:
            problem = "er ikke gyldig base64" if file.content is None else "er tomt"
            yield Finding(
                file.container,
                f"attachment {file.number} cannot be decoded",
                f"vedlegg {file.number} kan ikke leses: det {problem}",
            )


@rule(
    "HITS 1168 § 4.4; HIS 1036; HIS 1077:2017 (pdf, jpg, png)", code="T99", setting="unsupported_attachment"
)
def an_attachment_is_of_a_known_format(letter: Letter) -> Iterator[Finding]:
    """A file that can be opened here, by what it says and by what it is."""
    for file in letter.attached:
        if not file.content:
            continue
        kind = mime_type_of(file.reference) or sniffed(file.content)
        compressed = value(file.reference, "Compression")
        if kind not in letter.policy.attachment_formats or compressed:
            shown = f"{kind or 'unknown'} {compressed}".strip()
            yield Finding(
                file.container,
                f"attachment {file.number} is of a format that is not taken: {shown}",
                f"vedlegg {file.number} har et format som ikke støttes: {shown}",
            )


@rule("HITS 1168 § 4.4; HIS 1036 (en fil som ikke kan åpnes)", code="T99", setting="broken_attachment")
def an_attachment_can_be_opened(letter: Letter) -> Iterator[Finding]:
    """A file that is called PDF, JPEG, PNG or XML begins as some of them does."""
    for file in letter.attached:
        given = mime_type_of(file.reference)
        if file.content and given in FORMATS_WE_KNOW and not sniffed(file.content):
            yield Finding(
                file.container,
                f"attachment {file.number} cannot be opened as {given}",
                f"vedlegg {file.number} kan ikke åpnes som {given}",
            )


@rule("HIS 1206 (kun PDF); HIS 80517 v1.0 (ingen vedlegg)")
def an_attachment_fits_the_type(letter: Letter) -> Iterator[Finding]:
    """Some types take fewer formats than the receiver can open; such a file is shown all the same."""
    for file in letter.attached:
        given = mime_type_of(file.reference)
        if letter.row is not None and given in FORMATS_WE_KNOW and given not in letter.row.attachments:
            yield Finding(
                file.reference,
                f"{letter.row.code} is not to have attachments of {given}",
                f"{letter.row.name} skal ikke ha vedlegg av typen {given}",
            )


@rule("HIS 1036 (MimeType skal svare til innholdet)")
def an_attachment_is_what_it_says(letter: Letter) -> Iterator[Finding]:
    """The first bytes and MimeType tell of the same format."""
    for file in letter.attached:
        given, found = mime_type_of(file.reference), sniffed(file.content or b"")
        if found and given in FORMATS_WE_KNOW and given != found:
            yield Finding(
                file.container,
                f"the attachment is called {given} but looks like {found}",
                f"vedlegget er oppgitt som {given}, men ser ut som {found}",
            )


@rule("HIS 1036 (MsgType A for vedlegg)")
def an_attachment_is_marked_as_one(letter: Letter) -> Iterator[Finding]:
    """An attachment's MsgType is A, never XML."""
    for file in letter.attached:
        if value(file.reference, "MsgType") != "A":
            yield Finding(file.reference, "the attachment's MsgType is not A", "vedlegget har ikke MsgType A")


@rule("HIS 1036 (10 MB i helsenettet)")
def the_message_is_of_a_size_for_the_network(letter: Letter) -> Iterator[Finding]:
    """A message over 10 MB may not get through the national network."""
    if letter.size > letter.policy.limits.warn_bytes:
        megabytes = letter.size / 1_000_000
        yield Finding(
            letter.root,
            f"the message is {megabytes:.1f} MB, over 10 MB",
            f"meldingen er {megabytes:.1f} MB, over 10 MB",
        )


ATTACHED = (
    an_attachment_can_be_decoded,
    an_attachment_is_of_a_known_format,
    an_attachment_can_be_opened,
    an_attachment_fits_the_type,
    an_attachment_is_what_it_says,
    an_attachment_is_marked_as_one,
    the_message_is_of_a_size_for_the_network,
)
