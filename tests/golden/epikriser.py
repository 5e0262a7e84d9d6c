"""Epikrise 1.1 and 1.2: the stay, its corrections, and a note from the outpatient clinic."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards import epikrise as dis
from samhandling.standards.datatypes import CS, CV, URL
from samhandling.standards.definition import FreeContent
from samhandling.standards.msghead import Base64Container, Content

from .dialogue import pdf
from .people import BORGHILD, GERIATRI, HELSEHUS, MAJORSTUEN, TORLEIF, Part, Pasient
from .short import ATC, ICD_10, ICPC_2, enkel, mengde, ts, unique, utenfor

XHTML = (
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Operert med <b>hemiprotese</b> første døgn.</p>'
    "<ul><li>Ukomplisert forløp.</li><li>Mobilisert dag 2.</li></ul></div>"
)
SENT = {"ny": "2026-11-25T14:10:00", "endring": "2026-11-26T08:30:00", "kansellering": "2026-11-26T09:15:00"}


def arbeid(phone: str) -> dis.Address:
    """Where somebody works, with a telephone."""
    return dis.Address(type=enkel("3401", "WP"), tele_address=[URL(V=f"tel:{phone}")])


def hcp(part: Part, *, full: bool = False) -> dis.HCP:
    """Both levels of an address."""
    person = dis.HCPerson(
        name=f"{part.given_name} {part.lower_name}", id=str(part.lower_her), type_id=enkel("8116", "HER"),
        additional_id=[dis.AdditionalId(id="1000187", type=enkel("8116", "HPR"))],
    )  # fmt: skip
    dept = dis.Dept(
        type=CS(V="KLIN", DN="Klinikk") if full else None,
        name=part.lower_name, id=str(part.lower_her), type_id=enkel("9051", "HER"),
        additional_id=[dis.AdditionalId(id="GER", type=enkel("9051", "LAV"))] if full else (),
    )  # fmt: skip
    inst = dis.Inst(
        name=part.name,
        id=str(part.her),
        type_id=enkel("9051", "HER"),
        dept=() if part.given_name else [dept],
        HCPerson=[person] if part.given_name else (),
        additional_id=[dis.AdditionalId(id="310000019", type=enkel("9051", "ENH"))] if full else (),
    )
    return dis.HCP(
        part=inst,
        med_specialty=CV(V="020", S="2.16.578.1.12.4.1.1.8451", DN="Geriatri") if full else None,
        address=_besok() if full else None,
    )


def _besok() -> dis.Address:
    return dis.Address(
        type=enkel("3401", "RES"), street_adr="Diakonveien 12", postal_code="0370", city="Oslo",
        county=enkel("3402", "0301"), country=CS(V="NO", DN="Norge"), city_distr=CS(V="07", DN="Vestre Aker"),
        tele_address=[URL(V="tel:20000100"), URL(V="mailto:post@eksempel.example")],
    )  # fmt: skip


def lege(name: str, hpr: str, phone: str) -> dis.HCP:
    """A doctor by name and HPR number."""
    doctor = dis.HCProf(
        type=enkel("9060", "LE"), position=CV(OT="Overlege"), name=name, qual=[CV(OT="Spesialist i geriatri")],
        id=hpr, type_id=enkel("8116", "HPR"), additional_id=[dis.AdditionalId(id="GER-7", type=enkel("8116", "XXX"))],
    )  # fmt: skip
    return dis.HCP(part=doctor, address=arbeid(phone))


def pasient(one: Pasient, *, full: bool = False) -> dis.Patient:
    """The patient, and those around them."""
    return dis.Patient(
        sex=enkel("3101", one.sex),
        date_of_birth=ts(one.born),
        date_of_death=ts("2026-11-27") if full and one is not BORGHILD else None,
        name=f"{one.family}, {one.given}",
        id_by_serv_provider="DS-4471" if full else None,
        id_by_requester="MLS-908" if full else None,
        off_id=one.number,
        type_off_id=enkel("8116", one.kind),
        patient_precaution=[
            dis.PatientPrecaution(
                precaution="Kontaktsmitte", start_date_time=ts("2026-11-17"), end_date_time=ts("2026-11-24")
            )
        ] if full else (),
        patient_rel_party=[
            dis.PatientRelParty(
                relation=enkel("7317", "DTR"), name="Synnøve Rypefjær", rel_party_off_id="22907042150",
                address=dis.Address(type=enkel("3401", "H"), tele_address=[URL(V="tel:+4720000921")]),
            )
        ] if full else (),
        pat_rel_hcp=[
            dis.PatRelHCP(
                relation=enkel("8254", "FLE"), start_date_time=ts("2015"), end_date_time=ts("2030") if full else None,
                HCP=lege("Aksel Havrevind", "1000187", "20000621"),
            )
        ],
        additional_id=[dis.AdditionalId(id="N123", type=enkel("8116", "PNR"))] if full else (),
        address=dis.Address(type=enkel("3401", "H"), street_adr=one.street, postal_code=one.postal, city="Oslo"),
    )  # fmt: skip


def diagnose(kind: str, code: CV) -> dis.InfItem:
    """A diagnosis: H main, B other."""
    return _observed(kind, coded_descr=dis.CodedDescr(concept=code))


def _observed(kind: str, **what: object) -> dis.InfItem:
    return dis.InfItem(what=dis.Observation(**what), type=enkel("8233", kind))  # type: ignore[arg-type]


def _rich_diagnosis() -> dis.InfItem:
    star = dis.Modifier(name=enkel("7305", "LA"), value=[CV(OT="Høyre side")])
    return dis.InfItem(
        what=dis.Observation(
            description=FreeContent("Brudd i lårhalsen, høyre side"),
            comment="Fall i eget hjem",
            coded_descr=dis.CodedDescr(concept=utenfor(ICD_10, "S72.0", "Brudd i lårhals"), modifier=[star]),
        ),
        type=enkel("8233", "H"),
        start_date_time=ts("2026-11-16"),
        end_date_time=ts("2026-11-25"),
        org_date=ts("2026-11-16"),
        origin=dis.Origin(role=enkel("7301", "SPR"), HCP=lege("Henrik Solvarg", "1000039", "20000123")),
        rel_hc_provider=[
            dis.RelHCProvider(
                relation=CS(V="OPL", DN="Operatør"), role=enkel("7301", "SPR"),
                HCP=lege("Liv Fjellbekk", "1000268", "20000130"),
            )
        ],
    )  # fmt: skip


def _medicine() -> dis.InfItem:
    return dis.InfItem(
        what=dis.Medication(
            drug_id=utenfor(ATC, "N02BE01", "Paracetamol"),
            dosage_coded=CV(V="4", S="2.16.578.1.12.4.1.1.7478", DN="1 tablett 4 ganger daglig"),
            comment="Trappes ned etter to uker",
            status=enkel("7307", "6"),
            form=CV(OT="Tablett"),
            route_of_adm=CV(OT="Gjennom munnen"),
            intended_duration=mengde("14", "d"),
            quantity_supplied=mengde("100", "stk"),
            unit_dose=mengde("1", "g"),
            dosage_text="1 tablett kl. 08, 14, 20 og ved sengetid",
        ),
        type=enkel("8233", "MEDB"),
    )


def _results() -> list[dis.InfItem]:
    hb, hofte = CV(V="NPU28309", S="2.16.578.1.12.4.1.1.7280", DN="Hemoglobin"), CV(OT="Røntgen hofte")
    said = dis.Result(heading=enkel("8243", "VU"), text_result_value=FreeContent("God protesestilling"),
                      text_code=[CV(OT="Uten anmerkning")])  # fmt: skip
    found = (
        dis.ResultItem(
            result=dis.NumResult(arithmetic_comp=CS(V="EQ", DN="lik"), num_result_value=mengde("10.4", "g/dL")),
            serv_type=enkel("7309", "N"), inv_date=ts("2026-11-24"), comment="Stabil",
            dev_result_ind=CS(V="1", DN="Avvik"), clin_inv=dis.ClinInv(id=hb, spec=[CV(OT="Fullblod")]),
            diag_comment=dis.DiagComment(concept=CV(OT="Anemi etter operasjon")),
        ),
        dis.ResultItem(result=dis.TextResult(result=said), clin_inv=dis.ClinInv(id=hofte)),
        dis.ResultItem(result=dis.Interval(low=mengde("3.5", "mmol/L"), high=mengde("4.4", "mmol/L")),
                       clin_inv=dis.ClinInv(id=CV(OT="Kalium"))),
        dis.ResultItem(result=dis.DateResult(date_result_value=ts("2026-12-02")),
                       clin_inv=dis.ClinInv(id=CV(OT="Sting fjernes"))),
    )  # fmt: skip
    return [dis.InfItem(what=one, type=enkel("8233", "FUNN")) for one in found]


def avsnitt(kind: str, text: str | FreeContent, *codes: CV) -> dis.Comment:
    """A text under a heading of 8311."""
    content = FreeContent(text) if isinstance(text, str) else text
    return dis.Comment(heading=enkel("8311", kind), text_result_value=content, text_code=codes)


def opphold() -> dis.Event:
    """The stay, with everything that an event may hold."""
    return dis.Event(
        when=dis.ReportedEvent(start_date_time=ts("2026-11-16T23:05:00"), end_date_time=ts("2026-11-25T13:00:00")),
        serv_type=enkel("7309", "N"),
        recipient=CS(V="REQ", DN="Rekvirent"),
        priority=CS(V="OHJELP", DN="Øyeblikkelig hjelp"),
        adm_outcome=enkel("7300", "35"),
        exp_duration=mengde("9", "d"),
        service=dis.Service(
            serv_id=CV(OT="Operasjon for lårhalsbrudd"), med_specialty=CV(OT="Geriatri"), adm_cat=enkel("8240", "1")
        ),
        rel_serv_provider=[
            dis.RelServProvider(
                relation=enkel("8254", "OPL"), role=enkel("7301", "SPR"),
                HCP=lege("Liv Fjellbekk", "1000268", "20000130"),
            )
        ],
        ass_request=[
            dis.AssRequest(issue_date=ts("2026-11-16"), msg_type=CS(V="HENVISNING", DN="Henvisning"),
                           id=unique("henvisning-1.1/henvisning-ny/dokument"))
        ],
        event_location=[
            dis.EventLocation(
                role=CS(V="OPP", DN="Oppholdssted"), start_date_time=ts("2026-11-17"),
                end_date_time=ts("2026-11-25"),
                location=dis.Location(
                    type=CS(V="SENG", DN="Sengepost"), description="Akuttgeriatrisk sengepost, rom 214",
                    inst=dis.Inst(name="Diakonhjemmet sykehus", id="8900100", type_id=enkel("9051", "HER")),
                    address=dis.Address(type=enkel("3401", "RES"), city="Oslo"),
                    sub_location=[dis.SubLocation(type=CS(V="ROM", DN="Rom"), place="214")],
                ),
            )
        ],
        inf_item=[
            _rich_diagnosis(),
            diagnose("B", utenfor(ICD_10, "M81.0", "Postmenopausal osteoporose")),
            _observed("CAVE", description=FreeContent("Penicillin: utslett 1974")),
            _medicine(),
            *_results(),
        ],
        comment=[
            avsnitt("AI", "Falt på badet, klarte ikke å reise seg."),
            avsnitt("FO", FreeContent.xml(XHTML), CV(OT="Hemiprotese")),
            avsnitt("VU", "Klar for rehabilitering i helsehus."),
            avsnitt("OP", "Kontroll om seks uker."),
        ],
        coded_comment=[dis.CodedComment(concept=utenfor("7275", "NFB02", "Implantasjon av hemiprotese"))],
    )  # fmt: skip


def kontroll() -> dis.Event:
    """The control that is planned."""
    return dis.Event(
        when=dis.PlannedEvent(
            planning_stage=CS(V="2", DN="Bestilt"), status_of_plan=CS(V="A", DN="Aktiv"),
            plan_comment="Røntgen før timen", planning_date=ts("2026-11-25"), scheduled_date=ts("2027-01-06T10:00:00"),
            advice_sent_to=CS(V="P", DN="Pasient"), expected_delay=mengde("15", "min"),
            comment_exp_duration="En halv time", preparation="Ta med medisinliste", advice="Innkalling sendes i posten",
            transport_arr=dis.TransportArr(
                responsibility=CS(V="K", DN="Kommunen"), status=CS(V="B", DN="Bestilt"),
                transport_requirement=CV(OT="Rullestoltaxi"), escort_required=CS(V="1", DN="Ja"), comment="Hentes kl. 9",
            ),
        ),
        serv_type=enkel("7309", "N"),
        service=dis.Service(adm_cat=enkel("8240", "3")),
        inf_item=[diagnose("H", utenfor(ICD_10, "Z47.8", "Annen ortopedisk kontroll"))],
        comment=[avsnitt("OP", "Klinisk og radiologisk kontroll.")],
    )  # fmt: skip


def poliklinikk() -> dis.Event:
    """A consultation at the outpatient clinic."""
    return dis.Event(
        when=dis.ReportedEvent(start_date_time=ts("2026-11-24T09:30:00")),
        serv_type=enkel("7309", "N"),
        service=dis.Service(adm_cat=enkel("8240", "3")),
        inf_item=[diagnose("H", utenfor(ICPC_2, "K77", "Hjertesvikt"))],
        comment=[avsnitt("VU", "Stabil hjertesvikt, ingen endring i medisiner.")],
    )


def henvisning() -> dis.ServReq:
    """The referral that is answered."""
    return dis.ServReq(
        serv_type=enkel("7309", "N"), issue_date=ts("2026-11-16T22:40:00"), receipt_date=ts("2026-11-16T23:05:00"),
        req_comment="Ringt til vakthavende", msg_descr=enkel("8455", "10"),
        id=unique("henvisning-1.1/henvisning-ny/dokument"),
        reason_as_text=[
            dis.ReasonAsText(heading=enkel("8231", "PROB"), text_result_value=FreeContent("Fall, smerter i hofte"),
                             text_code=[CV(OT="Fall")])
        ],
        diagnosis=[
            dis.Diagnosis(concept=utenfor(ICPC_2, "L75", "Brudd lårben/lårhals"),
                          modifier=[dis.Modifier(name=enkel("7305", "DI"), value=[CV(OT="Mistenkt")])])
        ],
    )  # fmt: skip


def rapport(
    name: str, status: str, one: Pasient, events: list[dis.Event], *, full: bool = False
) -> dis.Message:
    """A whole epikrise in 1.2."""
    return dis.Message(
        type=enkel("8279", "EPIKRISE"),
        msg_version="1.2" if full else None,
        MIGversion=dis.MIG_VERSIONS["1.2"],
        gen_date=ts(SENT[{"N": "ny", "M": "endring", "C": "kansellering"}[status]]),
        msg_id=unique(name),
        status=enkel("8323", "APR") if full else None,
        serv_rprt=dis.ServRprt(
            serv_type=enkel("7309", status),
            issue_date=ts("2026-11-25T13:30:00"),
            appr_date=ts("2026-11-25T14:00:00"),
            status=enkel("7306", "F"),
            priority=enkel("7303", "NORM") if full else None,
            ack=enkel("7304", "J") if full else None,
            msg_descr="Poliklinisk notat" if one is TORLEIF else "Sykehusepikrise",
            serv_prov_id=unique(f"{name.rpartition('-')[0]}/dokument"),
            serv_req=[henvisning()] if full else (),
            event=events,
            patient=pasient(one, full=full),
            serv_provider=dis.ServProvider(role=enkel("7301", "SPR"), com_method=enkel("8235", "EDI"),
                                           HCP=hcp(GERIATRI, full=full)),
            copy_dest=[dis.CopyDest(
                role=enkel("7301", "COP"),
                copy_dest_role=[dis.CopyDestRole(msg_type=enkel("8279", "EPIKRISE"), req_com_method=enkel("8235", "EDI"),
                                                 act_com_method=enkel("8235", "EDI"))],
                HCP=hcp(HELSEHUS),
            )] if full else (),
            requester=dis.Requester(role=enkel("7301", "REQ"), com_method=enkel("8235", "EDI"), HCP=hcp(MAJORSTUEN)),
            rel_serv_provider=[
                dis.RelServProvider(relation=enkel("8254", "AHP"), HCP=lege("Henrik Solvarg", "1000039", "20000123"))
            ],
            ref_doc=_files() if full else (),
        ),
    )  # fmt: skip


def _files() -> list[dis.RefDoc]:
    pdf_file = dis.RefDoc(
        issue_date=ts("2026-11-25"), msg_type=enkel("8114", "A"), id="1", mime_type="application/pdf",
        description="Treningsprogram", content=Content(innhold=[Base64Container(innhold=pdf())]),
    )  # fmt: skip
    elsewhere = dis.RefDoc(msg_type=enkel("8114", "REF"), id="2", file_reference="https://eksempel.example/rtg/1",
                           compression=enkel("1204", "GZ"))  # fmt: skip
    return [pdf_file, elsewhere]


def i_1_1(message: dis.Message) -> dis.Message:
    """The same as Epikrise 1.1, which numbers its events and has its referral's type in words."""
    report = message.serv_rprt
    old = message.replace(status=None, serv_rprt=report.replace(serv_req=(), event=())).in_version("1.1")
    events = [one.in_version("1.1").replace(id=number) for number, one in enumerate(report.event, 1)]
    asked = [
        one.replace(msg_descr=None).in_version("1.1").replace(msg_descr="Øyeblikkelig hjelp")
        for one in report.serv_req
    ]
    return old.replace(
        type=CS(V="E", DN="Epikrise"),
        MIGversion=dis.MIG_VERSIONS["1.1"],
        serv_rprt=old.serv_rprt.replace(serv_req=asked, event=events),
    )


def letters() -> Iterator[tuple[str, dis.Message]]:
    """New, changed and cancelled in both versions, and the outpatient note."""
    for word, status in (("ny", "N"), ("endring", "M"), ("kansellering", "C")):
        name = f"epikrise-1.2/epikrise-{word}"
        events = [] if status == "C" else [opphold(), kontroll()]
        yield name, rapport(name, status, BORGHILD, events, full=status == "N")
        name = f"epikrise-1.1/epikrise-{word}"
        yield name, i_1_1(rapport(name, status, BORGHILD, events, full=status == "N"))
    name = "epikrise-1.2/poliklinisk-notat-ny"
    yield name, rapport(name, "N", TORLEIF, [poliklinikk()])
