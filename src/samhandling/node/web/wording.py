"""How times, people and numbers are written on the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    import datetime as dt

SECONDS_PER_MINUTE, MINUTES_PER_HOUR, HOURS_PER_DAY = 60, 60, 24


def moment(at: dt.datetime | None) -> str:
    """`21.11.2026 kl. 10.02`, in Norwegian time; empty for None."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return _("%(day)s kl. %(clock)s") % {"day": day(local), "clock": f"{local:%H.%M}"}


def clock(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%H.%M}"


def day(at: dt.date | None) -> str:
    """`21.11.2026`; empty for None."""
    return f"{at:%d.%m.%Y}" if at else ""


def weekday(at: dt.date) -> str:
    """`lørdag 21. november 2026`, in the reader's language."""
    return date_format(at, _("l j. F Y"))


def lasting(span: dt.timedelta) -> str:
    """A span as a person says it: `12 minutter`, `3 timer`, `2 døgn`."""
    minutes = int(span.total_seconds() // SECONDS_PER_MINUTE)
    if minutes < 2 * MINUTES_PER_HOUR:
        return _("%(count)d min") % {"count": minutes}
    hours = minutes // MINUTES_PER_HOUR
    if hours < 2 * HOURS_PER_DAY:
        return _("%(count)d timer") % {"count": hours}
    days = hours // HOURS_PER_DAY
    return ngettext("%(count)d døgn", "%(count)d døgn", days) % {"count": days}


def size(count: int) -> str:
    """A size in bytes: `812 byte`, `14 kB`, `2,3 MB`."""
    if count < 1000:
        return _("%(count)d byte") % {"count": count}
    if count < 1_000_000:
        return _("%(count)d kB") % {"count": round(count / 1000)}
    return _("%(count)s MB") % {"count": f"{count / 1_000_000:.1f}".replace(".", ",")}


def phone(number: str) -> str:
    """Eight digits in pairs, as Norwegian numbers are read aloud; anything else as it is."""
    digits = number.removeprefix("+47").replace(" ", "")
    if len(digits) == 8 and digits.isdigit():
        return " ".join(digits[i : i + 2] for i in range(0, 8, 2))
    return number


def person_number(value: str) -> str:
    """Eleven digits with a space after the date."""
    return f"{value[:6]} {value[6:]}" if len(value) == 11 and value.isdigit() else value
