"""The profiles of Henvisning 2.0: ny tilstand (HIS 1207) and viderehenvisning (HIS 1208)."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards.henvisning import komponenter as po
from samhandling.standards.henvisning import v2

from . import clinical as c
from . import openings as o
from . import partners as p
from .derive import changed, choices, group_of, parts_of, words_of
from .henvisning import WHAT, asked, diagnoses, reasons
from .leaving import OF_ITSELF
from .shapes import Field, Part, Profile, Section

REPORT = "HIS 1207 (8254: HHE i AnsvarForRapport)"
_RESPONSIBLE = group_of(
    po.AnsvarForRapport,
    "responsible",
    "ansvar_for_rapport[type_relasjon=8254:HHE]",
    label=p.REFERRER,
    leave=("type_relasjon",),
    many=False,
    required=True,
    clause=REPORT,
)
_RESPONSIBLE = changed(_RESPONSIBLE, "tele_com", required=True, clause="HITS 1174 (navn og telefon)")
_RESPONSIBLE = changed(_RESPONSIBLE, "type_healthcare_professional", required=True, clause="HIS 1207")
_GP = group_of(
    po.KontaktpersonHelsepersonell,
    "gp",
    "kontaktperson_helsepersonell[kontaktperson.role_to_patient=9034:6]",
    label=p.GP,
    leave=("role_to_patient",),
    many=False,
    clause="HIS 1207, HIS 1208 (9034: 6 Fastlege, unntatt øyeblikkelig hjelp)",
)
_GP = replace(_GP, parts=tuple(one for one in _GP.parts if one.name != "role_to_patient"))


def _of_v2(*names: str) -> tuple[Part, ...]:
    return parts_of(v2.Henvisning, only=names)


def _version_2(type_code: str, source: str, *sections: Section, **left_out: str) -> Profile:
    return Profile(
        type_code=type_code,
        root=v2.Henvisning,
        source=source,
        cancelled=("content_type", "asked_priority", "responsible", "gp"),
        left_out={"issue_date": OF_ITSELF, "document_id": OF_ITSELF, **left_out},
        sections=(
            Section(
                label=WHAT,
                open=True,
                parts=(
                    Field(
                        name="content_type",
                        at="type_innhold_i_melding.type_innhold",
                        kind="code",
                        label=words_of("", "type_innhold"),
                        choices=choices(["8455"]),
                        required=True,
                        clause="HIS 1207 (8455)",
                    ),
                    Field(
                        name="content_remark",
                        at="type_innhold_i_melding.merknad",
                        kind="text",
                        label=words_of("", "merknad"),
                    ),
                    *asked(v2, ""),
                ),
            ),
            reasons(v2, ""),
            diagnoses(v2, ""),
            *sections,
            c.critical(v2, "", c.precautions(v2, "")),
            c.medicines(v2, ""),
            c.results(v2, ""),
            c.others(v2, "", "CAVE"),
            p.contact(_RESPONSIBLE, _GP, *_MORE_CONTACTS),
            *_ABOUT,
        ),
    )


_MORE_CONTACTS = (
    changed(
        group_of(po.TilknyttetEnhet, "units", "tilknyttet_enhet*", label=o.UNITS.label),
        "tele_com",
        required=True,
        clause="HITS 1174 (telefon)",
    ),
    group_of(
        po.KontaktpersonHelsepersonell,
        "contacts",
        "kontaktperson_helsepersonell*",
        label=o.CONTACTS.label,
        folded=True,
    ),
    group_of(
        po.PasientrelatertKontaktperson, "other_contacts", "pasientrelatert_kontaktperson*", folded=True
    ),
)
_ABOUT = (
    Section(
        label=o.PATIENT.label,
        parts=(
            *(part for part in o.PATIENT.parts if part.name in {"patient_address", "patient_phones"}),
            *(
                replace(one, at=f"tilleggsopplysning_pasient.{one.at}")
                for one in parts_of(po.TilleggsopplysningPasient)
            ),
            group_of(
                po.AssistertKommunikasjon,
                "communication",
                "info_assistert_kommunikasjon*.assistert_kommunikasjon",
                label=words_of("", "assistert_kommunikasjon"),
                folded=True,
            ),
            group_of(
                po.OpplysningerOmIndividuellPlan,
                "individual_plan",
                "opplysninger_om_individuell_plan",
                many=False,
                folded=True,
            ),
            group_of(
                po.Legemiddelgjennomgang, "medicine_review", "legemiddelgjennomgang", many=False, folded=True
            ),
            *_of_v2("payment_cat", "req_comment", "basis_for_health_services"),
        ),
    ),
    Section(
        label=o.KIN.label,
        help=o.KIN.help,
        parts=(
            group_of(
                po.ParorendeForesatt,
                "kin",
                "parorende_foresatt*",
                label=("Pårørende eller foresatt", "Pårørande eller føresett", "Next of kin or guardian"),
            ),
        ),
    ),
    Section(
        label=o.SENT_DOCUMENTS.label,
        parts=(
            group_of(po.SendtDokument, "sent_documents", "sendt_dokument*"),
            group_of(v2.Comment, "comments", "comment*", folded=True),
        ),
    ),
    Section(label=o.RIGHTS.label, parts=(group_of(v2.Consent, "consents", "consent*"),)),
)
_DATES = "vurdering_av_henvisning.dato_mottak_og_vurdering"
_PATHWAY = group_of(v2.Pakkeforlop, "pathways", "pakkeforlop*", folded=True)
_NOT_ASSESSED = dict.fromkeys(
    ("vurdering_av_henvisning", "pakkeforlop"),
    "bare spesialisten som henviser videre, har vurdert henvisningen (HIS 1207)",
)
NY_TILSTAND = _version_2("HENVISNING_NYTILSTAND", "HIS 1207 Henvisning ny tilstand", **_NOT_ASSESSED)
VIDERE = _version_2(
    "HENVISNING_VIDERE",
    "HIS 1208 Viderehenvisning",
    Section(
        label=words_of("", "vurdering_av_henvisning"),
        open=True,
        parts=(
            Field(
                name="seniority",
                at=f"{_DATES}[type_dato=9147:1].dato",
                kind="date",
                label=("Ansiennitetsdato", "Ansiennitetsdato", "Date of seniority"),
                clause="HIS 1208 (9147: 1, alltid når henvisningen er vurdert)",
            ),
            changed(
                group_of(
                    v2.DatoMottakOgVurdering,
                    "assessed",
                    f"{_DATES}*",
                    label=("Annen dato", "Annan dato", "Other date"),
                ),
                "type_dato",
                choices=choices(["9147"])[1:],
            ),
            group_of(
                v2.Opplysninger,
                "outcome",
                "vurdering_av_henvisning.opplysninger",
                many=False,
                clause="HIS 1208 (når henvisningen er vurdert)",
            ),
            _PATHWAY,
        ),
    ),
)
