"""Where our verdict on a mutant is not that of libxml2 with the official XSD, and who is right.

    PYTHONPATH=tests python -m oracle.differences 20000 "PLO 1.5" "AppRec 1.0"

tries so many mutants of each format and counts every difference by its reason, and how often a third judge
agrees with us.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from lxml import etree

from samhandling.standards.reading import check_tree, read_tree

from . import FORMATS, official_examples, official_schema
from .instances import Instances
from .mutants import mutant

FOLDERS = {"PLO 1.6": "plo-1.6", "Henvisning 2.0": "henvisning-2.0", "Epikrise 1.2": "epikrise-1.2"}
TIMES = ("xs:date", "xs:time", "xs:gYear", "union")


@dataclass(frozen=True)
class Judged:
    """One mutant: what was done to it, both verdicts, and why they differ ("" where nothing explains it)."""

    what: str
    data: bytes
    is_valid: bool
    issues: tuple[Any, ...]
    why: str = ""

    @property
    def agrees(self) -> bool:
        return self.is_valid == (not self.issues)


def judged(name: str, count: int) -> Iterator[Judged]:
    """So many mutants of a format, the same each time."""
    random, official = Random(f"mutants of {name}"), official_schema(name)
    sources = [Instances(name, random, rich=0.4).document() for _ in range(max(20, count // 100))]
    sources += [etree.parse(path).getroot() for path in official_examples(FOLDERS.get(name, "none"))]
    for _ in range(count):
        what, data = mutant(random.choice(sources), name, random)
        root = read_tree(data)
        is_valid, issues = official.validate(root), tuple(check_tree(root))
        why = "" if is_valid == (not issues) else reason(root, issues, official)
        yield Judged(what, data, is_valid, issues, why)


def reason(root: Any, issues: tuple[Any, ...], official: Any) -> str:
    """The way in which libxml2 with the official XSD is wrong; "" where it is not."""
    faults = [f"{entry.type_name} {entry.message}" for entry in official.error_log]
    if issues:
        rules = {issue.rule for issue in issues}
        if not faults and rules <= _STRICTER.keys():
            return " and ".join(sorted(_STRICTER[rule] for rule in rules))
        return "" if faults or official_schema(*FORMATS).validate(root) else FROM_ANOTHER
    if all("key identity-constraint" in fault for fault in faults):
        return "an Event inside an Event in Epikrise 1.1"
    are_times = all(any(kind in fault for kind in TIMES) for fault in faults)
    return "white space round a date or a time" if are_times else ""


FROM_ANOTHER = "a faulty element of another standard where anything may stand"
_STRICTER = {"fixed": "fixed on an attribute of another namespace", "base64": "stray signs in base64"}


def main(count: int, names: list[str]) -> None:
    """Print, for each format, how many mutants were tried and every difference with its reason."""
    from . import third  # slow to import, and the tests that use `judged` do without

    for name in names:
        started, unexplained, valid = time.monotonic(), list[Judged](), 0
        tally, with_us = Counter[str](), Counter[str]()
        for one in judged(name, count):
            valid += one.is_valid
            if not one.agrees:
                why, formats = one.why or "UNEXPLAINED", FORMATS if one.why == FROM_ANOTHER else (name,)
                tally[why] += 1
                with_us[why] += third.is_valid(one.data, *formats) == (not one.issues)
                unexplained += [one] if not one.why else []
        spent = time.monotonic() - started
        told = [f"{name}: {count} mutants, {valid} valid, {sum(tally.values())} differences, {spent:.0f} s"]
        told += [f"    {times:6} {why} ({with_us[why]} with us)" for why, times in tally.most_common()]
        told += [f"    {one.what}: valid {one.is_valid}, {one.issues}"[:400] for one in unexplained[:20]]
        sys.stdout.write("\n".join(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:] or list(FORMATS))
