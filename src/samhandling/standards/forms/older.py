"""What an older version of a standard says in another way than the newest, from which it is made."""

from __future__ import annotations

from samhandling.standards import epikrise
from samhandling.standards.datatypes import CS
from samhandling.standards.definition import Element


def in_older_version(content: Element, version: str) -> Element:
    """The content in an older version. Raises InvalidMessage when that cannot say what it says."""
    if isinstance(content, epikrise.Message) and version == "1.1":
        return _epikrise_1_1(content)
    return content.in_version(version)


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
