"""Somebody at the pages of an end, as with a browser without script: presses, types, chooses, ticks.

What a form holds when it is shown goes back with what was typed, so nothing leaves that no page has shown.
What the person had to do is counted, for budgets of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import html

from several_ends import End

CHARACTERS_A_MINUTE, SECONDS_A_CHOICE = 200, 2
REQUIRED = " (må fylles ut)"


class Person:
    """`typed` is characters; `chosen` is links, buttons, ticks, choices from a list, and parts opened."""

    def __init__(self, end: End, role: str) -> None:
        self.end, self.typed, self.chosen = end, 0, 0
        with end.here():
            self._client = end.client(role)
        self.goes_to("/innboks/")

    @property
    def seconds(self) -> float:
        """How long the hands have been at it."""
        return self.typed * 60 / CHARACTERS_A_MINUTE + self.chosen * SECONDS_A_CHOICE

    @property
    def sees(self) -> str:
        """The text of the page, on one line."""
        return said(self.page.find(".//main"))

    def goes_to(self, address: str) -> Person:
        """By an address that is known; that counts as nothing."""
        with self.end.here():
            self._arrive(self._client.get(address, follow=True), address)
        return self

    def follows(self, words: str, about: str = "") -> Person:
        """Press a link, of the page itself before the menu. `about` is what else its row of the list says."""
        links = (*self.page.find(".//main").iter("a"), *self.page.iter("a"))
        link = next((one for one in links if said(one) == words and about in _row(one)), None)
        assert link is not None, f"no link {words} {about} at {self.address}: {self.sees}"
        self.chosen += 1
        return self.goes_to(urljoin(self.address, link.get("href")))

    def presses(self, words: str, under: str = "") -> Person:
        """Press the first button of that name, under a heading where it is told; its form goes with it."""
        buttons = (one for one in self.page.iter("button") if said(one) == words)
        button = next((one for one in buttons if not under or under in _headings(one)), None)
        assert button is not None, f"no button {words} at {self.address}: {self.sees}"
        self._open_to(button)
        self.chosen += 1
        form = next(button.iterancestors("form"))
        told = dict(_held(form))
        if name := button.get("name"):
            told[name] = button.get("value", "")
        address = urljoin(self.address, form.get("action") or self.address)
        with self.end.here():
            self._arrive(self._client.post(address, told, follow=True), address)
        return self

    def types(self, label: str, text: str) -> Person:
        field = self._field(label)
        self.typed += len(text)
        if field.tag == "textarea":
            field.text = text
        else:
            field.set("value", text)
        return self

    def chooses(self, label: str, words: str) -> Person:
        """Take the first choice of a list that has these words."""
        options = list(self._field(label).iter("option"))
        wanted = next((one for one in options if words in said(one)), None)
        assert wanted is not None, f"{label} has no {words}, but {[said(one) for one in options]}"
        for one in options:
            one.attrib.pop("selected", None)
        wanted.set("selected", "")
        self.chosen += 1
        return self

    def ticks(self, label: str) -> Person:
        field = self._field(label)
        if field.get("type") == "radio":
            for one in self.page.xpath("//input[@name=$name]", name=field.get("name")):
                one.attrib.pop("checked", None)
        field.set("checked", "")
        self.chosen += 1
        return self

    def holds(self, label: str) -> str:
        """What a field has in it."""
        return _value(self._field(label)) or ""

    def _field(self, label: str) -> Any:
        """A field by its label, the first of that name; or by its id (`#…`) where several have the same."""
        found = self.page.get_element_by_id(label[1:]) if label[0] == "#" else self._labelled(label)
        self._open_to(found)
        return found

    def _labelled(self, words: str) -> Any:
        for one in self.page.iter("label"):
            if said(one).removesuffix(REQUIRED) == words:
                return self.page.get_element_by_id(one.get("for"))
        raise AssertionError(f"no field {words} at {self.address}: {self.sees}")

    def _open_to(self, element: Any) -> None:
        """What is in a closed part is not seen before the part is opened."""
        for one in element.iterancestors("details"):
            if one.get("open") is None:
                one.set("open", "")
                self.chosen += 1

    def _arrive(self, answer: Any, asked: str) -> None:
        self.page = html.fromstring(answer.content.decode())
        assert answer.status_code == 200, f"{asked}: {self.sees}"
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else asked


def said(element: Any) -> str:
    """The text of an element, on one line."""
    return " ".join(" ".join(element.xpath(".//text()")).split())


def _row(element: Any) -> str:
    return next((said(one) for one in element.iterancestors("tr", "li")), "")


def _headings(element: Any) -> list[str]:
    return [said(heading) for one in element.iterancestors("section") for heading in one.iter("h2")]


def _held(form: Any) -> Iterator[tuple[str, str]]:
    """What a browser posts of a form when nobody has touched it."""
    for field in form.iter("input", "select", "textarea"):
        value = _value(field)
        if field.get("name") and value is not None:
            yield field.get("name"), value


def _value(field: Any) -> str | None:
    kind = field.get("type")
    if field.tag == "textarea":
        return (field.text or "").removeprefix("\n")
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        return next((one.get("value", said(one)) for one in (*chosen, *options)), None)
    if kind in {"checkbox", "radio"}:
        return field.get("value", "on") if field.get("checked") is not None else None
    return None if kind == "file" else field.get("value", "")
