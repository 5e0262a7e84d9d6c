"""How every form field looks: Designsystemet's input, with its help and its fault in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; None where it is only shown. One posted empty has faults."""
    return request.POST if request.method == "POST" else None


class HouseForm(forms.Form):
    """A form whose fields are drawn by `parts/field.html`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"
