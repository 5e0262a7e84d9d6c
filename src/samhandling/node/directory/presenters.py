"""The directory and the register's answer in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.web import wording
from samhandling.node.web.marks import Mark
from samhandling.standards import codes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from samhandling.node.directory.comparing import Difference
    from samhandling.node.directory.models import Organisation, Service
    from samhandling.node.directory.queries import Compared, Held
    from samhandling.transport.address_register import Party


@dataclass(frozen=True)
class Line:
    """A virksomhet, tjeneste or person of the directory."""

    her: int
    name: str
    url: str
    phone: str
    confirmed_at: dt.datetime | None
    mark: Mark


@dataclass(frozen=True)
class Group:
    """A virksomhet and what stands under it."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Change:
    """A column: what stands here, and what the register says."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Level:
    """One level of the answer."""

    title: str
    her: int
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class AddressPage:
    """What the register says of a HER-id."""

    her: int
    name: str
    new: bool
    in_use: bool
    levels: tuple[Level, ...]

    @property
    def differs(self) -> bool:
        """Whether there is anything to take."""
        return self.new or any(level.changes for level in self.levels)

    @property
    def can_be_taken(self) -> bool:
        """What is new and not in use is of no use here."""
        return self.in_use or not self.new


def groups(held: Held) -> list[Group]:
    """The directory, one group for each virksomhet."""
    return [
        Group(one.name, tuple(_line(row, held) for row in (one, *_sorted(one)))) for one in held.organisations
    ]


def _sorted(organisation: Organisation) -> list[Service]:
    return sorted(organisation.services.all(), key=lambda row: (row.name, row.her))


def _line(row: Organisation | Service, held: Held) -> Line:
    ended = row.her in held.out_of_use
    mark = Mark(_("Ute av bruk"), "warning") if ended else Mark(_("I bruk"), "success")
    return Line(row.her, row.name, reverse("address", args=[row.her]), row.phone, row.confirmed_at, mark)


def address_page(compared: Compared) -> AddressPage:
    """The page of one HER-id: the virksomhet first, then the tjeneste or person."""
    found = compared.found
    levels = [_level(found.virksomhet, compared.virksomhet)]
    if found.level2:
        levels.append(_level(found.level2, compared.level2))
    return AddressPage(
        her=found.party.her,
        name=found.party.name,
        new=compared.is_new,
        in_use=compared.in_use,
        levels=tuple(levels),
    )


def _level(told: Party, differences: tuple[Difference, ...]) -> Level:
    titles = {"virksomhet": _("Virksomhet"), "tjeneste": _("Tjeneste"), "person": _("Person")}
    return Level(titles[told.kind], told.her, told.name, tuple(_changes(differences)))


def _changes(differences: tuple[Difference, ...]) -> Iterator[Change]:
    """A line for each; a code and its code system are one."""
    of = {one.column: one for one in differences}
    system = of.get("code_system")
    for one in of.values():
        pair = (_words(one.column, one.ours), _words(one.column, one.theirs))
        if one.column == "code" and system:
            pair = (_code(system.ours, one.ours), _code(system.theirs, one.theirs))
        if one.column != "code_system" or "code" not in of:
            yield Change(_labels()[one.column], *pair)


def _code(system: int | None, code: str) -> str:
    """A code with its name, where there is any."""
    if not code:
        return ""
    return f"{codes.name(str(system), code) or ''} ({system}: {code})".strip()


def _labels() -> dict[str, str]:
    return {
        "name": _("Navn"),
        "organisation": _("Virksomhet"),
        "orgnr": _("Organisasjonsnummer"),
        "phone": _("Telefon"),
        "edi": _("EDI-adresse"),
        "places": _("Adresser"),
        "person": _("Person"),
        "hpr": _("HPR-nummer"),
        "code": _("Tjenestetype"),
        "code_system": _("Kodeverk"),
        "withdrawn": _("Status"),
        "valid_until": _("I bruk til"),
    }


def _words(column: str, value: Any) -> str:
    if column == "withdrawn" and value is not None:
        return _("Ute av bruk") if value else _("I bruk")
    if column == "person" and value is not None:
        return _("Ja") if value else _("Nei")
    if column == "phone" and value:
        return wording.phone(value)
    if column == "places":
        return "; ".join(_place(one) for one in value or ())
    if column == "valid_until" and value:
        return wording.moment(value)
    return "" if value is None else str(value)


def _place(told: dict[str, Any]) -> str:
    """A physical address on one line, with what it is for (3401)."""
    kinds = {"RES": _("Besøk"), "PST": _("Post")}
    post = " ".join(filter(None, (told["postal_code"], told["city"])))
    parts = filter(None, (told["street"], told["postbox"], post, told["country"]))
    return f"{kinds.get(told['kind'], told['kind'])}: {', '.join(parts)}"
