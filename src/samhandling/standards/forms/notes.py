"""Headed notes and dated events: what most messages are told in (HIS 80704:2014)."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import codes, epj, plo

from .derive import changed, choices, group_of, parts_of
from .shapes import Field, Group, Kind, Words

NOTES = "medisinskfaglige_opplysninger.generelt_journalnotat.journaltekst"
NURSING = "sykepleierdokumentasjon"
NURSING_NOTES = f"{NURSING}.info_fra_sykepleier.journaltekst"
IMPORTANT_NOTES = "info_andre_viktige_opplysninger.generelt_journalnotat.journaltekst"

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
