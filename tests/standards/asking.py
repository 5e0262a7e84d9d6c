"""Ask one rule about one message."""

from samhandling.standards import catalogue
from samhandling.standards.facts import facts_of
from samhandling.standards.header import info_of, read_header
from samhandling.standards.policy import DEFAULT
from samhandling.standards.reading import read_tree
from samhandling.standards.rules import Letter


def ask(rule, document, policy=DEFAULT, transport_from=None, transport_to=None, has_record=None):
    """The issues that a rule finds."""
    root = read_tree(document)
    info = info_of(root)
    header = read_header(info)
    facts = facts_of(info, root, header)
    row = catalogue.type_of(facts.type_code)
    letter = Letter(
        root, header, facts, row, len(document), transport_from, transport_to, policy, has_record=has_record
    )
    return list(rule.issues(letter))


def cases(table):
    """(rule, document) of a table of rules and their documents, with readable ids."""
    pairs = [(rule, document) for rule, documents in table.items() for document in documents]
    numbers = [
        f"{rule.name}-{number}" for rule, documents in table.items() for number in range(len(documents))
    ]
    return {"argnames": ("rule", "document"), "argvalues": pairs, "ids": numbers}
