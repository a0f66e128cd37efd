"""The interfaces of a site that programs ask, as data services: one line for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suluh.publishing.api.shelves import OPENAPI, ROOT
from suluh.publishing.ckan.calls import ANSWERS
from suluh.publishing.dcat.addresses import locate
from suluh.publishing.dcat.graph import Graph, Iri, make_iri
from suluh.publishing.dcat.terms import name_access, name_language
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Interface:
    """Where an interface begins, what describes it, and both in words."""

    address: str
    described_at: str
    title: str
    words: str


INTERFACES = (
    Interface(
        ROOT,
        f"{ROOT}{OPENAPI}",
        "API",
        "Instansi, wilayah, dataset, catatan, indikator, alur, dan fakta sebagai berkas JSON kecil.",
    ),
    Interface(
        ANSWERS,
        "https://docs.ckan.org/en/latest/api/",
        "Antarmuka CKAN",
        "Katalog yang sama dalam bentuk jawaban CKAN Action API, sebagai berkas.",
    ),
)


def describe_services(graph: Graph, datasets: Sequence[Iri], settings: Settings) -> Iterator[Iri]:
    """Each interface with the datasets that it serves; none of a catalogue without datasets."""
    for interface in INTERFACES if datasets else ():
        address = locate(settings, interface.address)
        described = interface.described_at
        yield graph.describe(
            f"{address}#antarmuka",
            "dcat:DataService",
            {
                "dct:title": interface.title,
                "dct:description": interface.words,
                "dcat:endpointURL": make_iri(address),
                "dcat:endpointDescription": make_iri(
                    described if described.startswith("https://") else locate(settings, described)
                ),
                "dcat:servesDataset": list(datasets),
                "dct:accessRights": name_access(graph),
                "dct:language": name_language(graph),
            },
        )
