"""A compiled schema, one per thread, and the faults that libxml2 finds by it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lxml import etree

from .fields import fields
from .locate import Locator
from .schema_text import XS, schema_documents

if TYPE_CHECKING:
    from .element import Node
    from .tree import XmlElement

MAX_FAULTS = 100
_SMALL = 5_000  # elements and attributes; below this the fault paths of libxml2 cost too little to matter
_ENOUGH = 25  # faults of a large document: each costs a walk past all its siblings
_CHUNK = 512
_DATE_TYPES = ("'xs:date'", "'xs:dateTime'", "'xs:time'", "'xs:gYear'", "'xs:gYearMonth'", "local union type")
_compiling = threading.Lock()
"""libxml2 makes its built-in types at the first compilation, without a lock: a second one meanwhile
finds some of them missing and takes the schema for no schema."""
_count_parts = etree.XPath("count(//*) + count(//@*)")


class Fault(NamedTuple):
    """One fault as libxml2 tells it."""

    element: XmlElement
    path: str
    kind: str
    text: str

    @property
    def is_date(self) -> bool:
        """Whether a text was refused as a date or time."""
        return any(name in self.text for name in _DATE_TYPES)


class Schema:
    """The schema of a closed set of declared classes."""

    def __init__(self, classes: Iterable[type[Node]]) -> None:
        self._classes = tuple(classes)
        self._own = threading.local()

    @cached_property
    def documents(self) -> dict[str, str]:
        """Namespace → schema text."""
        return schema_documents(self._classes)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the whole schema: it changes when any declaration does."""
        text = "\n".join(self.documents[uri] for uri in sorted(self.documents))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def compiled(self) -> etree.XMLSchema:
        """This thread's own: lxml keeps the error log on the schema, so a shared one mixes messages up."""
        if not hasattr(self._own, "schema"):
            documents = self.documents
            with _compiling:
                self._own.schema = _compile(documents)
        found: etree.XMLSchema = self._own.schema
        return found

    def faults(self, root: XmlElement, *, is_small: bool = False) -> list[Fault]:
        """What libxml2 finds wrong, in document order, at most a hundred faults; [] when sound.

        For every fault lxml asks libxml2 for a path, which counts all siblings before it: 30 000 faults under
        one parent take 10 s.  A large document is therefore first checked as a stream, without paths,
        and only as much of it as holds the first faults is checked again with paths.

        is_small: the caller knows it to hold few elements, which saves the counting.
        """
        part = root if is_small or _parts(root) <= _SMALL else self._faulty_part(root)
        if part is None or self.compiled.validate(part):
            return []
        locator = Locator(root)
        found = [_fault(entry, locator) for entry in list(cast("Any", self.compiled.error_log))]
        if part is not root:
            spine = set(_open_elements(part, root))
            found = [one for one in found if one.element not in spine] or found
        return found[:MAX_FAULTS]

    def _faulty_part(self, root: XmlElement) -> XmlElement | None:
        """The document, cut off where enough faults have been seen; None when it has none."""
        data = etree.tostring(root, encoding="UTF-8")
        parser = etree.XMLParser(schema=self.compiled, huge_tree=True)
        for end in range(_CHUNK, len(data) + _CHUNK, _CHUNK):
            parser.feed(data[end - _CHUNK : end])
            if len(parser.feed_error_log) > _ENOUGH:
                return etree.fromstring(data[:end], etree.XMLParser(recover=True, huge_tree=True))
        return root if len(parser.feed_error_log) or self._has_several_ids(root) else None

    @cached_property
    def _has_several_ids(self) -> etree.XPath:
        """Whether two elements have an xs:ID: that they are equal is not seen in a stream."""
        every = (one for cls in self._classes for version in cls.ns.uris for one in fields(cls, version))
        names = {one.tag for one in every if one.simple and one.simple.base == "ID"}
        return etree.XPath(
            f"boolean({' or '.join(f'(//@{name})[2]' for name in sorted(names)) or 'false()'})"
        )


def _fault(entry: Any, locator: Locator) -> Fault:
    element = locator.find(entry.path)
    return Fault(element, locator.path(element), entry.type_name, entry.message)


def _compile(documents: dict[str, str]) -> etree.XMLSchema:
    """Compile by way of files in a folder that is removed at once.

    Not by an lxml resolver: that hangs on a hook which libxml2 has one of for all threads, so a thread that
    parses anything meanwhile can make an import fail, with a mere warning, and sound messages be refused
    for ever.
    """
    with TemporaryDirectory(prefix="samhandling-") as folder:
        imports = []
        for number, (uri, text) in enumerate(documents.items()):
            Path(folder, f"{number}.xsd").write_text(text, encoding="utf-8")
            imports.append(f'<xs:import namespace="{uri}" schemaLocation="{number}.xsd"/>')
        whole = Path(folder, "whole.xsd")
        whole.write_text(f'<xs:schema xmlns:xs="{XS}">{"".join(imports)}</xs:schema>', encoding="utf-8")
        schema = etree.XMLSchema(etree.parse(whole, etree.XMLParser(no_network=True)))
    if warnings := list(cast("Any", schema.error_log)):
        raise RuntimeError(f"the schema did not compile whole: {warnings}")
    return schema


def _parts(root: XmlElement) -> int:
    """Elements and attributes."""
    return int(cast("float", _count_parts(root)))


def _open_elements(part: XmlElement, root: XmlElement) -> Iterator[XmlElement]:
    """The elements of the whole that were still open where the part was cut: their faults are the cut's."""
    yield root
    while len(part):
        root, part = root[len(part) - 1], part[-1]
        yield root
