"""A golden letter with one part of it changed."""

from __future__ import annotations

from lxml import etree

from golden.letters import kept


def changed(name, *changes):
    """A golden letter as bytes after some changes to its tree."""
    root = etree.fromstring(kept(name))
    for change in changes:
        change(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _found(root, path):
    found = root.findall(".//" + "/".join(f"{{*}}{name}" for name in path.split("/")))
    assert found, path
    return found


def without(path):
    """Every element down that path taken out."""

    def change(root):
        for element in _found(root, path):
            element.getparent().remove(element)

    return change


def put(path, value, attribute=None):
    """Another text, or another attribute, in every element down that path."""

    def change(root):
        for element in _found(root, path):
            if attribute:
                element.set(attribute, value)
            else:
                element.text = value

    return change
