"""The profiles of the PLO 1.6 messages: which blocks each has, what its standard demands, in form order."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import plo

from . import blocks as b
from . import notes as n
from . import openings as o
from .derive import changed, group_of, parts_of, words_of
from .notes import NOTES, NURSING_NOTES, note
from .shapes import Group, Profile, Section

LOGISTIKK = "HIS 1149"
WHAT_HAS_HAPPENED = ("Hva som har skjedd", "Kva som har skjedd", "What has happened")


def _logistics(type_code: str, *parts: Group) -> Profile:
    """A message of Pasientlogistikk: no health information, whom to ring, what has happened."""
    return Profile(
        type_code=type_code,
        root=plo.Pasientlogistikk,
        sections=(
            Section(label=WHAT_HAS_HAPPENED, parts=parts, open=True),
            o.CONTACT,
            o.NO_CONSENT,
        ),
        source="HIS 1149:2014 Pasientlogistikk; HIS 80704:2014",
        cancelled=(*(part.name for part in parts if part.required), "responsible", "units"),
        left_out=dict.fromkeys(
            (
                "tilleggsopplysning_pasient",
                "parorende_foresatt",
                "sendt_dokument",
                "informasjon_om_forsendelsen.foresporsel",
                "informasjon_om_forsendelsen.svar_paa_foresporsel",
            ),
            "en logistikkmelding har ingen helseopplysninger og er ikke svar på noe (HIS 1149)",
        ),
    )


def _in(use: type) -> str:
    return f"anvendelse<{use.__name__}>.tidsfestet_hendelse"


INNLAGT = _logistics(
    "LOG_INNLAGT",
    n.event("admitted", _in(plo.MeldingInnlagtPasient), "1", clause="HIS 1149 (dato og klokkeslett)"),
)
UTSKRIVNINGSKLAR = _logistics(
    "LOG_UTSKRIVNINGSKLAR",
    n.event("admitted", _in(plo.MeldingUtskrivningsklarPasient), "1", clause=LOGISTIKK),
    n.event(
        "ready",
        _in(plo.MeldingUtskrivningsklarPasient),
        "3",
        estimate=None,
        clause="HIS 1149; FOR-2011-11-18-1115 § 9–10",
    ),
)
AVMELDING = _logistics(
    "LOG_AVMELDING",
    n.event("admitted", _in(plo.AvmeldingUtskrivningsklarPasient), "1", clause="HIS 80704:2014"),
    n.event("ready", _in(plo.AvmeldingUtskrivningsklarPasient), "3", estimate=None, clause="HIS 80704:2014"),
    n.event("withdrawn", _in(plo.AvmeldingUtskrivningsklarPasient), "4", clause=LOGISTIKK),
)
_LEFT = group_of(
    plo.UtskrevetTil,
    "discharged_to",
    "anvendelse<MeldingOmUtskrevetPasient>.utskrevet_til",
    many=False,
    required=True,
    clause="HIS 1149, UtskrevetTil",
)
UTSKREVET = _logistics(
    "LOG_UTSKREVET",
    n.event("discharged", _in(plo.MeldingOmUtskrevetPasient), "2", clause=LOGISTIKK),
    changed(_LEFT, "uttilstand", required=True, clause="HIS 1149, UtskrevetTil/Uttilstand"),
    group_of(
        plo.InformasjonGitt,
        "informed",
        "anvendelse<MeldingOmUtskrevetPasient>.info_informasjon_gitt.informasjon_gitt*",
        folded=True,
    ),
)
DODSFALL = _logistics(
    "LOG_DOD",
    n.event("dead", _in(plo.OrienteringOmDod), "13", kind="time", clause="HIS 1149 (minst dato)"),
)

INNLEGGELSESRAPPORT = Profile(
    type_code="INNLEGGELSESRAPPORT",
    root=plo.Innleggelsesrapport,
    source="HIS 1143:2014 Innleggelsesrapport; HIS 80704:2014",
    cancelled=("responsible", "units"),
    sections=(
        Section(
            label=(
                "Hvorfor pasienten er innlagt",
                "Kvifor pasienten er innlagd",
                "Why the patient is admitted",
            ),
            open=True,
            parts=(
                note("reason", NOTES, "9142:AAI", required=True, clause="HIS 1143 (Årsak til innleggelse)"),
                note("problem", NOTES, "9142:PROB"),
                note("findings", NOTES, "9142:FU"),
                n.other_notes("notes", NOTES, ("9142", "9143", "9145"), "9142:AAI", "9142:PROB", "9142:FU"),
            ),
        ),
        o.ANSWER,
        b.CRITICAL,
        b.MEDICINES,
        b.nursing(
            note("nursing_summary", NURSING_NOTES, "9141:8", clause="HIS 1143"),
            note("practical", NURSING_NOTES, "9141:14", clause="HIS 1143"),
        ),
        b.services(clause="HIS 1143 (tjenester som mottas)"),
        b.FUNCTION,
        b.diagnoses(clause="HIS 1143"),
        b.HISTORY,
        b.IMPORTANT,
        b.ONE_OTHER_PROFESSION,
        b.AIDS,
        b.COMMUNICATION,
        b.WISHES,
        b.INFORMED,
        o.PATIENT,
        o.KIN,
        o.CONTACT,
        o.SENT_DOCUMENTS,
        o.RIGHTS,
    ),
)

_STAY = "opplysning_opphold"
HELSEOPPLYSNINGER = Profile(
    type_code="HELSEOPPL_SOKNAD",
    root=plo.HelseopplysningerVedSoknad,
    source="HIS 1144:2014 Helseopplysninger; HIS 80704:2014",
    cancelled=("content_type", "expected", "responsible", "units"),
    sections=(
        Section(
            label=("Status og forløp", "Status og forløp", "Status and course"),
            open=True,
            parts=(
                b.content_type("9140", clause="HIS 1144 (type innhold)"),
                b.content_remark(),
                n.event(
                    "expected",
                    _STAY,
                    "3",
                    kind="date",
                    label=(
                        "Forventet utskrivningsklar",
                        "Venta utskrivingsklar",
                        "Expected to be ready for discharge",
                    ),
                    estimate=True,
                    described="Forventet utskrivningsklar",
                    clause="HIS 1144 (forventet utskrivningsdato)",
                ),
                note("status", NOTES, "9145:1", required=True, clause="HIS 1144 (Pasientens status)"),
                note("course", NOTES, "9145:2", required=True, clause="HIS 1144 (Antatt forløp)"),
                note("problem", NOTES, "9142:PROB"),
                note("findings", NOTES, "9142:FU", clause="HIS 1144 (bør)"),
                n.other_notes("notes", NOTES, ("9142", "9143"), "9145:1", "9145:2", "9142:PROB", "9142:FU"),
                n.STAY_EVENTS,
            ),
        ),
        o.ANSWER,
        b.CRITICAL,
        b.nursing(
            note("nursing_summary", NURSING_NOTES, "9141:8", clause="HIS 1144 (bør)"),
            note("practical", NURSING_NOTES, "9141:14", clause="HIS 1144 (bør)"),
        ),
        b.diagnoses(clause="HIS 1144 (bør)"),
        b.HISTORY,
        b.FUNCTION,
        b.NEEDS,
        b.OTHER_PROFESSIONS,
        b.COMMUNICATION,
        b.INFORMED,
        Section(
            label=words_of("", "opplysninger_til_soknad"),
            parts=(
                group_of(plo.OpplysningerTilSoknad, "application", "opplysninger_til_soknad", many=False),
            ),
        ),
        o.PATIENT,
        o.KIN,
        o.CONTACT,
        o.SENT_DOCUMENTS,
        o.RIGHTS,
    ),
)

_CONTROL = "info_kontrolltime*.time"
CONTROLS = Section(
    label=words_of("", "info_kontrolltime"),
    parts=tuple(
        Group(
            name=name,
            at=f"{_CONTROL}<{cls.__name__}>",
            label=words_of("", cls.__name__, cls.__name__),
            parts=parts_of(cls),
            many=True,
        )
        for name, cls in (
            ("booked", plo.InformasjonOmTime),
            ("to_book", plo.KontrolltimeBestill),
            ("tentative", plo.InformasjonOmTentativTime),
        )
    ),
)
UTSKRIVNINGSRAPPORT = Profile(
    type_code="UTSKRIVNINGSRAPPORT",
    root=plo.TverrfagligEpikrise,
    source="HIS 1148:2014 Utskrivningsrapport; HIS 80704:2014",
    cancelled=("content_type", "responsible", "units"),
    sections=(
        Section(
            label=("Oppholdet og videre plan", "Opphaldet og vidare plan", "The stay and the plan"),
            open=True,
            parts=(
                replace(b.content_type("9139", clause="HIS 1148 (type innhold)"), default="9139:11"),
                b.content_remark(),
                note(
                    "problem", NOTES, "9142:PROB", required=True, clause="HIS 1148 (Aktuell problemstilling)"
                ),
                note(
                    "plan", NOTES, "9142:OP", required=True, clause="HIS 1148 (Planer for videre oppfølging)"
                ),
                note("findings", NOTES, "9142:FU"),
                note("treatment", NOTES, "9142:FO"),
                n.other_notes(
                    "notes", NOTES, ("9142", "9143", "9145"), "9142:PROB", "9142:OP", "9142:FU", "9142:FO"
                ),
                replace(
                    group_of(plo.TidsfestetHendelse, "stay_events", f"{_STAY}*.tidsfestet_hendelse"),
                    label=words_of("", _STAY),
                    folded=True,
                ),
            ),
        ),
        b.MEDICINES,
        b.nursing(
            note(
                "nursing_summary",
                NURSING_NOTES,
                "9141:8",
                required=True,
                clause="HIS 1148 (Sykepleiesammenfatning)",
            ),
            note("status_out", NURSING_NOTES, "9141:12"),
            note("own_view", NURSING_NOTES, "9141:13"),
            note("practical", NURSING_NOTES, "9141:14", clause="HIS 1148"),
        ),
        b.CRITICAL,
        b.diagnoses(clause="HIS 1148"),
        CONTROLS,
        b.HISTORY,
        b.IMPORTANT,
        b.FUNCTION,
        b.NEEDS,
        b.OTHER_PROFESSIONS,
        b.AIDS,
        b.COMMUNICATION,
        b.WISHES,
        b.INFORMED,
        o.PATIENT,
        o.KIN,
        o.CONTACT,
        o.SENT_DOCUMENTS,
        o.ANSWER,
        o.RIGHTS,
    ),
)

HELSEOPPLYSNINGER_TIL_LEGE = Profile(
    type_code="HELSEOPPLYSNINGER_LEGE",
    root=plo.Konsultasjon,
    source="HIS 1145:2014 Helseopplysninger til lege; HIS 80704:2014",
    cancelled=("content_type", "responsible", "units"),
    sections=(
        Section(
            label=("Hva saken gjelder", "Kva saka gjeld", "What it is about"),
            open=True,
            parts=(
                b.content_type(
                    "9137", "innhold_konsultasjon.type_innhold_konsultasjon", clause="HIS 1145 (type innhold)"
                ),
                b.content_remark("innhold_konsultasjon.merknad"),
                note(
                    "problem", NOTES, "9142:PROB", required=True, clause="HIS 1145 (Aktuell problemstilling)"
                ),
                note("assessment", NOTES, "9142:VU"),
                n.other_notes("notes", NOTES, ("9142", "9143", "9145"), "9142:PROB", "9142:VU"),
            ),
        ),
        o.ANSWER,
        b.MEDICINES,
        b.CRITICAL,
        b.nursing(note("nursing_summary", NURSING_NOTES, "9141:8")),
        b.diagnoses(),
        b.HISTORY,
        b.IMPORTANT,
        b.FUNCTION,
        b.COMMUNICATION,
        b.WISHES,
        b.INFORMED,
        o.PATIENT,
        o.KIN,
        o.CONTACT,
        o.SENT_DOCUMENTS,
        o.RIGHTS,
    ),
)

_IPLOS = "info_iplos_relevant_informasjon"
MEDISINSKE_OPPLYSNINGER = Profile(
    type_code="MEDISINSKE_OPPLYSNINGER",
    root=plo.OverforingMedisinskeOpplysninger,
    source="HIS 1147:2014 Medisinske opplysninger; HIS 80704:2014",
    cancelled=("content_type", "responsible", "units"),
    sections=(
        Section(
            label=("Medisinsk vurdering", "Medisinsk vurdering", "Medical assessment"),
            open=True,
            parts=(
                b.content_type("9138", clause="HIS 1147 (type innhold)"),
                b.content_remark(),
                note(
                    "problem", NOTES, "9142:PROB", required=True, clause="HIS 1147 (Aktuell problemstilling)"
                ),
                note("findings", NOTES, "9142:FU", clause="HIS 1147"),
                note("wanted", NOTES, "9142:UTRED", clause="HIS 1147 (ved søknad)"),
                note("assessment", NOTES, "9142:VU"),
                n.other_notes(
                    "notes",
                    NOTES,
                    ("9142", "9143", "9141", "9145"),
                    "9142:PROB",
                    "9142:FU",
                    "9142:UTRED",
                    "9142:VU",
                ),
            ),
        ),
        o.ANSWER,
        b.diagnoses(clause="HIS 1147"),
        b.MEDICINES,
        b.CRITICAL,
        b.HISTORY,
        Section(
            label=words_of("", _IPLOS),
            parts=(
                group_of(plo.TidsperiodeDiagnose, "diagnosis_periods", f"{_IPLOS}.tidsperiode_diagnose*"),
                group_of(
                    plo.TidsfestetHendelse,
                    "iplos_event",
                    f"{_IPLOS}.tidsfestet_hendelse",
                    many=False,
                    label=("Sykdomsdebut", "Sjukdomsdebut", "Onset of illness"),
                    folded=True,
                ),
            ),
        ),
        b.OTHER_PROFESSIONS,
        b.FUNCTION,
        b.NEEDS,
        b.IMPORTANT,
        b.COMMUNICATION,
        b.WISHES,
        b.INFORMED,
        Section(
            label=words_of("", "opplysninger_til_soknad"),
            parts=(
                group_of(plo.OpplysningerTilSoknad, "application", "opplysninger_til_soknad", many=False),
            ),
        ),
        o.PATIENT,
        o.KIN,
        o.CONTACT,
        o.SENT_DOCUMENTS,
        o.RIGHTS,
    ),
)

TJENESTETILBUD = Profile(
    type_code="ORIENTERING_TJENESTETILBUD",
    root=plo.OrienteringOmTjenestetilbud,
    source="HIS 1146:2014 Orientering om tjenestetilbud; HIS 80704:2014",
    cancelled=("services", "responsible", "units"),
    sections=(
        b.services(required=True, clause="HIS 1146 (én for hver tjeneste)"),
        o.ANSWER,
        Section(
            label=words_of("", "assistert_kommunikasjon"),
            parts=(group_of(plo.AssistertKommunikasjon, "communication", "assistert_kommunikasjon*"),),
        ),
        o.PATIENT,
        o.KIN,
        o.CONTACT,
        o.SENT_DOCUMENTS,
        o.NO_CONSENT,
    ),
)

PLO = (
    INNLAGT,
    INNLEGGELSESRAPPORT,
    HELSEOPPLYSNINGER,
    UTSKRIVNINGSKLAR,
    AVMELDING,
    UTSKREVET,
    UTSKRIVNINGSRAPPORT,
    DODSFALL,
    MEDISINSKE_OPPLYSNINGER,
    HELSEOPPLYSNINGER_TIL_LEGE,
    TJENESTETILBUD,
)
