"""What stands in Content: the one business message, and attachments."""

from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.lenient import child, children, elements


def contents(document: XmlElement) -> list[XmlElement]:
    """The elements in one Document's Content."""
    content = child(document, "RefDoc", "Content")
    return [] if content is None else list(elements(content))


def documents(root: XmlElement) -> list[XmlElement]:
    """The Document elements of a MsgHead."""
    return children(root, "Document")


def is_container(element: XmlElement) -> bool:
    """Whether this is an attachment in base64."""
    return local_name(element.tag) == "Base64Container"


def business_contents(root: XmlElement) -> list[XmlElement]:
    """Every element in any Content that is no attachment. A sound message has one, in its first Document."""
    return [found for document in documents(root) for found in contents(document) if not is_container(found)]
