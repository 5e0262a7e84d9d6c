"""The profile of Status på henvisning (HIS 1206): what has become of a referral."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards.dialogmelding import Dialogmelding

from .derive import choices
from .dialog import HELSEFAGLIG
from .shapes import Field, Group, Profile, Section, Words

STATUS_LABEL: Words = ("Status", "Status", "Status")
TEXT: Words = ("Melding til henviseren", "Melding til tilvisaren", "To the one who referred")
TEXT_HELP: Words = (
    "Ved time: tid og sted. Ved viderehenvisning: hvor. Ved avslag: hvorfor.",
    "Ved time: tid og stad. Ved vidaretilvising: kor. Ved avslag: kvifor.",
    "For an appointment: time and place. When referred further: where. When rejected: why.",
)
MESSAGE: Words = ("Status på henvisningen", "Status på tilvisinga", "Status of the referral")

STATUS = Profile(
    type_code="DIALOG_STATUS_HENVISNING",
    root=Dialogmelding,
    source="HIS 1206:2018 Status på henvisning",
    left_out=dict.fromkeys(
        ("innhold.dato_notat", "innhold.foresporsel", "innhold.merknad", "innhold.tema"),
        "bare TemaKodet og TekstNotatInnhold skal brukes (HIS 1206:2018)",
    ),
    sections=(
        Section(
            label=MESSAGE,
            open=True,
            parts=(
                Group(
                    name="note",
                    at="innhold<Notat>",
                    label=MESSAGE,
                    required=True,
                    parts=(
                        Field(
                            name="tema_kodet",
                            at="tema_kodet",
                            kind="code",
                            label=STATUS_LABEL,
                            choices=choices(["9148"]),
                            required=True,
                            clause="HIS 1206:2018 (TemaKodet, 9148)",
                        ),
                        Field(
                            name="text",
                            at="tekst_notat_innhold",
                            kind="rich",
                            label=TEXT,
                            help=TEXT_HELP,
                            required=True,
                            clause="HIS 1206:2018",
                        ),
                    ),
                ),
            ),
        ),
        *(
            replace(section, parts=tuple(one for one in section.parts if one.name != "wanted"))
            for section in HELSEFAGLIG.sections[1:]
        ),
    ),
)
