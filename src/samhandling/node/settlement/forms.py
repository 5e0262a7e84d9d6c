"""What can be set and written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.settlement.papers import HEADINGS, LEVELS
from samhandling.node.settlement.values import KINDS, LIST, read_value
from samhandling.node.web.forms import HouseForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class _Dated(HouseForm):
    """Validity and source: what every row of the rules says."""

    valid_from = _day(gettext_lazy("Gjelder fra og med"))
    valid_to = _day(
        gettext_lazy("Gjelder til og med"),
        required=False,
        help_text=gettext_lazy("Tomt: til en nyere tas i bruk."),
    )
    source = forms.CharField(
        label=gettext_lazy("Kilde"),
        max_length=300,
        help_text=gettext_lazy("Hvor det står: dokument, punkt eller side."),
    )
    source_date = _day(gettext_lazy("Kildens dato"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("valid_from"), told.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Dagen kan ikke være før den første."))
        return told


class RuleForm(_Dated):
    """A new value of one rule."""

    partners = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Gjelder for"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ingen valgt: gjelder for alle."),
    )
    agreement = forms.ChoiceField(label=gettext_lazy("Avtale"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Merknad"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    field_order = ("value", "valid_from", "valid_to", "source", "source_date")

    def __init__(
        self, key: str, partners: Mapping[int, str], agreements: Mapping[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key, kind = key, KINDS[key]
        self.fields = {"value": _value_field(key), **self.fields}
        self.fields["value"].widget.attrs["class"] = "ds-input"
        self.fields["partners"].widget.attrs.pop("class", None)
        self.fields["partners"].choices = list(partners.items())
        self.fields["agreement"].choices = [("", _("Ingen")), *agreements.items()]
        if key == "price" or not partners:
            del self.fields["partners"]
        if not kind.choices:
            self.fields["value"].help_text = f"{kind.help} {_('Skriv «ikke satt» når ingen vet.')}"

    def clean_value(self) -> Any:
        try:
            return read_value(self.key, self.cleaned_data["value"])
        except ValueError:
            raise forms.ValidationError(_("Verdien er ikke forstått.")) from None


def _value_field(key: str) -> forms.Field:
    kind = KINDS[key]
    if kind.choices:
        return forms.ChoiceField(label=_("Verdi"), choices=kind.choices)
    widget = forms.Textarea(attrs={"rows": 4}) if kind.read is LIST.read else forms.TextInput()
    return forms.CharField(label=_("Verdi"), max_length=2000, widget=widget)


class PayerForm(HouseForm):
    """Who pays for a period."""

    municipality = forms.ChoiceField(
        label=gettext_lazy("Hvem betaler?"),
        widget=forms.RadioSelect,
        choices=(
            ("notified", gettext_lazy("Den varslede: pasienten oppholder seg der")),
            ("other", gettext_lazy("En annen kommune eller bydel")),
            (
                "none",
                gettext_lazy("Ingen: pasienten har ingen oppholdskommune eller ingen trygderettigheter"),
            ),
        ),
    )
    name = forms.CharField(label=gettext_lazy("Hvilken annen?"), max_length=200, required=False)
    bydel = forms.CharField(label=gettext_lazy("Ansvarlig bydel"), max_length=200, required=False)
    registered = forms.CharField(
        label=gettext_lazy("Folkeregistrert kommune"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Til statistikk."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Hva bygger det på?"),
        max_length=500,
        help_text=gettext_lazy("For eksempel «bor i Frogner, sjekket med saksbehandler»."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].widget.attrs.pop("class", None)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("municipality") == "other" and not told.get("name"):
            self.add_error("name", _("Skriv hvem som skal betale."))
        return told


class MarkForm(HouseForm):
    """What the bydel says about a line."""

    mark = forms.ChoiceField(
        label=gettext_lazy("Vurdering"),
        choices=(
            ("", gettext_lazy("Velg")),
            ("approved", gettext_lazy("Godkjent")),
            ("disputed", gettext_lazy("Bestridt")),
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Trengs når linjen bestrides. Uten navn og nummer, så den kan sendes til sykehuset."
        ),
    )

    def __init__(self, line: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_%s_{line}", **kwargs)
        self.line = line

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("mark") == "disputed" and not told.get("reason", "").strip():
            self.add_error("reason", _("Skriv hvorfor linjen bestrides."))
        return told


class DisputeForm(HouseForm):
    """What a person writes into a dispute's papers."""

    level = forms.ChoiceField(label=gettext_lazy("Til"), choices=list(LEVELS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, heading in HEADINGS.items():
            self.fields[key] = forms.CharField(
                label=heading,
                required=False,
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 5, "class": "ds-input"}),
            )


class FileForm(HouseForm):
    """A basis or an answer as a file."""

    file = forms.FileField(
        label=gettext_lazy("Fil"), help_text=gettext_lazy("JSON eller CSV, slik den ble sendt.")
    )


CLAUSES = 5


class AgreementForm(_Dated):
    """A version of an agreement, with up to five clauses at a time."""

    version = forms.CharField(
        label=gettext_lazy("Versjon"), max_length=60, help_text=gettext_lazy("For eksempel «revidert 2024».")
    )
    name = forms.CharField(label=gettext_lazy("Navn"), max_length=200)
    parties = forms.CharField(
        label=gettext_lazy("Parter"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Én på hver linje."),
    )
    verified = forms.ChoiceField(
        label=gettext_lazy("Er teksten lest i den signerte avtalen?"),
        choices=(
            ("no", gettext_lazy("Nei, den vises som ikke verifisert")),
            ("yes", gettext_lazy("Ja, jeg har lest den")),
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Tekst"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=50_000,
    )

    field_order = ("name", "version", "parties")

    def __init__(self, settings: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        governs = [("", _("Ingen innstilling")), *settings.items()]
        for n in range(CLAUSES):
            for name, field in _clause_fields(n, governs):
                field.widget.attrs["class"] = "ds-input"
                self.fields[name] = field

    def clauses(self) -> list[dict[str, Any]]:
        """The clauses that were filled in."""
        told = self.cleaned_data
        return [
            {
                "ref": told[f"ref{n}"],
                "name": told[f"name{n}"],
                "text": told[f"text{n}"],
                "governs": [told[f"governs{n}"]] if told[f"governs{n}"] else [],
            }
            for n in range(CLAUSES)
            if told[f"text{n}"]
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for n in range(CLAUSES):
            if told.get(f"text{n}") and not told.get(f"ref{n}"):
                self.add_error(f"ref{n}", _("Skriv hvilket punkt teksten er fra."))
        return told

    @property
    def clause_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each clause, for the template."""
        return [[self[f"{part}{n}"] for part in ("ref", "name", "governs", "text")] for n in range(CLAUSES)]

    def parties_given(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["parties"].splitlines() if line.strip()]


def _clause_fields(n: int, governs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, forms.Field]]:
    yield f"ref{n}", forms.CharField(label=_("Punkt"), max_length=40, required=False)
    yield f"name{n}", forms.CharField(label=_("Overskrift"), max_length=120, required=False)
    yield f"governs{n}", forms.ChoiceField(label=_("Styrer"), choices=list(governs), required=False)
    yield (
        f"text{n}",
        forms.CharField(
            label=_("Hva punktet sier"),
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
    )
