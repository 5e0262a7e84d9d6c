"""What an administrator says about the record system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samhandling.node.recordsystem.tokens import SCOPES
from samhandling.node.web.forms import HouseForm

if TYPE_CHECKING:
    from collections.abc import Iterable


class TokenForm(HouseForm):
    """A new token: for which system, what it may do, and for which of our services."""

    name = forms.CharField(
        label=_("Navn på systemet"), max_length=80, help_text=_("Står i loggen for alt det gjør her.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Hva systemet kan gjøre"),
        choices=tuple(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    services = forms.TypedMultipleChoiceField(
        label=_("For tjenestene"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ingen valgt: gjelder for alle."),
    )

    def __init__(self, services: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = tuple(services)
        for name in ("scopes", "services"):
            self.fields[name].widget.attrs.pop("class", None)
