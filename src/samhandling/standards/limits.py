"""Caps on what is read, checked before a tree is built."""

from __future__ import annotations

from dataclasses import dataclass

from samhandling.errors import TooLarge

from .definition import issue

_SMALLEST_ELEMENT = len("<a/>")


@dataclass(frozen=True)
class Limits:
    """The largest document that is read.

    The message service carries 35 MB with headroom for base64; HIS 1036 lets a sender count on 10 MB.
    """

    max_bytes: int = 35 * 1024 * 1024
    warn_bytes: int = 10_000_000
    """Above this a sender should be warned: the receiver need not take it."""
    max_elements: int = 200_000
    max_attributes: int = 400_000
    max_attributes_each: int = 100
    """On one element; no declared element has more than six."""
    max_depth: int = 100
    max_text: int = 34 * 1024 * 1024
    """Bytes in one text or tag."""

    def check(self, data: bytes) -> None:
        """Raise TooLarge where the bytes alone show that a cap is broken.

        Markup is counted by its signs: a `<` that is no element is a comment, a processing instruction or
        raw character data, of which a message has few.
        """
        size = len(data)
        if size > self.max_bytes:
            raise too_large(self.max_bytes, "bytes", "byte")
        if (
            size > self.max_elements * _SMALLEST_ELEMENT
            and data.count(b"<") - data.count(b"</") > self.max_elements
        ):
            raise too_large(self.max_elements, "elements", "elementer")
        if size > self.max_attributes * _SMALLEST_ELEMENT and data.count(b"=") > self.max_attributes:
            raise too_large(self.max_attributes, "attributes", "attributter")
        if size > self.max_text and max(map(len, data.split(b"<"))) > self.max_text:
            raise too_large(self.max_text, "bytes in one text", "byte i én tekst")


def too_large(limit: int | str, what: str, what_no: str) -> TooLarge:
    return TooLarge([issue("too-large", 0, "", limit=limit, what=what, what_no=what_no)])


LIMITS = Limits()
