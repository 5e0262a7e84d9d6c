"""A third judge, where libxml2 and we differ: the official XSDs as the package xmlschema reads them.

It shares no code with libxml2.  It is slow, so it is asked for single documents only.
"""

from __future__ import annotations

from functools import cache

from lxml import etree
from xmlschema import XMLSchema10

from samhandling.standards.definition import parser

from . import driver, file_named


def is_valid(data: bytes, *formats: str) -> bool:
    """Its verdict on a document by the official schemas of some formats, comments left out."""
    return bool(_schema(*formats).is_valid(etree.fromstring(data, parser())))


@cache
def _schema(*formats: str) -> XMLSchema10:
    return XMLSchema10(driver(*formats), uri_mapper=_local, allow="all", use_fallback=False)


def _local(uri: str) -> str:
    """Where a schema lies here, whatever its published import points at."""
    file = file_named(uri)
    return str(file) if file else uri
