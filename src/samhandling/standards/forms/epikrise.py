"""The profile of an epikrise, or of a note from the outpatient clinic, which is one (HIS 80226)."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import epikrise as dis
from samhandling.standards.definition import fields

from . import clinical as c
from . import leaving as l
from . import partners as p
from .derive import field_of, fields_of, group_of, parts_of
from .shapes import Field, Group, Profile, Section, Words

BODY = "serv_rprt"
PATIENT = f"{BODY}.patient"
EVENT = f"{BODY}.event[when=ReportedEvent]"
CONTROL = f"{BODY}.event[when=PlannedEvent]*"
COMMENT = f"{EVENT}.comment"
TABLE = "HIS 80226 tabell 1"

TEXTS: dict[str, tuple[str, Words, str]] = {
    "AI": (
        "admitted_for",
        ("Årsak til innleggelse", "Årsak til innlegging", "Reason for admission"),
        "",
    ),
    "AH": ("referred_for", ("Årsak til henvisning", "Årsak til tilvising", "Reason for referral"), ""),
    "FA": ("social", ("Familie og sosialt", "Familie og sosialt", "Family and social matters"), ""),
    "TS": ("earlier", ("Tidligere sykdommer", "Tidlegare sjukdommar", "Earlier illness"), ""),
    "FU": ("findings", ("Funn og undersøkelser", "Funn og undersøkingar", "Findings and examinations"), ""),
    "FO": ("treatment", ("Forløp og behandling", "Forløp og behandling", "Course and treatment"), ""),
    "UP": ("awaited", ("Ubesvarte prøver", "Prøver utan svar", "Tests not yet answered"), ""),
    "HJ": (
        "function",
        ("Funksjonsnivå og hjelpetiltak", "Funksjonsnivå og hjelpetiltak", "Function and help given"),
        "",
    ),
    "VU": ("assessment", ("Vurdering", "Vurdering", "Assessment"), f"{TABLE} (vurdering)"),
    "OP": (
        "plan",
        ("Planer for videre oppfølging", "Planar for vidare oppfølging", "Plans for follow-up"),
        "",
    ),
    "SY": ("sick_leave", ("Sykmelding", "Sjukmelding", "Sick leave"), ""),
    "IP": (
        "informed",
        (
            "Informasjon til pasient og pårørende",
            "Informasjon til pasient og pårørande",
            "Information to patient and next of kin",
        ),
        "",
    ),
}
"""Headings (8311) that have a field of their own: those of the acceptance test."""


def _text(code: str) -> Field:
    name, label, clause = TEXTS[code]
    return c.headed(name, COMMENT, "8311", code, label, kind="rich", clause=clause)


_DESCRIBED, _APPROVED, _STATUS, _URGENCY = fields_of(
    dis.ServRprt, "msg_descr", "appr_date", "status", "priority", prefix=f"{BODY}."
)
_FROM, _UNTIL = fields_of(
    dis.ReportedEvent, "start_date_time", "end_date_time", prefix="when<ReportedEvent>."
)
_CONTACT_KIND = replace(
    field_of(dis.Service, "adm_cat", prefix="service."), required=True, clause=f"{TABLE}; 8240"
)
STAY = Group(
    name="stay",
    at=EVENT,
    label=("Oppholdet eller konsultasjonen", "Opphaldet eller konsultasjonen", "The stay or consultation"),
    parts=(
        replace(_FROM, clause=f"{TABLE} (innleggelsesdato)"),
        _UNTIL,
        _CONTACT_KIND,
        *parts_of(dis.Event, only=["adm_outcome"]),
    ),
    required=True,
    clause=f"{TABLE}; akseptansetest EPI #24",
)
_REFERRAL = group_of(
    dis.ServReq,
    "referral",
    f"{BODY}.serv_req",
    label=("Henvisningen som besvares", "Tilvisinga som blir svara på", "The referral that is answered"),
    many=False,
    clause=f"{TABLE} (når den er kjent)",
)
_KIN = group_of(
    dis.PatientRelParty,
    "relatives",
    f"{PATIENT}.patient_rel_party*",
    label=("Pårørende", "Pårørande", "Next of kin"),
    leave=("address", "rel_party_off_id"),
    folded=True,
)
_KIN = replace(_KIN, parts=(*_KIN.parts, p.HOME_PHONES))

_KIND: Words = ("Hva slags epikrise", "Kva slags epikrise", "What kind of summary")
_KIND_HELP: Words = (
    "For eksempel sykehusepikrise eller poliklinisk notat.",
    "Til dømes sjukehusepikrise eller poliklinisk notat.",
    "For example hospital discharge summary or outpatient note.",
)


def _diagnosis(name: str, kind: str, label: Words, *, many: bool = True) -> Group:
    group = c.information(dis, name, EVENT, dis.Observation, label, only=c.of_kind(kind), many=many)
    demand = "" if many else f"{TABLE}; akseptansetest EPI #38"
    return replace(group, required=not many, clause=demand, one_of=(c.SAID,))


_PLANNED = ("plan_comment", "scheduled_date", "preparation", "advice")
_CONTROL = Group(
    name="controls",
    at=CONTROL,
    label=("Planlagt kontroll", "Planlagd kontroll", "Planned control"),
    parts=(
        *(
            replace(one, required=one.name == "scheduled_date", clause=f"{TABLE} (plan)")
            for one in fields_of(dis.PlannedEvent, *_PLANNED, prefix="when<PlannedEvent>.")
        ),
        _CONTACT_KIND,
        c.headed(
            "plan", "comment", "8311", "OP", TEXTS["OP"][1], kind="rich", clause=f"{TABLE}; test EPI #36"
        ),
        replace(
            c.information(dis, "diagnosis", "", dis.Observation, c.MAIN, only=c.of_kind("H"), many=False),
            required=True,
            clause=f"{TABLE}; akseptansetest EPI #38",
            one_of=(c.SAID,),
        ),
    ),
    many=True,
    folded=True,
)

_LEFT = {
    l.OF_ITSELF: (*l.HEAD, *l.below(BODY, "issue_date", "serv_prov_id", "ack", "ref_doc")),
    l.OF_THE_PARTIES: l.below(BODY, *l.PARTIES, "rel_serv_provider.role"),
    l.OF_THE_PATIENT: l.below(PATIENT, *l.PATIENT, "id_by_serv_provider"),
    l.OF_A_DEATH: l.below(PATIENT, "date_of_death"),
    "pårørende kjennes på navn og telefon": l.below(
        f"{PATIENT}.patient_rel_party",
        "rel_party_off_id", "address.street_adr", "address.postal_code", "address.city", "address.county",
    ),
    "kodeverket finnes ikke her; planen skrives i ord": l.below(
        f"{BODY}.event.when",
        *(one.name for one in fields(dis.PlannedEvent, dis.DIS.newest) if one.name not in _PLANNED),
    ),
    "helsepersonell pekes ut som person, virksomheten er avsenderen": (
        *l.below(f"{BODY}.rel_serv_provider.HCP", *l.UNIT, "med_specialty"),
        *l.below(f"{PATIENT}.pat_rel_hcp.HCP", *l.UNIT, "med_specialty"),
    ),
}  # fmt: skip
EPIKRISE = Profile(
    type_code="EPIKRISE",
    root=dis.Message,
    source="HIS 80226 Epikrise v1.1 og v1.2",
    cancelled=("msg_descr", "status", "responsible"),
    left_out={way: reason for reason, ways in _LEFT.items() for way in ways},
    sections=(
        Section(
            label=("Oppholdet", "Opphaldet", "The stay"),
            open=True,
            parts=(
                replace(_DESCRIBED, label=_KIND, help=_KIND_HELP),
                _STATUS,
                replace(_APPROVED, kind="date", required=True, clause=f"{TABLE} (dato for godkjenning)"),
                STAY,
            ),
        ),
        Section(
            label=("Diagnoser", "Diagnosar", "Diagnoses"),
            open=True,
            parts=(
                _diagnosis("main_diagnosis", "H", c.MAIN, many=False),
                _diagnosis("other_diagnoses", "B", c.OTHER),
            ),
        ),
        Section(
            label=("Vurdering og forløp", "Vurdering og forløp", "Assessment and course"),
            open=True,
            parts=(
                *map(_text, TEXTS),
                _CONTROL,
                c.texts(
                    dis.Comment,
                    "notes",
                    COMMENT,
                    "8311",
                    TEXTS,
                    ("Andre avsnitt", "Andre avsnitt", "Other sections"),
                ),
            ),
        ),
        c.critical(dis, EVENT, c.precautions(dis, PATIENT)),
        c.medicines(dis, EVENT),
        c.results(dis, EVENT),
        c.others(dis, EVENT, "H", "B", "CAVE"),
        Section(label=_REFERRAL.label, parts=(_REFERRAL,)),
        p.contact(
            p.worker(
                dis,
                "responsible",
                f"{BODY}.rel_serv_provider",
                "AHP",
                p.RESPONSIBLE,
                clause=f"{TABLE} (ansvarlig helsepersonell); HITS 1174",
            ),
            p.worker(dis, "referrer", f"{PATIENT}.pat_rel_hcp", "HHE", p.REFERRER),
            p.worker(dis, "gp", f"{PATIENT}.pat_rel_hcp", "FLE", p.GP),
        ),
        Section(
            label=("Om pasienten", "Om pasienten", "About the patient"),
            parts=(p.home(dis, PATIENT), _KIN, _URGENCY),
        ),
    ),
)
