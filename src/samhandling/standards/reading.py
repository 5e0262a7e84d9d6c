"""From bytes to a checked, typed message.

The order is: encoding, DOCTYPE and caps on the bytes; the tree; depth; which document it is; structure.
What the standards demand beyond structure is not judged here (see `verdict`).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from lxml import etree

from samhandling.errors import DoctypeRefused, InvalidMessage, Issue, MalformedXml, MessageError, TooLarge

# The classes of every format are declared by being imported
from . import apprec, dialogmelding, ekstrakt, epikrise, epj, henvisning, msghead, plo  # noqa: F401
from .definition import (
    CLASSES,
    Checker,
    Element,
    XmlElement,
    element_class,
    issue,
    line,
    local_name,
    namespace,
    parser,
)
from .limits import LIMITS, Limits, too_large

CHECKER = Checker(cls for cls in CLASSES if cls.__module__.startswith(f"{__package__}."))
ROOTS = frozenset(
    cls.ns.tag(cls.__name__, version)
    for cls in (msghead.MsgHead, apprec.AppRec, epikrise.Message, henvisning.Message)
    for version in cls.ns.uris
)
"""XML names of the elements that may be a whole document."""

_ENCODINGS = {"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_BOM = b"\xef\xbb\xbf"
_PLAIN_BYTES = 9_000_000  # libxml2 reads texts of up to 10 MB without its caps being lifted
_SMALL_BYTES = 32_000
AT_HAND = 1  # documents beside the newest, while `parsed_once` lasts: a message and its receipt


Made = TypeVar("Made")


@dataclass(slots=True)
class _AtHand:
    """A document that was parsed a moment ago, and what has been made of it."""

    data: bytes
    limits: Limits
    root: XmlElement
    made: dict[Hashable, Any] = field(default_factory=dict)


class _Parsers(threading.local):
    """Each thread's own parsers: a shared one would make threads wait for each other."""

    def __init__(self) -> None:
        self.plain = parser()
        self.huge = parser(huge_tree=True)
        self.at_hand: list[_AtHand] | None = None


_parsers = _Parsers()


@contextmanager
def parsed_once() -> Iterator[None]:
    """While it lasts, this thread parses a document once, whoever reads it: the last few are at hand.

    For one piece of work on one message, whose parts read it for themselves. Trees are never changed.
    """
    before, _parsers.at_hand = _parsers.at_hand, []
    try:
        yield
    finally:
        _parsers.at_hand = before


def once(root: XmlElement, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes of a tree from `read_tree`; within `parsed_once`, made once under this key."""
    for known in _parsers.at_hand or ():
        if known.root is root:
            if key not in known.made:
                known.made[key] = make()
            made: Made = known.made[key]
            return made
    return make()


def parse(data: bytes, limits: Limits = LIMITS) -> Element:
    """The document as a typed message: MsgHead or AppRec.

    Raises MalformedXml, DoctypeRefused, TooLarge or InvalidMessage, with every issue found.
    """
    return parse_tree(read_tree(data, limits), is_small=holds_little(len(data)))


def validate(data: bytes, limits: Limits = LIMITS) -> list[Issue]:
    """Every issue with a document's structure; [] when it is sound."""
    try:
        return check_tree(read_tree(data, limits), is_small=holds_little(len(data)))
    except MessageError as refused:
        return list(refused.issues)


def holds_little(size: int) -> bool:
    """Whether a document of so many bytes holds few elements, whatever it holds."""
    return size <= _SMALL_BYTES


def parse_tree(root: XmlElement, *, is_small: bool = False) -> Element:
    """A tree from `read_tree` as a typed message; the tree must not change afterwards.

    Raises InvalidMessage.
    """
    if issues := check_tree(root, is_small=is_small):
        raise InvalidMessage(issues)
    return view(root)


def check_tree(root: XmlElement, *, is_small: bool = False) -> list[Issue]:
    """Every issue with the structure of a tree from `read_tree`; [] when it is sound.

    is_small: the caller knows that it holds few elements, which saves the counting.
    """
    if root.tag not in ROOTS:
        return [_not_a_document(root)]
    return CHECKER.issues(root, is_small=is_small)


def view(root: XmlElement) -> Element:
    """A tree as a typed message without checking it.

    In a faulty document, unknown elements are left out, fields may be None against their type, and a value
    that cannot be read is empty.  Raises InvalidMessage where the root is no document that we know.
    """
    found = element_class(root.tag) if root.tag in ROOTS else None
    if found is None:
        raise InvalidMessage([_not_a_document(root)])
    return found[0].view(root, found[1])


def read_tree(data: bytes, limits: Limits = LIMITS) -> XmlElement:
    """The document as a tree, without comments and processing instructions, and not yet checked.

    Raises MalformedXml, DoctypeRefused or TooLarge.
    """
    at_hand = _parsers.at_hand
    if at_hand is None:
        return _read_tree(data, limits)
    for known in at_hand:
        if known.limits is limits and known.data == data:
            return known.root
    root = _read_tree(data, limits)
    del at_hand[:-AT_HAND]
    at_hand.append(_AtHand(data, limits, root))
    return root


def _read_tree(data: bytes, limits: Limits) -> XmlElement:
    limits.check(data)
    _check_start(data)
    root = _parsed(data, limits)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype_refused()
    _check_tree_limits(root, limits, is_small=holds_little(len(data)))
    return root


def _check_tree_limits(root: XmlElement, limits: Limits, *, is_small: bool) -> None:
    """Caps that the bytes do not show; what libxml2 itself lets through bounds the work till here."""
    if _xpath(f"boolean({'/*' * (limits.max_depth + 1)})")(root):
        raise _too_deep(limits)
    if not is_small and _xpath(f"boolean(//@*[{limits.max_attributes_each + 1}])")(root):
        raise too_large(limits.max_attributes_each, "attributes on one element", "attributter på ett element")


def _too_deep(limits: Limits) -> TooLarge:
    return too_large(limits.max_depth, "levels of elements", "nivåer av elementer")


@lru_cache
def _xpath(expression: str) -> etree.XPath:
    return etree.XPath(expression)


def _check_start(data: bytes) -> None:
    """Refuse what must not reach the parser: other encodings, which could hide things, and a DOCTYPE.

    Without patterns: in a message's time, the first use of one costs more than all else here.
    """
    start = len(_BOM) if data.startswith(_BOM) else 0
    if len(data) == start or data[start:].isspace():
        raise _malformed("the file is empty", 1)
    encoding, end = _declared_encoding(data, start)
    if b"\x00" in data[:4]:
        encoding = "UTF-16/32"
    if encoding not in _ENCODINGS:
        raise MalformedXml([issue("encoding", 1, "", apprec_code="T01", found=encoding)])
    first = _first_markup(data, end)
    if data.startswith(b"<!", first) and not data.startswith(b"<!--", first):
        raise _doctype_refused()
    if not data.startswith(b"<", first):
        raise _malformed("'<' expected", 1)


def _declared_encoding(data: bytes, start: int) -> tuple[str, int]:
    """The encoding in the XML declaration, and where that ends; UTF-8 where there is none."""
    end = data.find(b"?>", start) if data.startswith(b"<?xml", start) else -1
    if end < 0:
        return "utf-8", start
    declaration = data[start:end].lower().replace(b"'", b'"')
    value = declaration.partition(b"encoding")[2].split(b'"')
    return (value[1].decode("ascii", "replace") if len(value) > 1 else "utf-8"), end + 2


def _first_markup(data: bytes, at: int) -> int:
    """Where the first element or DOCTYPE begins: past white space, whole comments and instructions."""
    while True:
        piece = data[at : at + 200]
        blank = len(piece) - len(piece.lstrip())
        opening, closing = (b"<!--", b"-->") if data.startswith(b"<!--", at) else (b"<?", b"?>")
        if blank:
            at += blank
            continue
        end = data.find(closing, at + len(opening)) if data.startswith(opening, at) else -1
        if end < 0:
            return at
        at = end + len(closing)


def _parsed(data: bytes, limits: Limits) -> XmlElement:
    try:
        return etree.fromstring(data, _parsers.plain if len(data) < _PLAIN_BYTES else _parsers.huge)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise _too_deep(limits) from None  # libxml2 caps at 256, or 2048 in a large document
        raise _malformed(error.msg or "", error.lineno or 0) from None


def _malformed(detail: str, line: int) -> MalformedXml:
    detail = re.sub(r", line \d+, column \d+.*", "", detail)
    return MalformedXml([issue("not-well-formed", line, "", apprec_code="T01", detail=detail)])


def _doctype_refused() -> DoctypeRefused:
    return DoctypeRefused([issue("doctype", 1, "", apprec_code="T01")])


def _not_a_document(root: XmlElement) -> Issue:
    name, found = local_name(root.tag), namespace(root.tag)
    wanted = ", ".join(sorted(f"{local_name(tag)} ({namespace(tag)})" for tag in ROOTS))
    return issue("root", line(root) or 1, f"/{name}", name=name, found=found, wanted=wanted)
