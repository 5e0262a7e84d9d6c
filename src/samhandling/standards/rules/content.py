"""Rules on what stands in Content: one message, of a format and type that we take."""

from collections.abc import Iterator

from samhandling.standards.catalogue import NOT_TAKEN, version_of
from samhandling.standards.content import contents
from samhandling.standards.definition.tree import local_name, namespace
from samhandling.standards.lenient import child, children, value
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"


@rule("HIS 80415 v1.1 § 3.3.3 (KAN avvise); HIS 80601 Hodemelding v1.2", code="T10")
def the_envelope_is_msghead_1_2(letter: Letter) -> Iterator[Finding]:
    """The header is of the one version there is."""
    if letter.has_head and namespace(letter.root.tag) != MSGHEAD:
        yield Finding(
            letter.root,
            f"MsgHead is of namespace {namespace(letter.root.tag)!r}, which is not taken",
            f"hodemelding med navnerom «{namespace(letter.root.tag)}» støttes ikke",
        )


@rule("HIS 80415 v1.1 § 3.3.3 (KAN avvise); MeldingsVersjoner", code="T10")
def the_format_is_ours(letter: Letter) -> Iterator[Finding]:
    """The content is of a namespace, that is of a message and version, that we take."""
    for content in letter.contents:
        uri = namespace(content.tag)
        if not _is_known(uri):
            yield Finding(
                content,
                f"{local_name(content.tag)} of namespace {uri!r} is not taken",
                f"meldingsformatet «{local_name(content.tag)}» med navnerom «{uri}» støttes ikke",
            )


def _is_known(uri: str) -> bool:
    """A message's namespace, or one of the component namespaces that messages are built of."""
    return version_of(uri) is not None or uri.startswith(_COMPONENTS) or uri == MSGHEAD


_COMPONENTS = (
    "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
    "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
    "http://www.kith.no/xmlstds/felleskomponent1",
    "http://www.kith.no/xmlstds/epj/epj",
    "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
)


@rule("HIS 80415 v1.1 § 3.3.3 (KAN avvise); 8279 Meldingens funksjon", code="T10")
def the_type_is_taken(letter: Letter) -> Iterator[Finding]:
    """The type is one that we take, even where its format is one that we can read."""
    if name := NOT_TAKEN.get(letter.facts.type_code):
        yield Finding(
            letter.at("Type"),
            f"the message type {letter.facts.type_code} is not taken",
            f"meldingstypen {name} støttes ikke",
        )


@rule("HIS 80601 Hodemelding, Document/RefDoc/Content", code="T99")
def there_is_one_message(letter: Letter) -> Iterator[Finding]:
    """Exactly one business message, in the first Document."""
    first = next(iter(letter.documents), None)
    if not letter.contents:
        yield Finding(
            letter.root if first is None else first, "Content holds no message", "Content er uten melding"
        )
    elif len(letter.contents) > 1:
        yield Finding(
            letter.contents[1],
            f"Content holds {len(letter.contents)} messages, not one",
            f"Content har {len(letter.contents)} meldinger, ikke én",
        )
    elif first is not None and letter.contents[0] not in contents(first):
        yield Finding(
            letter.contents[0],
            "the message is not in the first Document",
            "meldingen står ikke i det første dokumentet",
        )


@rule("HIS 80601 Hodemelding, MsgInfo/Type; 80704 tabell 2", code="T99")
def the_type_fits_the_content(letter: Letter) -> Iterator[Finding]:
    """MsgInfo/Type names what Content holds."""
    if len(letter.contents) != 1 or letter.facts.type_code in NOT_TAKEN:
        return
    content, row = letter.contents[0], letter.row
    fits = row is not None and row in letter.types
    if row is None or not fits or (row.choice and not children(content, row.choice)):
        yield Finding(
            letter.at("Type"),
            f"Type {letter.facts.type_code!r} does not fit {_what(letter)}",
            f"Type «{letter.facts.type_code}» passer ikke med innholdet {_what(letter)}",
            "V",
        )


def _what(letter: Letter) -> str:
    """The content's name, with the part that tells its type where one name serves several."""
    content = letter.contents[0]
    parts = {row.choice for row in letter.types if row.choice}
    inner = next(
        (local_name(part.tag) for part in content.iterchildren("*") if local_name(part.tag) in parts), ""
    )
    return "/".join(filter(None, (local_name(content.tag), inner)))


@rule("HIS 1151, HIS 1077, HISD 80806 (hvilken versjon hver bruk av Dialogmelding har)")
def the_version_is_of_the_type(letter: Letter) -> Iterator[Finding]:
    """Some usages belong to one version of Dialogmelding only."""
    row, version = letter.row, letter.facts.version
    if (
        row is not None
        and version is not None
        and row.root == "Dialogmelding"
        and version not in row.versions
    ):
        yield Finding(
            letter.contents[0],
            f"{row.code} is not of Dialogmelding {version}",
            f"{row.name} skal ikke sendes som Dialogmelding {version}",
        )


@rule("HIS 80601 Hodemelding, RefDoc/MsgType (8114)")
def the_first_document_is_marked_as_xml(letter: Letter) -> Iterator[Finding]:
    """The first Document holds the message itself and says so: MsgType XML."""
    first = next(iter(letter.documents), None)
    reference = child(first, "RefDoc")
    if reference is not None and value(reference, "MsgType") != "XML":
        yield Finding(
            reference, "the first Document's MsgType is not XML", "første dokument har ikke MsgType XML"
        )


FORMAT = (the_envelope_is_msghead_1_2, the_format_is_ours, the_type_is_taken)
CONTENT = (
    there_is_one_message,
    the_type_fits_the_content,
    the_version_is_of_the_type,
    the_first_document_is_marked_as_xml,
)
