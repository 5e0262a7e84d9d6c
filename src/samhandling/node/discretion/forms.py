"""What is asked of whoever opens, reviews or blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.access.purposes import CHOSEN, EMERGENCY, LABELS
from samhandling.node.web.forms import HouseForm

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReasonForm(HouseForm):
    """Why somebody opens a patient. Where it is blocked, only an emergency is a reason."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Hva er grunnen?"),
        error_messages={"required": gettext_lazy("Velg en grunn.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Forklar kort"),
        help_text=gettext_lazy("Lederen og loggkontrolløren leser det du skriver."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv hvorfor du trenger å åpne pasienten.")},
    )

    def __init__(self, *args: Any, blocked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = [EMERGENCY] if blocked else CHOSEN
        self.fields["purpose"].choices = [("", ""), *((one, LABELS[one]) for one in able)]


class ReviewForm(HouseForm):
    """What a reviewer found."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Vurdering"),
        choices=[("fine", gettext_lazy("I orden")), ("follow-up", gettext_lazy("Følges opp"))],
    )
    note = forms.CharField(label=gettext_lazy("Merknad"), max_length=500, required=False)


class LiftForm(HouseForm):
    """Why a block is lifted."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor oppheves den?"),
        max_length=500,
        error_messages={"required": gettext_lazy("Skriv hvorfor sperringen oppheves.")},
    )


class BlockForm(HouseForm):
    """Whom something is blocked for, and why."""

    employee = forms.TypedChoiceField(
        label=gettext_lazy("Sperres for"), coerce=int, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Grunn"),
        max_length=500,
        error_messages={"required": gettext_lazy("Skriv hvorfor.")},
    )

    def __init__(self, employees: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employee"].choices = [("", _("Alle")), *employees.items()]
