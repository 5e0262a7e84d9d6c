"""Namespaces, names and codes of the contract (CommunicationPartyService)."""

SOAP = "http://www.w3.org/2003/05/soap-envelope"  # 1.2
ADDRESSING = "http://www.w3.org/2005/08/addressing"
ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PARTIES = "http://register.nhn.no/CommunicationParty"
COMMON = "http://register.nhn.no/Common"
HPR = "http://register.nhn.no/HPR"

ACTION = "http://register.nhn.no/CommunicationParty/ICommunicationPartyService/GetCommunicationPartyDetails"
MEDIA_TYPE = "application/soap+xml"
UNKNOWN = "InvalidHerIdSupplied"
"""The fault's ErrorCode for a HER-id that the register has not."""
NOBODY = -1
"""What the register writes in the place of a HER-id or an organisation number that is not there."""


def soap(name: str) -> str:
    """A name of the envelope."""
    return f"{{{SOAP}}}{name}"


def addressing(name: str) -> str:
    """A name of WS-Addressing."""
    return f"{{{ADDRESSING}}}{name}"


def party(name: str) -> str:
    """A name of the service's own."""
    return f"{{{PARTIES}}}{name}"


def common(name: str) -> str:
    """A name that the register's services share: codes, addresses, periods, faults."""
    return f"{{{COMMON}}}{name}"


def hpr(name: str) -> str:
    """A name about health personnel."""
    return f"{{{HPR}}}{name}"
