"""How every form field looks: Designsystemet's input, with its help and its fault in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe

from samhandling.node.web.pieces import piece, pieces

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict
    from django.utils.safestring import SafeString

SELECTED = mark_safe(" selected")


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; None where it is only shown. One posted empty has faults."""
    return request.POST if request.method == "POST" else None


class LongSelect(forms.Select):
    """A list of many choices of one level, written here: a template for each choice takes its time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002  Django's own
        chosen = set(self.format_value(value))
        options = ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices)
        return piece(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            pieces(piece('<option value="{}"{}>{}</option>', *option) for option in options),
        )


class _Written(forms.Widget):
    """An input that is written here, as Django's template would."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002  Django's own
        told = self.get_context(name, value, attrs)["widget"]
        given = "" if told["value"] is None else piece(' value="{}"', told["value"])
        return piece('<input type="{}" name="{}"{}{}>', told["type"], name, given, flatatt(told["attrs"]))


class WrittenText(_Written, forms.TextInput):
    """A line of text."""


class WrittenDate(_Written, forms.DateInput):
    """A day."""


class HouseForm(forms.Form):
    """A form whose fields are drawn by `parts/field.html`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"
