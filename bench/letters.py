"""Messages to measure with: the golden letters, each time with a MsgId, a patient and a moment of its own."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from functools import cache
from itertools import islice
from pathlib import Path

from samhandling.standards.identifiers import synthetic_numbers

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "plo-1.6"
SMALL, MIDDLE, LARGE = "innlagt-ny", "medisinske-opplysninger-ny", "utskrivningsrapport-ny"
NAMES = {SMALL: "Melding om innlagt", MIDDLE: "Medisinske opplysninger", LARGE: "Utskrivningsrapport"}
STAY = ("innlagt-ny", "helseopplysninger-varsel-ny", "utskrivningsklar-ny", LARGE, "utskrevet-ny")
"""What a hospital sends to a municipality about one stay."""

PATIENTS = 50
BORN = dt.date(1938, 4, 17)
FAMILY_NAME, GIVEN_NAME, SEX = "Rypefjær", "Borghild", "2"
_MSG_ID = re.compile(rb"(<mh:MsgId>)[^<]*")
_GEN_DATE = re.compile(rb"(<mh:GenDate>)[^<]*")
_COPY = re.compile(rb"<mh:OtherReceiver>.*?</mh:OtherReceiver>", re.DOTALL)
_NUMBER = b"17843842054"


def letter(name: str) -> bytes:
    """A golden letter as it lies there."""
    return (GOLDEN / f"{name}.xml").read_bytes()


def fresh(name: str, turn: int) -> bytes:
    """A letter that has not been sent before, about one of the patients, written now, to one receiver."""
    now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    told = _MSG_ID.sub(rb"\g<1>" + str(uuid.uuid4()).encode(), _template(name), count=1)
    told = _GEN_DATE.sub(rb"\g<1>" + now.encode(), told, count=1)
    return told.replace(_NUMBER, numbers()[turn % PATIENTS].encode())


def stay_letters(count: int) -> list[bytes]:
    """The letters of stay after stay, until there are so many."""
    return [fresh(STAY[turn % len(STAY)], turn // len(STAY)) for turn in range(count)]


@cache
def numbers() -> list[str]:
    """The patients' numbers, all of one birth date."""
    return list(islice(synthetic_numbers(BORN.day, BORN.month, BORN.year, start=499), PATIENTS))


@cache
def _template(name: str) -> bytes:
    return _COPY.sub(b"", letter(name))
