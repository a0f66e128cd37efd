"""The catalogue as DCAT-AP 3.0.1: itself, its datasets with editions and files, and what they all name.

Addresses are absolute where the site has a URL; else they are relative to the files themselves, which lie
in `data/`, and every form resolves them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suluh.history.editions import History
from suluh.publishing.contact import find_site_contact
from suluh.publishing.dcat.addresses import locate
from suluh.publishing.dcat.datasets import describe_contact, describe_dataset, describe_page, describe_place
from suluh.publishing.dcat.graph import Graph, Iri, Node, make_iri, make_text
from suluh.publishing.dcat.services import describe_services
from suluh.publishing.dcat.terms import name_language, name_license, name_publisher_kind, name_themes
from suluh.publishing.file_metadata import first_publication, iso_date
from suluh.reading.metadata_terms import publisher_kind
from suluh.reading.region_list import load_regions
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.settings import Settings

PROFILE = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/"


def describe_catalog(
    datasets: Sequence[Dataset], settings: Settings, histories: Mapping[str, History] | None = None
) -> Graph:
    """The catalogue with all of `datasets`; `histories` has what is known of their editions by name."""
    graph, known = Graph(), histories or {}
    parts = Graph()
    region = load_regions().get(settings.wilayah)
    listed = [describe_dataset(parts, dataset, settings, known.get(dataset.name)) for dataset in datasets]
    issued = [date for dataset in datasets if (date := first_publication(dataset, known.get(dataset.name)))]
    graph.describe(
        locate(settings, "data/"),
        "dcat:Catalog",
        {
            "dct:title": f"Katalog data {settings.site_name}",
            "dct:description": settings.site_description
            or f"Semua dataset yang terbit di {settings.site_name}.",
            "dct:publisher": _describe_publisher(parts, settings),
            "dcat:contactPoint": describe_contact(find_site_contact(settings)),
            "dct:language": name_language(parts),
            "dct:license": _describe_license(parts, settings),
            "dct:issued": make_text(min(issued), "xsd:date") if issued else None,
            "dct:modified": make_text(iso_date(settings.build_time.isoformat()), "xsd:date"),
            "dct:spatial": describe_place(parts, region, settings) if region else None,
            "dcat:themeTaxonomy": name_themes(parts),
            "foaf:homepage": describe_page(parts, locate(settings, "")),
            "dct:conformsTo": parts.describe(PROFILE, "dct:Standard", {"dct:title": "DCAT-AP 3.0.1"}),
            "dcat:dataset": listed,
            "dcat:service": list(describe_services(parts, listed, settings)),
        },
    )
    graph.nodes |= parts.nodes
    return graph


def _describe_license(graph: Graph, settings: Settings) -> Iri | Node | None:
    """Of the descriptions themselves, which is not that of the data; none where the settings state none."""
    name = settings.catalog_license
    return name_license(graph, name, "", name) if name else None


def _describe_publisher(graph: Graph, settings: Settings) -> Iri:
    kind = publisher_kind("LocalAuthority")
    return graph.describe(
        f"{locate(settings, '')}#penerbit",
        "foaf:Agent",
        {
            "foaf:name": settings.site_name,
            "foaf:homepage": make_iri(locate(settings, "")),
            "dct:type": name_publisher_kind(graph, kind),
        },
    )
