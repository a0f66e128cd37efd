"""A description as a graph: resources with properties, whose values are texts, resources or nameless parts.

Small on purpose: our descriptions are trees that share named resources, so that each form (JSON-LD,
Turtle, RDF/XML) is written in one walk over them, the same bytes each time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NAMESPACES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of all names of classes, properties and kinds of values."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ud800-\udfff\ufffe\uffff]')


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource by its address, absolute or relative to the file that names it."""

    address: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, or, where `kind` is given (`xsd:date`), a value of that kind."""

    text: str
    language: str = "id"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A resource with its class (`dcat:Dataset`); without an address it is a part of what names it."""

    kind: str
    properties: Mapping[str, Sequence[Value]]
    address: str = ""


Value = Iri | Text | Node


@dataclass(slots=True)
class Graph:
    """Named resources in the order in which they were described, each once."""

    nodes: dict[str, Node] = field(default_factory=dict)

    def describe(self, address: str, kind: str, properties: Mapping[str, object]) -> Iri:
        """Add a named resource, unless it is described already; returns how others name it."""
        name = make_iri(address)
        if name.address not in self.nodes:
            self.nodes[name.address] = Node(kind, keep_values(properties), name.address)
        return name


def make_part(kind: str, properties: Mapping[str, object]) -> Node:
    """A resource without a name."""
    return Node(kind, keep_values(properties))


def keep_values(properties: Mapping[str, object]) -> dict[str, tuple[Value, ...]]:
    """Properties that have a value: each may be one, several, or None; a plain text is Indonesian."""
    kept = {name: tuple(_list_values(value)) for name, value in properties.items()}
    return {name: values for name, values in kept.items() if values}


def make_iri(address: str) -> Iri:
    """An address with whatever no address may hold written as percent signs."""
    return Iri(_NO_IRI.sub(_escape, address))


def make_text(text: str, kind: str = "") -> Text:
    """A text without signs that XML has no place for."""
    clean = _NO_XML.sub("", text)
    return Text(clean, "", kind) if kind else Text(clean)


def _list_values(value: object) -> list[Value]:
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [make_text(value)]
    if isinstance(value, (Iri, Text, Node)):
        return [value]
    if isinstance(value, (list, tuple)):
        return _drop_repeated([entry for part in value for entry in _list_values(part)])
    raise TypeError(f"no value of a property: {value!r}")


def _drop_repeated(values: Sequence[Value]) -> list[Value]:
    """In a graph a property has each text and each named resource once."""
    seen: set[Value] = set()
    kept: list[Value] = []
    for value in values:
        if isinstance(value, Node) or value not in seen:
            kept.append(value)
        if not isinstance(value, Node):
            seen.add(value)
    return kept


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))
