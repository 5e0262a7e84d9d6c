"""Coverage-guided fuzzing of the receiving path: `make fuzz`, or `python -m fuzz FOLDER`.

Whatever the bytes are, a verdict, a page and a receipt come of them, or a named error, within a second. Half
of the mutations are of bytes, half are of the XML, as in the differential tests. What is found is left beside
the folder, in `found`.
"""

import datetime as dt
import sys
import time
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["samhandling"]):
    from samhandling.errors import MessageError
    from samhandling.standards.reading import parse
    from samhandling.standards.receipt import build_receipt, receipt_facts
    from samhandling.standards.render import render_html, render_text, summary
    from samhandling.standards.verdict import verdict

from lxml import etree

from golden.letters import kept, names_kept
from oracle.mutants import mutant

SLOWEST = 1.0
"""Seconds of processor time that a document within the caps may take."""
NOW = dt.datetime(2026, 11, 21, 10, 2, tzinfo=dt.UTC)
LONGEST = 60_000


def receive(data: bytes) -> None:
    """All that is done with a document that has arrived."""
    began = time.process_time()
    found = verdict(data, None)
    for one in found.recipients[:1]:
        errors = found.errors_for(one)
        build_receipt(data, one.her, "2" if errors else "1", errors, "r", NOW)
    for show in (render_html, render_text, summary, parse, receipt_facts):
        try:
            show(data)
        except MessageError:
            continue
    if (took := time.process_time() - began) > SLOWEST:
        raise TimeoutError(f"{took:.2f} s for {len(data)} bytes")


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    """Bytes changed as libFuzzer does, or one change of the XML."""
    random = Random(seed)
    if random.random() < 0.5:
        return atheris.Mutate(data, longest)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        return mutant(root, random.choice(FORMATS), random)[1][:longest]
    except (etree.XMLSyntaxError, ValueError, IndexError):
        return atheris.Mutate(data, longest)


FORMATS = ("PLO 1.6", "Dialogmelding 1.1", "Epikrise 1.2", "Henvisning 1.1", "Henvisning 2.0")


def seeds(folder: Path) -> None:
    """The golden letters, to begin from."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names_kept():
        (folder / name.replace("/", "-")).write_bytes(kept(name))


if __name__ == "__main__":
    corpus = Path(sys.argv.pop(1))
    seeds(corpus)
    found = corpus.parent / "found"
    found.mkdir(exist_ok=True)
    options = [f"-max_len={LONGEST}", f"-artifact_prefix={found}/", "-timeout=20", str(corpus)]
    atheris.Setup([sys.argv[0], *sys.argv[1:], *options], receive, custom_mutator=mutated)
    atheris.Fuzz()
