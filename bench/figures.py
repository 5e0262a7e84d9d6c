"""What a measurement ends in: figures, each with its floor and its goal where it has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Goal:
    """A limit that a figure should keep. `unit` is the figure's own, or × for its ratio to the floor."""

    kind: Literal["≤", "≥"]
    limit: float
    unit: str = "×"

    def is_met(self, value: float) -> bool:
        return value <= self.limit if self.kind == "≤" else value >= self.limit

    def __str__(self) -> str:
        return f"{self.kind} {self.limit:,g}{self.unit if self.unit == '×' else f' {self.unit}'}"


@dataclass(frozen=True)
class Figure:
    """One row of a table. `floor` is in the same unit; `ratio` is to it, by default the two divided."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    goal: Goal | None = None

    @property
    def times(self) -> float | None:
        """How many times the floor."""
        if self.ratio is not None or not self.floor:
            return self.ratio
        return self.value / self.floor

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        judged = self.times if self.goal and self.goal.unit == "×" else self.value
        return None if self.goal is None or judged is None else self.goal.is_met(judged)


@dataclass
class Measured:
    """One area. `notes` say how it was measured, and what must be known to read the figures."""

    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, value: float, unit: str, **told: float | Goal | None) -> None:
        self.figures.append(Figure(what, value, unit, **told))  # type: ignore[arg-type]  # passed through

    def say(self, note: str) -> None:
        """Add a note."""
        self.notes.append(note)


def number(value: float) -> str:
    """Three figures that count, without decimals from 100 up."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 10 else f"{value:.1f}"
