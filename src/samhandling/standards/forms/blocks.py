"""The blocks that several messages have, each once (HIS 80704:2014)."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import codes, epj, msghead, plo

from .derive import changed, choices, group_of, parts_of, words_of
from .shapes import Field, Group, Kind, Part, Section, Words

NOTES = "medisinskfaglige_opplysninger.generelt_journalnotat.journaltekst"
NURSING = "sykepleierdokumentasjon"
NURSING_NOTES = f"{NURSING}.info_fra_sykepleier.journaltekst"
IMPORTANT_NOTES = "info_andre_viktige_opplysninger.generelt_journalnotat.journaltekst"
SHIPMENT = "informasjon_om_forsendelsen"

HEADINGS: dict[str, Words] = {
    "9141:1": ("Innkomststatus", "Innkomststatus", "Status on arrival"),
    "9141:7": ("Sykepleiediagnose", "Sjukepleiediagnose", "Nursing diagnosis"),
    "9141:8": ("Sykepleiesammenfatning", "Sjukepleiesamanfatning", "Nursing summary"),
    "9141:12": ("Status ved utskrivning", "Status ved utskriving", "Status at discharge"),
    "9141:13": ("Pasientens egne vurderinger", "Eigne vurderingar frå pasienten", "The patient's own view"),
    "9141:14": ("Praktiske opplysninger", "Praktiske opplysningar", "Practical information"),
    "9142:AAI": ("Årsak til innleggelse", "Årsak til innlegging", "Reason for admission"),
    "9142:FA": ("Familie og sosialt", "Familie og sosialt", "Family and social matters"),
    "9142:FO": ("Forløp og behandling", "Forløp og behandling", "Course and treatment"),
    "9142:FU": ("Funn og undersøkelsesresultat", "Funn og undersøkingsresultat", "Findings and results"),
    "9142:IP": (
        "Informasjon til pasient og pårørende",
        "Informasjon til pasient og pårørande",
        "Information to patient and next of kin",
    ),
    "9142:OP": ("Planer for videre oppfølging", "Planar for vidare oppfølging", "Plans for follow-up"),
    "9142:PROB": ("Aktuell problemstilling", "Aktuell problemstilling", "Present problem"),
    "9142:UTRED": (
        "Forventet eller ønsket undersøkelse og behandling",
        "Forventa eller ønskt undersøking og behandling",
        "Expected or wanted examination and treatment",
    ),
    "9142:VU": ("Vurdering", "Vurdering", "Assessment"),
    "9145:1": ("Pasientens status", "Status for pasienten", "The patient's status"),
    "9145:2": ("Antatt forløp", "Venta forløp", "Expected course"),
}


def note(  # noqa: PLR0913  what a note is
    name: str,
    base: str,
    code: str,
    *,
    required: bool = False,
    clause: str = "",
    text_help: Words | None = None,
) -> Field:
    """A headed note of its own: its code is the heading, so it needs no choosing."""
    return Field(
        name=name,
        at=f"{base}[overskriftskode={code}].notat",
        kind="long",
        label=HEADINGS[code],
        help=text_help,
        required=required,
        clause=clause,
    )


def other_notes(name: str, base: str, systems: tuple[str, ...], *taken: str) -> Group:
    """Notes under any other heading. `taken` are the headings that have a field of their own."""
    group = group_of(epj.Journaltekst, name, f"{base}*", label=OTHER_NOTES)
    left = tuple(one for one in choices(systems) if one not in {*taken, "9142:SYKM"})
    return changed(group, "overskriftskode", choices=left)


OTHER_NOTES: Words = ("Andre notater", "Andre notat", "Other notes")


def event(  # noqa: PLR0913  what an event is
    name: str,
    at: str,
    code: str,
    *,
    kind: Kind = "moment",
    label: Words | None = None,
    estimate: bool | None = False,
    described: str = "",
    required: bool = True,
    clause: str = "",
) -> Group:
    """A TidsfestetHendelse with its code. `estimate` None: the writer says whether it is one."""
    said = "hendelsekode" if "opplysning_opphold" not in at else "tidsfestet_hendelse.hendelsekode"
    tail = "" if said == "hendelsekode" else ".tidsfestet_hendelse"
    word = codes.words("9121", code)
    parts = parts_of(plo.TidsfestetHendelse, leave=["hendelsekode"])
    group = Group(
        name=name,
        at=f"{at}[{said}=9121:{code}]{tail}",
        label=label or (word, word, word),
        parts=parts,
        required=required,
        clause=clause,
    )
    group = changed(group, "tidspunkt_for_hendelse", kind=kind, label=_WHEN[kind], clause=clause)
    group = replace(
        group, parts=tuple(sorted(group.parts, key=lambda one: one.name != "tidspunkt_for_hendelse"))
    )
    if described:
        group = changed(group, "beskrivelse_av_hendelse", default=described, locked=True)
    if estimate is None:
        return group
    return changed(group, "anslag", default="true" if estimate else "false", locked=True)


_WHEN: dict[Kind, Words] = {
    "date": ("Dato", "Dato", "Date"),
    "moment": ("Dato og klokkeslett", "Dato og klokkeslett", "Date and time"),
    "time": ("Tidspunkt", "Tidspunkt", "Time"),
}

STAY_EVENTS = changed(
    replace(
        group_of(plo.TidsfestetHendelse, "stay_events", "opplysning_opphold*.tidsfestet_hendelse"),
        label=("Andre opplysninger om oppholdet", "Andre opplysningar om opphaldet", "More about the stay"),
        folded=True,
    ),
    "hendelsekode",
    choices=tuple(one for one in choices(["9121"]) if one != "9121:3"),
)

CONSENT = Field(
    name="consent",
    at="document/consent",
    kind="code",
    label=("Pasientens samtykke", "Samtykket frå pasienten", "The patient's consent"),
    choices=choices(["9064"]),
    clause="9064; akseptansetest",
)
FORBEHOLD = replace(
    next(
        one
        for one in parts_of(plo.InformasjonOmForsendelsen, prefix=f"{SHIPMENT}.")
        if one.name == "forbehold_om_videresending"
    ),
    label=(
        "Pasienten har tatt forbehold om videresending",
        "Pasienten har teke atterhald om vidaresending",
        "The patient objects to forwarding",
    ),
    clause="HIS 80704:2014, InformasjonOmForsendelsen",
)
RIGHTS = Section(
    label=("Samtykke og forbehold", "Samtykke og atterhald", "Consent and reservations"),
    parts=(CONSENT, FORBEHOLD),
)
NO_CONSENT = replace(RIGHTS, parts=(FORBEHOLD,))

ANSWER = Section(
    label=("Spørsmålet som besvares", "Spørsmålet som blir svara på", "The question that is answered"),
    parts=(
        Field(
            name="answering",
            at=f"{SHIPMENT}.svar_paa_foresporsel",
            kind="yes",
            label=words_of("", "svar_paa_foresporsel"),
            locked=True,
            clause="HIS 80704:2014, InformasjonOmForsendelsen",
        ),
        Group(
            name="question",
            at=f"{SHIPMENT}.foresporsel",
            label=words_of("", "foresporsel"),
            parts=tuple(
                replace(one, locked=True)
                for one in parts_of(plo.Foresporsel, only=["type_foresp", "sporsmal", "ref_dok_id_foresp"])
                if isinstance(one, Field)
            ),
            clause="HIS 1152; HIS 80704:2014 vedlegg C",
        ),
    ),
)

_ADDRESS = changed(
    group_of(
        msghead.Address,
        "patient_address",
        "patient/address",
        label=("Pasientens adresse", "Adressa til pasienten", "The patient's address"),
        many=False,
    ),
    "type",
    default="3401:H",
)
_PHONES = group_of(
    msghead.TeleCom,
    "patient_phones",
    "patient/tele_com*",
    label=("Pasientens telefon", "Telefonen til pasienten", "The patient's telephone"),
)
LIVING = tuple(
    replace(one, at=f"tilleggsopplysning_pasient.{one.at}") for one in parts_of(plo.TilleggsopplysningPasient)
)
PATIENT = Section(
    label=("Om pasienten", "Om pasienten", "About the patient"), parts=(_ADDRESS, _PHONES, *LIVING)
)

KIN = Section(
    label=("Pårørende og barn", "Pårørande og barn", "Next of kin and children"),
    help=(
        "Ta med barn under 18 år, ett for hvert barn, med fødselsår.",
        "Ta med barn under 18 år, eitt for kvart barn, med fødselsår.",
        "Name children under 18, one entry for each, with year of birth.",
    ),
    parts=(
        group_of(
            plo.ParorendeForesatt,
            "kin",
            "parorende_foresatt*",
            label=("Pårørende eller foresatt", "Pårørande eller føresett", "Next of kin or guardian"),
            clause="HIS 80704:2014, ParorendeForesatt",
        ),
    ),
)

RESPONSIBLE = changed(
    changed(
        changed(
            group_of(
                plo.AnsvarForRapport,
                "responsible",
                "ansvar_for_rapport*",
                label=("Ansvarlig for meldingen", "Ansvarleg for meldinga", "Responsible for the message"),
                required=True,
                clause="HITS 1174; HIS 80704:2014, AnsvarForRapport",
            ),
            "tele_com",
            required=True,
            clause="HITS 1174 (navn og telefon)",
        ),
        "type_healthcare_professional",
        required=True,
        clause="HIS 80704:2014, AnsvarForRapport",
    ),
    "role_to_patient",
    default="9034:21",
)
UNITS = group_of(
    plo.TilknyttetEnhet,
    "units",
    "tilknyttet_enhet*",
    label=("Enhet som kan kontaktes", "Eining som kan kontaktast", "Unit to contact"),
    clause="HITS 1174",
)
UNITS = changed(UNITS, "tele_com", required=True, clause="HITS 1174 (telefon)")
CONTACTS = group_of(
    plo.KontaktpersonHelsepersonell,
    "contacts",
    "kontaktperson_helsepersonell*",
    label=("Andre kontaktpersoner", "Andre kontaktpersonar", "Other contacts"),
    help=(
        "For eksempel fastlege eller primærkontakt.",
        "Til dømes fastlege eller primærkontakt.",
        "For example GP or primary contact.",
    ),
    folded=True,
)
CONTACT = Section(
    label=("Hvem mottakeren kan ringe", "Kven mottakaren kan ringje", "Whom the receiver can ring"),
    parts=(RESPONSIBLE, UNITS, CONTACTS),
    open=True,
)
SENT_DOCUMENTS = Section(
    label=("Andre dokumenter som er sendt", "Andre dokument som er sende", "Other documents sent"),
    parts=(group_of(plo.SendtDokument, "sent_documents", "sendt_dokument*"),),
)


def diagnoses(*, required: bool = False, clause: str = "") -> Section:
    """Diagnoses, one for each code."""
    group = group_of(
        plo.MedisinskDiagnose,
        "diagnoses",
        "info_medisinsk_diagnose.medisinsk_diagnose*",
        label=("Diagnose", "Diagnose", "Diagnosis"),
        required=required,
        clause=clause,
    )
    return Section(label=words_of("", "info_medisinsk_diagnose"), parts=(group,))


_CAVE = "medisinskfaglige_opplysninger.cave"
CRITICAL = Section(
    label=("Cave, allergi og smitte", "Cave, allergi og smitte", "Warnings, allergies and infection"),
    help=(
        "Kritisk informasjon som mottakeren må kjenne.",
        "Kritisk informasjon som mottakaren må kjenne.",
        "Critical information that the receiver must know.",
    ),
    parts=(
        group_of(
            epj.StikkordCave,
            "cave",
            f"{_CAVE}.sakshode_cave.stikkord_cave*",
            label=("Cave", "Cave", "Warning"),
        ),
        group_of(
            epj.Allerginotat,
            "cave_allergies",
            f"{_CAVE}.allerginotat*",
            label=("Allergi som er cave", "Allergi som er cave", "Allergy that is a warning"),
        ),
        group_of(
            epj.Allerginotat,
            "allergies",
            "medisinskfaglige_opplysninger.allerginotat*",
            label=("Annen allergi", "Annan allergi", "Other allergy"),
            folded=True,
        ),
    ),
)
HISTORY = Section(
    label=(
        "Tidligere sykdommer og blodtype",
        "Tidlegare sjukdommar og blodtype",
        "Earlier illness, blood type",
    ),
    parts=(
        group_of(
            plo.InfoTidligereSykdommer,
            "earlier_illnesses",
            "medisinskfaglige_opplysninger.info_tidligere_sykdommer*",
        ),
        group_of(
            plo.RegistrertBlodtype,
            "blood_type",
            "medisinskfaglige_opplysninger.registrert_blodtype",
            many=False,
            folded=True,
        ),
    ),
)
IMPORTANT = Section(
    label=words_of("", "info_andre_viktige_opplysninger"),
    parts=(
        changed(
            group_of(epj.Journaltekst, "important_notes", f"{IMPORTANT_NOTES}*"),
            "overskriftskode",
            choices=choices(["9143", "9141", "9142"]),
        ),
        group_of(
            epj.Allerginotat,
            "important_allergies",
            "info_andre_viktige_opplysninger.allerginotat*",
            folded=True,
        ),
    ),
)
MEDICINES = Section(
    label=words_of("", "legemiddelinfo"),
    help=(
        "Ett felt for hvert legemiddel, også seponerte.",
        "Eitt felt for kvart legemiddel, også seponerte.",
        "One entry for each medicine, those stopped too.",
    ),
    parts=(
        group_of(
            epj.Legemiddelinfo, "medicines", "legemiddelinfo*", label=("Legemiddel", "Legemiddel", "Medicine")
        ),
    ),
)


def services(*, required: bool = False, clause: str = "") -> Section:
    """Services that the patient has."""
    group = group_of(
        plo.EksisterendeTjeneste,
        "services",
        "eksisterende_tjeneste*",
        label=("Tjeneste", "Teneste", "Service"),
        required=required,
        clause=clause,
    )
    if required:
        group = changed(group, "startdato", required=True, clause="HIS 1146 (startdato)")
    return Section(label=words_of("", "eksisterende_tjeneste"), parts=(group,), open=required)


NEEDS = Section(
    label=words_of("", "tjeneste_behov"),
    parts=(group_of(plo.TjenesteBehov, "needs", "tjeneste_behov*", label=("Behov", "Behov", "Need")),),
)
_FUNCTION = "info_kartlegging_funksjonsniva"
FUNCTION = Section(
    label=words_of("", _FUNCTION),
    parts=(
        group_of(
            plo.SamletVurderingFunksjonsniva,
            "function_overall",
            f"{_FUNCTION}.samlet_vurdering_funksjonsniva",
            many=False,
        ),
        group_of(
            plo.KartlagtFunksjon,
            "functions",
            f"{_FUNCTION}.kartlagt_funksjon*",
            label=("Funksjon", "Funksjon", "Function"),
        ),
        group_of(plo.Ansvarlig, "function_by", f"{_FUNCTION}.ansvarlig", many=False, folded=True),
    ),
)
COMMUNICATION = Section(
    label=words_of("", "info_assistert_kommunikasjon"),
    parts=(
        group_of(
            plo.AssistertKommunikasjon,
            "communication",
            "info_assistert_kommunikasjon*.assistert_kommunikasjon",
            label=words_of("", "assistert_kommunikasjon"),
        ),
    ),
)
INFORMED = Section(
    label=words_of("", "info_informasjon_gitt"),
    parts=(group_of(plo.InformasjonGitt, "informed", "info_informasjon_gitt.informasjon_gitt*"),),
)
WISHES = Section(
    label=words_of("", "info_reservasjon"),
    parts=(
        group_of(
            plo.ReservasjonOnske,
            "wishes",
            "info_reservasjon.reservasjon_onske*",
            label=words_of("", "", "ReservasjonOnske"),
        ),
    ),
)
AIDS = Section(
    label=words_of("", "opplysninger_om_hjelpemidler"),
    parts=(
        group_of(
            plo.FasteHjelpemidler,
            "fixed_aids",
            "opplysninger_om_hjelpemidler.faste_hjelpemidler*",
            label=words_of("", "faste_hjelpemidler"),
        ),
        group_of(
            plo.StatusHjelpemiddel,
            "aids",
            "opplysninger_om_hjelpemidler.status_hjelpemiddel*",
            label=("Hjelpemiddel", "Hjelpemiddel", "Assistive device"),
        ),
    ),
)
OTHER_PROFESSIONS = Section(
    label=words_of("", "opplysninger_andre_faggrupper"),
    parts=(
        group_of(
            plo.OpplysningerAndreFaggrupper,
            "other_professions",
            "opplysninger_andre_faggrupper*",
            label=("Faggruppe", "Faggruppe", "Profession"),
        ),
    ),
)
ONE_OTHER_PROFESSION = replace(
    OTHER_PROFESSIONS,
    parts=(
        group_of(
            plo.OpplysningerAndreFaggrupper, "other_professions", "opplysninger_andre_faggrupper", many=False
        ),
    ),
)


def nursing(*notes: Part) -> Section:
    """The nurse's notes, what matters for follow-up, and whatever else nursing has to tell."""
    taken = [note.at.partition("=")[2].partition("]")[0] for note in notes]
    return Section(
        label=words_of("", NURSING),
        parts=(
            *notes,
            other_notes("nursing_notes", NURSING_NOTES, ("9141", "9142"), *taken),
            group_of(
                plo.OpplysningerRelevantOppfolging,
                "follow_up",
                f"{NURSING}.info_fra_sykepleier.opplysninger_relevant_oppfolging",
                many=False,
                folded=True,
            ),
            *(
                replace(one, at=f"{NURSING}.{one.at}", folded=True)
                for one in parts_of(plo.Sykepleierdokumentasjon, leave=["info_fra_sykepleier"])
                if isinstance(one, Group)
            ),
        ),
        open=True,
    )


def content_type(system: str, at: str = "type_innhold_i_melding.type_innhold", clause: str = "") -> Field:
    """What kind of content this type of message has this time."""
    return Field(
        name="content_type",
        at=at,
        kind="code",
        label=words_of("", "type_innhold"),
        choices=choices([system]),
        required=bool(clause),
        clause=clause,
    )


def content_remark(at: str = "type_innhold_i_melding.merknad") -> Field:
    """A remark on the kind of content."""
    return Field(name="content_remark", at=at, kind="text", label=words_of("", "merknad"))
