"""The namespaces of PLO 1.5 (2009-06-30) and 1.6 (2012-04-01)."""

from __future__ import annotations

from samhandling.standards.definition import Ns


def po(prefix: str, name: str, name_1_5: str | None = None) -> Ns:
    """The namespace of one message; some were renamed between the versions."""
    base = "http://www.kith.no/xmlstds/po"
    return Ns(prefix, v1_5=f"{base}/{name_1_5 or name}/2009-06-30", v1_6=f"{base}/{name}/2012-04-01")


PO = po("po", "poKomponent")
