"""What local acts are called."""

from __future__ import annotations

from django.utils.translation import gettext as _


def act_words(kind: str) -> str:
    """The name of an act; an unknown kind keeps its own."""
    known = {
        "patient-settled": _("Melding knyttet til pasienten"),
        "admission": _("Innlagt"),
        "ward": _("Avdeling"),
        "discharge": _("Utskrevet"),
        "phone-note": _("Telefonnotat"),
        "note": _("Notat"),
        "assignment": _("Tildelt"),
        "decision": _("Vedtak"),
    }
    return known.get(kind, kind)
