"""What can be asked of the audit log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.access.acts import LABELS
from samhandling.node.access.queries import LogFilter, holder_of, staff
from samhandling.node.web.forms import HouseForm


class LogForm(HouseForm):
    """The log's filter. A number that nobody here has is told, and nothing is shown."""

    number = forms.CharField(label=gettext_lazy("Pasientens fødselsnummer"), max_length=20, required=False)
    patient = forms.IntegerField(widget=forms.HiddenInput, required=False)
    staff = forms.TypedChoiceField(label=gettext_lazy("Ansatt"), coerce=int, required=False)
    act = forms.ChoiceField(label=gettext_lazy("Handling"), required=False)
    first = forms.DateField(label=gettext_lazy("Fra og med"), required=False)
    last = forms.DateField(label=gettext_lazy("Til og med"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = ((one.pk, f"{one.full_name} ({one.get_role_display()})") for one in staff())
        acts = sorted(((act, str(label)) for act, label in LABELS.items()), key=lambda pair: pair[1])
        self.fields["staff"].choices = [("", _("Alle")), *people]
        self.fields["act"].choices = [("", _("Alle")), *acts]
        self.fields["number"].widget.attrs["autocomplete"] = "off"
        for name in ("first", "last"):
            self.fields[name].widget.input_type = "date"

    def clean_number(self) -> int | None:
        number = self.cleaned_data["number"].strip()
        patient = holder_of(number) if number else None
        if number and patient is None:
            raise forms.ValidationError(_("Ingen pasient her har dette nummeret."))
        return patient

    def wanted(self) -> LogFilter:
        """What is asked for; what is not understood is left out."""
        self.is_valid()
        asked = self.cleaned_data
        return LogFilter(
            patient=asked.get("number") or asked.get("patient"),
            staff=asked.get("staff") or None,
            act=asked.get("act", ""),
            first=asked.get("first"),
            last=asked.get("last"),
        )
