"""What can be asked of a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.correspondence.queries import Filter
from samhandling.node.web.forms import HouseForm, LongSelect, WrittenDate, WrittenText
from samhandling.standards.catalogue import SENDABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = WrittenDate(attrs={"type": "date"}, format="%Y-%m-%d")


class QueueForm(HouseForm):
    """What is asked of a queue. What is not understood is left out."""

    text = forms.CharField(
        label=gettext_lazy("Søk i pasient, virksomhet, type og innhold"),
        max_length=100,
        required=False,
        widget=WrittenText,
    )
    type = forms.ChoiceField(label=gettext_lazy("Meldingstype"), required=False, widget=LongSelect)
    service = forms.TypedChoiceField(
        label=gettext_lazy("Tjeneste"), coerce=int, required=False, widget=LongSelect
    )
    first = forms.DateField(label=gettext_lazy("Fra dato"), required=False, widget=DAY)
    last = forms.DateField(label=gettext_lazy("Til dato"), required=False, widget=DAY)
    show = forms.ChoiceField(label=gettext_lazy("Vis"), required=False, widget=LongSelect)

    SHOW: tuple[tuple[str, Any], ...] = ()

    def __init__(self, services: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", _("Alle mine")), *services.items()]
        self.fields["type"].choices = [("", _("Alle")), *((row.code, row.name) for row in SENDABLE)]
        self.fields["show"].choices = self.SHOW
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
            show=asked.get("show", ""),
            first=asked.get("first"),
            last=asked.get("last"),
        )

    def asked(self) -> dict[str, str]:
        """What is asked but for the text, as it may stand in an address."""
        wanted = self.wanted()
        told = {
            "service": wanted.service,
            "type": wanted.type_code,
            "show": wanted.show,
            "first": wanted.first,
            "last": wanted.last,
        }
        return {name: str(value) for name, value in told.items() if value}

    @property
    def used(self) -> bool:
        return self.wanted() != Filter()

    @property
    def shown(self) -> str:
        """What is looked at: a search that says no more goes through all (`Filter.by_urgency`)."""
        wanted = self.wanted()
        return "all" if wanted.text and not wanted.show else wanted.show


class InboxForm(QueueForm):
    """What of Innboks is shown is chosen by links, so that each is one press away."""

    SHOW = (
        ("", gettext_lazy("Åpne saker")),
        ("mine", gettext_lazy("Mine")),
        ("unassigned", gettext_lazy("Ingen har tatt")),
        ("waiting", gettext_lazy("På vent")),
        ("done", gettext_lazy("Ferdige")),
        ("unopened", gettext_lazy("Ulest")),
        ("attention", gettext_lazy("Trenger oppfølging")),
        ("all", gettext_lazy("Alle meldinger")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["show"].widget = forms.HiddenInput()


class SentForm(QueueForm):
    SHOW = (
        ("", gettext_lazy("Alle")),
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
