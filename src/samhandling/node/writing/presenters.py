"""Drafts in words: the form with all around it, the preview, the list of one's own, what can be begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.patients.presenters import PatientLine, line
from samhandling.node.web import wording
from samhandling.node.writing import receivers
from samhandling.node.writing.boxes import Drawing, FormPart, in_words
from samhandling.node.writing.enclosing import MOST_BYTES
from samhandling.node.writing.formats import formatting_of
from samhandling.node.writing.models import Draft
from samhandling.node.writing.objections import NO
from samhandling.node.writing.posted import id_of
from samhandling.node.writing.prefill import FORBEHOLD, earlier_values
from samhandling.node.writing.rights import part_of
from samhandling.node.writing.sealing import (
    COPIES,
    FILES,
    FORM,
    RECEIVER,
    addresses_in,
    settled,
    status_of,
    what_leaves,
    words,
)
from samhandling.standards import catalogue
from samhandling.standards.catalogue.shapes import Part
from samhandling.standards.forms import PROFILES, Group, changes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from samhandling.node.writing.models import DraftFile
    from samhandling.node.writing.offers import Offer
    from samhandling.node.writing.receivers import Receiver
    from samhandling.standards.forms import Fault, Where

FEW = 6
"""So many receivers stand with their telephone each; more are a list to choose from."""

LONG = 5
"""A form of more parts than these is not seen at a glance."""

ASKS_WITH = {
    Part.FASTLEGE: "9153:",
    Part.SYKEHUS: "9154:",
    Part.DOGNTILBUD: "9154:",
    Part.PLEIE_OG_OMSORG: "9152:",
    Part.SAKSBEHANDLING: "9152:",
}
"""The code list of a request follows from who asks (HIS 1152); 9152:2 is of 2009 and only read."""


@dataclass(frozen=True)
class Problem:
    """A line of the list of faults."""

    href: str
    label: str
    message: str
    clause: str


@dataclass(frozen=True)
class Changed:
    """A field that a correction changes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class FileLine:
    """A file that goes along."""

    pk: int
    title: str
    kind: str
    size: str
    url: str


@dataclass(frozen=True)
class Outside:
    """What goes along with a draft, and who gets it too. `full` says how much of the room is used."""

    files: tuple[FileLine, ...]
    total: str
    room: str
    files_error: str
    copies: tuple[Receiver, ...]
    others: tuple[Receiver, ...]
    copies_error: str


@dataclass(frozen=True)
class FormPage:
    """A draft as a page to write in. `short`: all of it is seen at once, so it may be sent from here."""

    pk: int
    title: str
    act: str
    patient: PatientLine | None
    service: str
    regarding: str
    regarding_url: str
    near: tuple[Receiver, ...]
    far: tuple[Receiver, ...]
    chosen: Receiver | None
    receiver_error: str
    sections: tuple[FormPart, ...]
    problems: tuple[Problem, ...]
    saved_at: dt.datetime
    expires_at: dt.datetime
    protected: bool
    address_by: str
    has_addresses: bool
    blocked: bool
    consent_refused: bool
    cancels: bool
    forbehold_url: str
    short: bool
    outside: Outside

    @property
    def is_long(self) -> bool:
        """Whether the form has so many parts that it begins with a list of them."""
        return len(self.sections) > LONG


def form_page(draft: Draft, faults: Sequence[Fault] = ()) -> FormPage:
    """The form. `faults` are shown when somebody has asked to see the message."""
    found = receivers.receivers_for(draft)
    near = tuple(one for one in found if one.proposed)[:FEW] if _are_few(found) else ()
    chosen = next((one for one in found if one.her == draft.receiver_her), None)
    regarding = draft.regarding
    return FormPage(
        pk=draft.pk,
        title=title_of(draft),
        act=draft.act,
        patient=line(draft.patient) if draft.patient else None,
        service=draft.service.name,
        regarding=regarding.type_name if regarding else "",
        regarding_url=reverse("message", args=[regarding.pk]) if regarding else "",
        near=near,
        far=tuple(one for one in found if one not in near),
        chosen=chosen,
        receiver_error=_first(faults, RECEIVER),
        sections=_drawing(draft, faults).sections(_profile(draft)),
        problems=tuple(problem(draft, one) for one in faults),
        saved_at=draft.saved_at,
        expires_at=draft.expires_at,
        protected=bool(draft.patient and draft.patient.protected_address),
        address_by=draft.address_by.full_name if draft.address_by else "",
        has_addresses=addresses_in(PROFILES[draft.type_code], draft.values),
        blocked=bool(chosen and chosen.blocked),
        consent_refused=draft.values.get("consent") == NO,
        cancels=draft.act == Draft.Act.CANCEL,
        short=draft.type_code.startswith("DIALOG"),
        outside=outside(draft, faults),
        forbehold_url=reverse("message", args=[held]) if (held := draft.carried.get(FORBEHOLD)) else "",
    )


def outside(draft: Draft, faults: Sequence[Fault] = ()) -> Outside:
    """Files and copies. `faults` as for the form."""
    files = tuple(draft.files.defer("content").order_by("pk"))
    able = receivers.copies_for(draft)
    return Outside(
        files=tuple(_file_line(one) for one in files),
        total=wording.size(sum(one.size for one in files)),
        room=wording.size(MOST_BYTES),
        files_error=_first(faults, FILES),
        copies=tuple(one for one in able if one.her in draft.copies),
        others=tuple(one for one in able if one.her not in {*draft.copies, draft.receiver_her}),
        copies_error=_first(faults, COPIES),
    )


def _file_line(file: DraftFile) -> FileLine:
    kind = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}.get(file.mime_type, "XML")
    url = reverse("draft-file", args=[file.draft_id, file.pk])
    return FileLine(file.pk, file.title, kind, wording.size(file.size), url)


def _first(faults: Sequence[Fault], where: Where) -> str:
    return next((words(one.message) for one in faults if one.where == where), "")


def title_of(draft: Draft) -> str:
    """What the draft is, with what it does."""
    row = catalogue.type_of(draft.type_code)
    name = row.name if row else draft.type_code
    if draft.type_code == "DIALOG_NOTAT":
        name = _("Tilbakemelding på utskrivningsklar pasient")
    said = {Draft.Act.CHANGE: _("Rett: %(name)s"), Draft.Act.CANCEL: _("Kanseller: %(name)s")}
    return said[draft.act] % {"name": name} if draft.act in said else name


def problem(draft: Draft, fault: Fault) -> Problem:
    """A fault with a link to where it is mended."""
    return Problem(_href(fault.where), _label(draft, fault.where), words(fault.message), _clause(fault))


@dataclass(frozen=True)
class PreviewPage:
    """What leaves when the button is pressed."""

    pk: int
    title: str
    patient: PatientLine | None
    service: str
    receiver: Receiver | None
    changes: tuple[Changed, ...]
    changed: bool
    withheld: bool
    address_by: str
    outside: Outside


def preview_page(draft: Draft) -> PreviewPage:
    profile = PROFILES[draft.type_code]
    protected = bool(draft.patient and draft.patient.protected_address)
    return PreviewPage(
        pk=draft.pk,
        title=title_of(draft),
        patient=line(draft.patient) if draft.patient else None,
        service=draft.service.name,
        receiver=receivers.receiver_of(draft),
        changes=changes_of(draft),
        changed=status_of(draft) == "M",
        outside=outside(draft),
        withheld=protected and not draft.address_by and addresses_in(profile, draft.values),
        address_by=draft.address_by.full_name if draft.address_by else "",
    )


def changes_of(draft: Draft) -> tuple[Changed, ...]:
    """What a correction changes in the message that it replaces."""
    if status_of(draft) != "M" or draft.regarding is None:
        return ()
    profile = PROFILES[draft.type_code]
    before = settled(profile, earlier_values(draft.regarding, profile))
    return tuple(
        Changed(
            " › ".join(words(label) for label in one.labels),
            in_words(one.field, one.before) if one.before else "",
            in_words(one.field, one.after) if one.after else "",
        )
        for one in changes(profile, before, what_leaves(draft))
    )


@dataclass(frozen=True)
class DraftRow:
    """One of a person's own drafts."""

    url: str
    pk: int
    title: str
    patient: PatientLine | None
    service: str
    saved_at: dt.datetime
    expires_at: dt.datetime


def draft_row(draft: Draft) -> DraftRow:
    return DraftRow(
        url=reverse("draft", args=[draft.pk]),
        pk=draft.pk,
        title=title_of(draft),
        patient=line(draft.patient) if draft.patient else None,
        service=draft.service.name,
        saved_at=draft.saved_at,
        expires_at=draft.expires_at,
    )


@dataclass(frozen=True)
class OfferButton:
    """Something to write about a message, as a button."""

    act: str
    type_code: str
    service: int
    label: str
    primary: bool
    help: str


def offer_button(offer: Offer) -> OfferButton:
    said = {
        Draft.Act.ANSWER: _("Svar: %(name)s"),
        Draft.Act.CHANGE: _("Rett meldingen"),
        Draft.Act.CANCEL: _("Kanseller meldingen"),
        Draft.Act.FAULT: _("Meld feil ved meldingen"),
    }
    label = said.get(Draft.Act(offer.act), "%(name)s")
    if "%" in label:
        label %= {"name": offer.name}
    return OfferButton(offer.act, offer.type_code, offer.service.her, label, offer.proposed, _help(offer))


def _help(offer: Offer) -> str:
    """What happens at the other end, where somebody may wonder.

    A message that came is not rejected by hand: it is answered at once, and for ever (80415).
    """
    said = {
        Draft.Act.CHANGE: _("Mottakeren får en ny utgave som erstatter denne."),
        Draft.Act.CANCEL: _("Mottakeren ser at meldingen ikke gjelder lenger. Den blir ikke slettet."),
        Draft.Act.FAULT: _(
            "Kvitteringen er endelig, så meldingen kan ikke avvises. Kan den ikke behandles her, meld feil."
        ),
    }
    return said.get(Draft.Act(offer.act), "")


def _drawing(draft: Draft, faults: Sequence[Fault]) -> Drawing:
    told = {
        name: reverse("message", args=[pk]) for name, pk in draft.carried.items() if draft.values.get(name)
    }
    asks = ASKS_WITH.get(part_of(draft.service) or Part.PLEIE_OG_OMSORG, "9152:")
    only: dict[Where, tuple[str, ...]] = {}
    if draft.type_code == "DIALOG_FORESPORSEL":
        field = PROFILES[draft.type_code].at(("request", "type_foresp"))
        choices = getattr(field, "choices", ())
        only["request", "type_foresp"] = tuple(
            one for one in choices if one.startswith(asks) and one != "9152:2"
        )
    return Drawing(draft.values, faults, fetched=told, only=only, formatting=formatting_of(draft))


def _profile(draft: Draft):
    """The profile, without what a cancellation leaves out."""
    profile = PROFILES[draft.type_code]
    if draft.act != Draft.Act.CANCEL:
        return profile
    from dataclasses import replace

    kept = (
        replace(
            section, parts=tuple(part for part in section.parts if part.name in profile.cancelled), open=True
        )
        for section in profile.sections
    )
    return replace(profile, sections=tuple(section for section in kept if section.parts))


def _are_few(found: Sequence[Receiver]) -> bool:
    return 0 < sum(one.proposed for one in found) <= FEW


_PLACES: dict[Where, str] = {RECEIVER: "#mottaker", COPIES: "#kopi", FILES: "#vedlegg"}


def _href(where: Where) -> str:
    if where in _PLACES:
        return _PLACES[where]
    return "#skjema" if where == FORM else f"#{id_of(where)}"


def _label(draft: Draft, where: Where) -> str:
    if where == RECEIVER:
        return _("Mottaker")
    if where in {COPIES, FILES}:
        return _("Kopi til") if where == COPIES else _("Vedlegg")
    if where == FORM:
        return _("Meldingen")
    return _groups(draft, where)


def _groups(draft: Draft, where: Where) -> str:
    """The groups around a field, with the number of the row: `Legemiddel 2`."""
    profile, told = PROFILES[draft.type_code], list[str]()
    for n, step in enumerate(where):
        part = profile.at(where[: n + 1])
        if isinstance(step, int):
            told[-1] = f"{told[-1]} {step + 1}"
        elif isinstance(part, Group):
            told.append(words(part.label))
    return " › ".join(told)


def _clause(fault: Fault) -> str:
    hidden = ("XML-skjemaet", "felleskomponent1")
    return "" if fault.clause.startswith(hidden) else fault.clause
