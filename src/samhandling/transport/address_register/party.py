"""What Adresseregisteret says of one HER-id."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal["virksomhet", "tjeneste", "person"]
"""A virksomhet is level 1 of an address; a tjeneste and a person are level 2 (HIS 1153)."""

TELEPHONE, SWITCHBOARD, EDI = "E_TLF", "E_CEN", "E_EDI"


@dataclass(frozen=True, slots=True)
class Reach:
    """An electronic address. `kind` is a code of 9044; `inherited` from the virksomhet."""

    kind: str
    value: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A physical address. `kind` is a code of 3401: PST for post, RES for visits."""

    kind: str
    street: str = ""
    postbox: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A virksomhet, tjeneste or person. Texts that the register leaves out are empty.

    `addressable` is the register's IsValidCommunicationParty: false for every virksomhet, and for a tjeneste
    or person that cannot be written to. `valid_from` and `valid_to` are in Norwegian time.
    """

    her: int
    kind: Kind
    name: str
    active: bool
    addressable: bool
    valid_from: dt.datetime | None = None
    valid_to: dt.datetime | None = None
    display_name: str = ""
    orgnr: str = ""  # nine digits: the virksomhet's own, or that of the one above
    business: str = ""  # 9040, of the virksomhet
    parent_her: int | None = None
    parent_name: str = ""
    code_system: int | None = None  # 8663, 8668 …
    code: str = ""
    code_name: str = ""
    hpr: str = ""
    reaches: tuple[Reach, ...] = ()
    places: tuple[Place, ...] = ()

    def in_use(self, at: dt.datetime) -> bool:
        """Whether it can be written to (level 2), or is there at all (level 1), at a moment."""
        begun = self.valid_from is None or self.valid_from <= at
        ended = self.valid_to is not None and self.valid_to <= at
        return self.active and begun and not ended and (self.addressable or self.kind == "virksomhet")

    @property
    def phone(self) -> str:
        """Its own telephone, else its own switchboard; empty where it has the virksomhet's alone."""
        return self._own(TELEPHONE) or self._own(SWITCHBOARD)

    @property
    def edi(self) -> str:
        """The EDI address, its own before an inherited one."""
        found = sorted((one for one in self.reaches if one.kind == EDI), key=lambda one: one.inherited)
        return found[0].value if found else ""

    def _own(self, kind: str) -> str:
        return next((one.value for one in self.reaches if one.kind == kind and not one.inherited), "")
