"""A graph as RDF 1.1 XML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from suluh.publishing.dcat.graph import NAMESPACES, Graph, Iri, Node, Text, Value

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RETURN = {"\r": "&#13;"}
"""A reader of XML would make a line feed of it."""


def write_rdf_xml(graph: Graph) -> Iterator[str]:
    """The graph in lines, each resource an element of its class, its parts within it."""
    names = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="{RDF}"{names}>\n'
    for node in graph.nodes.values():
        yield from _write_node(node, "")
    yield "</rdf:RDF>\n"


def _write_node(node: Node, indent: str) -> Iterator[str]:
    about = f" rdf:about={quoteattr(node.address)}" if node.address else ""
    yield f"{indent}<{node.kind}{about}>\n"
    for name, values in node.properties.items():
        for value in values:
            yield from _write_value(name, value, indent + " ")
    yield f"{indent}</{node.kind}>\n"


def _write_value(name: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Node):
        yield f"{indent}<{name}>\n"
        yield from _write_node(value, indent + " ")
        yield f"{indent}</{name}>\n"
    elif isinstance(value, Iri):
        yield f"{indent}<{name} rdf:resource={quoteattr(value.address)}/>\n"
    else:
        yield f"{indent}<{name}{_mark(value)}>{escape(value.text, _RETURN)}</{name}>\n"


def _mark(text: Text) -> str:
    if not text.kind:
        return f' xml:lang="{text.language}"'
    prefix, _, name = text.kind.partition(":")
    return f' rdf:datatype="{NAMESPACES[prefix]}{name}"'
