"""Many files judged at once, in several processes, and what came of it by type and by rule."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from samhandling.cli.documents import Unreadable, read
from samhandling.cli.hers import own_addresses
from samhandling.cli.verdicts import type_code, verdict_json, verdict_text
from samhandling.standards.verdict import Verdict, verdict

FEW = 200
"""So many files are judged before other processes would have started."""
PORTION = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """One file: what to write, and what to count. `outcome` is "unread" for a path that could not be read."""

    line: str
    outcome: str
    type_code: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    """(severity, rule) of each issue."""


@dataclass(slots=True)
class Summary:
    """What came of many files."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, one: Judged) -> None:
        """Count one file."""
        self.outcomes[one.type_code or "(no type)", one.outcome] += 1
        self.rules.update(set(one.rules))

    def lines(self) -> Iterator[str]:
        """The summary as text: files by type and outcome, then files by rule."""
        yield f"{self.outcomes.total()} files"
        for (code, outcome), count in sorted(self.outcomes.items()):
            yield f"{count:8}  {code:27}{outcome}"
        for (severity, rule), count in sorted(self.rules.items(), key=lambda one: (-one[1], one[0])):
            yield f"{count:8}  {severity:9}{rule}"


def expanded(names: Sequence[str]) -> list[str]:
    """Every file; a folder stands for the XML files in it and in its folders, by name."""
    found: list[str] = []
    for name in names:
        found += _inside(name) if _is_folder(name) else [name]
    return found


def _is_folder(name: str) -> bool:
    return "\0" not in name and Path(name).is_dir()


def _inside(folder: str) -> list[str]:
    return sorted(
        str(path) for path in Path(folder).rglob("*") if path.suffix.lower() == ".xml" and path.is_file()
    )


def each_judged(names: Sequence[str], hers: frozenset[int], *, in_json: bool) -> Iterator[Judged]:
    """Every file's verdict, in the order of the names; many files are shared among processes."""
    judge = partial(_judged, hers=hers, in_json=in_json)
    if len(names) < FEW:
        yield from map(judge, names)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(judge, names, chunksize=PORTION)


def _judged(name: str, hers: frozenset[int], *, in_json: bool) -> Judged:
    write: Callable[[str, Verdict], str] = verdict_json if in_json else verdict_text
    try:
        found = verdict(read(name), own_addresses(hers))
    except Unreadable as error:
        return Judged(error.format_message(), "unread")
    rules = tuple((issue.severity, issue.rule) for issue in found.issues)
    return Judged(write(name, found), f"{found.outcome}{_why(found)}", type_code(found), rules)


def _why(found: Verdict) -> str:
    codes = ", ".join(error.code for error in found.errors) if found.outcome == "reject" else ""
    why = found.reason or codes
    return f" ({why})" if why else ""
