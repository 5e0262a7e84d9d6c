"""Answers of Adresseregisteret as its contract has them, with invented parties.

Shaped after the public examples of ks-no/fiks-nhn-client, and apart from what the hub writes.
"""

from __future__ import annotations

HOSPITAL, WARD, GP = 8900100, 8900105, 8900601


def envelope(body: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return (
        f'{head}<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
        f'xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>'
        '<a:Action s:mustUnderstand="1">urn:answer</a:Action></s:Header>'
        f"<s:Body>{body}</s:Body></s:Envelope>"
    ).encode()


def fault(code: str = "InvalidHerIdSupplied", words: str = "Finnes ikke.") -> bytes:
    detail = f"<ErrorCode>{code}</ErrorCode><Message>{words}</Message>" if code else ""
    return envelope(
        "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code>"
        f'<s:Reason><s:Text xml:lang="nb-NO">{words}</s:Text></s:Reason>'
        f'<s:Detail><GenericFault xmlns="http://register.nhn.no/Common">{detail}</GenericFault></s:Detail>'
        "</s:Fault>"
    )


def answer(kind: str, own: str, **told: str) -> bytes:
    """`kind` is the type of the result; `told` replaces whole elements by their name."""
    parts = {
        "Active": "<Active>true</Active>",
        "DisplayName": '<DisplayName i:nil="true"/>',
        "ElectronicAddresses": "<ElectronicAddresses/>",
        "HerId": f"<HerId>{WARD}</HerId>",
        "IsValidCommunicationParty": "<IsValidCommunicationParty>true</IsValidCommunicationParty>",
        "Name": "<Name>Geriatri</Name>",
        "ParentHerId": f"<ParentHerId>{HOSPITAL}</ParentHerId>",
        "ParentName": "<ParentName>Diakonhjemmet sykehus</ParentName>",
        "ParentOrganizationNumber": "<ParentOrganizationNumber>310000019</ParentOrganizationNumber>",
        "PhysicalAddresses": "<PhysicalAddresses/>",
        "Valid": VALID,
    } | told
    return envelope(
        '<GetCommunicationPartyDetailsResponse xmlns="http://register.nhn.no/CommunicationParty">'
        f'<GetCommunicationPartyDetailsResult i:type="{kind}" '
        'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:b="http://register.nhn.no/Common">'
        f"{''.join(parts.values())}{own}"
        "</GetCommunicationPartyDetailsResult></GetCommunicationPartyDetailsResponse>"
    )


VALID = "<Valid><b:From>2016-09-20T00:00:00</b:From><b:To>9999-12-31T23:59:59.997</b:To></Valid>"


def reach(kind: str, value: str, *, inherited: bool = False) -> str:
    yes = "true" if inherited else "false"
    return (
        f"<b:ElectronicAddress><b:Address>{value}</b:Address><b:Inherited>{yes}</b:Inherited>"
        f"<b:LastChanged>2016-11-14T09:27:45.13</b:LastChanged><b:Type>{code(kind, 9044)}</b:Type>"
        f"<b:TypeCodeValue>{kind}</b:TypeCodeValue></b:ElectronicAddress>"
    )


def code(value: str, system: int, text: str = "Tekst") -> str:
    return (
        f"<b:Active>true</b:Active><b:CodeText>{text}</b:CodeText><b:CodeValue>{value}</b:CodeValue>"
        f'<b:LongDescription i:nil="true"/><b:OID>{system}</b:OID><b:SimpleType>navn</b:SimpleType>'
    )


REACHES = (
    "<ElectronicAddresses>"
    + reach("E_EDI", "sykehus@edi.invalid", inherited=True)
    + reach("E_EDI", "geriatri@edi.invalid")
    + reach("E_TLF", "20000105")
    + reach("E_TLF", "20000100", inherited=True)
    + "</ElectronicAddresses>"
)
PLACE = (
    "<b:PhysicalAddress><b:City>OSLO</b:City><b:Country>"
    + code("NO", 9043, "Norge")
    + "</b:Country><b:Description/><b:PostalCode>370</b:PostalCode><b:Postbox/>"
    "<b:StreetAddress>Diakonveien 12</b:StreetAddress><b:TypeCodeValue>RES</b:TypeCodeValue>"
    "</b:PhysicalAddress>"
)
PLACES = f"<PhysicalAddresses>{PLACE}</PhysicalAddresses>"


def ward(**told: str) -> bytes:
    """A tjeneste of a hospital."""
    parts = {"ElectronicAddresses": REACHES, "PhysicalAddresses": PLACES} | told
    return answer("Service", f"<Code>{code('S0303', 8668, 'Geriatri')}</Code><CoverageAreas/>", **parts)


def hospital(**told: str) -> bytes:
    """A virksomhet, with what its answer holds of the ones below."""
    parts = {
        "HerId": f"<HerId>{HOSPITAL}</HerId>",
        "IsValidCommunicationParty": "<IsValidCommunicationParty>false</IsValidCommunicationParty>",
        "Name": "<Name>Diakonhjemmet sykehus</Name>",
        "ParentHerId": "<ParentHerId>-1</ParentHerId>",
        "ParentName": '<ParentName i:nil="true"/>',
        "ParentOrganizationNumber": "<ParentOrganizationNumber>-1</ParentOrganizationNumber>",
        "ElectronicAddresses": f"<ElectronicAddresses>{reach('E_TLF', '20000100')}</ElectronicAddresses>",
    }
    own = (
        f"<BusinessType>{code('101', 9040)}</BusinessType><OrganizationNumber>310000019</OrganizationNumber>"
        f"<People/><Services><Service><Active>false</Active><HerId>{WARD}</HerId></Service></Services>"
    )
    return answer("Organization", own, **(parts | told))


def doctor(**told: str) -> bytes:
    """A person, with what the register knows of them beside."""
    parts = {"HerId": f"<HerId>{GP}</HerId>", "Name": "<Name>Aksel Havrevind</Name>"}
    own = (
        '<Organizations/><Person xmlns:h="http://register.nhn.no/HPR"><h:CitizenId><b:Id>hemmelig</b:Id>'
        "</h:CitizenId><h:FirstName>Aksel</h:FirstName><h:HPRInformation><h:HPRNo>1000187</h:HPRNo>"
        "</h:HPRInformation></Person>"
    )
    return answer("OrganizationPerson", own, **(parts | told))
