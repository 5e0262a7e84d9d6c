"""Declarations that exist for the tests only: every shape that a field can have."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from samhandling.standards.definition import (
    CLASSES,
    Absent,
    AnyElement,
    AnyOther,
    AnyPrecision,
    Attr,
    Attributes,
    Called,
    Checker,
    Date,
    DateTime,
    Default,
    Double,
    Element,
    Fixed,
    FreeContent,
    Kept,
    Many,
    Mark,
    Ns,
    Oid,
    Or,
    Some,
    Text,
    Together,
    Token,
    Type,
    UniqueName,
)

T = Ns("t", v1_0="urn:test:1.0", v2_0="urn:test:2.0")
A = Ns("a", "urn:test:attributes")
H = Ns("h", "urn:test:hage")


class Felles(Attributes, ns=A):
    slag: Attr[str | None] = None


class Kode(Type, ns=T):
    V: Attr[Token | None] = None
    S: Attr[Oid | None] = None


class Blad(Element, ns=T):
    tekst: str


class Bilde(Element, ns=T):
    data: Text[bytes]


class Fritt(Element, ns=T):
    innhold: Text[FreeContent]


class Gren(Element, ns=T, fixed={"slag": "gren"}):
    """A class with a fixed attribute of another namespace."""

    slag: Annotated[str, Mark.ATTRIBUTE, A] = ""
    blad: Some[Blad]


class Tre(Element, ns=T):
    MIGversion: Annotated[str, Fixed("v2")] = "v2"
    navn: str
    art: Annotated[str, Default("ukjent")] = "ukjent"
    farge: Literal["grønn", "rød"] | None = None
    antall: int | None = None
    mengde: Decimal | None = None
    styrke: Double | None = None
    levende: bool | None = None
    plantet: Date | None = None
    sett: DateTime | None = None
    tid: AnyPrecision | None = None
    kode: Many[Kode] = ()
    stikkord: Many[str] = ()
    formål: str | None = None  # noqa: PLC2401  as in the standard
    merknad: FreeContent | None = None
    rot: Bilde | Fritt | None = None
    krone: Many[Blad | Gren] = ()
    enten: str | None = None
    eller: Or[str | None] = None

    class v1_0:  # noqa: N801  the version's name
        MIGversion: Annotated[str, Fixed("v1")]
        farge: Absent
        stikkord: str | None


class Innhold(Type, ns=H):
    planter: Many[AnyElement] = ()


class Hage(Element, ns=H, may_be_empty=True):
    """A whole without versions round parts that have them."""

    navn: str
    innhold: Innhold | None = None


class Skog(Element, ns=H):
    planter: Some[Tre] | Some[Gren]


class Sådd(Together):  # noqa: PLC2401
    jord: str
    frø: Some[str]  # noqa: PLC2401


class Pose(Kept, ns=H, mixed=True):
    """What is kept as it came, with every shape that its structure can have."""

    class Structure:
        Merke: Attr[UniqueName | None] = None
        fylt: Sådd | Annotated[int, Called("Stein")]
        resten: Many[Annotated[str, Called("Kant")] | AnyOther] = ()


CHECKER = Checker(cls for cls in CLASSES if cls.__module__ == __name__)
