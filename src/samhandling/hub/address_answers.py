"""What the hub's Adresseregisteret answers, in SOAP 1.2 as the real one does (docs/adr/0020).

Written apart from the client's reading of it: the two meet in the tests alone.
"""

from xml.sax.saxutils import escape

from samhandling.hub.address_register import Entry

_SOAP, _XSI = "http://www.w3.org/2003/05/soap-envelope", "http://www.w3.org/2001/XMLSchema-instance"
_PARTIES, _COMMON = "http://register.nhn.no/CommunicationParty", "http://register.nhn.no/Common"
_HPR = "http://register.nhn.no/HPR"
_TYPES = {
    "virksomhet": ("Organization", "Organization"),
    "tjeneste": ("Service", "Service"),
    "person": ("OrganizationPerson", "Person"),
}
_NOBODY = "-1"
_NO_END = "9999-12-31T23:59:59.997"


def party_answer(entry: Entry, parent: Entry | None) -> bytes:
    """Write the answer about an address; `parent` is the virksomhet above a tjeneste or person."""
    kind, type_name = _TYPES[entry.kind]
    told = (
        _of_either(entry, parent)
        + _element("Type", type_name)
        + _valid(entry)
        + (_of_virksomhet(entry) if entry.kind == "virksomhet" else _of_level2(entry))
    )
    result = f'<GetCommunicationPartyDetailsResult i:type="{kind}" xmlns:i="{_XSI}" xmlns:b="{_COMMON}">'
    return _envelope(
        f'<GetCommunicationPartyDetailsResponse xmlns="{_PARTIES}">{result}{told}'
        "</GetCommunicationPartyDetailsResult></GetCommunicationPartyDetailsResponse>"
    )


def fault_answer(code: str, message: str) -> bytes:
    """Write a fault with a code of the register's own."""
    return _envelope(
        "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code>"
        f'<s:Reason><s:Text xml:lang="nb-NO">{escape(message)}</s:Text></s:Reason>'
        f'<s:Detail><GenericFault xmlns="{_COMMON}">{_element("ErrorCode", code)}'
        f"{_element('Message', message)}</GenericFault></s:Detail></s:Fault>"
    )


def _envelope(body: str) -> bytes:
    return f'<s:Envelope xmlns:s="{_SOAP}"><s:Body>{body}</s:Body></s:Envelope>'.encode()


def _of_either(entry: Entry, parent: Entry | None) -> str:
    usable = entry.active and entry.kind != "virksomhet"
    return "".join(
        (
            _element("Active", _yes(entry.active)),
            _element("DisplayName", ""),
            f"<ElectronicAddresses>{_reaches(entry, parent)}</ElectronicAddresses>",
            _element("HerId", str(entry.her)),
            _element("IsValidCommunicationParty", _yes(usable)),
            _element("Name", entry.name),
            _code("ParentBusinessType", parent.business if parent else "", "", 9040),
            _element("ParentHerId", str(parent.her) if parent else _NOBODY),
            _element("ParentName", parent.name if parent else ""),
            _element("ParentOrganizationNumber", (parent.orgnr if parent else "") or _NOBODY),
            f"<PhysicalAddresses>{_place(entry)}</PhysicalAddresses>",
        )
    )


def _valid(entry: Entry) -> str:
    until = f"{entry.valid_to}T00:00:00" if entry.valid_to else _NO_END
    return f"<Valid>{_common('From', '2020-01-01T00:00:00')}{_common('To', until)}</Valid>"


def _of_virksomhet(entry: Entry) -> str:
    return _code("BusinessType", entry.business, "", 9040) + _element(
        "OrganizationNumber", entry.orgnr or _NOBODY
    )


def _of_level2(entry: Entry) -> str:
    if entry.kind == "tjeneste":
        return _code("Code", entry.code, entry.code_name, entry.code_system or 0)
    number = f'<h:HPRInformation xmlns:h="{_HPR}"><h:HPRNo>{escape(entry.hpr)}</h:HPRNo></h:HPRInformation>'
    return f"<Person>{number}</Person>" if entry.hpr else ""


def _reaches(entry: Entry, parent: Entry | None) -> str:
    """Its own telephone and EDI address, and those of the virksomhet that it has none of itself."""
    found = []
    for kind, name in (("E_TLF", "phone"), ("E_EDI", "edi")):
        own, above = getattr(entry, name), getattr(parent, name) if parent else ""
        if own or above:
            found.append(_reach(kind, own or above, inherited=not own))
    return "".join(found)


def _reach(kind: str, value: str, *, inherited: bool) -> str:
    told = _common("Address", value) + _common("Inherited", _yes(inherited)) + _common("TypeCodeValue", kind)
    return f"<b:ElectronicAddress>{told}</b:ElectronicAddress>"


def _place(entry: Entry) -> str:
    if not entry.city:
        return ""
    told = (
        _common("City", entry.city)
        + _common("PostalCode", entry.postal_code.lstrip("0") or _NOBODY)
        + _common("StreetAddress", entry.street)
        + _common("TypeCodeValue", "RES")
    )
    return f"<b:PhysicalAddress>{told}</b:PhysicalAddress>"


def _code(name: str, value: str, text: str, system: int) -> str:
    if not value:
        return f'<{name} i:nil="true"/>'
    told = _common("CodeText", text) + _common("CodeValue", value) + _common("OID", str(system))
    return f"<{name}>{told}</{name}>"


def _element(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _common(name: str, value: str) -> str:
    return f"<b:{name}>{escape(value)}</b:{name}>"


def _yes(value: bool) -> str:  # noqa: FBT001  it is what is written
    return "true" if value else "false"
