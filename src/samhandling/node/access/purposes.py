"""Why somebody reads or writes patient data, where they have not been asked: what their role is there for.

The codes are those of the access reasons in use at Norwegian hospitals (DIPS, HL7 Norway AuditEvent); the one
for settlement is our own. Emergency access and the like are chosen by the person, and given to `Actor.of`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TREATMENT = "BEHANDLER"
SYSTEM_WORK = "ITSYSARB"
INTERNAL_CONTROL = "KVAL"
SETTLEMENT = "OPPGJOR"
EMERGENCY = "BLAALYS"

LABELS = {
    TREATMENT: _("Helsehjelp"),
    SYSTEM_WORK: _("Drift og feilretting"),
    INTERNAL_CONTROL: _("Internkontroll"),
    SETTLEMENT: _("Oppgjør"),
    EMERGENCY: _("Akutt helsehjelp"),
    "TILSYN": _("Tilsyn med pasienten"),
    "HENV_PAS": _("Henvendelse fra pasienten"),
    "HENV_PAA": _("Henvendelse fra pårørende"),
    "EKSTSVAR": _("Svar fra noen utenfor virksomheten"),
    "MELDT": _("Pasienten er meldt til oss"),
    "INNSYN": _("Pasientens eget innsyn"),
    "EGENLAER": _("Egen læring etter behandling (helsepersonelloven § 29 c)"),
    "FORSK": _("Forskning med godkjenning"),
    "TILSYN3": _("Statlig tilsyn"),
}

CHOSEN = (
    EMERGENCY, "TILSYN", "HENV_PAS", "HENV_PAA", "EKSTSVAR", "MELDT", "INNSYN", "EGENLAER", INTERNAL_CONTROL,
    "FORSK", "TILSYN3",
)  # fmt: skip
"""What a person may choose for opening a patient whom nothing in their work leads to."""

_OF_ROLE = {
    "meldingsansvarlig": SYSTEM_WORK,
    "administrator": SYSTEM_WORK,
    "loggkontrollor": INTERNAL_CONTROL,
    "leder": INTERNAL_CONTROL,
    "oppgjorsansvarlig": SETTLEMENT,
}


def purpose_of(role: str) -> str:
    """What this role reads patient data for; the roles in care, to give care."""
    return _OF_ROLE.get(role, TREATMENT)
