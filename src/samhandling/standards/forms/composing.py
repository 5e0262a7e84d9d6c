"""`compose`: from values to the bytes that leave. `decompose` (reading.py): from a document to the values.

    decompose(compose(type_code, values, envelope)) == settled(profile, values)

for everything that the profile covers.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samhandling.errors import Issue, SamhandlingError
from samhandling.standards import catalogue
from samhandling.standards.coded import cs
from samhandling.standards.datatypes import CV
from samhandling.standards.definition import Element, locate, to_tree
from samhandling.standards.envelope import Envelope, Reached, head
from samhandling.standards.msghead import Document, Patient
from samhandling.standards.writing import to_xml

from .copies import element_of
from .keeping import NONE, Formatting, with_formatting
from .leaves import NotReadable
from .older import in_older_version
from .outside import has_no_head, put_outside
from .plan import Plan
from .settling import settled
from .shapes import Field, Group, Part, Profile, Values, Where
from .steps import root_of, way

STATUS = "informasjon_om_forsendelsen.forsendelsesstatus"


class CannotCompose(SamhandlingError):
    """A value that its field cannot hold; `where` says which."""

    def __init__(self, where: Where) -> None:
        self.where = where
        super().__init__(f"cannot write {where}")


@dataclass(frozen=True)
class Composed:
    """A message that is ready, with where each value stands in it: element path without attribute."""

    document: bytes
    places: Mapping[Where, str]


def compose(profile: Profile, values: Values, envelope: Envelope, formatting: Formatting = NONE) -> bytes:
    """The document that says what these values say. `formatting`: of the message that it replaces.

    Raises CannotCompose; InvalidMessage when the schema is broken, so nothing faulty is made.
    """
    return composed(profile, values, envelope, formatting).document


def composed(profile: Profile, values: Values, envelope: Envelope, formatting: Formatting = NONE) -> Composed:
    """The same, with the place of each value. Raises as `compose`."""
    told = with_formatting(profile.parts, settled(profile, values), formatting)
    plans = _planned(profile, _kept(profile, told, envelope.status), envelope)
    document = _built(profile, plans, envelope)
    root = to_tree(document)
    places = {where: locate.path(element) for where, element in _places(plans, root) if where}
    return Composed(to_xml(document), places)


def where_of(issue: Issue, places: Mapping[Where, str]) -> Where | None:
    """The value that an issue is about: in that element, else below it, else the nearest beside it."""
    path = issue.path.partition("/@")[0]
    exact = [where for where, place in places.items() if place == path or place.startswith(f"{path}/")]
    if exact:
        return exact[0]
    near = max(places.items(), key=lambda one: _shared(one[1], path), default=None)
    common = _BUSINESS if path.startswith("/MsgHead") else _BODY
    return near[0] if near and _shared(near[1], path) > common else None


_BUSINESS = 5  # /MsgHead/Document/RefDoc/Content/Root is shared by all
_BODY = 2  # /Message/ServRprt


def _kept(profile: Profile, values: Values, status: str) -> Values:
    """A cancellation holds the minimum only."""
    if status != "C":
        return values
    return {name: value for name, value in values.items() if name in profile.cancelled}


_PLO = frozenset(row.code for row in catalogue.PLO)


def _planned(profile: Profile, values: Values, envelope: Envelope) -> dict[str, Plan]:
    plans = {"content": Plan.of(profile.root), "patient": Plan.of(Patient), "document": Plan.of(Document)}
    if profile.type_code in _PLO:
        # CS without system: the status is the envelope's, not the form's
        shipment = plans["content"].down(way("informasjon_om_forsendelsen"))
        shipment.hold("forsendelsesstatus", cs("7309", envelope.status))
    put_outside(plans["content"], envelope)
    for part in profile.parts:
        _write(plans[root_of(part.at)], [part], values, ())
    return plans


def _write(plan: Plan, parts: Sequence[Part], values: Values, above: Where) -> None:
    for part in parts:
        value, where = values.get(part.name), (*above, part.name)
        if not value:
            continue
        if isinstance(part, Field):
            _put(plan, part, value, where)
        elif part.many:
            for index, item in enumerate(value):
                _write_item(plan, part, item, (*where, index))
        else:
            _write(_below(plan, part, where), part.parts, value, where)


def _write_item(plan: Plan, group: Group, item: Values, where: Where) -> None:
    """One of a repeated group: an element with fields, or a single value that may be repeated."""
    first = group.parts[0]
    if isinstance(first, Field) and not first.at:
        _put(plan, replace(first, at=group.at), item[first.name], (*where, first.name))
    else:
        _write(_below(plan, group, where), group.parts, item, where)


def _below(plan: Plan, group: Group, where: Where) -> Plan:
    try:
        return plan.down(way(group.at))
    except NotReadable:
        raise CannotCompose(where) from None


def _put(plan: Plan, field: Field, text: str, where: Where) -> None:
    try:
        if field.kind == "copy":
            plan.hang(field.at, element_of(text), where)
        else:
            plan.put(field.at, text, where)
    except NotReadable:
        raise CannotCompose(where) from None


def _built(profile: Profile, plans: Mapping[str, Plan], envelope: Envelope) -> Element:
    new_id = _ids(envelope.msg_id)
    content: Element = plans["content"].built(new_id)
    row = catalogue.type_of(profile.type_code)
    version = envelope.version or (row.newest if row else "")
    if version and content.version not in {None, version}:
        content = in_older_version(content, version)
    if has_no_head(profile.root):
        return content
    # Document demands a RefDoc, so its plan is read field by field
    consent = next(iter(plans["document"].found.get("consent", ())), None)
    patient: Patient = plans["patient"].built(new_id)
    reached = Reached(patient.address, tuple(patient.tele_com))
    return head(profile.type_code, envelope, content, reached, consent if isinstance(consent, CV) else None)


def _ids(msg_id: str) -> Callable[[], str]:
    """Ids of the record's components: the same ones each time a message is made again."""
    numbers = iter(range(10_000))
    base = uuid.UUID(msg_id)
    return lambda: str(uuid.uuid5(base, str(next(numbers))))


def _places(plans: Mapping[str, Plan], root: Any) -> Iterator[tuple[Where, Any]]:
    if root.find("{*}MsgInfo") is None:
        for where, element, _attribute in plans["content"].places(root):
            yield where, element
        return
    info, document = root[0], root[1]
    content = document.find("{*}RefDoc/{*}Content")[0]
    for where, element, _attribute in plans["content"].places(content):
        yield where, element
    if (patient := info.find("{*}Patient")) is not None:
        for name, tag in (("address", "Address"), ("tele_com", "TeleCom")):
            elements = patient.findall("{*}" + tag)
            for plan, element in zip(plans["patient"].found.get(name, ()), elements, strict=False):
                for where, inner, _attribute in plan.places(element):
                    yield where, inner
    for where in plans["document"].leaves.get("consent", ()):
        yield where, document.find("{*}Consent")


def _shared(one: str, other: str) -> int:
    """How many steps two paths have in common from the start."""
    count = 0
    for left, right in zip(one.split("/")[1:], other.split("/")[1:], strict=False):
        if left != right:
            break
        count += 1
    return count
