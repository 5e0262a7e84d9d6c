"""Asking NHN Adresseregisteret who a HER-id is (docs/adr/0020).

The contract is the public one of its CommunicationPartyService, operation GetCommunicationPartyDetails, over
SOAP 1.2 with WS-Addressing and HTTP Basic: the WSDL and the answers in the public repositories
ks-no/fiks-nhn-client (adresseregisteret-client) and helsenorge/Helsenorge.Messaging (Helsenorge.Registries).
"""

from samhandling.transport.address_register.client import AddressRegister
from samhandling.transport.address_register.party import Kind, Party, Place, Reach
from samhandling.transport.address_register.problems import (
    AnswerTooLarge,
    DoctypeInAnswer,
    RegisterError,
    RegisterRefused,
    RegisterSaysNo,
    RegisterUnavailable,
    UnknownHer,
    WrongAnswer,
)
from samhandling.transport.address_register.settings import RegisterSettings

__all__ = [
    "AddressRegister",
    "AnswerTooLarge",
    "DoctypeInAnswer",
    "Kind",
    "Party",
    "Place",
    "Reach",
    "RegisterError",
    "RegisterRefused",
    "RegisterSaysNo",
    "RegisterSettings",
    "RegisterUnavailable",
    "UnknownHer",
    "WrongAnswer",
]
