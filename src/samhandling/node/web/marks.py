"""A word with a colour. The word carries the meaning; the colour only helps the eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.html import html_safe

from samhandling.node.web.pieces import piece

Colour = Literal["neutral", "info", "success", "warning", "danger"]


@html_safe
@dataclass(frozen=True)
class Mark:
    """Written as it is in a template."""

    words: str
    colour: Colour = "neutral"

    def __str__(self) -> str:
        return piece('<span class="ds-tag" data-color="{}" data-size="sm">{}</span>', self.colour, self.words)
