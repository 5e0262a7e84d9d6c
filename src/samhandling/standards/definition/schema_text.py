"""XML Schema from the declarations: one document per namespace, all versions at once."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .element import Attributes, Element, Node
from .fields import Field, fields
from .marks import Wildcard
from .simple import Simple
from .tree import local_name, namespace

XS = "http://www.w3.org/2001/XMLSchema"


def schema_documents(classes: Iterable[type[Node]]) -> dict[str, str]:
    """Namespace → the text of its schema document."""
    declared = list(classes)
    uris = sorted({uri for cls in declared for uri in cls.ns.uris.values()})
    writer = _Writer({uri: f"n{number}" for number, uri in enumerate(uris)})
    bodies: dict[str, list[str]] = {uri: [] for uri in uris}
    for cls in declared:
        for version, uri in cls.ns.uris.items():
            bodies[uri].append(writer.declaration(cls, version))
    return {uri: writer.document(uri, "".join(body)) for uri, body in bodies.items()}


class _Writer:
    """Writes the parts of a schema; knows the prefix of each namespace."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes

    def document(self, uri: str, body: str) -> str:
        others = [
            (other, prefix)
            for other, prefix in self._prefixes.items()
            if other != uri and f'"{prefix}:' in body
        ]
        imports = "".join(f'<xs:import namespace="{other}"/>' for other, _ in others)
        prefixes = "".join(f' xmlns:{prefix}="{one}"' for one, prefix in self._prefixes.items())
        head = f'xmlns:xs="{XS}" targetNamespace="{uri}" elementFormDefault="qualified"{prefixes}'
        return f"<xs:schema {head}>{imports}{body}</xs:schema>"

    def declaration(self, cls: type[Node], version: str | None) -> str:
        own = fields(cls, version)
        if issubclass(cls, Attributes):
            return "".join(self._attribute(one, use="") for one in own)
        text = next((one for one in own if one.kind == "text"), None)
        if text and text.simple and text.simple.base == "anyType":
            return f'<xs:element name="{cls.__name__}" type="xs:anyType"/>'
        mixed = ' mixed="true"' if cls.is_mixed else ""
        content = f"{mixed}>{self._content(cls, own, text)}</xs:complexType>"
        if issubclass(cls, Element):
            return f'<xs:element name="{cls.__name__}"><xs:complexType{content}</xs:element>'
        return f'<xs:complexType name="{cls.__name__}"{content}'

    def _content(self, cls: type[Node], own: tuple[Field, ...], text: Field | None) -> str:
        attributes = "".join(
            self._attribute(one, use=' use="required"' if one.required else "")
            for one in own
            if one.kind == "attribute"
        )
        if text and text.simple:
            base = f'<xs:extension base="xs:{text.simple.base}">{attributes}</xs:extension>'
            return f"<xs:simpleContent>{base}</xs:simpleContent>"
        particles = "".join(self._group(group) for group in _grouped(own))
        if not particles:
            return attributes
        occurs = ' minOccurs="0"' if cls.may_be_empty else ""
        return f"<xs:sequence{occurs}>{particles}</xs:sequence>{attributes}"

    def _group(self, group: list[Field]) -> str:
        if len(group) == 1:
            return self._particle(group[0])
        return f"<xs:choice>{''.join(map(self._particle, group))}</xs:choice>"

    def _particle(self, one: Field) -> str:
        occurs = ("" if one.required else ' minOccurs="0"') + (' maxOccurs="unbounded"' if one.many else "")
        if one.wildcard:
            return f"<xs:any{_wildcard(one.wildcard)}{occurs}/>"
        if one.parts:
            return f"<xs:sequence{occurs}>{''.join(map(self._group, _grouped(one.parts)))}</xs:sequence>"
        if one.choices:
            return f"<xs:choice{occurs}>{''.join(map(self._particle, one.choices))}</xs:choice>"
        if one.cls and issubclass(one.cls, Element):
            return f'<xs:element ref="{self._name(one.tag)}"{occurs}/>'
        return self._named("element", one, f'name="{local_name(one.tag)}"{occurs}')

    def _attribute(self, one: Field, use: str) -> str:
        if namespace(one.tag):
            return f'<xs:attribute ref="{self._name(one.tag)}"{use}{_value_rule(one)}/>'
        return self._named("attribute", one, f'name="{one.tag}"{use}')

    def _named(self, kind: str, one: Field, head: str) -> str:
        """An element or attribute of a simple type or a named complex type."""
        head = f"xs:{kind} {head}{_value_rule(one)}"
        if one.simple and (facets := _facets(one.simple)):
            return f"<{head}><xs:simpleType>{facets}</xs:simpleType></xs:{kind}>"
        return f'<{head} type="{self._type(one)}"/>'

    def _type(self, one: Field) -> str:
        if one.simple:
            return f"xs:{one.simple.base}"
        assert one.cls is not None  # noqa: S101  a field is simple or has a class
        return self._name(one.cls.ns.tag(one.cls.__name__, one.version))

    def _name(self, tag: str) -> str:
        return f"{self._prefixes[namespace(tag)]}:{local_name(tag)}"


def _grouped(own: tuple[Field, ...]) -> list[list[Field]]:
    """The child fields, with alternatives (`Or`) beside the field above them."""
    groups: list[list[Field]] = []
    for one in own:
        if one.kind in {"attribute", "text"}:
            continue
        if one.is_alternative:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _quoted(text: str) -> str:
    """An attribute's value with its quotes; xml.sax has the same, but is slow to import."""
    return f'"{escape(text)}"'


def _facets(simple: Simple) -> str:
    if simple.union:
        return f'<xs:union memberTypes="{" ".join(f"xs:{one}" for one in simple.union)}"/>'
    facets = "".join(f"<xs:enumeration value={_quoted(one)}/>" for one in simple.enumeration)
    if simple.pattern:
        facets += f"<xs:pattern value={_quoted(simple.pattern)}/>"
    return f'<xs:restriction base="xs:{simple.base}">{facets}</xs:restriction>' if facets else ""


def _wildcard(what: Wildcard) -> str:
    of = "" if what.namespace == "##any" else f' namespace="{what.namespace}"'
    return f'{of} processContents="{what.process}"'


def _value_rule(one: Field) -> str:
    if one.fixed is not None:
        return f" fixed={_quoted(one.fixed)}"
    return "" if one.default is None else f" default={_quoted(one.default)}"
