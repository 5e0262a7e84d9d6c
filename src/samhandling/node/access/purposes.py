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

LABELS = {
    TREATMENT: _("Helsehjelp"),
    SYSTEM_WORK: _("Drift og feilretting"),
    INTERNAL_CONTROL: _("Internkontroll"),
    SETTLEMENT: _("Oppgjør"),
}

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
