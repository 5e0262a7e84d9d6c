"""W3C XML Signature (xmldsig-core, 2002): the structure of a personal signature, which is kept as it came.

The structure is judged as that of every other part of a message.  Nothing of it is taken apart: a signature
holds only for the very bytes that were signed, and none is taken for verified (see rules/signature.py).
"""

from __future__ import annotations

from typing import Annotated

from .definition import (
    AnyAtAll,
    AnyDeclaredOther,
    AnyElement,
    AnyOther,
    Attr,
    Called,
    Kept,
    Many,
    Ns,
    Some,
    Text,
    Together,
    Type,
    UniqueName,
    Uri,
)

DS = Ns("ds", "http://www.w3.org/2000/09/xmldsig#")


EXC = Ns("ec", "http://www.w3.org/2001/10/xml-exc-c14n#")


class InclusiveNamespaces(Kept, ns=EXC):
    """What exclusive canonicalization is told, in its method or in a Transform (W3C xml-exc-c14n, § 4).

    The official schemas of the messages don't bring it; that of the W3C declares it, and signers write it.
    """

    class Structure:
        PrefixList: Attr[str | None] = None


class CanonicalizationMethod(Kept, ns=DS, mixed=True):
    class Structure:
        Algorithm: Attr[Uri]
        parameters: Many[AnyElement] = ()


class SignatureMethod(Kept, ns=DS, mixed=True):
    class Structure:
        Algorithm: Attr[Uri]
        HMACOutputLength: int | None = None
        parameters: Many[AnyDeclaredOther] = ()


class Transform(Kept, ns=DS, mixed=True):
    class Structure:
        Algorithm: Attr[Uri]
        parameters: Many[AnyOther | Annotated[str, Called("XPath")]] = ()


class Transforms(Kept, ns=DS):
    class Structure:
        transform: Some[Transform]


class DigestMethod(Kept, ns=DS, mixed=True):
    class Structure:
        Algorithm: Attr[Uri]
        parameters: Many[AnyOther] = ()


class DigestValue(Kept, ns=DS):
    class Structure:
        value: Text[bytes]


class Reference(Kept, ns=DS):
    """What is signed: URI "" means the whole document."""

    class Structure:
        Id: Attr[UniqueName | None] = None
        URI: Attr[Uri | None] = None
        Type: Attr[Uri | None] = None
        transforms: Transforms | None = None
        digest_method: DigestMethod
        digest_value: DigestValue


class SignedInfo(Kept, ns=DS):
    class Structure:
        Id: Attr[UniqueName | None] = None
        canonicalization_method: CanonicalizationMethod
        signature_method: SignatureMethod
        reference: Some[Reference]


class SignatureValue(Kept, ns=DS):
    class Structure:
        Id: Attr[UniqueName | None] = None
        value: Text[bytes]


class KeyName(Kept, ns=DS):
    class Structure:
        value: Text[str]


class MgmtData(Kept, ns=DS):
    class Structure:
        value: Text[str]


class PrimeAndSubprime(Together):
    P: bytes
    Q: bytes


class Generation(Together):
    """By what P and Q were made."""

    Seed: bytes
    PgenCounter: bytes


class DSAKeyValue(Kept, ns=DS):
    class Structure:
        primes: PrimeAndSubprime | None = None
        G: bytes | None = None
        Y: bytes
        J: bytes | None = None
        generation: Generation | None = None


class RSAKeyValue(Kept, ns=DS):
    class Structure:
        Modulus: bytes
        Exponent: bytes


class KeyValue(Kept, ns=DS, mixed=True):
    class Structure:
        value: DSAKeyValue | RSAKeyValue | AnyOther


class RetrievalMethod(Kept, ns=DS):
    class Structure:
        URI: Attr[Uri | None] = None
        Type: Attr[Uri | None] = None
        transforms: Transforms | None = None


class X509IssuerSerial(Type, ns=DS):
    X509IssuerName: str
    X509SerialNumber: int


class X509Data(Kept, ns=DS):
    class Structure:
        parts: Some[
            Annotated[X509IssuerSerial, Called("X509IssuerSerial")]
            | Annotated[bytes, Called("X509SKI")]
            | Annotated[str, Called("X509SubjectName")]
            | Annotated[bytes, Called("X509Certificate")]
            | Annotated[bytes, Called("X509CRL")]
            | AnyOther
        ]


class KeyById(Together):
    PGPKeyID: bytes
    PGPKeyPacket: bytes | None = None
    more: Many[AnyOther] = ()


class KeyByPacket(Together):
    PGPKeyPacket: bytes
    more: Many[AnyOther] = ()


class PGPData(Kept, ns=DS):
    class Structure:
        key: KeyById | KeyByPacket


class Expression(Together):
    SPKISexp: bytes
    more: AnyOther | None = None


class SPKIData(Kept, ns=DS):
    class Structure:
        expressions: Some[Expression]


class KeyInfo(Kept, ns=DS, mixed=True):
    """With what key to verify; whose it is, the national PKI alone can tell."""

    class Structure:
        Id: Attr[UniqueName | None] = None
        keys: Some[KeyName | KeyValue | RetrievalMethod | X509Data | PGPData | SPKIData | MgmtData | AnyOther]


class Object(Kept, ns=DS, mixed=True):
    class Structure:
        Id: Attr[UniqueName | None] = None
        MimeType: Attr[str | None] = None
        Encoding: Attr[Uri | None] = None
        parts: Many[AnyAtAll] = ()


class Manifest(Kept, ns=DS):
    class Structure:
        Id: Attr[UniqueName | None] = None
        reference: Some[Reference]


class SignatureProperty(Kept, ns=DS, mixed=True):
    class Structure:
        Target: Attr[Uri]
        Id: Attr[UniqueName | None] = None
        parts: Some[AnyOther]


class SignatureProperties(Kept, ns=DS):
    class Structure:
        Id: Attr[UniqueName | None] = None
        property: Some[SignatureProperty]


class Signature(Kept, ns=DS):
    """A personal XML signature; verifying it needs the bytes of the document."""

    class Structure:
        Id: Attr[UniqueName | None] = None
        signed_info: SignedInfo
        signature_value: SignatureValue
        key_info: KeyInfo | None = None
        object: Many[Object] = ()
