"""The types that all messages share: coded values and times (kith.xsd, HIS 80117) and felleskomponent1."""

from __future__ import annotations

from .definition import (
    AnyPrecision,
    Attr,
    Date,
    Double,
    Many,
    Node,
    Ns,
    Oid,
    Some,
    Token,
    Type,
    Uri,
    YesNo,
)

KITH = Ns("kith", "http://www.kith.no/xmlstds")
FK1 = Ns("fk1", "http://www.kith.no/xmlstds/felleskomponent1")


class CS(Type, ns=KITH):
    """Coded value whose code system is given by the standard."""

    V: Attr[Token | None] = None
    DN: Attr[str | None] = None


class CV(Type, ns=KITH):
    """Coded value with its code system (S, an OID), or original text (OT)."""

    V: Attr[Token | None] = None
    S: Attr[Oid | None] = None
    DN: Attr[str | None] = None
    OT: Attr[str | None] = None


class BL(Type, ns=KITH):
    """Yes or no in an attribute: the words only, not 1 and 0."""

    V: Attr[YesNo | None] = None


class TS(Type, ns=KITH):
    """Point in time in any precision: date with clock, date, month, year or clock."""

    V: Attr[AnyPrecision | None] = None


class URL(Type, ns=KITH):
    """Address such as `tel:73555555`."""

    V: Attr[Uri | None] = None


class PQ(Type, ns=KITH):
    """Physical quantity with its unit."""

    V: Attr[Double | None] = None
    U: Attr[Token | None] = None


class Address(Type, ns=FK1):
    type: CS | None = None
    street_adr: str | None = None
    postal_code: str | None = None
    city: str | None = None
    postbox: str | None = None
    county: CS | None = None
    country: CS | None = None


class TeleCom(Type, ns=FK1):
    type_telecom: CS | None = None
    tele_address: URL


class Ident(Type, ns=FK1):
    id: str
    type_id: CV


class Navn(Node, abstract=True):
    """Name and what goes with it, the same in several elements."""

    family_name: str | None = None
    middle_name: str | None = None
    given_name: str | None = None
    date_of_birth: Date | None = None
    sex: CS | None = None
    nationality: CS | None = None


class Rolle(Node, abstract=True):
    """The role of a health professional."""

    type_healthcare_professional: CS | None = None
    role_to_patient: CV | None = None


class Person(Navn, Type, ns=FK1):
    ident: Many[Ident] = ()
    address: Address | None = None
    tele_com: Many[TeleCom] = ()


class HealthcareProfessional(Navn, Rolle, Type, ns=FK1):
    ident: Some[Ident]
    address: Address | None = None
    tele_com: Many[TeleCom] = ()


class Organisation(Type, ns=FK1):
    """Note the order: the same element in MsgHead has the name first."""

    type_organisation: CV | None = None
    organisation_name: str
    ident: Some[Ident]
    address: Address | None = None
    tele_com: Many[TeleCom] = ()
    organisation: Organisation | None = None
