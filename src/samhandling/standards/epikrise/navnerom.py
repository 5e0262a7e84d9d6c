"""The namespaces of Epikrise 1.1 (2006-09-23) and 1.2 (2012-02-15)."""

from __future__ import annotations

from samhandling.standards.definition import Ns

DIS = Ns(
    "dis",
    v1_1="http://www.kith.no/xmlstds/epikrise/2006-09-23",
    v1_2="http://www.kith.no/xmlstds/epikrise/2012-02-15",
)
