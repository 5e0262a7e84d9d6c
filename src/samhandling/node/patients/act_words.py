"""What local acts are called."""

from __future__ import annotations

from django.utils.translation import gettext as _


def act_words(kind: str) -> str:
    """The name of an act; an unknown kind keeps its own."""
    known = {
        "patient-settled": _("Melding knyttet til pasienten"),
        "admission": _("Innlagt"),
        "ward": _("Avdeling"),
        "discharge": _("Utskrevet"),
        "phone-note": _("Telefonnotat"),
        "meeting": _("Møte"),
        "note": _("Notat"),
        "assignment": _("Tildelt"),
        "decision": _("Vedtak"),
        "admitted": _("Innlagt"),
        "need-assessed": _("Behov for kommunale tjenester vurdert"),
        "expected-discharge": _("Forventet utskrivning"),
        "readiness-assessed": _("Utskrivningsklar vurdert etter § 9"),
        "not-ready": _("Ikke lenger utskrivningsklar"),
        "departed": _("Reist fra sykehuset"),
        "reply-classified": _("Svaret fra kommunen tolket"),
        "offer-refused": _("Pasienten takket nei til tilbudet"),
        "services-paused": _("Tjenester satt på pause"),
        "services-resumed": _("Tjenester startet igjen"),
        "document-sent-elsewhere": _("Dokument sendt fra annet system"),
        "payer-confirmed": _("Betaler bekreftet"),
        "day-reason": _("Årsak til ventedøgn"),
        "placed": _("Melding plassert i opphold"),
        "moved": _("Flyttet"),
        "undone": _("Angret"),
    }
    return known.get(kind, kind)
