"""What an older version of a standard says in another way than the newest, from which it is made."""

from __future__ import annotations

from samhandling.standards import epikrise, henvisning
from samhandling.standards.datatypes import CS, TS, URL, Ident, Person
from samhandling.standards.definition import Element, FreeContent
from samhandling.standards.dialogmelding import Dialogmelding, Foresporsel, Notat

from .older_plo import VERSION, plo_1_5


def in_older_version(content: Element, version: str) -> Element:
    """The content in an older version. Raises InvalidMessage when that cannot say what it says."""
    if isinstance(content, epikrise.Message) and version == "1.1":
        return _epikrise_1_1(content)
    if isinstance(content, henvisning.Message) and version == "1.0":
        return _henvisning_1_0(content)
    if isinstance(content, Dialogmelding) and version == "1.0":
        return _dialog_1_0(content)
    return plo_1_5(content) if version == VERSION else content.in_version(version)


def _dialog_1_0(content: Dialogmelding) -> Dialogmelding:
    """Dialogmelding 1.0 has no field for what a question is about: it is the question's first line."""
    moved: list[Foresporsel | Notat] = []
    for one in content.innhold:
        if isinstance(one, Notat):
            asked = one.foresporsel
            moved.append(one.replace(foresporsel=_question_1_0(asked)) if asked else one)
        else:
            moved.append(_question_1_0(one))
    return content.replace(innhold=moved).in_version("1.0")


def _question_1_0(asked: Foresporsel) -> Foresporsel:
    if not asked.emne_sporsmal:
        return asked
    told = "\n".join(filter(None, (asked.emne_sporsmal, asked.sporsmal.text if asked.sporsmal else "")))
    return asked.replace(emne_sporsmal=None, sporsmal=FreeContent(told))


def _epikrise_1_1(message: epikrise.Message) -> epikrise.Message:
    """Epikrise 1.1 numbers its events and tells in words what kind of referral it answers."""
    report = message.serv_rprt
    bare = message.replace(serv_rprt=report.replace(serv_req=(), event=())).in_version("1.1")
    asked = [_request(one) for one in report.serv_req]
    events = [one.in_version("1.1").replace(id=number) for number, one in enumerate(report.event, 1)]
    return bare.replace(
        type=CS(V="E", DN="Epikrise"),
        MIGversion=epikrise.MIG_VERSIONS["1.1"],
        serv_rprt=bare.serv_rprt.replace(serv_req=asked, event=events),
    )


def _request(one: epikrise.ServReq) -> epikrise.ServReq:
    said = one.msg_descr
    older = one.replace(msg_descr=None).in_version("1.1")
    return older.replace(msg_descr=(said.DN or said.V) if isinstance(said, CS) else said)


def _henvisning_1_0(message: henvisning.Message) -> henvisning.Message:
    """Henvisning 1.0 has next of kin as PatRelperson, and a consent that always says something in words."""
    request = message.serv_req
    patient = request.patient
    without = patient.replace(parorende_foresatt=(), consent=None)
    bare = message.replace(serv_req=request.replace(patient=without)).in_version("1.0")
    kin = [_relative(one.referanseperson, one.slektskap, one.merknad) for one in patient.parorende_foresatt]
    told = bare.serv_req.patient.replace(
        pat_relperson=kin, consent=_consent(patient.consent) if patient.consent else None
    )
    return bare.replace(
        type=CS(V="H", DN="Henvisning"),
        MIGversion=henvisning.MIG_VERSIONS["1.0"],
        serv_req=bare.serv_req.replace(patient=told),
    )


def _relative(person: Person, relation: CS | None, remark: str | None) -> henvisning.PatRelperson:
    names = (person.family_name, " ".join(filter(None, (person.given_name, person.middle_name))))
    said = (relation.DN if relation else None, remark)
    official: Ident | None = next((one for one in person.ident if one.type_id.V == "FNR"), None)
    return henvisning.PatRelperson(
        description=". ".join(filter(None, said)) or None,
        date_of_birth=TS(V=person.date_of_birth) if person.date_of_birth else None,
        sex=person.sex,
        name=", ".join(filter(None, names)),
        off_id=official.id if official else None,
        type_off_id=CS(V="FNR", DN=official.type_id.DN) if official else None,
        address=_reached(person),
    )


def _reached(person: Person) -> henvisning.Address | None:
    where = person.address
    phones = [URL(V=one.tele_address.V) for one in person.tele_com]
    if where is None and not phones:
        return None
    return henvisning.Address(
        type=(where.type if where else None) or CS(V="H", DN="Bostedsadresse"),
        street_adr=where.street_adr if where else None,
        postal_code=where.postal_code if where else None,
        city=where.city if where else None,
        tele_address=phones,
    )


def _consent(given: henvisning.Consent) -> henvisning.Consent:
    said = given.merknad or given.given_by or (given.consent_status.DN if given.consent_status else "") or "-"
    day = given.consent_date
    older = given.replace(consent_date=None, given_by=None, merknad=said).in_version("1.0")
    return older.replace(consent_date=TS(V=day)) if day else older
