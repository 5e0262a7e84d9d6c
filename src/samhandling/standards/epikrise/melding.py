"""The epikrise itself: its events, and the Message around it."""

from __future__ import annotations

from samhandling.standards.bases import Reference
from samhandling.standards.datatypes import CS, CV, PQ, TS
from samhandling.standards.definition import Absent, Element, Many, Or, Some
from samhandling.standards.msghead import Content

from .navnerom import DIS
from .opplysninger import CodedComment, Comment, Diagnosis, InfItem, ReasonAsText
from .parter import Address, CopyDest, Inst, Patient, RelServProvider, Requester, ServProvider


class TransportArr(Element, ns=DIS):
    responsibility: CS | None = None
    status: CS | None = None
    transport_requirement: CV | None = None
    escort_required: CS | None = None
    comment: str | None = None


class PlannedEvent(Element, ns=DIS):
    """What is planned, such as a control."""

    planning_stage: CS | None = None
    status_of_plan: CS | None = None
    plan_comment: str | None = None
    planning_date: TS | None = None
    scheduled_date: TS | None = None
    advice_sent_to: CS | None = None
    expected_delay: PQ | None = None
    comment_exp_duration: str | None = None
    preparation: str | None = None
    advice: str | None = None
    transport_arr: TransportArr | None = None


class ReportedEvent(Element, ns=DIS):
    """What has been: the stay or the consultation."""

    start_date_time: TS
    end_date_time: TS | None = None


class Service(Element, ns=DIS):
    """Note the spelling: it is MedSpeciality in henvisning and AppRec."""

    serv_id: CV | None = None
    med_specialty: CV | None = None
    adm_cat: CS | None = None


class SubLocation(Element, ns=DIS):
    type: CS
    place: str


class Location(Element, ns=DIS):
    type: CS | None = None
    description: str | None = None
    inst: Inst | None = None
    address: Address | None = None
    sub_location: Many[SubLocation] = ()


class EventLocation(Element, ns=DIS):
    role: CS | None = None
    start_date_time: TS | None = None
    end_date_time: TS | None = None
    location: Location


class AssRequest(Element, ns=DIS):
    issue_date: TS | None = None
    msg_type: CS
    id: str | None = None


class Event(Element, ns=DIS, may_be_empty=True):
    """A stay, a consultation or a plan, with all that belongs to it."""

    when: PlannedEvent | ReportedEvent
    serv_type: CS
    recipient: CS | None = None
    priority: CS | None = None
    adm_outcome: CS | None = None
    exp_duration: PQ | None = None
    id: Absent = None
    event: Many[Event] = ()
    service: Service
    rel_serv_provider: Many[RelServProvider] = ()
    ass_request: Many[AssRequest] = ()
    event_location: Many[EventLocation] = ()
    inf_item: Many[InfItem] = ()
    comment: Many[Comment] = ()
    coded_comment: Many[CodedComment] = ()

    class v1_1:  # noqa: N801  the version's name
        id: int


class ServReq(Element, ns=DIS):
    """The referral that the epikrise answers. `id` is the referral's own document id."""

    serv_type: CS
    issue_date: TS
    receipt_date: TS | None = None
    req_comment: str | None = None
    msg_descr: CS
    id: str
    reason_as_text: Many[ReasonAsText] = ()
    diagnosis: Some[Diagnosis]

    class v1_1:  # noqa: N801  the version's name
        msg_descr: str


class RefDoc(Reference, Element, ns=DIS):
    """An attachment, or a reference to one."""

    content: Or[Content | None] = None


class ServRprt(Element, ns=DIS):
    """The report. `serv_prov_id` is kept through changes and cancellation (HISD 1154)."""

    serv_type: CS
    issue_date: TS
    appr_date: TS | None = None
    status: CS
    priority: CS | None = None
    ack: CS | None = None
    msg_descr: str
    serv_prov_id: str | None = None
    serv_req: Many[ServReq] = ()
    event: Many[Event] = ()
    patient: Patient
    serv_provider: ServProvider
    copy_dest: Many[CopyDest] = ()
    requester: Requester
    rel_serv_provider: Many[RelServProvider] = ()
    ref_doc: Many[RefDoc] = ()


class Message(Element, ns=DIS):
    """The whole document; an epikrise has no MsgHead."""

    type: CS | None = None
    msg_version: str | None = None
    MIGversion: str
    gen_date: TS
    msg_id: str
    status: CS | None = None
    serv_rprt: ServRprt

    class v1_1:  # noqa: N801  the version's name
        status: Absent
