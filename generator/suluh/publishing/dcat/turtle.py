"""A graph as RDF 1.1 Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suluh.publishing.dcat.graph import NAMESPACES, Graph, Iri, Node, Text, Value

_ESCAPED = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f]')


def write_turtle(graph: Graph) -> Iterator[str]:
    """The graph in lines, each resource once, its parts within square brackets."""
    for prefix, address in NAMESPACES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for node in graph.nodes.values():
        yield f"\n<{node.address}> {_write_description(node, ' ' * 2)} .\n"


def _write_description(node: Node, indent: str) -> str:
    lines = [f"a {node.kind}"]
    for name, values in node.properties.items():
        lines.append(f"{name} " + ", ".join(_write_value(value, indent) for value in values))
    return f" ;\n{indent}".join(lines)


def _write_value(value: Value, indent: str) -> str:
    if isinstance(value, Node):
        return f"[ {_write_description(value, indent + '  ')} ]"
    if isinstance(value, Iri):
        return f"<{value.address}>"
    return _write_text(value)


def _write_text(text: Text) -> str:
    quoted = '"' + _SPECIAL.sub(_escape, text.text) + '"'
    return f"{quoted}^^{text.kind}" if text.kind else f"{quoted}@{text.language}"


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return _ESCAPED.get(sign) or f"\\u{ord(sign):04X}"
