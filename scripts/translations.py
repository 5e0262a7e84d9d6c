"""Collect the texts of the screens into the catalogues (nynorsk, English), and compile them.

Run by `make translations`. The source texts are bokmål and stand in the code and the templates; a catalogue
keeps what it has, gets what is new as an empty entry, and loses what is no longer there.
tests/node/test_translations.py fails while an entry is empty or a compiled file is old.
"""

import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCES = (ROOT / "src/samhandling/node", ROOT / "src/samhandling/demo/login")
LOCALE = ROOT / "src/samhandling/node/locale"
LANGUAGES = ("nn", "en")
UNDATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the same texts always make the same file
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def main() -> None:
    texts = collected()
    for language in LANGUAGES:
        catalogue = updated(language, texts)
        folder(language).mkdir(parents=True, exist_ok=True)
        (folder(language) / "django.po").write_bytes(as_po(catalogue))
        (folder(language) / "django.mo").write_bytes(as_mo(catalogue))
        empty = [message.id for message in catalogue if message.id and not filled(message.string)]
        sys.stdout.write(f"{language}: {len(catalogue)} texts, {len(empty)} without translation\n")


def collected() -> Catalog:
    """Every text of the screens, as a catalogue without translations."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for source in SOURCES:
        for message, comments, context in [*from_python(source), *from_templates(source)]:
            flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", str(message)) else []
            found.add(message, auto_comments=comments, context=context, flags=flags)
    return found


def from_python(source: Path) -> Iterator[tuple]:
    for file in sorted(source.rglob("*.py")):
        with file.open("rb") as code:
            for _line, message, comments, context in extract("python", code, KEYWORDS):
                yield message, comments, context


def from_templates(source: Path) -> Iterator[tuple]:
    """Django turns a template into a text where only the calls to gettext are left."""
    from django.utils.translation.template import templatize

    for file in sorted(source.rglob("templates/**/*.html")):
        calls = io.BytesIO(templatize(file.read_text(encoding="utf-8")).encode())
        for _line, message, comments, context in extract("javascript", calls, KEYWORDS):
            yield message, comments, context


def updated(language: str, texts: Catalog) -> Catalog:
    """The catalogue of a language with exactly these texts."""
    file = folder(language) / "django.po"
    known = read_po(io.BytesIO(file.read_bytes()), language) if file.exists() else Catalog(language)
    catalogue = Catalog(language, charset="utf-8", fuzzy=False, creation_date=UNDATED, revision_date=UNDATED)
    for message in texts:
        if message.id:
            held = known.get(message.id, message.context)
            same_shape = held and isinstance(held.id, str) == isinstance(message.id, str)
            translation = held.string if held and same_shape and not held.fuzzy else None
            catalogue.add(message.id, translation, flags=message.flags, context=message.context)
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, sorted and without dates and places, so that a change shows only itself."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    head = (
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def filled(translation: str | tuple | None) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


def folder(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES"


if __name__ == "__main__":
    main()
