"""The namespaces of Henvisning 1.0 (2005-07-08), 1.1 (2012-02-15) and 2.0 (2017-11-30), and its components.

Parts that only one of the two old versions has are in a namespace of that version alone.
"""

from __future__ import annotations

from samhandling.standards.definition import Ns

_V1_0 = "http://www.kith.no/xmlstds/henvisning/2005-07-08"
_V1_1 = "http://www.kith.no/xmlstds/henvisning/2012-02-15"
_PLO = {"1.1": "1.5"}

REF = Ns("ref", v1_0=_V1_0, v1_1=_V1_1, borrows=_PLO)
REF_1_0 = Ns("ref", v1_0=_V1_0)
REF_1_1 = Ns("ref", v1_1=_V1_1, borrows=_PLO)
REF_2_0 = Ns("ref", v2_0="http://ehelse.no/xmlstds/henvisning/2017-11-30")
PO_2_0 = Ns("po", v2_0="http://ehelse.no/xmlstds/po/poKomponent/2017-11-30")
