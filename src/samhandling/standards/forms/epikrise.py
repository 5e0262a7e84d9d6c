"""The profile of an epikrise, or of a note from the outpatient clinic, which is one (HIS 80226)."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import epikrise as dis
from samhandling.standards.definition import fields

from . import clinical as c
from . import partners as p
from .derive import group_of, parts_of
from .shapes import Field, Group, Profile, Section, Words

BODY = "serv_rprt"
EVENT = f"{BODY}.event[when=ReportedEvent]"
CONTROL = f"{BODY}.event[when=PlannedEvent]*"
COMMENT = f"{EVENT}.comment"
TABLE = "HIS 80226 tabell 1"
OF_ITSELF = "følger av meldingen selv"

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


def _report(*names: str) -> tuple[Field, ...]:
    found = {one.name: one for one in parts_of(dis.ServRprt, prefix=f"{BODY}.", only=names)}
    return tuple(one for name in names if isinstance(one := found[name], Field))


_DESCRIBED, _APPROVED, _STATUS, _URGENCY = _report("msg_descr", "appr_date", "status", "priority")
_WHEN = {
    one.name: one
    for one in parts_of(dis.ReportedEvent, prefix="when<ReportedEvent>.")
    if isinstance(one, Field)
}
(_CONTACT_KIND,) = (
    replace(one, required=True, clause=f"{TABLE}; 8240")
    for one in parts_of(dis.Service, prefix="service.", only=["adm_cat"])
    if isinstance(one, Field)
)
STAY = Group(
    name="stay",
    at=EVENT,
    label=("Oppholdet eller konsultasjonen", "Opphaldet eller konsultasjonen", "The stay or consultation"),
    parts=(
        replace(_WHEN["start_date_time"], clause=f"{TABLE} (innleggelsesdato)"),
        _WHEN["end_date_time"],
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
    f"{BODY}.patient.patient_rel_party*",
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


_PLANNED = ("scheduled_date", "plan_comment", "preparation", "advice")
_CONTROL = Group(
    name="controls",
    at=CONTROL,
    label=("Planlagt kontroll", "Planlagd kontroll", "Planned control"),
    parts=(
        *(
            replace(one, required=one.name == "scheduled_date", clause=f"{TABLE} (plan)")
            for one in parts_of(dis.PlannedEvent, prefix="when<PlannedEvent>.", only=_PLANNED)
            if isinstance(one, Field)
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
    OF_ITSELF: (
        "type", "msg_version", "MIGversion", "gen_date", "msg_id", "status", f"{BODY}.issue_date",
        f"{BODY}.serv_prov_id", f"{BODY}.ack", f"{BODY}.ref_doc",
    ),
    "følger av avsender og mottaker": tuple(
        f"{BODY}.{name}" for name in ("serv_provider", "requester", "copy_dest", "rel_serv_provider.role")
    ),
    "følger av pasienten": tuple(
        f"{BODY}.patient.{name}"
        for name in (
            "sex", "date_of_birth", "name", "off_id", "type_off_id", "additional_id", "id_by_serv_provider",
            "id_by_requester",
        )
    ),
    "dødsfall meldes i egen melding (HIS 1149)": (f"{BODY}.patient.date_of_death",),
    "pårørende kjennes på navn og telefon": tuple(
        f"{BODY}.patient.patient_rel_party.{name}"
        for name in (
            "rel_party_off_id", "address.street_adr", "address.postal_code", "address.city", "address.county",
        )
    ),
    "kodeverket finnes ikke her; planen skrives i ord": tuple(
        f"{BODY}.event.when.{one.name}"
        for one in fields(dis.PlannedEvent, dis.DIS.newest)
        if one.name not in _PLANNED
    ),
    "helsepersonell pekes ut som person, virksomheten er avsenderen": tuple(
        f"{base}.HCP.{name}"
        for base in (f"{BODY}.rel_serv_provider", f"{BODY}.patient.pat_rel_hcp")
        for name in (
            "part.dept", "part.HCPerson", "part.additional_id", "med_specialty", "address.street_adr",
            "address.postal_code", "address.city", "address.county",
        )
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
        c.critical(dis, EVENT, c.precautions(dis, f"{BODY}.patient")),
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
            p.worker(dis, "referrer", f"{BODY}.patient.pat_rel_hcp", "HHE", p.REFERRER),
            p.worker(dis, "gp", f"{BODY}.patient.pat_rel_hcp", "FLE", p.GP),
        ),
        Section(
            label=("Om pasienten", "Om pasienten", "About the patient"),
            parts=(p.home(dis, f"{BODY}.patient"), _KIN, _URGENCY),
        ),
    ),
)
