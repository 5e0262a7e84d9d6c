"""Doing a piece of work in a process of its own: one process works for one node, on one database."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

P = ParamSpec("P")
T = TypeVar("T")
OWN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SAMHANDLING_CLOCK", "SAMHANDLING_NODE")


def apart(environment: Mapping[str, str], work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Its result, or what it raises. Only `environment` says which node and database it is about."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_in, dict(environment), work, *args, **kwargs).result()


def _in(environment: Mapping[str, str], work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    for name in OWN:
        os.environ.pop(name, None)
    os.environ.update(environment)
    return work(*args, **kwargs)
