"""POST /v1/AR: GetCommunicationPartyDetails, as NHN Adresseregisteret answers it."""

from lxml import etree

from samhandling.hub.address_answers import fault_answer, party_answer
from samhandling.hub.http import Answer, Request, TooLong
from samhandling.hub.service import Hub
from samhandling.standards.definition.tree import parser

MEDIA_TYPE = "application/soap+xml"
LONGEST = 65536
_ASKED = (
    "{http://www.w3.org/2003/05/soap-envelope}Body"
    "/{http://register.nhn.no/CommunicationParty}GetCommunicationPartyDetails"
    "/{http://register.nhn.no/CommunicationParty}herId"
)
_NO_SUCH = "Kommunikasjonspart med oppgitt HER-id eksisterer ikke."


def post_question(hub: Hub, request: Request) -> Answer:
    """Answer a question about one HER-id."""
    register = hub.address_register
    if register is None or not register.admits(request.header("authorization")):
        return Answer(401, headers={"www-authenticate": 'Basic realm="Adresseregisteret"'})
    if request.header("content-type").partition(";")[0].strip().lower() != MEDIA_TYPE:
        return Answer(415)
    try:
        her = _asked(request.body())
    except (TooLong, ValueError, etree.XMLSyntaxError):
        return _answer(fault_answer("InvalidRequest", "Forespørselen kan ikke leses."), 400)
    entry = register.find(her)
    if entry is None:
        return _answer(fault_answer("InvalidHerIdSupplied", _NO_SUCH), 500)
    parent = register.find(entry.parent) if entry.parent else None
    return _answer(party_answer(entry, parent), 200)


def _asked(document: bytes) -> int:
    root = etree.fromstring(document, parser())
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a DOCTYPE is never read")
    return int(root.findtext(_ASKED) or "")


def _answer(document: bytes, status: int) -> Answer:
    return Answer(status, document, f"{MEDIA_TYPE}; charset=utf-8")
