"""Where the time of a step goes: names in the product's modules are wrapped while it is measured."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Stages:
    """Seconds by stage. A stage that another calls is counted by itself only, as "outer: inner"."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._tick()
        self._open.append(f"{self._open[0]}: {name}" if self._open else name)
        try:
            yield
        finally:
            self._tick()
            self._open.pop()

    @contextmanager
    def watching(self, *wrapped: tuple[Any, str, str]) -> Iterator[None]:
        """Count each (owner, attribute) as the stage that is named third. Raises AttributeError."""
        kept = [(owner, name, getattr(owner, name)) for owner, name, _stage in wrapped]
        for (owner, name, stage), (_owner, _name, real) in zip(wrapped, kept, strict=True):
            setattr(owner, name, self._counted(real, stage))
        try:
            yield
        finally:
            for owner, name, real in kept:
                setattr(owner, name, real)

    def _counted(self, real: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            with self.stage(stage):
                return real(*args, **kwargs)

        return counted

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now
