"""What the declared classes do not say of their fields: code systems, long texts, demands, what is left out.

Keys are "Class.field". The names of fields come from the words of the rendered page, so that the form and the
page say the same; the order is the schema's unless ORDER says otherwise.
"""

from __future__ import annotations

from .shapes import Words

SYSTEMS: dict[str, tuple[str, ...]] = {
    "Ansvarlig.type_hendelse": ("9131",),
    "AnsvarForRapport.type_relasjon": ("8254",),
    "Document.consent": ("9064",),
    "EksisterendeTjeneste.IPLOStjenestetype": ("9151",),
    "Enkeltvurdering.funksjonsområde": ("9536",),
    "Foresporsel.type_foresp": ("9152", "9153", "9154"),
    "HealthcareProfessional.role_to_patient": ("9034",),
    "Ident.type_id": ("8116", "9051"),
    "InformasjonGitt.type_informasjon": ("9502",),
    "Journaltekst.overskriftskode": ("9141", "9142", "9143", "9145"),
    "KartlagtFunksjon.funksjonsvariabel": ("9111",),
    "Organisation.type_organisation": ("9040",),
    "RollerRelatertNotat.role_to_patient": ("9034",),
    "RollerRelatertNotat.rolle_notat": ("9057",),
    "SendtDokument.opplysning": ("8329",),
    "SendtDokument.type_mottaker": ("8330",),
    "TidsfestetHendelse.hendelsekode": ("9121",),
    "TjenesteBehov.IPLOStjenestetype": ("9151",),
    "UtskrevetTil.ut_til": ("8408",),
    "UtskrevetTil.uttilstand": ("8431",),
}
"""Code systems of coded values (CV). That of a CS follows from the element (codes/elements.toml)."""

OPEN_CODES: dict[str, tuple[str, ...]] = {
    "Allergi.virkestoff_legemiddel": ("7180",),
    "Enkeltvurdering.kodet_vurdering": ("7150",),
    "Forskrivningsinfo.atc": (),
    "Hjelpemiddelbeskrivelse.HjelpemiddelkodeRTV": ("8151",),
    "InnholdMaaldokument.forventet_grad_maaloppnaaelse": ("7140",),
    "InnholdMaaldokument.maal_forventet_resultat": ("7140",),
    "MedisinskDiagnose.diagnosekode": ("7110", "7170"),
    "TidligereSykdomFragment.diagnosekode": ("7110", "7170"),
    "Tiltaksbeskrivelse.intervensjon_tiltak_kode": ("7130",),
}
"""Coded values of systems that are too large to choose from a list: code and text are written."""

LONG = frozenset({
    "AdmInstrukser.merknad", "AnsvarForRapport.merknad", "EksisterendeTjeneste.merknad",
    "EksisterendeTjeneste.opplysninger_om_tjenesten", "Enkeltvurdering.vurdering_tekst",
    "FasteHjelpemidler.merknad", "Foresporsel.sporsmal", "ForenkletForskrivning.merknad",
    "AndreFagrapporter.forventet_status_utskriving", "AndreFagrapporter.status_behandlingsstart",
    "AndreFagrapporter.status_innleggelse", "InformasjonGitt.beskrivelse_informasjon",
    "InnholdMaaldokument.beskrivelse", "Journaltekst.merknad", "Journaltekst.notat",
    "KartlagtFunksjon.merknad", "OpplysningerRelevantOppfolging.endring_funksjonsnivaa",
    "OpplysningerRelevantOppfolging.merknad_til_bandasjemateriell",
    "OpplysningerRelevantOppfolging.merknad_til_legemiddeladministrering", "ParorendeForesatt.merknad",
    "ReservasjonOnske.gjelder", "ReservasjonOnske.merknad", "SamletVurderingFunksjonsniva.merknad",
    "SamletVurderingFunksjonsniva.vurdering_pleietyngde", "TidsfestetHendelse.merknad",
    "TjenesteBehov.beskrivelse_av_tjeneste", "Tiltaksbeskrivelse.merknad", "TypeInnholdIMelding.merknad",
    "UtskrevetTil.merknad",
})  # fmt: skip
"""Texts of several lines."""

NEVER = "skrives ikke av mennesker"
NOT_IN_USE = "feltet er ikke i bruk (HIS 80704:2014, HIS 1152)"
LEFT_OUT: dict[str, str] = {
    "Address.country": "kodeverket (9043) finnes ikke her; adressen gjelder Norge",
    "Address.county": "kommunen følger av postnummeret",
    "Allergi.kode_annet_stoff": "standarden nevner ikke noe kodeverk; stoffet står i «Allergisk mot»",
    "Dialogmelding.sakstype": NOT_IN_USE,
    "Dialogmelding.sakstype_kodet": NOT_IN_USE,
    "Foresporsel.begrunnelse": NOT_IN_USE,
    "Foresporsel.dok_id_foresp": NEVER,
    "Foresporsel.formål": NOT_IN_USE,
    "Foresporsel.fra_dato": NOT_IN_USE,
    "Foresporsel.hastegrad": NOT_IN_USE,
    "Foresporsel.kodet_opplysning": NOT_IN_USE,
    "Foresporsel.til_dato": NOT_IN_USE,
    "Foresporsel.type_journalinfo": NOT_IN_USE,
    "HealthcareProfessional.address": "helsepersonell nås på telefon (HITS 1174)",
    "HealthcareProfessional.date_of_birth": "helsepersonell kjennes på HPR-nummer",
    "HealthcareProfessional.nationality": "helsepersonell kjennes på HPR-nummer",
    "HealthcareProfessional.sex": "helsepersonell kjennes på HPR-nummer",
    "InformasjonOmForsendelsen.forsendelsesstatus": "følger av handlingen: ny, endring, kansellering",
    "Notat.dok_id_notat": NEVER,
    "Organisation.organisation": "kontaktenheten er den som svarer på telefonen",
    "Person.nationality": "kodeverket (9043) finnes ikke her",
}
"""Fields that no form has, with the reason. Every other field of every type is in its profile."""

TECHNICAL = frozenset({
    "basiskomponenttype", "informasjonskategori", "komponentID", "komponenttype",
    "referanseViktigTilleggsinfo",
})  # fmt: skip
"""Marks of components of the record, made by the program."""

ORDER: dict[str, tuple[str, ...]] = {
    "Forskrivningsinfo": (
        "navn",
        "styrke",
        "legemiddelform",
        "dos_veiled_enkel",
        "bruk",
        "bruksomrade_tekst",
    ),
    "HealthcareProfessional": ("given_name", "middle_name", "family_name", "tele_com"),
    "Organisation": ("organisation_name", "tele_com"),
    "ParorendeForesatt": ("referanseperson",),
    "Person": ("given_name", "middle_name", "family_name", "tele_com"),
    "TeleCom": ("tele_address", "type_telecom"),
    "ForenkletForskrivning": ("forskrivningsinfo",),
}
"""The fields that a form shows first."""

INLINE = frozenset({
    "AnsvarForRapport.ansvarlig_rapport", "KontaktpersonHelsepersonell.kontaktperson",
    "ParorendeForesatt.referanseperson", "TilknyttetEnhet.kontaktenhet",
    "AdministrertLegemiddel", "Allergi", "AssistertKommunikasjon", "AvtaleOmAdmLegemidler",
    "ForenkletForskrivning", "Forskrivningsinfo", "Hjelpemiddelbeskrivelse", "InnholdMaaldokument",
    "InnholdVurdering", "MedisinskDiagnose", "SakshodeCave", "StedForHendelse", "TidsfestetHendelse",
    "Tiltaksbeskrivelse",
})  # fmt: skip
"""Classes and fields whose own fields stand among those of the element around them."""

OPENED = frozenset({"tele_com", "kartlagt_funksjon"})
"""Groups within groups that are shown open."""

REQUIRED: dict[str, str] = {
    "HealthcareProfessional.family_name": "HITS 1174",
    "Person.family_name": "HIS 80704:2014",
}
"""Demanded by a standard, though the schema lets it be absent."""

DEFAULTS: dict[str, str] = {
    "TidsfestetHendelse.anslag": "false",
    "EksisterendeTjeneste.privat_tjeneste": "false",
}

ONE_OF: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "EksisterendeTjeneste": ((("IPLOStjenestetype", "betegnelse_tjeneste"), "HIS 1146"),),
    "HealthcareProfessional": ((("hpr", "ident"), "felleskomponent1, HealthcareProfessional/Ident"),),
    "MedisinskDiagnose": ((("diagnosekode", "diagnose_beskrivelse"), "HIS 80704:2014"),),
    "TidsfestetHendelse": ((("hendelsekode", "beskrivelse_av_hendelse"), "HIS 80704:2014"),),
    "TjenesteBehov": ((("IPLOStjenestetype", "betegnelse_tjeneste"), "HIS 80704:2014"),),
}
"""Fields of which at least one must be filled in, with the source."""

OWN_IDENT = {"HealthcareProfessional": "8116:HPR", "Organisation": "9051:HER", "Person": "8116:FNR"}
"""The number that somebody is usually known by; others stand in a folded group."""

HELP: dict[str, Words] = {
    "Foresporsel.sporsmal": (
        "Skriv det du vil ha svar på.",
        "Skriv det du vil ha svar på.",
        "Write what you want answered.",
    ),
    "MedisinskDiagnose.diagnosekode": (
        "Kode, tekst eller begge deler.",
        "Kode, tekst eller begge delar.",
        "Code, text or both.",
    ),
}
