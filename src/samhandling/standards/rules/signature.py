"""A personal signature (ds:Signature): whether the message is still what was signed.

Whose certificate it is, and whether that is valid or withdrawn (S02, S03), the national PKI alone can tell:
a signature is shown as not verified even where it holds. What is judged is the digest, which needs no key.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, children, text
from samhandling.standards.rules.letter import Letter
from samhandling.standards.rules.rule import Finding, rule

DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE = f"{{{DS}}}Signature"
ENVELOPED = f"{DS}enveloped-signature"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
DIGESTS: dict[str, Callable[[bytes], Any]] = {
    f"{DS}sha1": lambda data: hashlib.sha1(data, usedforsecurity=False),
    "http://www.w3.org/2001/04/xmlenc#sha256": hashlib.sha256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384": hashlib.sha384,
    "http://www.w3.org/2001/04/xmlenc#sha512": hashlib.sha512,
}


@rule("HIS 80415 v1.1 § 3.3.3 (S01); W3C XML Signature", code="S01", setting="broken_signature")
def a_signed_message_is_unchanged(letter: Letter) -> Iterator[Finding]:
    """A message with a personal signature is still as it was signed, as far as its digests can tell."""
    found = letter.root.find(SIGNATURE)
    if found is not None and not letter.has_instructions and holds(letter.root) is False:
        yield Finding(
            found,
            "the message has been changed after it was signed",
            "meldingen er endret etter at den ble signert",
        )


def holds(root: XmlElement) -> bool | None:
    """Whether the signature's digest is that of the document; None where that cannot be judged here.

    Judged: one reference to the whole document, with the transforms that every signer uses.
    """
    reference = _reference(root)
    if reference is None:
        return None
    uris = [one.get("Algorithm", "") for one in children(child(reference, "Transforms"), "Transform")]
    digest = DIGESTS.get(_algorithm(child(reference, "DigestMethod")))
    if digest is None or uris not in ([ENVELOPED], [ENVELOPED, C14N], [ENVELOPED, EXCLUSIVE]):
        return None
    try:
        told = base64.b64decode("".join(text(reference, "DigestValue").split()), validate=True)
    except binascii.Error:
        return False
    return bool(digest(_signed(root, exclusive=EXCLUSIVE in uris)).digest() == told)


def _reference(root: XmlElement) -> XmlElement | None:
    references = children(child(root.find(SIGNATURE), "SignedInfo"), "Reference")
    if len(references) != 1 or references[0].get("URI") != "":
        return None
    names_prefixes = references[0].find(f".//{{{EXCLUSIVE}}}InclusiveNamespaces")
    return None if names_prefixes is not None else references[0]


def _algorithm(element: XmlElement | None) -> str:
    return element.get("Algorithm", "") if element is not None else ""


def _signed(root: XmlElement, *, exclusive: bool) -> bytes:
    """The bytes that are signed: the document without its signature, in canonical form."""
    bare = deepcopy(root)
    for one in bare.findall(SIGNATURE):
        before = one.getprevious()
        if one.tail and before is not None:
            before.tail = (before.tail or "") + one.tail
        bare.remove(one)
    written: bytes = etree.tostring(bare, method="c14n", exclusive=exclusive, with_comments=False)
    return written


SIGNED = (a_signed_message_is_unchanged,)
