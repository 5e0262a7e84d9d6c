"""What stands in Content: the one business message, and attachments.

A Message of the oldest standards is its own content, and its attachments stand in RefDoc elements of its own.
"""

from collections.abc import Iterator

from samhandling.standards.definition.tree import XmlElement, local_name, namespace
from samhandling.standards.header import body_of
from samhandling.standards.lenient import child, children, elements, text

EXTRACT = "http://www.kith.no/xmlstds/epj/EPJEkstrakt/"
COMPONENT = "http://www.kith.no/xmlstds/epj/epj"
_STATUSES = (
    ("InformasjonOmForsendelsen", "Forsendelsesstatus"),
    ("ServRprt", "ServType"),
    ("ServReq", "ServType"),
    ("ServType",),
)
_DOCUMENT_IDS = (("ServRprt", "ServProvId"), ("ServReq", "Id"), ("DocumentId",))


def contents(document: XmlElement) -> list[XmlElement]:
    """The elements in one Document's Content."""
    content = child(document, "RefDoc", "Content")
    return [] if content is None else list(elements(content))


def documents(root: XmlElement) -> list[XmlElement]:
    """The Document elements of a MsgHead."""
    return children(root, "Document")


def references(root: XmlElement) -> Iterator[XmlElement]:
    """The RefDoc elements of a MsgHead, or of a Message of the oldest standards."""
    body = body_of(root)
    if body is not None:
        yield from children(body, "RefDoc")
    for document in documents(root):
        yield from children(document, "RefDoc")


def is_container(element: XmlElement) -> bool:
    """Whether this is an attachment in base64."""
    return local_name(element.tag) == "Base64Container"


def business_contents(root: XmlElement) -> list[XmlElement]:
    """Every element in any Content that is no attachment. A sound message has one, in its first Document.

    The components that belong to an EPJ-ekstrakt stand beside it and are parts of it, no messages.
    """
    if body_of(root) is not None:
        return [root]
    found = [one for document in documents(root) for one in contents(document) if not is_container(one)]
    if found and namespace(found[0].tag).startswith(EXTRACT):
        return [one for one in found if not namespace(one.tag).startswith(COMPONENT)]
    return found


def status_element(content: XmlElement | None) -> XmlElement | None:
    """Where a business message says whether it is new, a change or a cancellation (7309)."""
    return next((found for path in _STATUSES if (found := child(content, *path)) is not None), None)


def document_id(content: XmlElement | None) -> str:
    """The id that a referral or an epikrise keeps through its versions (HISD 1154); empty for others."""
    return next((found for path in _DOCUMENT_IDS if (found := text(content, *path))), "")
