"""The question to the register: GetCommunicationPartyDetails as a SOAP 1.2 document."""

from lxml import etree

from samhandling.transport.address_register.names import (
    ACTION,
    ADDRESSING,
    ANONYMOUS,
    PARTIES,
    SOAP,
    addressing,
    party,
    soap,
)


def question(her: int, url: str, message_id: str) -> bytes:
    """Write the question about a HER-id. `url` is the endpoint; `message_id` a URI that is used once."""
    envelope = etree.Element(soap("Envelope"), nsmap={"s": SOAP, "a": ADDRESSING, "c": PARTIES})
    header = etree.SubElement(envelope, soap("Header"))
    action = etree.SubElement(header, addressing("Action"), {soap("mustUnderstand"): "1"})
    action.text = ACTION
    etree.SubElement(header, addressing("MessageID")).text = message_id
    reply_to = etree.SubElement(header, addressing("ReplyTo"))
    etree.SubElement(reply_to, addressing("Address")).text = ANONYMOUS
    etree.SubElement(header, addressing("To"), {soap("mustUnderstand"): "1"}).text = url
    body = etree.SubElement(envelope, soap("Body"))
    asked = etree.SubElement(body, party("GetCommunicationPartyDetails"))
    etree.SubElement(asked, party("herId")).text = str(her)
    return etree.tostring(envelope, encoding="UTF-8", xml_declaration=True)
