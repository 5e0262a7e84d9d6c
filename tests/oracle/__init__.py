"""The official XSDs and examples: the judge of our own declarations.

They may not lie in this repository.  They are found by `$SAMHANDLING_ORACLE`, or beside the repository in
`shared/`; tests that use them are marked with `@needs_oracle` and skipped where they are absent.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

ORACLE = Path(os.environ.get("SAMHANDLING_ORACLE") or Path(__file__).parents[3] / "shared")
SCHEMAS = ORACLE / "standards" / "schemas"
EXAMPLES = ORACLE / "standards" / "examples"
XS = "{http://www.w3.org/2001/XMLSchema}"

_present = pytest.mark.skipif(not SCHEMAS.is_dir(), reason=f"the official XSDs are not in {SCHEMAS}")


def needs_oracle(test):
    """Mark a test that compares with the official files."""
    return pytest.mark.oracle(_present(test))


_MSGHEAD = "felleskomponenter/MsgHead-v1_2.xsd"
FORMATS: dict[str, tuple[str, ...]] = {
    "PLO 1.5": (_MSGHEAD, "plo/v1.5/*.xsd"),
    "PLO 1.6": (_MSGHEAD, "plo/v1.6/*.xsd"),
    "Dialogmelding 1.0": (_MSGHEAD, "dialogmelding/2006-10-11/dialogmelding.xsd"),
    "Dialogmelding 1.1": (_MSGHEAD, "dialogmelding/2013-01-23/dialogmelding-v1.1.xsd"),
    "Henvisning 1.0": (_MSGHEAD, "henvisning/Henvisning-v1.0.xsd"),
    "Henvisning 1.1": (_MSGHEAD, "henvisning/Henvisning-v1.1.xsd"),
    "Henvisning 2.0": (_MSGHEAD, "henvisning/Henvisning-v2.0.xsd"),
    "Epikrise 1.1": (_MSGHEAD, "epikrise/Epikrise-v1.1.xsd"),
    "Epikrise 1.2": (_MSGHEAD, "epikrise/Epikrise-v1.2.xsd"),
    "EPJ-ekstrakt 2008": (
        _MSGHEAD,
        "felleskomponenter/EPJEkstrakt.xsd",
        "felleskomponenter/EPJ-cave-mv.xsd",
        "felleskomponenter/EPJ-journalnotat-mv.xsd",
        "felleskomponenter/EPJ-legemiddel-mv.xsd",
    ),
    "AppRec 1.0": ("applikasjonskvittering/AppRec-v1-2004-11-21.xsd",),
    "AppRec 1.1": ("applikasjonskvittering/AppRec-v1.1.xsd",),
}
"""The schema files that define each format; what they import is found by its file name."""


def official_examples(*folders: str) -> list[Path]:
    """The official example documents of some folders, none where the oracle is absent."""
    return sorted(path for folder in folders for path in (EXAMPLES / folder).glob("*.xml"))


@cache
def official_schema(*formats: str) -> etree.XMLSchema:
    """One compiled schema for some formats: every message must be known to the one that holds MsgHead."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_ByFileName())
    return etree.XMLSchema(etree.fromstring(driver(*formats), parser))


def driver(*formats: str) -> str:
    """A schema document that imports those of some formats, by their file names."""
    files = dict.fromkeys(file for one in formats for file in _files(one))
    imports = "".join(
        f'<xs:import namespace="{_namespace(file)}" schemaLocation="{file.name}"/>' for file in files
    )
    return f'<xs:schema xmlns:xs="{XS[1:-1]}">{imports}</xs:schema>'


def file_named(uri: str) -> Path | None:
    """The schema file that a location means: hardly one published import points at a file that exists."""
    return _by_name().get(uri.rpartition("/")[2])


def official_documents(name: str) -> list[etree._Element]:
    """The schema documents of a format, imported ones included."""
    found: dict[str, etree._Element] = {}
    waiting = _files(name)
    while waiting:
        file = waiting.pop()
        if file.name not in found:
            found[file.name] = _root(file)
            locations = (
                one.get("schemaLocation") for one in found[file.name].iter(f"{XS}import", f"{XS}include")
            )
            waiting += [_by_name()[location.rpartition("/")[2]] for location in locations if location]
    return list(found.values())


def _files(name: str) -> list[Path]:
    return [file for pattern in FORMATS[name] for file in sorted(SCHEMAS.glob(pattern))]


@cache
def _by_name() -> dict[str, Path]:
    """Every schema file by its name."""
    return {
        file.name: file
        for file in sorted(SCHEMAS.rglob("*.xsd"), reverse=True)
        if file.parent.name != "ebxml"
    }


def _root(file: Path) -> etree._Element:
    return etree.parse(file, etree.XMLParser(load_dtd=False, no_network=True)).getroot()


def _namespace(file: Path) -> str:
    return _root(file).get("targetNamespace")


class _ByFileName(etree.Resolver):
    def resolve(self, system_url, _public_id, context):
        file = file_named(system_url)
        return self.resolve_filename(str(file), context) if file else None
