"""Parts that several standards declare alike, each in its own namespace: bases, and no elements themselves.

A field of a type that each standard has its own of (`additional_id`, `content`) is declared where it is used.
"""

from __future__ import annotations

from .datatypes import CS, TS, URL
from .definition import Many, Node, Uri


class AdditionalId(Node, abstract=True):
    """Another identification that a unit or a person is or has been known by."""

    id: str
    type: CS


class Identified(Node, abstract=True):
    """A name and an identification."""

    name: str | None = None
    id: str | None = None
    type_id: CS | None = None


class Kind(Node, abstract=True):
    """What kind of unit or person it is."""

    type: CS | None = None


class Address(Node, abstract=True):
    """An address; `type` (3401) tells what for."""

    type: CS
    street_adr: str | None = None
    postal_code: str | None = None
    city: str | None = None
    county: CS | None = None
    country: CS | None = None
    city_distr: CS | None = None
    tele_address: Many[URL] = ()


class Reference(Node, abstract=True):
    """A document that goes with the message, or a reference to one: RefDoc less what it holds."""

    issue_date: TS | None = None
    msg_type: CS
    id: str | None = None
    mime_type: str | None = None
    description: str | None = None
    compression: CS | None = None
    file_reference: Uri | None = None
