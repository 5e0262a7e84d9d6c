"""Ask one rule about one message."""

from samhandling.standards import catalogue
from samhandling.standards.facts import facts_of
from samhandling.standards.lenient import child
from samhandling.standards.policy import DEFAULT
from samhandling.standards.reading import read_tree
from samhandling.standards.rules import Letter


def ask(rule, document, policy=DEFAULT, transport_from=None, transport_to=None):
    """The issues that a rule finds."""
    root = read_tree(document)
    info = child(root, "MsgInfo")
    facts = facts_of(info, root)
    row = catalogue.type_of(facts.type_code)
    return list(
        rule.issues(Letter(root, info, facts, row, len(document), transport_from, transport_to, policy))
    )


def cases(table):
    """(rule, document) of a table of rules and their documents, with readable ids."""
    pairs = [(rule, document) for rule, documents in table.items() for document in documents]
    numbers = [
        f"{rule.name}-{number}" for rule, documents in table.items() for number in range(len(documents))
    ]
    return {"argnames": ("rule", "document"), "argvalues": pairs, "ids": numbers}
