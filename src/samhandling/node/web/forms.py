"""How every form field looks: Designsystemet's input, with its help and its fault in words."""

from __future__ import annotations

from typing import Any

from django import forms


class HouseForm(forms.Form):
    """A form whose fields are drawn by `parts/field.html`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"
