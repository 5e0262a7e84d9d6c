"""What can be asked of the board."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.stays.board import Wanted
from samhandling.node.stays.words import PHASES
from samhandling.node.web.forms import HouseForm

if TYPE_CHECKING:
    from collections.abc import Iterable

VIEWS = ("open", "coming", "left")


class BoardForm(HouseForm):
    """The board's filter, from the address line. What is not understood is left out."""

    text = forms.CharField(label=gettext_lazy("Søk etter pasient"), max_length=100, required=False)
    phase = forms.ChoiceField(label=gettext_lazy("Fase"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Avdeling"), required=False)
    other = forms.TypedChoiceField(coerce=int, required=False)
    turn = forms.ChoiceField(label=gettext_lazy("Hvem sin tur"), required=False)

    def __init__(
        self, view: str, places: Iterable[str], others: Iterable[tuple[int, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.view = view if view in VIEWS else VIEWS[0]
        self.fields["other"].label = _other_end()
        everything = [("", _("Alle"))]
        self.fields["phase"].choices = everything + [(key, words) for key, (words, _c) in PHASES.items()]
        self.fields["place"].choices = everything + [(name, name) for name in places]
        self.fields["other"].choices = everything + list(others)
        self.fields["turn"].choices = [
            *everything,
            ("ours", _("Vår tur")),
            ("theirs", _("Den andre parten")),
            ("late", _("Over fristen")),
        ]
        self.fields["text"].widget.input_type = "search"

    def wanted(self) -> Wanted:
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            view=self.view,
            phase=asked.get("phase", ""),
            place=asked.get("place", ""),
            other=asked.get("other") or None,
            turn=asked.get("turn", ""),
            text=asked.get("text", "").strip(),
        )

    def asked(self) -> dict[str, str]:
        """What is asked but for the text, as it may stand in an address and be kept under a name."""
        told = asdict(self.wanted())
        return {name: str(value) for name, value in told.items() if value and name != "text"}

    @property
    def used(self) -> bool:
        return self.wanted() != Wanted(view=self.view)


def _other_end() -> str:
    """Whom the other end of a stay is, as seen from here."""
    if settings.HOME.kind == "hospital":
        return _("Bydel eller kommune")
    return _("Sykehus") if settings.HOME.kind == "municipality" else _("Sykehus eller bydel")
