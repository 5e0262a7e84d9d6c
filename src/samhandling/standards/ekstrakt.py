"""EPJ-ekstrakt (2008-02-20): a tree that tells how the components in the documents after it hang together.

Legemiddelopplysninger is sent as one: the tree in the first Document, then Cave, Notater and Legemidler.
"""

from __future__ import annotations

from .definition import Attr, Element, Many, Ns
from .epj import Basiskomponent, Kategori, MetaAttr

EKSTRAKT = Ns("eks", v2008="http://www.kith.no/xmlstds/epj/EPJEkstrakt/2008-02-20")


class Node(Element, ns=EKSTRAKT):
    """One component of the extract, with those in it; `komponentID` names it, here and where it stands."""

    basiskomponenttype: MetaAttr[Basiskomponent]
    komponenttype: MetaAttr[str]
    informasjonskategori: MetaAttr[Kategori | None] = None
    komponentID: Attr[str]
    referanseViktigTilleggsinfo: Attr[str | None] = None
    node: Many[Node] = ()
