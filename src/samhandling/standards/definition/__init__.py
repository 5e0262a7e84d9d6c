"""XML messages declared as Python classes.

A class is one XML element (`Element`, called by its class name) or one named type (`Type`, called by the
field that uses it).  A field is one child element or attribute, and field order is XML order:

    class TidsfestetHendelse(Element, ns=PO):
        hendelsekode: CV | None = None
        tidspunkt_for_hendelse: TS
        anslag: bool

`tidspunkt_for_hendelse` means `<TidspunktForHendelse>`; a name with a capital (`MIGversion`) is used as
it stands.  The annotation is the whole rule:

    x: T                     exactly one             x: Many[T] = ()     any number
    x: T | None = None       none or one             x: Some[T]          at least one
    x: A | B                 one of these            x: Some[A | B]      a mixture, at least one
    x: Or[T | None] = None   alternative to the field above
    x: Attr[T]               an attribute            x: Text[T]          the element's own content
    x: Many[AnyElement]      any declared element    x: FreeContent      text, XHTML, anything
    x: A | AnyOther          wildcards of xs:any     x: Group            a class of `Together`: a sequence

A default is for type checkers: it lets a field be left out.  `Fixed("…")` is the only value allowed and
`Default("…")` what an empty element means; both are filled in when left out.

Where versions of a standard differ, the namespace has one address per version, `Ns("po", v1_5=…, v1_6=…)`,
the class is the newest, and a nested `class v1_5` declares the fields that differ (`Absent`: not there).
Elements are built in the newest version; `message.in_version("1.5")` moves a whole message.

A `Kept` element is kept as it came; its nested `class Structure` declares what is judged in it.

From the declarations come, each in its module:

    fields     what an annotation says             schema_text  an XML Schema
    layout     how a class lies in XML             schema       libxml2's verdict by it
    element    instances: lazy, frozen, equal      explain      that verdict in words, with path and line
    building   XML from instances                  gaps         what libxml2 leaves out

Nothing is looked up while a message is read but these tables, and a part is read when it is first used.
"""

from .building import to_tree
from .check import Checker
from .element import CLASSES, Attributes, Element, Kept, Node, Type, element_class
from .fields import Field, fields, names
from .free_content import FreeContent
from .locate import path
from .marks import (
    Absent,
    AnyAtAll,
    AnyDeclaredOther,
    AnyElement,
    AnyOther,
    Attr,
    Called,
    Default,
    Fixed,
    Many,
    Mark,
    Or,
    Some,
    Text,
    Together,
)
from .namespace import Ns
from .simple import (
    AnyPrecision,
    Date,
    DateTime,
    Double,
    Oid,
    PlainText,
    Simple,
    Token,
    UniqueName,
    Uri,
    Year,
    YesNo,
)
from .texts import issue
from .tidspunkt import OSLO, Precision, Tidspunkt
from .tree import XmlElement, line, local_name, namespace, parser

__all__ = [
    "CLASSES",
    "OSLO",
    "Absent",
    "AnyAtAll",
    "AnyDeclaredOther",
    "AnyElement",
    "AnyOther",
    "AnyPrecision",
    "Attr",
    "Attributes",
    "Called",
    "Checker",
    "Date",
    "DateTime",
    "Default",
    "Double",
    "Element",
    "Field",
    "Fixed",
    "FreeContent",
    "Kept",
    "Many",
    "Mark",
    "Node",
    "Ns",
    "Oid",
    "Or",
    "PlainText",
    "Precision",
    "Simple",
    "Some",
    "Text",
    "Tidspunkt",
    "Together",
    "Token",
    "Type",
    "UniqueName",
    "Uri",
    "XmlElement",
    "Year",
    "YesNo",
    "element_class",
    "fields",
    "issue",
    "line",
    "local_name",
    "names",
    "namespace",
    "parser",
    "path",
    "to_tree",
]
