"""Rules on attachments (HIS 1036, HITS 1168 § 4.4)."""

from collections.abc import Iterator

from samhandling.standards.attachments import SIGNATURES, mime_type_of, sniffed
from samhandling.standards.lenient import child, value
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule

FORMATS_WE_KNOW = frozenset(mime for _, mime in SIGNATURES)


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
        kind = mime_type_of(file.document) or sniffed(file.content)
        compressed = value(child(file.document, "RefDoc"), "Compression")
        if kind not in letter.policy.attachment_formats or compressed:
            shown = f"{kind or 'unknown'} {compressed}".strip()
            yield Finding(
                file.container,
                f"attachment {file.number} is of a format that is not taken: {shown}",
                f"vedlegg {file.number} har et format som ikke støttes: {shown}",
            )


@rule("HIS 1036 (MimeType skal svare til innholdet)")
def an_attachment_is_what_it_says(letter: Letter) -> Iterator[Finding]:
    """The first bytes and MimeType tell of the same format."""
    for file in letter.attached:
        given, found = mime_type_of(file.document), sniffed(file.content or b"")
        if file.content and given in FORMATS_WE_KNOW and given != found:
            yield Finding(
                file.container,
                f"the attachment is called {given} but looks like {found or 'something else'}",
                f"vedlegget er oppgitt som {given}, men ser ut som {found or 'noe annet'}",
            )


@rule("HIS 1036 (MsgType A for vedlegg)")
def an_attachment_is_marked_as_one(letter: Letter) -> Iterator[Finding]:
    """An attachment's MsgType is A, never XML."""
    for file in letter.attached:
        if value(child(file.document, "RefDoc"), "MsgType") != "A":
            yield Finding(file.document, "the attachment's MsgType is not A", "vedlegget har ikke MsgType A")


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
    an_attachment_is_what_it_says,
    an_attachment_is_marked_as_one,
    the_message_is_of_a_size_for_the_network,
)
