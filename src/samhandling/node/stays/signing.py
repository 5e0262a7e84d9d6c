"""Who signs a letter of a stay: the writer's profession is asked for once, where nobody knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from samhandling.node.access.actions import remember_profession
from samhandling.node.access.professions import profession_of, professions
from samhandling.node.web.forms import HouseForm

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor


class SignedForm(HouseForm):
    """A form that becomes a letter. Without an answer the letter says Ukjent/uspesifisert."""

    profession = forms.ChoiceField(
        label=gettext_lazy("Yrket ditt"),
        help_text=gettext_lazy("Står i brevet. Du blir ikke spurt igjen når du har svart."),
        required=False,
    )

    def __init__(self, writer: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profession"].choices = [("", ""), *professions().items()]
        if writer.user is None or profession_of(writer.user):
            del self.fields["profession"]


def remember(actor: Actor, form: SignedForm) -> None:
    """Keep what the writer has said in a form without faults."""
    if said := form.cleaned_data.get("profession"):
        remember_profession(actor, said)
