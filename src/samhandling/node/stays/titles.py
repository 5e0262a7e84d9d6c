"""What a message in a stay is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.standards import catalogue
from samhandling.stay.events import Dialog

if TYPE_CHECKING:
    from samhandling.stay.standing import Held


def said_as(one: Held) -> str:
    """The type's name, or its code; the reply about a patient who is ready has no type of its own."""
    content, code = one.message.content, one.message.type_code
    if isinstance(content, Dialog) and content.system == "9155":
        return _("Svar om utskrivningsklar pasient")
    row = catalogue.type_of(code)
    return row.name if row else code
