"""NHN's REST API for messages, EDI 2.0 version 3, as a carrier.

The service does the work of a message handler (ebXML, certificates, retries); we post MsgHead documents,
read notifications and send receipts. Built against a reconstruction of the API, see docs/adr/0005.
"""

from samhandling.transport.carriers.edi20.carrier import Edi20Carrier
from samhandling.transport.carriers.edi20.settings import Edi20Settings

__all__ = ["Edi20Carrier", "Edi20Settings"]
