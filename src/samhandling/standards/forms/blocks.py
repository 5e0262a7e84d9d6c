"""The blocks of content that several messages have, each once (HIS 80704:2014)."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import epj, plo

from .derive import changed, choices, group_of, parts_of, words_of
from .notes import IMPORTANT_NOTES, NURSING, NURSING_NOTES, other_notes
from .shapes import Field, Group, Part, Section


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
