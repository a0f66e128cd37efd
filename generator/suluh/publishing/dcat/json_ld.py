"""A graph as JSON-LD 1.1: every named resource once under `@graph`, its parts within it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suluh.publishing.dcat.graph import NAMESPACES, Graph, Iri, Node, Text, Value

Json = dict[str, object]


def write_json_ld(graph: Graph) -> Json:
    """The graph as a mapping of plain values, for `json.dumps`."""
    return {"@context": dict(NAMESPACES), "@graph": [_write_node(node) for node in graph.nodes.values()]}


def _write_node(node: Node) -> Json:
    named: Json = {"@id": node.address} if node.address else {}
    return {**named, "@type": node.kind, **_write_properties(node.properties)}


def _write_properties(properties: Mapping[str, Sequence[Value]]) -> Json:
    written: Json = {}
    for name, values in properties.items():
        entries = [_write_value(value) for value in values]
        written[name] = entries[0] if len(entries) == 1 else entries
    return written


def _write_value(value: Value) -> Json:
    if isinstance(value, Node):
        return _write_node(value)
    if isinstance(value, Iri):
        return {"@id": value.address}
    return _write_text(value)


def _write_text(text: Text) -> Json:
    if text.kind:
        return {"@type": text.kind, "@value": text.text}
    return {"@language": text.language, "@value": text.text}
