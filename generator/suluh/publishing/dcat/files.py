"""The catalogue's files for machines elsewhere: DCAT-AP as JSON-LD, Turtle and RDF/XML, and DCAT-US."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import BinaryIO

from suluh.history.editions import History
from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.dcat.catalog import describe_catalog
from suluh.publishing.dcat.graph import Graph
from suluh.publishing.dcat.json_ld import write_json_ld
from suluh.publishing.dcat.rdf_xml import write_rdf_xml
from suluh.publishing.dcat.turtle import write_turtle
from suluh.publishing.dcat.us import describe_for_us
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

FORMS: Mapping[str, Callable[[Graph], Iterable[str]]] = {
    "jsonld": lambda graph: [_to_json(write_json_ld(graph))],
    "ttl": write_turtle,
    "rdf": write_rdf_xml,
}
"""Forms of DCAT-AP by the ending of their file."""


def write_dcat_files(
    datasets: Sequence[Dataset], settings: Settings, histories: Mapping[str, History]
) -> tuple[Artifact, ...]:
    """`data/katalog.jsonld`, `.ttl` and `.rdf`, one graph in three forms, and `data.json`."""
    # Made when the first of its files is written: where files are named alone, it is not.
    graph = cache(partial(describe_catalog, datasets, settings, histories))
    for_us = partial(describe_for_us, datasets, settings, histories)
    return (
        *(
            measure_artifact(f"data/katalog.{ending}", partial(_write_graph, write=write, graph=graph))
            for ending, write in FORMS.items()
        ),
        measure_artifact("data.json", partial(_write_json, make=for_us)),
    )


def _write_graph(
    stream: BinaryIO, write: Callable[[Graph], Iterable[str]], graph: Callable[[], Graph]
) -> None:
    for part in write(graph()):
        write_text(stream, part)


def _write_json(stream: BinaryIO, make: Callable[[], Mapping[str, object]]) -> None:
    write_text(stream, _to_json(make()))


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
