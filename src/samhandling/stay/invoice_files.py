"""An invoice basis as a file: JSON, whole, and CSV, one row per day, for a spreadsheet.

Nothing but messages crosses between the ends, so a basis reaches the municipality as a file. Both forms hold
the same lines and the same fingerprint; a file whose fingerprint does not fit its lines is refused.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, unquote

from samhandling.errors import SamhandlingError
from samhandling.stay.invoice import Basis, BilledDay, Kind, Line, Party, month_of

FORMAT = "samhandling-fakturagrunnlag"
VERSION = 1
MOST_BYTES = 5_000_000
COLUMNS = (
    "Format", "Grunnlag", "Utstedt", "Sykehus HER-id", "Sykehus", "Kommune HER-id", "Kommune", "Måned",
    "Linje", "Type", "Varsel", "Dato", "Kroner", "Regel", "Begrunnelse", "Hjemmel", "Bevis", "Kontrollsum",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet takes text that begins so for a formula; an apostrophe before it says text."""


class BadBasis(SamhandlingError):
    """A file that is no invoice basis, or one that has been changed."""


def to_json(basis: Basis) -> str:
    """The whole basis."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "number": basis.number,
        "issued_at": basis.issued_at.isoformat(timespec="seconds"),
        "hospital": basis.hospital._asdict(),
        "municipality": basis.municipality._asdict(),
        "month": f"{basis.month:%Y-%m}",
        "lines": [_line(line) for line in basis.lines],
        "facts": dict(basis.facts),
        "total": basis.total,
        "fingerprint": basis.fingerprint,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _line(line: Line) -> dict[str, Any]:
    days = [
        {**day._asdict(), "date": day.date.isoformat(), "evidence": list(day.evidence)} for day in line.days
    ]
    return {
        "number": line.number,
        "kind": line.kind.value,
        "period": line.period,
        "kroner": line.kroner,
        "days": days,
    }


def to_csv(basis: Basis) -> str:
    """One row per day, semicolons between, with a byte order mark so that Excel reads the letters."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    head = [f"{FORMAT} {VERSION}", basis.number, basis.issued_at.isoformat(timespec="seconds")]
    head += [str(basis.hospital.her), basis.hospital.name]
    head += [str(basis.municipality.her), basis.municipality.name, f"{basis.month:%Y-%m}"]
    for line in basis.lines:
        for day in line.days:
            writer.writerow(
                [*map(_safe, head), line.number, line.kind.value, _safe(line.period), day.date.isoformat(),
                 day.kroner, _safe(day.rule), _safe(day.reason), _safe(day.clause),
                 _safe(" ".join(map(quote, day.evidence))), basis.fingerprint]
            )  # fmt: skip
    return "\ufeff" + out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _unsafe(text: str) -> str:
    return text.removeprefix("'")


def read(content: bytes) -> Basis:
    """A basis from the bytes of either file. Raises BadBasis with what is wrong, in English."""
    if len(content) > MOST_BYTES:
        raise BadBasis(f"larger than {MOST_BYTES} bytes")
    try:
        text = content.decode("utf-8-sig")
        basis, told = _from_json(text) if text.lstrip().startswith("{") else _from_csv(text)
    except BadBasis:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, csv.Error) as error:
        raise BadBasis(f"not an invoice basis: {type(error).__name__} {error}") from error
    if basis.fingerprint != told:
        raise BadBasis("the fingerprint does not fit the lines: the file has been changed")
    return basis


def _from_json(text: str) -> tuple[Basis, str]:
    told = json.loads(text)
    if told.get("format") != FORMAT or told.get("version") != VERSION:
        raise BadBasis(f"not {FORMAT} version {VERSION}")
    basis = Basis(
        number=_text(told["number"]),
        issued_at=_moment(told["issued_at"]),
        hospital=_party(told["hospital"]),
        municipality=_party(told["municipality"]),
        month=_month(told["month"]),
        lines=_checked([_line_of(line) for line in told["lines"]]),
        facts={_text(key): _text(words) for key, words in told["facts"].items()},
    )
    return basis, _text(told["fingerprint"])


def _line_of(told: Mapping[str, Any]) -> Line:
    days = tuple(
        BilledDay(
            date.fromisoformat(day["date"]),
            _kroner(day["kroner"]),
            _text(day["rule"]),
            _text(day["reason"]),
            _text(day["clause"]),
            tuple(_text(one) for one in day["evidence"]),
        )
        for day in told["days"]
    )
    return Line(int(told["number"]), Kind(told["kind"]), _text(told["period"]), days)


def _from_csv(text: str) -> tuple[Basis, str]:
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    if not rows or set(rows[0]) != set(COLUMNS) or rows[0]["Format"] != f"{FORMAT} {VERSION}":
        raise BadBasis(f"not {FORMAT} version {VERSION}")
    first = rows[0]
    if any(row[name] != first[name] for row in rows for name in (*COLUMNS[:8], "Kontrollsum")):
        raise BadBasis("rows of more than one basis")
    basis = Basis(
        number=_unsafe(first["Grunnlag"]),
        issued_at=_moment(first["Utstedt"]),
        hospital=Party(int(first["Sykehus HER-id"]), _unsafe(first["Sykehus"])),
        municipality=Party(int(first["Kommune HER-id"]), _unsafe(first["Kommune"])),
        month=_month(first["Måned"]),
        lines=_checked(_lines_of(rows)),
    )
    return basis, first["Kontrollsum"]


def _lines_of(rows: Sequence[Mapping[str, str]]) -> list[Line]:
    heads = dict.fromkeys((int(row["Linje"]), Kind(row["Type"]), _unsafe(row["Varsel"])) for row in rows)
    return [
        Line(*head, tuple(_day_of(row) for row in rows if int(row["Linje"]) == head[0])) for head in heads
    ]


def _day_of(row: Mapping[str, str]) -> BilledDay:
    return BilledDay(
        date.fromisoformat(row["Dato"]),
        int(row["Kroner"]),
        _unsafe(row["Regel"]),
        _unsafe(row["Begrunnelse"]),
        _unsafe(row["Hjemmel"]),
        tuple(map(unquote, _unsafe(row["Bevis"]).split())),
    )


def _checked(lines: Iterable[Line]) -> tuple[Line, ...]:
    found = tuple(lines)
    if [line.number for line in found] != list(range(1, len(found) + 1)) or not all(
        line.days for line in found
    ):
        raise BadBasis("the lines are not numbered 1, 2, 3 …, or one has no days")
    return found


def _party(told: Mapping[str, Any]) -> Party:
    return Party(int(told["her"]), _text(told["name"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadBasis(f"text expected, not {value!r}")
    return value


def _kroner(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadBasis(f"whole kroner expected, not {value!r}")
    return value


def _month(text: str) -> date:
    return month_of(date.fromisoformat(f"{text}-01"))


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise BadBasis("a time without its zone")
    return found
