"""What the declared classes do not say of their fields: code systems, long texts, demands, what is left out.

Keys are "Class.field". The names of fields come from the words of the rendered page, so that the form and the
page say the same; the order is the schema's unless ORDER says otherwise.
"""

from __future__ import annotations

from .shapes import Words

SYSTEMS: dict[str, tuple[str, ...]] = {
    "Ansvarlig.type_hendelse": ("9131",),
    "Consent.consent_status": ("9064",),
    "DatoMottakOgVurdering.type_dato": ("9147",),
    "AnsvarForRapport.type_relasjon": ("8254",),
    "Document.consent": ("9064",),
    "EksisterendeTjeneste.IPLOStjenestetype": ("9151",),
    "Enkeltvurdering.funksjonsområde": ("9536",),
    "Foresporsel.type_foresp": ("9152", "9153", "9154"),
    "HealthcareProfessional.role_to_patient": ("9034",),
    "Ident.type_id": ("8116", "9051"),
    "InformasjonGitt.type_informasjon": ("9502",),
    "InfItem.type": ("8233",),
    "Journaltekst.overskriftskode": ("9141", "9142", "9143", "9145"),
    "KartlagtFunksjon.funksjonsvariabel": ("9111",),
    "Opplysninger.utfall_av_vurdering": ("8485",),
    "Opplysninger.ventetid_sluttkode": ("8445",),
    "Organisation.type_organisation": ("9040",),
    "Pakkeforlop.pakkeforlopskode": ("8480", "9327"),
    "RollerRelatertNotat.role_to_patient": ("9034",),
    "RollerRelatertNotat.rolle_notat": ("9057",),
    "SendtDokument.opplysning": ("8329",),
    "SendtDokument.type_mottaker": ("8330",),
    "TidsfestetHendelse.hendelsekode": ("9121",),
    "TjenesteBehov.IPLOStjenestetype": ("9151",),
    "UtskrevetTil.ut_til": ("8408",),
    "UtskrevetTil.uttilstand": ("8431",),
    "2.0 Comment.heading": ("8234",),
    "2.0 Medication.status": ("9101",),  # the standard says so; its own example has 7307
    "2.0 ReasonAsText.heading": ("8231",),
    "2.0 TypeInnholdIMelding.type_innhold": ("8455",),
}
"""Code systems of coded values (CV). That of a CS follows from the element (codes/elements.toml).

The version stands in front where two standards differ.
"""

OPEN_CODES: dict[str, tuple[str, ...]] = {
    "Allergi.virkestoff_legemiddel": ("7180",),
    "ClinInv.id": ("7280",),
    "CodedDescr.concept": ("7110", "7170"),
    "Diagnosis.concept": ("7110", "7170"),
    "Enkeltvurdering.kodet_vurdering": ("7150",),
    "Forskrivningsinfo.atc": (),
    "Hjelpemiddelbeskrivelse.HjelpemiddelkodeRTV": ("8151",),
    "InnholdMaaldokument.forventet_grad_maaloppnaaelse": ("7140",),
    "InnholdMaaldokument.maal_forventet_resultat": ("7140",),
    "MedisinskDiagnose.diagnosekode": ("7110", "7170"),
    "Medication.drug_id": ("7180",),
    "Medication.form": (),
    "Medication.route_of_adm": (),
    "Modifier.value": ("7110", "7170"),
    "TidligereSykdomFragment.diagnosekode": ("7110", "7170"),
    "Tiltaksbeskrivelse.intervensjon_tiltak_kode": ("7130",),
}
"""Coded values of systems that are too large to choose from a list: code and text are written."""

OR_TEXT = frozenset({
    "ClinInv.id", "Diagnosis.concept", "Medication.drug_id", "Medication.form", "Medication.route_of_adm",
    "Modifier.value",
})  # fmt: skip
"""Of these, the ones that may be said in words alone (OT) where there is no code."""

LONG = frozenset({
    "AdmInstrukser.merknad", "AnsvarForRapport.merknad", "EksisterendeTjeneste.merknad",
    "EksisterendeTjeneste.opplysninger_om_tjenesten", "Enkeltvurdering.vurdering_tekst",
    "FasteHjelpemidler.merknad", "Foresporsel.sporsmal", "ForenkletForskrivning.merknad",
    "AndreFagrapporter.forventet_status_utskriving", "AndreFagrapporter.status_behandlingsstart",
    "AndreFagrapporter.status_innleggelse", "InformasjonGitt.beskrivelse_informasjon",
    "InnholdMaaldokument.beskrivelse", "Journaltekst.merknad", "Journaltekst.notat",
    "Comment.text_result_value", "Observation.description", "ReasonAsText.text_result_value",
    "Result.text_result_value",
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
IN_WORDS = "en nærmere presisering skrives i teksten"
NOT_IN_USE = "feltet er ikke i bruk (HIS 80704:2014, HIS 1152)"
LEFT_OUT: dict[str, str] = {
    "Address.city_distr": "bydelen følger av postnummeret",
    "Address.country": "kodeverket (9043) finnes ikke her; adressen gjelder Norge",
    "Address.county": "kommunen følger av postnummeret",
    "Allergi.kode_annet_stoff": "standarden nevner ikke noe kodeverk; stoffet står i «Allergisk mot»",
    "Comment.coded_comment": IN_WORDS,
    "Comment.text_code": IN_WORDS,
    "Dialogmelding.sakstype": NOT_IN_USE,
    "Dialogmelding.sakstype_kodet": NOT_IN_USE,
    "ClinInv.spec": IN_WORDS,
    "Event.ass_request": "henvisningen står i ServReq",
    "Event.coded_comment": IN_WORDS,
    "Event.event": "en epikrise herfra gjelder ett opphold eller én konsultasjon",
    "Event.event_location": "stedet er avsenderen",
    "Event.exp_duration": "en rapport om det som har vært",
    "Event.priority": "hastegraden står i ServRprt",
    "Event.recipient": "mottakeren står i hodet",
    "Event.rel_serv_provider": "den ansvarlige står i ServRprt",
    "Foresporsel.begrunnelse": NOT_IN_USE,
    "Foresporsel.dok_id_foresp": NEVER,
    "Foresporsel.formål": NOT_IN_USE,
    "Foresporsel.fra_dato": NOT_IN_USE,
    "Foresporsel.hastegrad": NOT_IN_USE,
    "Foresporsel.kodet_opplysning": NOT_IN_USE,
    "Foresporsel.til_dato": NOT_IN_USE,
    "Foresporsel.type_journalinfo": NOT_IN_USE,
    "HCProf.additional_id": "ett nummer er nok",
    "HCProf.position": "yrket sier det",
    "HCProf.qual": "yrket sier det",
    "HealthcareProfessional.address": "helsepersonell nås på telefon (HITS 1174)",
    "HealthcareProfessional.date_of_birth": "helsepersonell kjennes på HPR-nummer",
    "HealthcareProfessional.nationality": "helsepersonell kjennes på HPR-nummer",
    "HealthcareProfessional.sex": "helsepersonell kjennes på HPR-nummer",
    "InfItem.org_date": "fra- og tildato sier det",
    "InfItem.origin": "kilden skrives i teksten",
    "InfItem.rel_hc_provider": "den ansvarlige står i ServRprt",
    "InformasjonOmForsendelsen.forsendelsesstatus": "følger av handlingen: ny, endring, kansellering",
    "Medication.dosage_coded": "doseringen skrives i ord (DosageText)",
    "NumResult.arithmetic_comp": "standarden nevner ikke noe kodeverk som finnes her",
    "Notat.dok_id_notat": NEVER,
    "Organisation.organisation": "kontaktenheten er den som svarer på telefonen",
    "PatRelHCP.end_date_time": "den som følger opp nå",
    "PatRelHCP.start_date_time": "den som følger opp nå",
    "Person.nationality": "kodeverket (9043) finnes ikke her",
    "ReasonAsText.text_code": IN_WORDS,
    "ReqServ.purpose": "standarden nevner ikke noe kodeverk som finnes her",
    "Result.text_code": IN_WORDS,
    "ResultItem.dev_result_ind": "standarden nevner ikke noe kodeverk som finnes her",
    "ResultItem.diag_comment": IN_WORDS,
    "Service.med_speciality": "kodeverket (8451) finnes ikke her; mottakeren er valgt",
    "Service.med_specialty": "kodeverket (8451) finnes ikke her; avsenderen sier det",
    "Service.serv_id": "kodeverket finnes ikke her; det skrives i teksten",
}
"""Fields that no form has, with the reason. Every other field of every type is in its profile."""

TECHNICAL = frozenset({
    "basiskomponenttype", "informasjonskategori", "komponentID", "komponenttype",
    "referanseViktigTilleggsinfo", "serv_type",
})  # fmt: skip
"""Marks of components of the record, and the status of parts: made by the program."""

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
    "Medication": ("drug_id", "dosage_text", "status"),
    "ResultItem": ("clin_inv", "result"),
    "ForenkletForskrivning": ("forskrivningsinfo",),
}
"""The fields that a form shows first."""

INLINE = frozenset({
    "AnsvarForRapport.ansvarlig_rapport", "KontaktpersonHelsepersonell.kontaktperson",
    "ParorendeForesatt.referanseperson", "TilknyttetEnhet.kontaktenhet",
    "ContactPerson.referanseperson", "PasientrelatertKontaktperson.referanseperson",
    "Observation.coded_descr", "ResultItem.clin_inv", "TextResult.result",
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
