"""That our schema has the structure of the official ones, but for differences that are named here."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from samhandling.standards.reading import CHECKER

from . import FORMATS, official_documents
from .comparison import Comparison, Difference
from .content_model import SchemaSet

PLO_2_0 = "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30"
NEWER_ELEMENTS = {"InformasjonOmTentativTime", "TilknyttetEnhet"}


class ProvenSchema:
    """The fingerprint of the schema that was last proved equal to the official ones."""

    path = Path(__file__).parents[1] / "standards" / "proven_schema.sha256"

    def read(self) -> str:
        return self.path.read_text(encoding="ascii").strip()

    def write(self) -> None:
        self.path.write_text(f"{CHECKER.schema.fingerprint}\n", encoding="ascii")


PROVEN = ProvenSchema()


def unexplained() -> list[tuple[str, Difference]]:
    """Every difference in structure that we have not accepted, with its format."""
    ours = SchemaSet([etree.fromstring(text) for text in CHECKER.schema.documents.values()])
    return [
        (name, difference)
        for name in FORMATS
        for difference in Comparison(ours, SchemaSet(official_documents(name))).differences()
        if not accepted(difference)
    ]


def accepted(difference: Difference) -> bool:
    """The differences that we want.

    AppRec 1.0 has a global Role, which no document can begin with; we declare it where it is used.  Two
    elements that came with a newer version are known in the older one too, where nothing refers to them.
    Henvisning 2.0 uses some of the components of PLO 2.0; the rest are of messages that we do not take.
    """
    return (
        (difference.what == "missing global element" and difference.path == "Role")
        or (difference.what == "missing global element" and difference.official == PLO_2_0)
        or (difference.what == "extra global element" and difference.path in NEWER_ELEMENTS)
    )
