"""What of a patient's record is shown, and what people write beside the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node import clock
from samhandling.node.patients.queries import Wanted
from samhandling.node.web.forms import HouseForm
from samhandling.standards.catalogue import SENDABLE

if TYPE_CHECKING:
    import datetime as dt


class RecordForm(HouseForm):
    """The record's filter, from the address line. What is not understood is left out."""

    show = forms.ChoiceField(
        label=gettext_lazy("Vis"),
        required=False,
        choices=[
            ("", gettext_lazy("Alt")),
            ("in", gettext_lazy("Mottatte meldinger")),
            ("out", gettext_lazy("Sendte meldinger")),
            ("acts", gettext_lazy("Det som er registrert her")),
            ("notes", gettext_lazy("Telefonnotater og møter")),
        ],
    )
    type = forms.ChoiceField(label=gettext_lazy("Meldingstype"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", _("Alle")), *((row.code, row.name) for row in SENDABLE)]

    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(self.cleaned_data.get("show", ""), self.cleaned_data.get("type", ""))

    @property
    def used(self) -> bool:
        return self.wanted() != Wanted()


class NoteForm(HouseForm):
    """A telephone call or a meeting about a patient."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hva"),
        choices=[("phone-note", gettext_lazy("Telefonsamtale")), ("meeting", gettext_lazy("Møte"))],
    )
    happened_at = forms.DateTimeField(
        label=gettext_lazy("Når"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y kl. %H.%M"],
        required=False,
        help_text=gettext_lazy("Tomt er nå."),
        error_messages={"invalid": gettext_lazy("Skriv dato og klokkeslett, for eksempel 21.11.2026 10:00.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Hvem, og hva ble sagt?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv hva som ble sagt.")},
    )

    def clean_happened_at(self) -> dt.datetime:
        moment: dt.datetime | None = self.cleaned_data["happened_at"]
        if moment and moment > clock.now():
            raise ValidationError(_("Tidspunktet er ikke kommet ennå."))
        return moment or clock.now()
