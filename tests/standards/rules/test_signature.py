"""A personal signature: what was changed after it was signed is refused, what cannot be judged is not."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

import pytest
from lxml import etree

from golden.letters import kept
from samhandling.standards.policy import DEFAULT
from samhandling.standards.rules import signature
from samhandling.standards.verdict import verdict
from standards.asking import ask
from standards.conformance import meets

LETTER = kept("dialog-1.1/svar")
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def signed(document=LETTER, transforms=(signature.ENVELOPED, signature.C14N), method=SHA256, uri=""):
    """The document with a signature whose digest is right, and the rest of it of no meaning."""
    root = etree.fromstring(document)
    exclusive = signature.EXCLUSIVE in transforms
    canonical = etree.tostring(root, method="c14n", exclusive=exclusive, with_comments=False)
    digest = signature.DIGESTS.get(method, hashlib.sha256)(canonical).digest()
    steps = "".join(f'<Transform Algorithm="{one}"/>' for one in transforms)
    root.append(
        etree.fromstring(
            f'<Signature xmlns="{signature.DS}"><SignedInfo>'
            f'<CanonicalizationMethod Algorithm="{signature.C14N}"/>'
            f'<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
            f'<Reference URI="{uri}"><Transforms>{steps}</Transforms><DigestMethod Algorithm="{method}"/>'
            f"<DigestValue>{base64.b64encode(digest).decode()}</DigestValue></Reference></SignedInfo>"
            f"<SignatureValue>c3ludGV0aXNr</SignatureValue></Signature>"
        )
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def changed(document):
    return document.replace(b"Opplysningene", b"Opplysningane")


def codes(document, policy=DEFAULT):
    return [issue.apprec_code for issue in ask(signature.a_signed_message_is_unchanged, document, policy)]


@pytest.mark.parametrize("method", signature.DIGESTS)
@pytest.mark.parametrize(
    "transforms",
    [
        (signature.ENVELOPED,),
        (signature.ENVELOPED, signature.C14N),
        (signature.ENVELOPED, signature.EXCLUSIVE),
    ],
)
def test_what_was_changed_after_it_was_signed_is_found(transforms, method):
    document = signed(transforms=transforms, method=method)
    assert codes(document) == []
    assert codes(changed(document)) == ["S01"]


def test_white_space_and_writing_do_not_count_as_changes():
    document = signed()
    assert codes(document.replace(b"'", b'"').replace(b"/>", b" />")) == []


@meets("AR-S29/30/31")
def test_a_changed_message_is_refused_with_s01_unless_the_receiver_chooses_to_warn():
    assert verdict(signed(), None).outcome == "accept"
    judged = verdict(changed(signed()), None)
    assert (judged.outcome, [one.code for one in judged.errors]) == ("reject", ["S01"])
    lenient = replace(DEFAULT, broken_signature="warn")
    assert verdict(changed(signed()), None, policy=lenient).outcome == "accept"


@pytest.mark.parametrize(
    "document",
    [
        signed(transforms=()),
        signed(transforms=(signature.ENVELOPED, "http://www.w3.org/TR/1999/REC-xpath-19991116")),
        signed(method="http://www.w3.org/2001/04/xmlenc#ripemd160"),
        signed(uri="#part"),
    ],
)
def test_what_cannot_be_judged_is_not_refused(document):
    assert codes(changed(document)) == []


def test_an_instruction_that_the_tree_has_lost_is_no_reason_to_refuse():
    shown = changed(signed()).replace(b"<mh:MsgHead", b"<?xml-stylesheet href='v.xsl'?><mh:MsgHead", 1)
    assert b"xml-stylesheet" in shown
    assert verdict(shown, None).outcome == "accept"


def test_a_digest_that_is_no_base64_does_not_hold():
    document = signed()
    start = document.index(b"<DigestValue>") + len(b"<DigestValue>")
    assert codes(document[:start] + b"!" + document[start + 1 :]) == ["S01"]


def test_a_message_without_a_signature_is_not_asked():
    assert codes(LETTER) == []
