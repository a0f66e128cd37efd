"""Reads published catalogues as other programs do: rdflib for graphs, pyshacl for DCAT-AP's constraints."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph
from rdflib.term import Node

SHAPES = Path(__file__).parent / "data/dcat-ap/shapes.ttl"
FORMS = {"jsonld": "json-ld", "ttl": "turtle", "rdf": "xml"}
ELSEWHERE = "https://contoh.go.id/suluh/data/katalog"


def read_graph(text: str, ending: str) -> Graph:
    """The graph that a catalogue's file holds; relative addresses are those of a site."""
    return Graph().parse(data=text, format=FORMS[ending], publicID=f"{ELSEWHERE}.{ending}")


def judge_graph(graph: Graph) -> tuple[list[str], Counter[str]]:
    """Violations in words, and how often each recommended property is missing."""
    _, results, _ = validate(graph, shacl_graph=_load_shapes(), advanced=False, allow_warnings=True)
    violations, warnings = [], Counter()
    for result in results.subjects(RDF.type, SH.ValidationResult):
        path = results.value(result, SH.resultPath)
        name = f"{graph.value(results.value(result, SH.focusNode), RDF.type)} {path}"
        if results.value(result, SH.resultSeverity) == SH.Warning:
            warnings[name] += 1
        else:
            violations.append(
                f"{name}: {results.value(result, SH.focusNode)} {results.value(result, SH.value)}"
            )
    return sorted(violations), warnings


@cache
def _load_shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def unfold(graph: Graph) -> Counter[object]:
    """The graph's triples with nameless parts in the place of their names: two graphs of trees are the same
    where this is. rdflib's own comparison takes minutes for a thousand nameless parts.
    """
    owned: dict[Node, list[tuple[object, Node]]] = {}
    for subject, name, value in graph:
        owned.setdefault(subject, []).append((name, value))

    def show(node: Node) -> object:
        if not isinstance(node, BNode):
            return node.n3()
        return frozenset(Counter((str(name), show(value)) for name, value in owned[node]).items())

    return Counter(
        (subject.n3(), str(name), show(value))
        for subject, entries in owned.items()
        if not isinstance(subject, BNode)
        for name, value in entries
    )
