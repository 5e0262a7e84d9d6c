"""The profiles of Dialogmelding: request, answer, note, deviation, helsefaglig dialog."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards.dialogmelding import Dialogmelding, HealthcareProfessional, RollerRelatertNotat

from .derive import changed, choices, group_of, parts_of, words_of
from .shapes import Field, Group, Kind, Profile, Section, Words

CONTACT_LABEL: Words = (
    "Hvem mottakeren kan ringe",
    "Kven mottakaren kan ringje",
    "Whom the receiver can ring",
)
RESPONSIBLE, WANTED = "9034:21", "9034:24"
MESSAGE: Words = ("Meldingen", "Meldinga", "The message")


def _contact(base: str, *, at_receiver: str = "", is_1_0: bool = False) -> Section:
    """Who answers for the message, with telephone (HITS 1174); and whom at the receiver it is for.

    Version 1.0 has no unit there.
    """
    role = f"{base}.roller_relatert_notat"
    signed = Group(
        name="responsible",
        at=f"{role}[role_to_patient={RESPONSIBLE}].hvem<HealthcareProfessional>",
        label=("Ansvarlig for meldingen", "Ansvarleg for meldinga", "Responsible for the message"),
        parts=parts_of(HealthcareProfessional, leave=["role_to_patient"]),
        required=True,
        clause="HITS 1174; HIS 1077:2017",
    )
    signed = changed(signed, "tele_com", required=True, clause="HITS 1174 (navn og telefon)")
    signed = changed(signed, "type_healthcare_professional", required=True, clause="HITS 1174")
    wanted = Group(
        name="wanted",
        at=f"{role}[role_to_patient={WANTED}].hvem<HealthcareProfessional>",
        label=("Kontakt hos mottaker", "Kontakt hos mottakar", "Contact at the receiver"),
        parts=tuple(
            replace(one, required=is_profession, clause=(at_receiver or "HITS 1174") if is_profession else "")
            for one in parts_of(
                HealthcareProfessional,
                only=["type_healthcare_professional", "family_name", "middle_name", "given_name"],
            )
            for is_profession in (one.name == "type_healthcare_professional",)
        ),
        clause=at_receiver,
        folded=not at_receiver,
        help=(
            "Yrkesgruppen hos mottakeren som meldingen er til. Navn er ikke nødvendig.",
            "Yrkesgruppa hos mottakaren som meldinga er til. Namn er ikkje nødvendig.",
            "The profession at the receiver that the message is for. A name is not needed.",
        ),
    )
    others = group_of(
        RollerRelatertNotat,
        "roles",
        f"{role}*",
        leave=["tilknyttet_enhet"] if is_1_0 else [],
        label=("Andre personer og enheter", "Andre personar og einingar", "Other people and units"),
        folded=True,
    )
    left = tuple(one for one in choices(["9034"]) if one not in {RESPONSIBLE, WANTED})
    others = changed(others, "role_to_patient", choices=left)  # the two have groups of their own
    return Section(label=CONTACT_LABEL, parts=(signed, wanted, others), open=True)


def _tema(system: str, *values: str) -> Field:
    """The usage: fixed where the standard gives one value only."""
    codes_ = tuple(f"{system}:{value}" for value in values)
    fixed = len(codes_) == 1
    return Field(
        name="tema_kodet",
        at="tema_kodet",
        kind="code",
        label=words_of("", "tema_kodet"),
        choices=codes_,
        required=True,
        clause=f"TemaKodet, {system}",
        default=codes_[0] if fixed else "",
        locked=fixed,
    )


def _text(label: Words, clause: str, kind: Kind = "rich") -> Field:
    return Field(name="text", at="tekst_notat_innhold", kind=kind, label=label, required=True, clause=clause)


def _note(*parts: Field, label: Words = MESSAGE) -> Section:
    group = Group(name="note", at="innhold<Notat>", label=label, parts=parts, required=True)
    return Section(label=label, parts=(group,), open=True)


DATE = Field(name="date", at="dato_notat", kind="date", label=words_of("", "dato_notat"))
REMARK = Field(name="remark", at="merknad", kind="text", label=words_of("", "merknad"))

_REQUEST = "innhold<Foresporsel>"
FORESPORSEL = Profile(
    type_code="DIALOG_FORESPORSEL",
    root=Dialogmelding,
    source="HIS 1152 Forespørsel og svar; HIS 80603",
    sections=(
        Section(
            label=("Forespørselen", "Førespurnaden", "The request"),
            open=True,
            parts=(
                Group(
                    name="request",
                    at=_REQUEST,
                    label=("Forespørselen", "Førespurnaden", "The request"),
                    required=True,
                    parts=(
                        Field(
                            name="type_foresp",
                            at="type_foresp",
                            kind="code",
                            label=words_of("", "type_foresp"),
                            choices=choices(["9152", "9153", "9154"]),
                            required=True,
                            clause="HIS 1152, TypeForesp",
                        ),
                        Field(
                            name="subject",
                            at="emne_sporsmal",
                            kind="text",
                            label=words_of("", "emne_sporsmal"),
                        ),
                        Field(
                            name="question",
                            at="sporsmal",
                            kind="rich",
                            label=words_of("", "sporsmal"),
                            clause="HIS 1152 (kode 99 krever spørsmål)",
                        ),
                    ),
                ),
            ),
        ),
        _contact(_REQUEST),
    ),
)

SVAR = Profile(
    type_code="DIALOG_SVAR",
    left_out={"innhold.tema": "ikke i bruk i svar (HIS 1152)"},
    root=Dialogmelding,
    source="HIS 1152 Forespørsel og svar; HIS 80603",
    sections=(
        _note(
            Field(
                name="question",
                at="foresporsel",
                kind="copy",
                label=("Spørsmålet", "Spørsmålet", "The question"),
                required=True,
                locked=True,
                clause="HIS 1152 (svaret har alltid med spørsmålet)",
            ),
            _tema("9069", "5"),
            _text(("Svar", "Svar", "Answer"), "HIS 1152"),
            DATE,
            REMARK,
            label=("Svaret", "Svaret", "The answer"),
        ),
        _contact("innhold<Notat>"),
    ),
)

_NOT_1_0 = {"innhold.roller_relatert_notat.tilknyttet_enhet": "finnes ikke i versjon 1.0"}
_NO_SUBJECT = {
    "innhold.tema": "ikke i bruk (HISD 80806)",
    "innhold.foresporsel": "meldingen svarer ikke på noe",
}

NOTAT = Profile(
    type_code="DIALOG_NOTAT",
    left_out=_NOT_1_0 | _NO_SUBJECT,
    root=Dialogmelding,
    source="HISD 80806:2012 Veiviser PLO § 9.4; HIS 80603",
    sections=(
        _note(
            _tema("9155", "1"),
            _text(
                ("Svar til sykehuset", "Svar til sjukehuset", "Answer to the hospital"), "HISD 80806 § 9.4"
            ),
            DATE,
            REMARK,
        ),
        _contact("innhold<Notat>", is_1_0=True),
    ),
)

AVVIK = Profile(
    type_code="DIALOG_AVVIK",
    left_out=_NOT_1_0 | _NO_SUBJECT,
    root=Dialogmelding,
    source="HIS 1151 Tilbakemelding om feil i mottatt melding",
    sections=(
        Section(
            label=("Feilen", "Feilen", "The fault"),
            open=True,
            help=(
                "Ikke for faglig uenighet eller helseopplysninger. Ring hvis det haster.",
                "Ikkje for fagleg usemje eller helseopplysningar. Ring om det hastar.",
                "Not for clinical disagreement or health information. Ring if it is urgent.",
            ),
            parts=(
                Group(
                    name="note",
                    at="innhold<Notat>",
                    label=("Feilen", "Feilen", "The fault"),
                    required=True,
                    parts=(
                        # 2 Mangelfulle opplysninger is only read: HIS 1151 as we have settled it
                        _tema("8117", "1", "9"),
                        _text(("Hva som er feil", "Kva som er feil", "What is wrong"), "HIS 1151", "long"),
                        DATE,
                        REMARK,
                    ),
                ),
            ),
        ),
        _contact("innhold<Notat>", is_1_0=True),
    ),
)

HELSEFAGLIG = Profile(
    type_code="DIALOG_HELSEFAGLIG",
    left_out=dict.fromkeys(
        ("innhold.dato_notat", "innhold.foresporsel", "innhold.merknad"),
        "bare TemaKodet, Tema og TekstNotatInnhold skal brukes (HIS 1077:2017)",
    ),
    root=Dialogmelding,
    source="HIS 1077:2017 Helsefaglig dialog",
    sections=(
        _note(
            _tema("7322", "6"),
            Field(
                name="tema",
                at="tema",
                kind="text",
                label=words_of("", "tema"),
                required=True,
                clause="HIS 1077:2017 (Tema er påkrevd)",
            ),
            _text(("Melding", "Melding", "Message"), "HIS 1077:2017"),
        ),
        _contact("innhold<Notat>", at_receiver="HIS 1077:2017 (ny dialog: Kontakt hos mottaker)"),
    ),
)

DIALOG = (FORESPORSEL, SVAR, NOTAT, AVVIK, HELSEFAGLIG)
