"""What the foreign system takes, and how it says no."""

from __future__ import annotations

from samhandling.standards.reading import read_tree
from samhandling.transport.carriers.contract import ReceiptError

PLO_1_5 = "/2009-06-30"
DIALOGMELDING_1_0 = "http://www.kith.no/xmlstds/dialog/2006-10-11"
CONTENT = ".//{http://www.kith.no/xmlstds/msghead/2006-05-24}Content/*"


def judge(document: bytes) -> tuple[ReceiptError, ...]:
    """Return why the document is refused: one error as AppRec 1.0 has it, code and free text, or none."""
    melding = read_tree(document).find(CONTENT)
    if melding is None:
        return (ReceiptError("T99", "Fant ikke innhold i meldingen."),)
    namespace = str(melding.tag).partition("}")[0].lstrip("{")
    if namespace.endswith(PLO_1_5) or namespace == DIALOGMELDING_1_0:
        return ()
    return (ReceiptError("T10", "Solvang Omsorg 4.2 tar bare imot PLO 1.5 og dialogmelding 1.0. Ring oss."),)
