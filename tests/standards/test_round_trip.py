"""Nothing is lost between a document and its typed form, in either direction."""

import pickle
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oracle import EXAMPLES, needs_oracle, official_examples
from oracle.instances import MESSAGES, Instances
from samhandling.standards.definition import Element, local_name, namespace
from samhandling.standards.reading import parse, view
from samhandling.standards.writing import to_xml

SEEDS = st.integers(0, 2**32)


def built(document: etree._Element) -> Element:
    """What is built from a document's values, with no document behind it."""
    return pickle.loads(pickle.dumps(view(document)))


@pytest.mark.parametrize("name", MESSAGES)
@given(seed=SEEDS, rich=st.floats(0.1, 0.6))
def test_what_is_built_is_read_back_equal(name, seed, rich):
    message = built(Instances(name, Random(seed), rich).document())
    assert parse(to_xml(message)) == message


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=20)
@given(seed=SEEDS)
def test_a_message_stays_in_the_namespaces_of_its_version(name, seed):
    document = Instances(name, Random(seed), 0.3).document()
    written = etree.fromstring(to_xml(built(document)))
    assert [one.tag for one in written.iter()] == [one.tag for one in document.iter()]


@pytest.mark.parametrize("name", ["PLO 1.5", "PLO 1.6", "Dialogmelding 1.0", "Dialogmelding 1.1"])
@given(seed=SEEDS)
def test_every_part_knows_the_version_it_was_read_in(name, seed):
    instances = Instances(name, Random(seed), 0.3)
    for document in view(instances.document()).documents:
        for part in document.innhold:
            assert part.version == part.ns.version(instances.version)


@needs_oracle
@pytest.mark.parametrize("path", official_examples("plo-1.6", "dialogmelding"), ids=lambda path: path.stem)
def test_an_official_example_is_rewritten_to_an_equal_document(path):
    message = parse(path.read_bytes())
    again = to_xml(message)
    assert parse(again) == message
    assert to_xml(parse(again)) == again
    assert shape(etree.fromstring(again)) == shape(etree.parse(path).getroot())


def shape(root: etree._Element) -> list[tuple[str, str, dict[str, str], str]]:
    """A document as a list of what counts: names, attributes, texts, all without white space."""
    schema_location = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
    return [
        (
            namespace(one.tag),
            local_name(one.tag),
            {name: "".join(value.split()) for name, value in one.attrib.items() if name != schema_location},
            "".join((one.text or "").split()),
        )
        for one in root.iter(etree.Element)
    ]


@needs_oracle
def test_there_are_official_examples():
    assert len(official_examples("plo-1.6", "dialogmelding")) == 28, EXAMPLES
