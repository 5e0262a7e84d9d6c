"""What people fill in about a stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samhandling.node.patients.idents import NATIONAL
from samhandling.node.stays.signing import SignedForm
from samhandling.node.stays.words import SURE, said
from samhandling.node.web.forms import HouseForm
from samhandling.standards import codes
from samhandling.standards.identifiers import classify, digits
from samhandling.stay.replies import Choice, ReplyText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.access.actor import Actor
    from samhandling.node.stays.letters.envelope import Party
    from samhandling.stay.readiness import Point
    from samhandling.stay.rules import Rules


class ReplyForm(SignedForm):
    """The bydel's reply. Which of the four it is, the button says."""

    date = forms.DateField(label=gettext_lazy("Forventet dato"), required=False)
    place = forms.CharField(label=gettext_lazy("Sted"), max_length=200, required=False)
    service = forms.CharField(label=gettext_lazy("Tjeneste"), max_length=200, required=False)
    contact = forms.CharField(label=gettext_lazy("Kontakt"), max_length=200, required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Årsak til at vi ikke kan ta imot nå"), required=False)
    note = forms.CharField(label=gettext_lazy("Merknad"), max_length=500, required=False)

    def __init__(self, rules: Rules, writer: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(writer, *args, **kwargs)
        waits = [(said(text), said(text)) for text in rules.waits.values()]
        self.fields["reason"].choices = [("", _("Ikke oppgitt")), *waits]
        as_date(self.fields["date"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.data.get("choice") == Choice.EXPECTED.value and not cleaned.get("date"):
            self.add_error("date", _("Skriv datoen dere regner med å kunne ta imot pasienten."))
        return cleaned

    def reply(self, choice: str) -> ReplyText:
        """What the form says, with the details that fit the choice."""
        told = self.cleaned_data
        can = choice in {Choice.CAN_RECEIVE.value, Choice.OFFER_READY.value}
        return ReplyText(
            choice=Choice(choice),
            date=told["date"] if choice == Choice.EXPECTED.value else None,
            place=told["place"],
            service=told["service"],
            contact=told["contact"],
            reason="" if can else told["reason"],
            note=told["note"],
        )


class ReadyForm(HouseForm):
    """§ 9 point by point: whether it is documented in the record, when, and by whom."""

    ready_on = forms.DateField(label=gettext_lazy("Utskrivningsklar fra"))
    decided_by = forms.ModelChoiceField(label=gettext_lazy("Besluttet av"), queryset=None, empty_label=None)
    receiver = forms.TypedChoiceField(label=gettext_lazy("Meldingen går til"), coerce=int)

    def __init__(
        self, points: Iterable[Point], people: Any, receivers: Iterable[Party], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.points = tuple(points)
        self.fields["decided_by"].queryset = people
        self.fields["decided_by"].label_from_instance = _decider
        self.fields["receiver"].choices = [
            (one.her, f"{one.virksomhet_name}, {one.name}") for one in receivers
        ]
        as_date(self.fields["ready_on"])
        for point in self.points:
            self._ask(point)

    def _ask(self, point: Point) -> None:
        name, today = point.rule.id, self.initial.get("today")
        done = forms.BooleanField(label=said(point.rule.words), required=False, initial=point.documented)
        when = forms.DateField(label=_("Dato"), required=False, initial=point.documented_on or today)
        by = forms.CharField(
            label=_("Av"), required=False, max_length=150, initial=point.by or self.initial.get("by")
        )
        as_date(when)
        by.widget.attrs["class"] = done.widget.attrs["class"] = "ds-input"
        self.fields |= {f"{name}-done": done, f"{name}-on": when, f"{name}-by": by}

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The points with their three fields, for the page."""
        return [
            {
                "clause": point.rule.clause,
                "done": self[f"{point.rule.id}-done"],
                "on": self[f"{point.rule.id}-on"],
                "by": self[f"{point.rule.id}-by"],
            }
            for point in self.points
        ]

    def documented(self) -> tuple[tuple[str, str, str], ...]:
        """(point, ISO date, by) for each that is ticked."""
        told = self.cleaned_data
        return tuple(
            (point.rule.id, told[f"{point.rule.id}-on"].isoformat(), told[f"{point.rule.id}-by"])
            for point in self.points
            if told.get(f"{point.rule.id}-done")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for point in self.points:
            name = point.rule.id
            if cleaned.get(f"{name}-done") and not (cleaned.get(f"{name}-on") and cleaned.get(f"{name}-by")):
                self.add_error(f"{name}-on", _("Skriv når det er dokumentert, og av hvem."))
        return cleaned


class DepartureForm(HouseForm):
    """That she has left, or died here."""

    left = forms.DateTimeField(label=gettext_lazy("Når"))
    outcome = forms.ChoiceField(label=gettext_lazy("Tilstand"), initial="1")
    destination = forms.ChoiceField(label=gettext_lazy("Til"), initial="1")
    receiver = forms.TypedChoiceField(label=gettext_lazy("Meldingen går til"), coerce=int, required=False)
    note = forms.CharField(label=gettext_lazy("Merknad"), max_length=500, required=False)

    def __init__(self, receivers: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = coded("8431")
        self.fields["destination"].choices = coded("8408")
        to = [(one.her, f"{one.virksomhet_name}, {one.name}") for one in receivers]
        self.fields["receiver"].choices = [*to, ("", _("Ingen i kommunen skal ha melding"))]
        self.fields["left"].widget = forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "ds-input"}
        )


class ExpectedForm(HouseForm):
    """When discharge is expected, how sure it is, and why it changed."""

    expected = forms.DateField(label=gettext_lazy("Forventet utskrivningsklar"))
    certainty = forms.ChoiceField(label=gettext_lazy("Hvor sikkert"), initial="likely")
    reason = forms.ChoiceField(label=gettext_lazy("Hvorfor datoen er endret"), required=False)

    def __init__(self, rules: Rules, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certainty"].choices = list(SURE.items())
        why = [(code, said(text)) for code, text in rules.changes.items()]
        self.fields["reason"].choices = [("", _("Første dato")), *why]
        as_date(self.fields["expected"])


class AdmissionForm(HouseForm):
    """That a patient is admitted here."""

    admitted = forms.DateTimeField(label=gettext_lazy("Innlagt"))
    ward = forms.CharField(label=gettext_lazy("Avdeling"), max_length=200)
    bed = forms.CharField(label=gettext_lazy("Seng"), max_length=20, required=False)
    services_known = forms.BooleanField(
        label=gettext_lazy("Pasienten har kommunale tjenester fra før"), required=False
    )
    phv_tsb = forms.BooleanField(label=gettext_lazy("Psykisk helsevern eller TSB"), required=False)
    receiver = forms.TypedChoiceField(
        label=gettext_lazy("Melding om innlagt går til"), coerce=int, required=False
    )

    def __init__(self, receivers: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = [(one.her, f"{one.virksomhet_name}, {one.name}") for one in receivers]
        self.fields["receiver"].choices = [("", _("Velg tjeneste")), *to]
        self.fields["admitted"].widget = forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "ds-input"}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("services_known") and not cleaned.get("receiver"):
            self.add_error("receiver", _("Velg tjenesten som skal ha Melding om innlagt."))
        return cleaned


class NewcomerForm(AdmissionForm):
    """An admission of somebody whom nobody here has heard of: who she is, too."""

    number = forms.CharField(label=gettext_lazy("Fødselsnummer eller D-nummer"), max_length=13)
    family_name = forms.CharField(label=gettext_lazy("Etternavn"), max_length=100)
    middle_name = forms.CharField(label=gettext_lazy("Mellomnavn"), max_length=100, required=False)
    given_name = forms.CharField(label=gettext_lazy("Fornavn"), max_length=100)
    born = forms.DateField(label=gettext_lazy("Fødselsdato"))
    sex = forms.ChoiceField(label=gettext_lazy("Kjønn"))

    field_order = ("number", "family_name", "given_name", "middle_name", "born", "sex")

    def __init__(self, receivers: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(receivers, *args, **kwargs)
        self.fields["sex"].choices = coded("3101")
        as_date(self.fields["born"])

    def clean_number(self) -> str:
        number = digits(self.cleaned_data["number"])
        found = classify(number)
        if found is None or not found.checks or found.kind not in NATIONAL:
            raise forms.ValidationError(_("Nummeret er ikke et fødselsnummer eller D-nummer."))
        return number

    def person(self) -> dict[str, Any]:
        """As `register_patient` takes it."""
        told = self.cleaned_data
        names = {key: told[key] for key in ("family_name", "middle_name", "given_name")}
        identities = [(str(classify(told["number"]).kind), told["number"])]
        return {**names, "date_of_birth": told["born"], "sex": told["sex"], "identities": identities}


class AskForm(SignedForm):
    """What is missing for the first days at home, as a question to the ward."""

    question = forms.CharField(
        label=gettext_lazy("Spørsmål til avdelingen"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


def as_date(field: forms.DateField) -> None:
    """The browser's own date field; ISO 8601, which every browser sends."""
    field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ds-input"})


def coded(system: str) -> list[tuple[str, str]]:
    """A code system's values and names."""
    table = codes.system(system)
    return list(table.values.items()) if table else []


def _decider(user: Any) -> str:
    return f"{user.full_name}, {user.get_role_display()}, HPR {user.hpr}"
