"""From a typed message to bytes."""

from __future__ import annotations

from lxml import etree

from samhandling.errors import InvalidMessage

from .definition import Element, XmlElement, to_tree
from .reading import check_tree


def to_xml(message: Element) -> bytes:
    """Write a whole document, MsgHead or AppRec, in the version that each part has: UTF-8 with declaration.

    What is written has been checked: raises InvalidMessage, so nothing faulty leaves.
    """
    return tree_to_xml(to_tree(message))


def tree_to_xml(root: XmlElement) -> bytes:
    """The same of a message that is a tree already."""
    if issues := check_tree(root):
        raise InvalidMessage(issues)
    # Without the encoding lxml writes ASCII, and <Formål> would become ill-formed
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written
