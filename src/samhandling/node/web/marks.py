"""A word with a colour. The word carries the meaning; the colour only helps the eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colour = Literal["neutral", "info", "success", "warning", "danger"]


@dataclass(frozen=True)
class Mark:
    words: str
    colour: Colour = "neutral"
