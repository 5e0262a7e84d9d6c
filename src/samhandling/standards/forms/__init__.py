"""Forms of the national messages: which fields a person fills in, and how they become a message.

One profile per message type names every block and field. `compose` writes what the fields say, `decompose`
reads it back, `faults` says what is missing or wrong and which clause demands it.
"""

from samhandling.standards.envelope import About, Address, Envelope, Reference

from .checking import Fault, faults
from .comparing import Change, changes
from .composing import CannotCompose, Composed, compose, composed, where_of
from .dialog import DIALOG
from .epikrise import EPIKRISE
from .henvisning import HENVISNING
from .henvisning_2 import NY_TILSTAND, VIDERE
from .henvisningsstatus import STATUS
from .keeping import NONE, Formatting, formatting
from .plo import PLO
from .reading import decompose
from .settling import settled, without_noes
from .shapes import Field, Group, Kind, Part, Profile, Section, Values, Where, Words

PROFILES: dict[str, Profile] = {
    profile.type_code: profile
    for profile in (*PLO, *DIALOG, STATUS, HENVISNING, NY_TILSTAND, VIDERE, EPIKRISE)
}
"""The profile of each type that a person writes, by its code of 8279."""

__all__ = [
    "NONE",
    "PROFILES",
    "About",
    "Address",
    "CannotCompose",
    "Change",
    "Composed",
    "Envelope",
    "Fault",
    "Field",
    "Formatting",
    "Group",
    "Kind",
    "Part",
    "Profile",
    "Reference",
    "Section",
    "Values",
    "Where",
    "Words",
    "changes",
    "compose",
    "composed",
    "decompose",
    "faults",
    "formatting",
    "settled",
    "where_of",
    "without_noes",
]
