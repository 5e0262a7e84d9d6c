"""What is asked for when a case is handled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node import clock
from samhandling.node.handling.limits import CHOICES
from samhandling.node.handling.words import minutes_words
from samhandling.node.web.forms import HouseForm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from samhandling.node.directory.models import Service
    from samhandling.node.handling.queries import LimitRow


class WaitForm(HouseForm):
    """Until when a case waits, and for what."""

    until = forms.DateTimeField(
        label=gettext_lazy("Sett på vent til"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y kl. %H.%M", "%d.%m.%Y"],
        error_messages={
            "required": gettext_lazy("Skriv når saken skal fram igjen."),
            "invalid": gettext_lazy("Skriv dato og klokkeslett, for eksempel 21.11.2026 10:00."),
        },
    )
    note = forms.CharField(label=gettext_lazy("Hva venter den på?"), max_length=300, required=False)

    def clean_until(self) -> dt.datetime:
        until: dt.datetime = self.cleaned_data["until"]
        if until <= clock.now():
            raise ValidationError(_("Tidspunktet må være fram i tid."))
        return until


class NoteForm(HouseForm):
    """A note to the next shift."""

    service = forms.TypedChoiceField(label=gettext_lazy("Tjeneste"), coerce=int)
    text = forms.CharField(
        label=gettext_lazy("Notat til neste vakt"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv noe til neste vakt.")},
    )

    def __init__(self, services: dict[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = list(services.items())


class LimitForm(HouseForm):
    """How soon a service takes a type."""

    service = forms.TypedChoiceField(label=gettext_lazy("Tjeneste"), coerce=int)
    type = forms.ChoiceField(label=gettext_lazy("Meldingstype"), required=False)
    minutes = forms.ChoiceField(label=gettext_lazy("Skal tas innen"), required=False)

    def __init__(
        self, services: Iterable[Service], limits: Iterable[LimitRow], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(one.her, one.name) for one in services]
        self.fields["type"].choices = [
            (row.type_code, row.type_name or _("Alle andre typer")) for row in limits
        ]
        self.fields["minutes"].choices = [
            ("", _("Som standard")),
            *((str(one), minutes_words(one)) for one in CHOICES),
        ]
