"""What went wrong with Adresseregisteret, in words for people. Nothing has been changed by any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.node.directory.account import NoRegister
from samhandling.node.directory.fitting import Contradiction, NotInUse
from samhandling.transport.address_register import (
    AnswerTooLarge,
    DoctypeInAnswer,
    RegisterRefused,
    RegisterSaysNo,
    RegisterUnavailable,
    UnknownHer,
)

if TYPE_CHECKING:
    from samhandling.errors import SamhandlingError


def fault_words(fault: SamhandlingError) -> str:
    """One or two sentences: what is wrong, and what to do."""
    if isinstance(fault, UnknownHer):
        return _("Adresseregisteret kjenner ikke HER-id %(her)s. Se etter om tallet er riktig.") % {
            "her": fault.her
        }
    return next((said() for kind, said in _SAID.items() if isinstance(fault, kind)), _unusable())


def _unusable() -> str:
    return _("Svaret fra Adresseregisteret er ikke slik avtalen sier, og kan ikke brukes.")


_SAID = {
    NoRegister: lambda: _(
        "Noden kan ikke spørre Adresseregisteret ennå: adresse, bruker eller passord mangler i oppsettet. "
        "Den som drifter noden, må rette det."
    ),
    RegisterRefused: lambda: _(
        "Adresseregisteret godtar ikke brukeren eller passordet. Den som drifter noden, må rette det."
    ),
    RegisterUnavailable: lambda: _("Adresseregisteret svarer ikke. Prøv igjen om litt."),
    RegisterSaysNo: lambda: _("Adresseregisteret sier nei til spørsmålet. Prøv igjen om litt."),
    AnswerTooLarge: lambda: _("Svaret fra Adresseregisteret er for stort, og er ikke lest."),
    DoctypeInAnswer: lambda: _("Svaret fra Adresseregisteret har en DOCTYPE, og er ikke lest."),
    NotInUse: lambda: _("Adressen er ikke i bruk, sier Adresseregisteret. Den kan ikke hentes."),
    Contradiction: lambda: _(
        "Adresseregisteret og noden er uenige om hva som er vårt eget, eller om nivået. "
        "Den som drifter noden, må se på det."
    ),
}
