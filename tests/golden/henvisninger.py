"""Henvisning 1.0, 1.1 and 2.0, what the hospital says of them, and medicines sent as an EPJ-ekstrakt."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards import henvisning as ref
from samhandling.standards.datatypes import BL, CS, CV, URL
from samhandling.standards.definition import Element, FreeContent, Tidspunkt
from samhandling.standards.dialogmelding import Dialogmelding, Notat
from samhandling.standards.ekstrakt import Node
from samhandling.standards.epj import Cave, Legemidler, Notater, SakshodeCave, StikkordCave
from samhandling.standards.henvisning import komponenter as po
from samhandling.standards.henvisning import v2
from samhandling.standards.msghead import Base64Container, Content, Document, MsgHead, RefDoc
from samhandling.standards.plo import AssistertKommunikasjon
from samhandling.standards.plo import ParorendeForesatt as Parorende

from .dialogue import VEDLEGG, pdf, rolle
from .envelope import Letter, Vedlegg
from .medicines import PARACET, legemiddel
from .people import (
    BARNEBARN,
    BORGHILD,
    DATTER,
    FASTLEGE,
    FROGNER_SPL,
    GERIATRI,
    LEGEKONTOR,
    MAJORSTUEN,
    SYKEHUSLEGE,
    TOLK,
    TORLEIF,
    ULLERN_SPL,
    Part,
    Pasient,
)
from .short import ATC, ICPC_2, Komponenter, enkel, journaltekst, kode, mengde, ts, unique, utenfor

HENRIK = rolle("Henrik", "Solvarg", "LE", "20000123", hpr="1000039")
PROBLEM = "Økende tung pust i tre uker, hovne bein og vektøkning. Kjent hjertesvikt."
AT = {"N": "2026-11-12T09:20:00", "M": "2026-11-12T15:45:00", "C": "2026-11-13T08:05:00"}
WORDS = {"N": "ny", "M": "endring", "C": "kansellering"}


# --- 1.0 and 1.1: a Message of its own


def hcp(part: Part, *, full: bool = False) -> ref.HCP:
    """Both levels of an address."""
    lower = {"id": str(part.lower_her), "type_id": enkel("8116" if part.given_name else "9051", "HER")}
    person = ref.HCPerson(
        name=f"{part.given_name} {part.lower_name}", **lower,
        additional_id=[ref.AdditionalId(id="1000187", type=enkel("8116", "HPR"))],
    )  # fmt: skip
    inst = ref.Inst(
        name=part.name,
        id=str(part.her),
        type_id=enkel("9051", "HER"),
        additional_id=[ref.AdditionalId(id="310000019", type=enkel("9051", "ENH"))] if full else (),
        HCPerson=[person] if part.given_name else (),
        dept=() if part.given_name else [ref.Dept(name=part.lower_name, **lower)],
    )
    return ref.HCP(part=inst, med_speciality=CV(OT="Geriatri") if full else None, address=_arbeid("20000600"))


def _arbeid(phone: str) -> ref.Address:
    return ref.Address(
        type=enkel("3401", "WP"), street_adr="Bogstadveien 1", postal_code="0355", city="Oslo",
        county=enkel("3402", "0301"), country=CS(V="NO", DN="Norge"), city_distr=CS(V="05", DN="Frogner"),
        tele_address=[URL(V=f"tel:{phone}")],
    )  # fmt: skip


def _fastlege() -> ref.HCP:
    doctor = ref.HCProf(
        type=enkel("9060", "LE"), name="Aksel Havrevind", id="1000187", type_id=enkel("8116", "HPR"),
        additional_id=[ref.AdditionalId(id="8900601", type=enkel("8116", "HER"))],
    )  # fmt: skip
    return ref.HCP(part=doctor, address=_arbeid("20000621"))


def _funn() -> list[ref.InfItem]:
    hb = ref.ClinInv(id=utenfor("7280", "NPU28309", "Hemoglobin"), spec=[CV(OT="Fullblod")])
    said = ref.Result(heading=enkel("8243", "VU"), text_result_value="Stuvning", text_code=CV(OT="Stuvning"))
    results = (
        ref.ResultItem(
            result=ref.NumResult(arithmetic_comp=CS(V="EQ", DN="lik"), num_result_value=mengde("12.1", "g/dL")),
            serv_type=enkel("7309", "N"), inv_date=ts("2026-11-11"), comment="Stabil",
            dev_result_ind=CS(V="0", DN="Normal"), clin_inv=hb,
        ),
        ref.ResultItem(result=ref.TextResult(result=said), clin_inv=ref.ClinInv(id=CV(OT="Røntgen thorax"))),
        ref.ResultItem(result=ref.Interval(low=mengde("60", "kg"), high=mengde("64", "kg")),
                       clin_inv=ref.ClinInv(id=CV(OT="Vanlig vekt"))),
        ref.ResultItem(result=ref.DateResult(date_result_value=ts("2026-11-01")),
                       clin_inv=ref.ClinInv(id=CV(OT="Første symptom"))),
    )  # fmt: skip
    return [
        ref.InfItem(what=one, type=enkel("8233", "FUNN"), start_date_time=ts("2026-11-11"),
                    end_date_time=ts("2026-11-12"), org_date=ts("2026-11-11"))
        for one in results
    ]  # fmt: skip


def _mer() -> list[ref.InfItem]:
    medicine = ref.Medication(
        drug_id=utenfor(ATC, "C03CA01", "Furosemid"), comment="Økt i forrige uke", status=enkel("7307", "6"),
        intended_duration=mengde("30", "d"), quantity_supplied=mengde("100", "stk"), unit_dose=mengde("40", "mg"),
        dosage_text="1 tablett morgen",
    )  # fmt: skip
    cave = ref.Observation(description="Penicillin: utslett 1974", comment="Opplyst av pasienten")
    return [
        ref.InfItem(what=cave, type=enkel("8233", "CAVE")),
        ref.InfItem(what=medicine, type=enkel("8233", "MEDB")),
    ]


def _pasient(one: Pasient, **more: object) -> ref.Patient:
    return ref.Patient(
        sex=enkel("3101", one.sex),
        date_of_birth=ts(one.born),
        name=f"{one.family}, {one.given}",
        off_id=one.number,
        type_off_id=enkel("8116", one.kind),
        pat_rel_hcp=[ref.PatRelHCP(relation=enkel("8254", "FLE"), HCP=_fastlege())],
        address=ref.Address(
            type=enkel("3401", "H"), street_adr=one.street, postal_code=one.postal, city="Oslo"
        ),
        **more,  # type: ignore[arg-type]
    )


def _pasient_1_1() -> ref.Patient:
    return _pasient(
        BORGHILD,
        basis_for_health_services=enkel("8246", "1"),
        id_by_requester="MLS-908",
        patient_precaution=[
            ref.PatientPrecaution(precaution="Hørselshemmet", start_date_time=ts("2019"), end_date_time=ts("2030"))
        ],
        inf_item=[*_funn(), *_mer()],
        assistert_kommunikasjon=[AssistertKommunikasjon(person_tolkebehov=DATTER, merknad="Tolk for datteren")],
        parorende_foresatt=[Parorende(slektskap=enkel("9033", "DA"), referanseperson=DATTER)],
        contact_person=[
            ref.ContactPerson(occupation_role="Lærer", working_place="Skolen", referanseperson=TOLK, merknad="Dagtid")
        ],
        pat_rel_inst=[
            ref.PatRelInst(name_inst="Frogner skole", role_inst="Skole", contact_person="Rektor", merknad="Barnebarnet")
        ],
        consent=ref.Consent(consent_status=kode("9064", "1"), consent_date=Tidspunkt("2026-11-12"),
                            merknad="Muntlig", given_by="Pasienten"),
        additional_id=[ref.AdditionalId(id="N123", type=enkel("8116", "PNR"))],
    )  # fmt: skip


def henvisning_1_1(name: str, status: str, *, full: bool = False) -> ref.Message:
    """A referral in 1.1."""
    asked = ref.ReqServ(
        serv_type=enkel("7309", status), purpose=CS(V="U", DN="Utredning"), req_date=ts("2026-11-20"),
        priority=enkel("8304", "7"), comment="Gjerne snart",
        service=ref.Service(serv_id=CV(OT="Hjertepoliklinikk"), med_speciality=CV(OT="Kardiologi"),
                            adm_cat=enkel("8240", "3")),
    )  # fmt: skip
    return ref.Message(
        type=enkel("8279", "HENVISNING"),
        msg_version="1.1" if full else None,
        MIGversion=ref.MIG_VERSIONS["1.1"],
        gen_date=ts(AT[status]),
        msg_id=unique(name),
        status=enkel("8323", "APR") if full else None,
        serv_req=ref.ServReq(
            serv_type=enkel("7309", status),
            issue_date=ts("2026-11-12T09:00:00"),
            payment_cat=enkel("4101", "1") if full else None,
            req_comment="Ring gjerne datteren" if full else None,
            ack=enkel("7304", "J") if full else None,
            msg_descr=enkel("8455", "10"),
            id=unique("henvisning-1.1/henvisning/dokument"),
            patient=_pasient_1_1() if full else _pasient(BORGHILD),
            serv_provider=ref.ServProvider(role=enkel("7301", "SPR"), com_method=enkel("8235", "EDI"),
                                           HCP=hcp(GERIATRI, full=full)),
            requester=ref.Requester(role=enkel("7301", "REQ"), com_method=enkel("8235", "EDI"), HCP=hcp(MAJORSTUEN)),
            copy_dest=[_kopi()] if full else (),
            ref_doc=_files() if full else (),
            reason_as_text=() if status == "C" else [
                ref.ReasonAsText(heading=enkel("8231", "PROB"), text_result_value=PROBLEM, text_code=[CV(OT="Dyspné")]),
                ref.ReasonAsText(heading=enkel("8231", "FA"), text_result_value="Bor alene, datter i nærheten."),
            ],
            diagnosis=[_diagnose()],
            req_serv=asked if full else ref.ReqServ(serv_type=enkel("7309", status), priority=enkel("8304", "7")),
            comment=[ref.Comment(heading=enkel("8234", "SH"), text_result_value="Trenger rullestol",
                                 coded_comment=[CV(OT="Rullestol")])] if full else (),
        ),
    )  # fmt: skip


def _diagnose() -> ref.Diagnosis:
    exact = ref.Modifier(name=enkel("7305", "DI"), value=[CV(OT="Kjent")])
    return ref.Diagnosis(concept=utenfor(ICPC_2, "K77", "Hjertesvikt"), modifier=[exact])


def _kopi() -> ref.CopyDest:
    role = ref.CopyDestRole(msg_type=enkel("8279", "HENVISNING"), req_com_method=enkel("8235", "EDI"),
                            act_com_method=enkel("8235", "EDI"))  # fmt: skip
    return ref.CopyDest(role=enkel("7301", "COP"), copy_dest_role=[role], HCP=hcp(ULLERN_SPL))


def _files() -> list[ref.RefDoc]:
    return [
        ref.RefDoc(issue_date=ts("2026-11-11"), msg_type=enkel("8114", "A"), id="1", mime_type="application/pdf",
                   description="EKG", content=Content(innhold=[Base64Container(innhold=pdf())])),
        ref.RefDoc(msg_type=enkel("8114", "REF"), compression=enkel("1204", "GZ"),
                   file_reference="https://eksempel.example/ekg/1"),
    ]  # fmt: skip


def henvisning_1_0(name: str, status: str) -> ref.Message:
    """The same in 1.0, with what only that version has."""
    new = henvisning_1_1(name, status)
    request = new.serv_req
    parties = ("serv_provider", "requester")
    bare = request.replace(**{part: getattr(request, part).replace(com_method=None) for part in parties})
    old = new.replace(
        serv_req=bare, type=CS(V="H", DN="Henvisning"), MIGversion=ref.MIG_VERSIONS["1.0"]
    ).in_version("1.0")
    inner = old.serv_req
    if status != "N":
        return old
    provider = inner.serv_provider
    ids = {"party_id_by_requester": "17", "party_id_by_serv_prov": "4471"}
    return old.replace(
        serv_req=inner.replace(
            patient=inner.patient.replace(**_bare_1_0()),
            serv_provider=provider.replace(HCP=provider.HCP.replace(**ids)),
            ref_doc=[_booking()],
        )
    )


def _bare_1_0() -> dict[str, object]:
    samtykke = ref.Consent(consent_status=kode("9064", "1"), merknad="Muntlig").in_version("1.0")
    return {
        "need_translator": [
            ref.NeedTranslator(person=1, is_deaf=BL(V=False), is_blind=BL(V=True), language=enkel("3303", "SE"),
                               preferred_translator=2, translator_end_date=ts("2027"), note="Nordsamisk")
        ],
        "care_situation": ref.CareSituation(
            description="Bor hos datteren", custody_type=CS(V="1", DN="Felles"), custody_owner="Synnøve Rypefjær",
            care_situation_type=CS(V="2", DN="Annet"), native_language=enkel("3303", "NO"),
        ),
        "pat_relperson": [
            ref.PatRelperson(
                description="Datter", date_of_birth=ts("1970-07-22"), sex=enkel("3101", "2"), occupation=CS(V="1", DN="Lærer"),
                role="Nærmeste", ethnic_belonging=CS(V="1", DN="Norsk"), name="Synnøve Rypefjær", off_id="22907042150",
                type_off_id=enkel("8116", "FNR"),
                relation=ref.Relation(guardien=BL(V=False), relation_code=CS(V="DTR", DN="Datter"), description="Eldst"),
                address=ref.Address(type=enkel("3401", "H"), city="Oslo").in_version("1.0"), consent=samtykke,
            )
        ],
        "pat_rel_inst": [
            ref.PatRelInst(contact_person="Rektor").in_version("1.0").replace(
                name_inst="Frogner skole", working_time="8-16",
                address=ref.Address(type=enkel("3401", "WP"), city="Oslo").in_version("1.0"))
        ],
        "consent": samtykke.replace(consent_date=ts("2026-11-12")),
    }  # fmt: skip


def _booking() -> ref.RefDoc:
    hour = ref.Appointment(start_date_time=ts("2026-11-20T10:00:00"), end_date_time=ts("2026-11-20T10:30:00"),
                           resource_id="POL-3", index=1, service=CS(V="K", DN="Konsultasjon"))  # fmt: skip
    booking = ref.Booking(name="Diakonhjemmet sykehus", id="8900100", type_id="HER", appointment=hour,
                          sub_org=ref.SubOrg(name="Poliklinikken", id="8900105", type_id="HER",
                                             sub_org=ref.SubOrg(name="Rom 3", id="3")))  # fmt: skip
    reference = ref.RefDoc(issue_date=ts("2026-11-10"), msg_type=CS(V="B", DN="Booking"), id="17").in_version(
        "1.0"
    )
    return reference.replace(booking=booking)


# --- 2.0, in a MsgHead


def henvisning_2_0(status: str, document: str, *, full: bool = False, videre: bool = False) -> v2.Henvisning:
    """A referral in 2.0; `full` has all that it may hold."""
    request = v2.ReqServ(serv_type=enkel("7309", status), req_date=Tidspunkt("2026-11-20"), priority=enkel("8306", "3"),
                         comment="Gjerne snart")  # fmt: skip
    return v2.Henvisning(
        serv_type=enkel("7309", status),
        issue_date=Tidspunkt("2026-11-12T09:00:00"),
        payment_cat=enkel("4101", "1") if full else None,
        req_comment="Ring gjerne datteren" if full else None,
        document_id=unique(document),
        basis_for_health_services=enkel("8246", "1") if full else None,
        kontaktperson_helsepersonell=[po.KontaktpersonHelsepersonell(kontaktperson=FASTLEGE, merknad="Dagtid")],
        ansvar_for_rapport=[
            po.AnsvarForRapport(ansvarlig_rapport=SYKEHUSLEGE if videre else FASTLEGE,
                                godkjent_dato=Tidspunkt("2026-11-12"), type_relasjon=kode("8254", "HHE"), merknad="Ring")
        ],
        type_innhold_i_melding=po.TypeInnholdIMelding(type_innhold=kode("8455", "10"), merknad="Utredning"),
        reason_as_text=() if status == "C" else [
            v2.ReasonAsText(heading=kode("8231", "PROB"), text_result_value=PROBLEM, text_code=[CV(OT="Dyspné")])
        ],
        diagnosis=[v2.Diagnosis(concept=utenfor(ICPC_2, "K77", "Hjertesvikt"),
                                modifier=[v2.Modifier(name=enkel("7305", "DI"), value=[CV(OT="Kjent")])])],
        req_serv=request,
        **(_mer_2_0() if full else {}),
        **(_vurdert() if videre and status != "C" else {}),
    )  # fmt: skip


def _mer_2_0() -> dict[str, object]:
    return {
        "tilleggsopplysning_pasient": po.TilleggsopplysningPasient(
            sivil_status=enkel("8724", "6"), bor_alene=True, sprak=enkel("3303", "NO"), mottar_kommunale_tjenester=True,
            merknad="Hjemmesykepleie to ganger daglig"),
        "parorende_foresatt": [
            po.ParorendeForesatt(slektskap=enkel("9033", "DA"), omsorgsfunksjon=enkel("9050", "6"), narmeste_parorende=True,
                                 referanseperson=DATTER, merknad="Ring henne først"),
            po.ParorendeForesatt(slektskap=enkel("9033", "BB"), fodselsar_mindrearig_parorende=Tidspunkt("2011"),
                                 referanseperson=BARNEBARN),
        ],
        "tilknyttet_enhet": [po.TilknyttetEnhet(kontaktenhet=LEGEKONTOR, merknad="Kl. 8–15")],
        "sendt_dokument": [
            po.SendtDokument(opplysning=kode("8329", "3"), ja_nei=True, dato_sendt=Tidspunkt("2026-11-10"),
                             type_mottaker=kode("8330", "4"), navn_mottaker="Apoteket", merknad="Vanndrivende")],
        "info_assistert_kommunikasjon": [
            po.InfoAssistertKommunikasjon(assistert_kommunikasjon=po.AssistertKommunikasjon(
                person_tolkebehov=DATTER, horselsvikt=True, synsvikt=False, behov_tolk_sprak=enkel("3303", "SE"),
                preferert_tolk=TOLK, behov_opphort_dato=Tidspunkt("2027-01-01"), merknad="Nordsamisk"))],
        "opplysninger_om_individuell_plan": po.OpplysningerOmIndividuellPlan(
            individuell_plan_foreligger=True, koordinator_oppnevnt=False, merknad="Fra 2024"),
        "pasientrelatert_kontaktperson": [
            po.PasientrelatertKontaktperson(stilling_rolle="Rektor", arbeidssted="Frogner skole", referanseperson=TOLK,
                                            merknad="Barnebarnets skole")],
        "legemiddelgjennomgang": po.Legemiddelgjennomgang(
            dato_legemiddelgjennomgang=Tidspunkt("2026-10-01"), dato_samstemming=Tidspunkt("2026-11-01"), merknad="Oppdatert"),
        "patient_precaution": [
            v2.PatientPrecaution(precaution="Kontaktsmitte", start_date_time=Tidspunkt("2026-11-01T00:00:00"),
                                 end_date_time=Tidspunkt("2026-11-30T00:00:00"))],
        "inf_item": _funn_2_0(),
        "comment": [v2.Comment(heading=kode("8234", "SH"), text_result_value="Trenger rullestol",
                               coded_comment=[CV(OT="Rullestol")])],
        "consent": [v2.Consent(consent_status=kode("9064", "1"), consent_date=Tidspunkt("2026-11-12"), merknad="Muntlig",
                               given_by="Pasienten")],
    }  # fmt: skip


def _funn_2_0() -> list[v2.InfItem]:
    hb = v2.ClinInv(id=utenfor("7280", "NPU28309", "Hemoglobin"), spec=[CV(OT="Fullblod")])
    said = v2.Result(heading=enkel("8243", "VU"), text_result_value="Stuvning", text_code=CV(OT="Stuvning"))
    number = v2.ResultItem(
        result=v2.NumResult(arithmetic_comp=CS(V="EQ", DN="lik"), num_result_value=mengde("12.1", "g/dL")),
        serv_type=enkel("7309", "N"), inv_date=Tidspunkt("2026-11-11T08:00:00"), comment="Stabil",
        dev_result_ind=CS(V="0", DN="Normal"), clin_inv=hb,
    )  # fmt: skip
    medicine = v2.Medication(
        drug_id=utenfor(ATC, "C03CA01", "Furosemid"), comment="Økt i forrige uke", status=CS(V="1", DN="Fast"),
        intended_duration=mengde("30", "d"), quantity_supplied=mengde("100", "stk"), unit_dose=mengde("40", "mg"),
        dosage_text="1 tablett morgen",
    )  # fmt: skip
    return [
        v2.InfItem(what=number, type=kode("8233", "FUNN"), start_date_time=Tidspunkt("2026-11-11T08:00:00"),
                   end_date_time=Tidspunkt("2026-11-11T08:10:00"), org_date=Tidspunkt("2026-11-11T08:00:00")),
        v2.InfItem(what=v2.ResultItem(result=v2.TextResult(result=said), clin_inv=v2.ClinInv(id=CV(OT="Røntgen"))),
                   type=kode("8233", "FUNN")),
        v2.InfItem(what=v2.ResultItem(result=v2.Interval(low=mengde("60", "kg"), high=mengde("64", "kg")),
                                      clin_inv=v2.ClinInv(id=CV(OT="Vekt"))), type=kode("8233", "FUNN")),
        v2.InfItem(what=v2.ResultItem(result=v2.DateResult(date_result_value=Tidspunkt("2026-11-01")),
                                      clin_inv=v2.ClinInv(id=CV(OT="Første symptom"))), type=kode("8233", "FUNN")),
        v2.InfItem(what=v2.Observation(description="Penicillin: utslett", comment="1974"), type=kode("8233", "CAVE")),
        v2.InfItem(what=medicine, type=kode("8233", "MEDB")),
    ]  # fmt: skip


def _vurdert() -> dict[str, object]:
    return {
        "vurdering_av_henvisning": v2.VurderingAvHenvisning(
            dato_mottak_og_vurdering=[
                v2.DatoMottakOgVurdering(type_dato=kode("9147", "1"), dato=Tidspunkt("2026-11-12")),
                v2.DatoMottakOgVurdering(type_dato=kode("9147", "4"), dato=Tidspunkt("2026-11-19")),
            ],
            opplysninger=v2.Opplysninger(
                fritt_sykehusvalg=False, ventetid_sluttkode=kode("8445", "3"), forlops_id="F-2026-881",
                rett_til_helsehjelp=True, utfall_av_vurdering=kode("8485", "1"))),
        "pakkeforlop": [v2.Pakkeforlop(pakkeforlopskode=kode("8480", "A01A"), merknad="Mistanke")],
    }  # fmt: skip


def i_hode() -> Iterator[tuple[str, MsgHead]]:
    """New condition, further referral and status: each in a MsgHead."""
    pdf_file = Vedlegg("Opprinnelig henvisning", "application/pdf", pdf(), "2026-11-12")
    for status, word in WORDS.items():
        first = status == "N"
        name = f"henvisning-2.0/ny-tilstand-{word}"
        letter = Letter(name, "HENVISNING_NYTILSTAND", MAJORSTUEN, GERIATRI, BORGHILD, AT[status],
                        parent=None if first else "henvisning-2.0/ny-tilstand-ny", files=(VEDLEGG[1],) if first else ())  # fmt: skip
        yield name, letter.sealed(henvisning_2_0(status, "ny-tilstand", full=first))
        name = f"henvisning-2.0/viderehenvisning-{word}"
        letter = Letter(name, "HENVISNING_VIDERE", GERIATRI, REHABILITERING, BORGHILD, AT[status].replace("-11-", "-12-"),
                        parent="henvisning-2.0/ny-tilstand-ny" if first else "henvisning-2.0/viderehenvisning-ny",
                        first="henvisning-2.0/ny-tilstand-ny", files=(pdf_file,) if first else ())  # fmt: skip
        yield name, letter.sealed(henvisning_2_0(status, "viderehenvisning", videre=True))
    yield from _statuser()


REHABILITERING = Part(8900150, "Sunnaas sykehus", "101", 8900151, "Rehabilitering")
STATUSER = (
    ("innkalles", "1", "Time 20.11.2026 kl. 10.00, poliklinikken i 2. etasje."),
    ("videresendt", "3", "Henvisningen er videresendt til Sunnaas sykehus."),
    ("avvist", "4", "Avvist: tilstanden følges best opp hos fastlegen."),
)


def _statuser() -> Iterator[tuple[str, MsgHead]]:
    for word, value, text in STATUSER:
        name = f"dialog-1.1/status-{word}"
        note = Notat(
            tema_kodet=kode("9148", value),
            tekst_notat_innhold=FreeContent(text),
            roller_relatert_notat=[HENRIK],
        )
        letter = Letter(name, "DIALOG_STATUS_HENVISNING", GERIATRI, MAJORSTUEN, BORGHILD, "2026-11-14T12:00:00",
                        parent="henvisning-2.0/ny-tilstand-ny")  # fmt: skip
        yield name, letter.sealed(Dialogmelding(innhold=[note]), "1.1")


# --- medicines as an extract


def ekstrakt() -> tuple[str, MsgHead]:
    """The medicines of one patient: a tree, and the components that it names."""
    name = "ekstrakt/legemiddelopplysninger"
    new = Komponenter(name)
    cave = Cave(
        komponentID=new(),
        informasjonskategori="Cave/allergier",
        sakshode_cave=SakshodeCave(
            komponentID=new(), stikkord_cave=[StikkordCave(cave_stikkord="Penicillin")]
        ),
    )
    notes = Notater(
        komponentID=new(),
        informasjonskategori="Andre notater",
        generelt_journalnotat=[new.notat(journaltekst("9142", "VU", "Listen er gjennomgått i dag."))],
    )
    drugs = Legemidler(komponentID=new(), informasjonskategori="Legemidler",
                       legemiddelinfo=[legemiddel(new, PARACET)])  # fmt: skip
    parts: tuple[Element, ...] = (cave, notes, drugs)
    tree = Node(basiskomponenttype="EPJ sak", komponenttype="2.16.578.1.12.4.1.6.14.901.0", komponentID=new(),
                informasjonskategori="Legemidler", node=[_named(one) for one in parts])  # fmt: skip
    head = Letter(name, "EPJ-EKSTRAKT", MAJORSTUEN, FROGNER_SPL, TORLEIF, "2026-11-18T08:40:00").sealed(tree)
    more = [
        Document(
            ref_doc=RefDoc(
                issue_date=ts("2026-11-18"), msg_type=enkel("8114", "XML"), content=Content(innhold=[one])
            )
        )
        for one in parts
    ]
    return name, head.replace(innhold=[*head.documents, *more])


def _named(part: Element) -> Node:
    told = part.values
    return Node(basiskomponenttype="EPJ sak", komponenttype=told["komponenttype"], komponentID=told["komponentID"],
                informasjonskategori=told["informasjonskategori"])  # fmt: skip


def letters() -> Iterator[tuple[str, Element]]:
    """Every referral, every status, and the extract."""
    for status, word in WORDS.items():
        name = f"henvisning-1.1/henvisning-{word}"
        yield name, henvisning_1_1(name, status, full=status == "N")
        name = f"henvisning-1.0/henvisning-{word}"
        yield name, henvisning_1_0(name, status)
    yield from i_hode()
    yield ekstrakt()
