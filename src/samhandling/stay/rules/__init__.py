"""The rules of a stay as dated data: prices, settings, agreements, obligations, reasons, sentences.

`rules()` gives those that ship. A node, or `--rules FILE`, lays more rows over them: the same tables in the
same shape, where the row that was added last and holds on the day decides. Each row names clause, source
and how certain it is: "sourced", "general" (general knowledge, unverified), "inferred", "setting" (our own
choice) or "unset". The value "ikke satt" is unknown: it is never guessed.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

from samhandling.errors import BadRules
from samhandling.stay.words import Words

UNSET = "ikke satt"
ALWAYS = date(1900, 1, 1)
REGULATION = "FOR-2011-11-18-1115"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What every row says: when it holds, where it comes from, how certain it is."""

    valid_from: date = ALWAYS
    valid_to: date | None = None
    clause: str = ""
    source: str = ""
    certainty: str = "sourced"
    agreement: str = ""
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether the row is in force on this date, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Dated):
    """Kroner for one payable day (§ 14); None is "ikke satt"."""

    kr: int | None
    set_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Dated):
    """What regulation and standards leave open. `partners` are HER-ids of level 1; empty: everybody.

    `see` names the settings that it works together with.
    """

    key: str
    value: Any
    name: str = ""
    name_en: str = ""
    when_unset: str = ""
    when_unset_en: str = ""
    see: tuple[str, ...] = ()
    partners: tuple[int, ...] = ()
    set_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Dated):
    """A version of an agreement. `governs` names settings that it may fill."""

    id: str
    name: str
    number: int | None = None
    version: str = ""
    governs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRule(Dated):
    """One line of the choreography; see `obligations.toml` for what each field says."""

    id: str
    what: Words
    fulfilled_by: Words
    owner: str
    to: str
    due: str
    clocks: tuple[str, ...]
    hours: int | None = None
    setting: str = ""
    own_end_only: bool = False
    escalate_owner: str = ""
    escalate_other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule(Dated):
    """Why a day is in a state, in words."""

    id: str
    state: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRule(Dated):
    """One point of the § 9 checklist."""

    id: str
    words: Words
    phv_tsb: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerRule(Dated):
    """Which municipality pays: "registered" or "stay"."""

    id: str
    words: Words
    municipality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Dated):
    """One of the four replies: the exact first line, its name on a screen, and the time type of 8477."""

    choice: str
    sentence: str
    name: Words
    npr: str = ""


@dataclass(frozen=True)
class Rules:
    """Every table, in the order of the files; later rows stand over earlier ones."""

    prices: tuple[Price, ...] = ()
    settings: tuple[Setting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    obligations: tuple[ObligationRule, ...] = ()
    days: Mapping[str, DayRule] = field(default_factory=dict)
    readiness: tuple[ReadinessRule, ...] = ()
    payers: tuple[PayerRule, ...] = ()
    payer_cases: Mapping[str, Words] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    phv_tsb_sentence: str = ""
    waits: Mapping[str, Words] = field(default_factory=dict)
    changes: Mapping[str, Words] = field(default_factory=dict)

    @cached_property
    def obligations_by_id(self) -> Mapping[str, Sequence[ObligationRule]]:
        """The rows of each obligation, later ones last; obligations in the order of their first rows."""
        return _grouped(self.obligations, lambda row: row.id)

    @cached_property
    def _settings_by_key(self) -> Mapping[str, Sequence[Setting]]:
        return _grouped(self.settings, lambda row: row.key)

    def price(self, on: date) -> int | None:
        """Kroner for a payable day on this date; None where no price is set."""
        row = last_in_force(self.prices, on)
        return row.kr if row else None

    def setting(self, key: str, on: date, partner: int | None = None) -> Setting | None:
        """The row in force for this key and partner (HER-id of level 1); one that names the partner first."""
        rows = self._settings_by_key.get(key, ())
        own = [row for row in rows if partner in row.partners]
        return last_in_force(own, on) or last_in_force([row for row in rows if not row.partners], on)

    def value(self, key: str, on: date, partner: int | None = None) -> Any:
        """The setting's value; None where it is "ikke satt" or no row holds."""
        row = self.setting(key, on, partner)
        return None if row is None or row.value == UNSET else row.value

    def unset(self, on: date) -> tuple[Setting | Price, ...]:
        """What nobody has set on this date: a screen lists it, with who may set it."""
        keys = dict.fromkeys(row.key for row in self.settings)
        settings = (row for key in keys if (row := self.setting(key, on)) and row.value == UNSET)
        price = last_in_force(self.prices, on)
        return (*settings, *([price] if price and price.kr is None else []))


Row = TypeVar("Row", bound=Dated)


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def last_in_force(rows: Sequence[Row], on: date) -> Row | None:
    """The row that decides on this date: the last one that holds."""
    for row in reversed(rows):
        if row.holds(on):
            return row
    return None


@cache
def rules() -> Rules:
    """The rules that ship with the package."""
    here = files(__package__)
    names = sorted(path.name for path in here.iterdir() if path.name.endswith(".toml"))
    return read([tomllib.loads((here / name).read_text("utf-8")) for name in names])


def with_rows(tables: Mapping[str, Any], base: Rules | None = None) -> Rules:
    """The rules with more rows laid over them. Raises BadRules for a table or field that is not known."""
    return _over(base or rules(), read([tables]))


def from_toml(text: str, base: Rules | None = None) -> Rules:
    """The same from a TOML text, as in `--rules FILE`."""
    try:
        return with_rows(tomllib.loads(text), base)
    except tomllib.TOMLDecodeError as error:
        raise BadRules(f"not TOML: {error}") from error


def read(documents: Sequence[Mapping[str, Any]]) -> Rules:
    """Rules from parsed TOML documents, in order."""
    from samhandling.stay.rules.tables import rows_of

    return rows_of(documents)


def _over(base: Rules, more: Rules) -> Rules:
    from dataclasses import fields

    def join(below: Any, above: Any) -> Any:
        if isinstance(below, tuple):
            return below + above
        return {**below, **above} if isinstance(below, Mapping) else above or below

    return Rules(**{f.name: join(getattr(base, f.name), getattr(more, f.name)) for f in fields(Rules)})
