"""`functools.cache`, with a type that lets classes be arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Compute once per arguments."""
    return cast("Callable[P, R]", cache(function))
