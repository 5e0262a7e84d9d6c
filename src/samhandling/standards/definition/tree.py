"""lxml's elements: a public name for their type, and what is asked of them everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement
else:
    XmlElement = etree._Element  # noqa: SLF001  lxml gives its type no public name

__all__ = ["XmlElement", "attributes", "line", "local_name", "namespace", "parser"]


def local_name(tag: str) -> str:
    """`{http://…}Sender` → `Sender`."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """`{http://…}Sender` → `http://…`; empty for a name in no namespace."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def line(element: XmlElement) -> int:
    """Source line, from 1; 0 for an element that was built."""
    return cast("int | None", element.sourceline) or 0


def attributes(element: XmlElement) -> list[tuple[str, str]]:
    """Names with namespace, and values."""
    return element.items()  # type: ignore[return-value]  # strings, where no DTD is read


def parser(*, huge_tree: bool = False) -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing.

    Comments and processing instructions are left out: a comment inside <Id> would cut its text in two, and
    `.text` give the first half of a national identity number.  huge_tree lifts libxml2's caps.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge_tree,
    )
