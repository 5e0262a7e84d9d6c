"""Our declarations have the structure of the official XSDs: proved by comparison, not by samples."""

import pytest
from lxml import etree

from oracle import XS, needs_oracle, official_documents
from oracle.comparison import Comparison
from oracle.content_model import SchemaSet
from oracle.proof import PROVEN, unexplained
from samhandling.standards.reading import CHECKER


def test_a_schema_that_has_not_been_proved_is_refused():
    how = "the schema has changed: prove it with `PYTHONPATH=tests python -m oracle` beside the oracle"
    assert CHECKER.schema.fingerprint == PROVEN.read(), how


@needs_oracle
def test_every_difference_from_the_official_schemas_is_one_that_we_have_accepted():
    assert unexplained() == []


@pytest.mark.parametrize(
    ("element", "attribute", "wrong"),
    [
        ("Anslag", "type", "xs:string"),
        ("Merknad", "minOccurs", None),
        ("Hendelsekode", "minOccurs", None),
        ("BeskrivelseAvHendelse", "maxOccurs", "unbounded"),
        ("TidspunktForHendelse", "name", "TidspunktforHendelse"),
    ],
)
@needs_oracle
def test_the_comparison_sees_a_single_defect(element, attribute, wrong):
    documents = {uri: etree.fromstring(text) for uri, text in CHECKER.schema.documents.items()}
    place = documents["http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"]
    event = next(one for one in place.iter(f"{XS}element") if one.get("name") == "TidsfestetHendelse")
    declared = next(one for one in event.iter(f"{XS}element") if one.get("name") == element)
    declared.attrib.pop(attribute, None)
    if wrong:
        declared.set(attribute, wrong)
    official = SchemaSet(official_documents("PLO 1.6"))
    found = [one.path for one in Comparison(SchemaSet(list(documents.values())), official).differences()]
    assert any("TidsfestetHendelse" in path for path in found)
