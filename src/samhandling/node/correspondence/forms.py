"""What can be asked of a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.correspondence.queries import Filter
from samhandling.node.web.forms import HouseForm
from samhandling.standards.catalogue import SENDABLE

if TYPE_CHECKING:
    from collections.abc import Mapping


class QueueForm(HouseForm):
    """A queue's filter, from the address line. What is not understood is left out."""

    service = forms.TypedChoiceField(label=gettext_lazy("Tjeneste"), coerce=int, required=False)
    type = forms.ChoiceField(label=gettext_lazy("Meldingstype"), required=False)
    show = forms.ChoiceField(label=gettext_lazy("Vis"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Søk i pasient, virksomhet og meldingstype"), max_length=100, required=False
    )

    SHOW: tuple[tuple[str, str], ...] = ()

    def __init__(self, services: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", _("Alle mine")), *services.items()]
        self.fields["type"].choices = [("", _("Alle")), *((row.code, row.name) for row in SENDABLE)]
        self.fields["show"].choices = [("", _("Alle")), *self.SHOW]
        self.fields["text"].widget.input_type = "search"
        if len(services) < 2:
            del self.fields["service"]

    def wanted(self) -> Filter:
        self.is_valid()
        asked = self.cleaned_data
        return Filter(
            service=asked.get("service") or None,
            type_code=asked.get("type", ""),
            text=asked.get("text", "").strip(),
            unopened=asked.get("show") == "unopened",
            needs_attention=asked.get("show") == "attention",
            refused=asked.get("show") == "refused",
        )

    @property
    def used(self) -> bool:
        return self.wanted() != Filter()


class InboxForm(QueueForm):
    SHOW = (
        ("unopened", gettext_lazy("Ulest")),
        ("attention", gettext_lazy("Trenger oppfølging")),
    )


class SentForm(QueueForm):
    SHOW = (
        ("attention", gettext_lazy("Trenger oppfølging")),
        ("refused", gettext_lazy("Avvist")),
    )


class SolvedForm(HouseForm):
    """What one who closes a task says of it."""

    solution = forms.CharField(
        label=gettext_lazy("Hva ble gjort?"),
        help_text=gettext_lazy("Skriv kort, for eksempel hvem du ringte og hva dere ble enige om."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
