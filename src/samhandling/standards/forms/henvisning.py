"""The profiles of referrals: Henvisning 1.1 (HIS 80517), ny tilstand (HIS 1207), videre (HIS 1208)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from samhandling.standards import henvisning as ref
from samhandling.standards.henvisning import komponenter as po
from samhandling.standards.henvisning import v2
from samhandling.standards.plo import AssistertKommunikasjon, ParorendeForesatt

from . import clinical as c
from . import openings as o
from . import partners as p
from .derive import changed, choices, group_of, parts_of, words_of
from .epikrise import OF_ITSELF
from .shapes import Field, Part, Profile, Section, Words

BODY = "serv_req"
PATIENT = f"{BODY}.patient"
CLAUSE = "HIS 80517 tabell 3-2"
WHY: Words = ("Hvorfor pasienten henvises", "Kvifor pasienten blir tilvist", "Why the patient is referred")
WHAT: Words = ("Hva henvisningen gjelder", "Kva tilvisinga gjeld", "What the referral is about")

TEXTS: dict[str, tuple[str, Words]] = {
    "PROB": ("problem", ("Aktuell problemstilling", "Aktuell problemstilling", "Present problem")),
    "UTRED": (
        "wanted",
        (
            "Forventet utredning eller behandling",
            "Venta utgreiing eller behandling",
            "Expected examination or treatment",
        ),
    ),
    "FU": ("findings", ("Funn og undersøkelser", "Funn og undersøkingar", "Findings and examinations")),
    "FO": ("treatment", ("Forløp og behandling", "Forløp og behandling", "Course and treatment")),
    "FA": ("social", ("Familie og sosialt", "Familie og sosialt", "Family and social matters")),
    "HJ": ("function", ("Funksjonsnivå, hjelpetiltak", "Funksjonsnivå, hjelpetiltak", "Function and help")),
    "IP": (
        "informed",
        ("Informasjon til pasienten", "Informasjon til pasienten", "Information to the patient"),
    ),
}  # fmt: skip
"""Headings (8231) that have a field of their own."""


def _reasons(module: Any, base: str) -> Section:
    at = f"{base}.reason_as_text".lstrip(".")
    demands = {"PROB": f"{CLAUSE}; HIS 1207 (8231: PROB)"}
    own = (
        c.headed(name, at, "8231", code, label, clause=demands.get(code, ""))
        for code, (name, label) in TEXTS.items()
    )
    other = ("Andre avsnitt", "Andre avsnitt", "Other sections")
    return Section(
        label=WHY, open=True, parts=(*own, c.texts(module.ReasonAsText, "notes", at, "8231", TEXTS, other))
    )


def _diagnoses(module: Any, base: str) -> Section:
    group = group_of(
        module.Diagnosis,
        "referral_diagnoses",
        f"{base}.diagnosis*".lstrip("."),
        label=("Henvisningsdiagnose", "Tilvisingsdiagnose", "Diagnosis on referral"),
        clause=f"{CLAUSE} (når den er kjent)",
    )
    return Section(label=("Diagnoser", "Diagnosar", "Diagnoses"), open=True, parts=(group,))


def _asked(module: Any, base: str) -> tuple[Field, ...]:
    """How urgent it is, from when, and a remark."""
    told = parts_of(
        module.ReqServ, prefix=f"{base}.req_serv.".lstrip("."), only=("priority", "req_date", "comment")
    )
    labels = {"comment": ("Merknad til ønsket", "Merknad til ønsket", "Remark on what is asked for")}
    return tuple(
        replace(one, label=labels.get(one.name, one.label), name=f"asked_{one.name}")
        for one in told
        if isinstance(one, Field)
    )  # fmt: skip


# --- 1.1: a Message of its own

_KIN = group_of(
    ParorendeForesatt,
    "kin",
    f"{PATIENT}.parorende_foresatt*",
    label=("Pårørende eller foresatt", "Pårørande eller føresett", "Next of kin or guardian"),
    leave=("fodselsar_mindrearig_parorende",),
)


def _request(*names: str) -> tuple[Part, ...]:
    return parts_of(ref.ServReq, prefix=f"{BODY}.", only=names)


_LEFT = {
    OF_ITSELF: (
        "type", "msg_version", "MIGversion", "gen_date", "msg_id", "status",
        *(f"{BODY}.{name}" for name in ("issue_date", "ack", "id", "ref_doc")),
    ),
    "følger av avsender og mottaker": tuple(
        f"{BODY}.{name}" for name in ("serv_provider", "requester", "copy_dest")
    ),
    "følger av pasienten": tuple(
        f"{PATIENT}.{name}"
        for name in (
            "sex", "date_of_birth", "name", "off_id", "type_off_id", "additional_id", "id_by_requester",
        )
    ),
    "dødsfall meldes i egen melding (HIS 1149)": (f"{PATIENT}.date_of_death",),
    "henvisning 1.1 har pårørende fra PLO 1.5": (
        f"{PATIENT}.parorende_foresatt.fodselsar_mindrearig_parorende",
    ),
    "hva slags tjeneste det er, følger av mottakeren": (f"{BODY}.req_serv.service.adm_cat",),
    "en kommentar her krever en kode uten kodeverk; den skrives i merknaden": (f"{BODY}.comment",),
    "helsepersonell pekes ut som person": tuple(
        f"{PATIENT}.pat_rel_hcp.HCP.{name}"
        for name in (
            "part.dept", "part.HCPerson", "part.additional_id", "med_speciality", "address.street_adr",
            "address.postal_code", "address.city", "address.county",
        )
    ),
}  # fmt: skip
HENVISNING = Profile(
    type_code="HENVISNING",
    root=ref.Message,
    source="HIS 80517 Henvisning v1.1; HIS 1032 Den gode henvisning",
    cancelled=("msg_descr", "asked_priority", "responsible"),
    left_out={way: reason for reason, ways in _LEFT.items() for way in ways},
    sections=(
        Section(label=WHAT, open=True, parts=(*_request("msg_descr"), *_asked(ref, BODY))),
        _reasons(ref, BODY),
        _diagnoses(ref, BODY),
        c.critical(ref, PATIENT, c.precautions(ref, PATIENT)),
        c.medicines(ref, PATIENT),
        c.results(ref, PATIENT),
        c.others(ref, PATIENT, "CAVE"),
        p.contact(
            p.worker(
                ref,
                "responsible",
                f"{PATIENT}.pat_rel_hcp",
                "HHE",
                p.REFERRER,
                clause=f"{CLAUSE} (henvisende helsepersonell); HITS 1174",
            ),
            p.worker(ref, "gp", f"{PATIENT}.pat_rel_hcp", "FLE", p.GP),
        ),
        Section(
            label=("Om pasienten", "Om pasienten", "About the patient"),
            parts=(
                p.home(ref, PATIENT),
                _KIN,
                group_of(AssistertKommunikasjon, "interpreter", f"{PATIENT}.assistert_kommunikasjon*"),
                group_of(ref.ContactPerson, "other_contacts", f"{PATIENT}.contact_person*", folded=True),
                group_of(ref.PatRelInst, "institutions", f"{PATIENT}.pat_rel_inst*", folded=True),
                group_of(ref.Consent, "consents", f"{PATIENT}.consent", many=False, folded=True),
                *parts_of(ref.Patient, prefix=f"{PATIENT}.", only=("basis_for_health_services",)),
                *_request("payment_cat", "req_comment"),
            ),
        ),
    ),
)

# --- 2.0, in a MsgHead

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
                    *_asked(v2, ""),
                ),
            ),
            _reasons(v2, ""),
            _diagnoses(v2, ""),
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

HENVISNINGER = (HENVISNING, NY_TILSTAND, VIDERE)
