"""What every PLO message may begin with: consent, question, patient, next of kin, whom to ring."""

from __future__ import annotations

from dataclasses import replace

from samhandling.standards import msghead, plo

from .derive import changed, choices, field_of, fields_of, group_of, parts_of, words_of
from .shapes import Field, Group, Section

SHIPMENT = "informasjon_om_forsendelsen"

CONSENT = Field(
    name="consent",
    at="document/consent",
    kind="code",
    label=("Pasientens samtykke", "Samtykket frå pasienten", "The patient's consent"),
    choices=choices(["9064"]),
    clause="9064; akseptansetest",
)
FORBEHOLD = replace(
    field_of(plo.InformasjonOmForsendelsen, "forbehold_om_videresending", prefix=f"{SHIPMENT}."),
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
                for one in fields_of(plo.Foresporsel, "type_foresp", "sporsmal", "ref_dok_id_foresp")
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
