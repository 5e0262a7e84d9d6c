"""The profile of Henvisning 1.1 (HIS 80517), and what all referrals have in their forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from samhandling.standards import henvisning as ref
from samhandling.standards.plo import AssistertKommunikasjon, ParorendeForesatt

from . import clinical as c
from . import leaving as l
from . import partners as p
from .derive import fields_of, group_of, parts_of
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


def reasons(module: Any, base: str) -> Section:
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


def diagnoses(module: Any, base: str) -> Section:
    group = group_of(
        module.Diagnosis,
        "referral_diagnoses",
        f"{base}.diagnosis*".lstrip("."),
        label=("Henvisningsdiagnose", "Tilvisingsdiagnose", "Diagnosis on referral"),
        clause=f"{CLAUSE} (når den er kjent)",
    )
    return Section(label=("Diagnoser", "Diagnosar", "Diagnoses"), open=True, parts=(group,))


def asked(module: Any, base: str) -> tuple[Field, ...]:
    """How urgent it is, from when, and a remark."""
    told = fields_of(
        module.ReqServ, "req_date", "priority", "comment", prefix=f"{base}.req_serv.".lstrip(".")
    )
    labels = {"comment": ("Merknad til ønsket", "Merknad til ønsket", "Remark on what is asked for")}
    return tuple(
        replace(one, label=labels.get(one.name, one.label), name=f"asked_{one.name}") for one in told
    )


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
    l.OF_ITSELF: (*l.HEAD, *l.below(BODY, "issue_date", "ack", "id", "ref_doc")),
    l.OF_THE_PARTIES: l.below(BODY, *l.PARTIES),
    l.OF_THE_PATIENT: l.below(PATIENT, *l.PATIENT),
    l.OF_A_DEATH: l.below(PATIENT, "date_of_death"),
    "henvisning 1.1 har pårørende fra PLO 1.5": (
        f"{PATIENT}.parorende_foresatt.fodselsar_mindrearig_parorende",
    ),
    "hva slags tjeneste det er, følger av mottakeren": (f"{BODY}.req_serv.service.adm_cat",),
    "en kommentar her krever en kode uten kodeverk; den skrives i merknaden": (f"{BODY}.comment",),
    "helsepersonell pekes ut som person": l.below(f"{PATIENT}.pat_rel_hcp.HCP", *l.UNIT, "med_speciality"),
}
HENVISNING = Profile(
    type_code="HENVISNING",
    root=ref.Message,
    source="HIS 80517 Henvisning v1.1; HIS 1032 Den gode henvisning",
    cancelled=("msg_descr", "asked_priority", "responsible"),
    left_out={way: reason for reason, ways in _LEFT.items() for way in ways},
    sections=(
        Section(label=WHAT, open=True, parts=(*_request("msg_descr"), *asked(ref, BODY))),
        reasons(ref, BODY),
        diagnoses(ref, BODY),
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
