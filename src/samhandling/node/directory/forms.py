"""Asking for a HER-id."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.web.forms import HouseForm
from samhandling.standards.identifiers import her_id


class HerForm(HouseForm):
    """Which HER-id to ask Adresseregisteret for."""

    her = forms.CharField(
        label=gettext_lazy("HER-id"),
        max_length=20,
        help_text=gettext_lazy("Tallet som virksomheten, tjenesten eller personen har i Adresseregisteret."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv en HER-id.")},
    )

    def clean_her(self) -> int:
        """The number. Blanks and leading zeros are dropped."""
        found = her_id(self.cleaned_data["her"])
        if found is None:
            raise forms.ValidationError(_("En HER-id er et tall på opptil ni sifre."))
        return found
