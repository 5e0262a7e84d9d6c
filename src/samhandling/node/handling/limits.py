"""How soon what comes must be taken: what a service has set, else our own default, of no standard."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from samhandling.node import statements

_SET = """
SELECT service.her, own.type_code, own.minutes
FROM handling_takewithin own JOIN directory_service service ON service.id = own.service_id
"""
HOUR = 60
DEFAULT = 24 * HOUR
"""Minutes."""

DEFAULTS = {
    "LOG_UTSKRIVNINGSKLAR": 1 * HOUR,  # the kommune answers "straks" (FOR-2011-11-18-1115 § 11)
    "LOG_INNLAGT": 4 * HOUR,  # innleggelsesrapport "senest innen et døgn" (HIS 1149)
    "LOG_DOD": 4 * HOUR,
    "LOG_AVMELDING": 4 * HOUR,
    "LOG_UTSKREVET": 4 * HOUR,
    "UTSKRIVNINGSRAPPORT": 4 * HOUR,
    "DIALOG_AVVIK": 4 * HOUR,
}
CHOICES = (30, 1 * HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR, 0)
"""Minutes that can be chosen; 0: nobody is told."""


@dataclass(frozen=True)
class Limits:
    """What the services have set, in minutes by HER-id and type; type "" is for all the others."""

    own: dict[tuple[int, str], int] = field(default_factory=dict)

    @classmethod
    def now(cls) -> Limits:
        return cls({(her, code): minutes for her, code, minutes in statements.select(_SET)})

    def minutes(self, her: int, type_code: str) -> int:
        own = self.own.get((her, type_code), self.own.get((her, "")))
        return DEFAULTS.get(type_code, DEFAULT) if own is None else own

    def within(self, her: int, type_code: str) -> dt.timedelta | None:
        minutes = self.minutes(her, type_code)
        return dt.timedelta(minutes=minutes) if minutes else None
