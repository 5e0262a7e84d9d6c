"""Why an event was not read, in words for a person. What is answered to the sender stays in English."""

from __future__ import annotations

from django.utils.translation import gettext as _


def reason_words(reason: str) -> str:
    """A reason as the screens say it; one that is not known here stays as it is."""
    known = {
        "Only ADT A01, A02, A03, A08, A11 and A13 are read": _(
            "Bare ADT A01, A02, A03, A08, A11 og A13 leses"
        ),
        "The visit has no number": _("Oppholdet mangler nummer"),
        "The visit has no identifier": _("Oppholdet mangler nummer"),
        "The time cannot be read": _("Tidspunktet kan ikke leses"),
        "The event lies in the future": _("Hendelsen ligger fram i tid"),
        "The visit is unknown, and has no time of admission": _(
            "Oppholdet er ukjent her, og tidspunktet for innleggelse mangler"
        ),
        "No number that the patient can be known by": _("Pasienten har ikke noe gyldig nummer"),
        "The patient is unknown here, and has no name": _("Pasienten er ukjent her, og navnet mangler"),
        "The number is of a patient who is registered with another date of birth": _(
            "Nummeret hører til en pasient som er registrert med en annen fødselsdato"
        ),
        "The number is of a patient who is registered with another fødselsnummer": _(
            "Nummeret hører til en pasient som er registrert med et annet fødselsnummer"
        ),
        "A real patient in a test system, or an invented one in production": _(
            "Ekte pasient i et testsystem, eller oppdiktet pasient i produksjon"
        ),
        "MSH-10 was used for another message": _("MSH-10 er brukt for en annen melding"),
        "The event has no PID": _("Hendelsen mangler PID"),
        "The event has no PV1": _("Hendelsen mangler PV1"),
        "No such Patient was told before": _("Pasienten er ikke meldt før"),
        "Who it is about cannot be told": _("Det går ikke fram hvem det gjelder"),
        "A finished visit has an end": _("Et avsluttet opphold må ha en slutt"),
        "The event is about no visit": _("Hendelsen gjelder ikke noe opphold"),
        "Planned: nobody is here yet": _("Planlagt opphold: ingen er her ennå"),
        "Nothing new": _("Ikke noe nytt"),
        "This node is no hospital: only the patient is kept": _(
            "Virksomheten er ikke et sykehus: bare pasienten er registrert"
        ),
    }
    return known.get(reason) or _rare(reason)


def _rare(reason: str) -> str:
    """What only a faulty program sends, or only a fault of ours makes: by how it begins."""
    rare = {
        "Not a message of HL7": _("Meldingen er ikke HL7 v2"),
        "The message has more than": _("Meldingen er for stor"),
        "MSH-18 names": _("Tegnsettet i MSH-18 leses ikke"),
        "The bytes are not of": _("Tegnene er ikke i tegnsettet som MSH-18 oppgir"),
        "The body is no": _("Innholdet er ikke den ressursen det skal være"),
        "Not a": _("Et felt har feil form"),
        "The status is none of": _("Statusen finnes ikke i FHIR R4"),
        "Class ": _("Denne typen kontakt gir ikke noe opphold"),
        "Failed here": _("Det gikk galt hos oss. Journalsystemet kan melde på nytt"),
    }
    found = (words for start, words in rare.items() if reason.startswith(start))
    return next(found, reason and _("Kunne ikke leses"))
