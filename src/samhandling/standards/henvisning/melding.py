"""Henvisning 1.0 and 1.1 (HIS 80517): the referral, and the Message around it."""

from __future__ import annotations

from samhandling.standards.bases import Reference
from samhandling.standards.datatypes import CS, CV, TS
from samhandling.standards.definition import Absent, Element, Many, Or, Some
from samhandling.standards.msghead import Content

from .navnerom import REF, REF_1_0
from .opplysninger import Comment, Diagnosis, ReasonAsText
from .parter import CopyDest, Patient, Requester, ServProvider


class Service(Element, ns=REF):
    serv_id: CV | None = None
    med_speciality: CV | None = None
    adm_cat: CS | None = None


class ReqServ(Element, ns=REF):
    """What is asked for, and how urgent it is (8304)."""

    serv_type: CS
    purpose: CS | None = None
    req_date: TS | None = None
    priority: CS
    comment: str | None = None
    service: Service | None = None

    class v1_0:  # noqa: N801  the version's name
        priority: CS | None


class Appointment(Element, ns=REF_1_0):
    start_date_time: TS
    end_date_time: TS
    resource_id: str
    index: int
    service: CS


class SubOrg(Element, ns=REF_1_0, may_be_empty=True):
    name: str
    id: str
    type_id: str | None = None
    sub_org: SubOrg | None = None


class Booking(Element, ns=REF_1_0):
    """An hour that the one who refers has booked."""

    name: str
    id: str
    type_id: str | None = None
    appointment: Appointment
    sub_org: SubOrg | None = None


class RefDoc(Reference, Element, ns=REF):
    """An attachment, or a reference to one. Henvisning 1.0 has references only."""

    content: Or[Content | None] = None
    booking: Absent = None

    class v1_0:  # noqa: N801  the version's name
        mime_type: Absent
        description: Absent
        compression: Absent
        file_reference: Absent
        content: Absent
        booking: Booking | None


class ServReq(Element, ns=REF):
    """The referral. `id` is kept through changes and cancellation (HISD 1154)."""

    serv_type: CS
    issue_date: TS
    payment_cat: CS | None = None
    req_comment: str | None = None
    ack: CS | None = None
    msg_descr: CS
    id: str
    patient: Patient
    serv_provider: ServProvider
    requester: Requester
    copy_dest: Many[CopyDest] = ()
    ref_doc: Many[RefDoc] = ()
    reason_as_text: Many[ReasonAsText] = ()
    diagnosis: Many[Diagnosis] = ()
    req_serv: ReqServ
    comment: Many[Comment] = ()

    class v1_0:  # noqa: N801  the version's name
        diagnosis: Some[Diagnosis]
        req_serv: ReqServ | None


class Message(Element, ns=REF):
    """The whole document; Henvisning 1.0 and 1.1 have no MsgHead."""

    type: CS | None = None
    msg_version: str | None = None
    MIGversion: str
    gen_date: TS
    msg_id: str
    status: CS | None = None
    serv_req: ServReq
