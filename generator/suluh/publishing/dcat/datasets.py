"""A dataset in DCAT's words, and its editions, each at the address that never changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suluh.history.editions import Edition, History
from suluh.publishing.archive import FORMAT as PACKED
from suluh.publishing.contact import Contact, find_contact
from suluh.publishing.coverage import find_place, find_years
from suluh.publishing.dcat.addresses import locate
from suluh.publishing.dcat.downloads import DescribedFile, describe_file, list_files
from suluh.publishing.dcat.graph import Graph, Iri, Node, make_iri, make_part, make_text
from suluh.publishing.dcat.terms import (
    name_access,
    name_frequency,
    name_language,
    name_place,
    name_publisher_kind,
    name_theme,
)
from suluh.publishing.file_metadata import (
    dataset_address,
    first_publication,
    iso_date,
    last_change,
    marked_title,
    name_sources,
)
from suluh.publishing.structured_data import fit_description
from suluh.reading.metadata_terms import find_frequency, find_themes, publisher_kind
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.region import Region
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings

SHARED = "referensi"
"""The folder of data that no agency of the list keeps."""
Properties = Mapping[str, object]


def describe_dataset(graph: Graph, dataset: Dataset, settings: Settings, history: History | None) -> Iri:
    """The dataset with its files, and with its editions where its history is known."""
    address = locate(settings, dataset_address(dataset.package))
    shared = _describe_subject(graph, dataset, settings)
    editions = _editions(history)
    changed = iso_date(last_change(dataset))
    current = history.present if history else None
    graph.describe(
        address,
        "dcat:Dataset",
        {
            "dct:identifier": make_text(dataset.name, "xsd:string"),
            "dct:title": marked_title(dataset.package),
            "dct:description": fit_description(dataset),
            **shared,
            "dct:issued": _date(first_publication(dataset, history)),
            "dct:modified": _date(changed),
            "dcat:version": make_text(current.name if current else changed, "xsd:string")
            if current or changed
            else None,
            "dcat:hasVersion": [make_iri(locate(settings, edition.address)) for edition in editions],
            "dcat:hasCurrentVersion": make_iri(locate(settings, current.address)) if current else None,
            "dcat:distribution": [
                describe_file(graph, dataset, file, settings) for file in list_files(dataset)
            ],
        },
    )
    _describe_editions(graph, dataset, settings, editions=editions, shared=shared)
    return make_iri(address)


def _describe_subject(graph: Graph, dataset: Dataset, settings: Settings) -> Properties:
    """What a dataset and all its editions have in common."""
    package = dataset.package
    page = describe_page(graph, locate(settings, dataset_address(package)))
    publisher = describe_agency(graph, dataset.instansi, settings)
    topic, concept = package.text("topik"), package.text("konsep")
    frequency = find_frequency(package.text("frekuensi"))
    place, years = find_place(dataset, settings), find_years(dataset)
    sources = "; ".join(name_sources(package))
    return {
        "dct:publisher": publisher,
        "dct:creator": _describe_producer(graph, dataset, publisher, settings),
        "dcat:contactPoint": describe_contact(find_contact(dataset, settings)),
        "dcat:keyword": [topic, concept],
        "dcat:theme": [name_theme(graph, theme) for theme in find_themes(topic, concept, package.title)],
        "dct:accrualPeriodicity": name_frequency(graph, frequency) if frequency else None,
        "dct:spatial": describe_place(graph, place, settings) if place else None,
        "dct:temporal": _describe_years(years) if years else None,
        "dct:language": name_language(graph),
        "dct:accessRights": name_access(graph),
        "dct:provenance": make_part("dct:ProvenanceStatement", {"rdfs:label": sources}) if sources else None,
        "dcat:landingPage": page,
    }


def _describe_editions(
    graph: Graph, dataset: Dataset, settings: Settings, *, editions: list[Edition], shared: Properties
) -> None:
    """Every edition as a dataset of its own, each with its tables, what changed and the one before it."""
    for edition, before in zip(editions, [*editions[1:], None], strict=False):
        address = locate(settings, edition.address)
        graph.describe(
            address,
            "dcat:Dataset",
            {
                "dct:identifier": make_text(f"{dataset.name}/v/{edition.name}", "xsd:string"),
                "dct:title": f"{marked_title(dataset.package)} (edisi {edition.name})",
                "dct:description": fit_description(dataset),
                **shared,
                "dct:issued": _date(iso_date(edition.date)),
                "dcat:version": make_text(edition.name, "xsd:string"),
                "dcat:isVersionOf": make_iri(locate(settings, dataset_address(dataset.package))),
                "dcat:previousVersion": make_iri(locate(settings, before.address)) if before else None,
                "adms:versionNotes": edition.note or edition.text,
                "dcat:landingPage": describe_page(graph, address),
                "dcat:distribution": [
                    describe_file(graph, dataset, file, settings) for file in _edition_files(edition)
                ],
            },
        )


def _edition_files(edition: Edition) -> Iterator[DescribedFile]:
    for (name, digest, size), (table, own, _) in zip(edition.packed, edition.files, strict=False):
        yield DescribedFile(
            address=f"{edition.address}{name}",
            form=PACKED,
            size=size,
            sha256=digest,
            title=name,
            words=f"{table} dalam ZIP: tabel sebagaimana terbit pada {edition.date}; SHA-256-nya {own}.",
            kept=True,
        )


def _editions(history: History | None) -> list[Edition]:
    """Those whose tables lie at their address, newest first: none that today's rules keep back."""
    return [edition for edition in history.editions if edition.is_open] if history else []


def describe_agency(graph: Graph, agency: Instansi, settings: Settings) -> Iri | Node:
    """The agency that publishes; what is shared by all has a body without a page."""
    kind = publisher_kind("NationalAuthority" if agency.is_supplier else "LocalAuthority")
    described = {"foaf:name": agency.nama, "dct:type": name_publisher_kind(graph, kind)}
    if agency.slug == SHARED:
        return make_part("foaf:Agent", described)
    return graph.describe(locate(settings, f"instansi/{agency.slug}/"), "foaf:Agent", described)


def _describe_producer(
    graph: Graph, dataset: Dataset, publisher: Iri | Node, settings: Settings
) -> Iri | Node | None:
    """Who made the data, where the descriptor names someone: mostly the agency that publishes it."""
    name = " ".join(dataset.package.text("produsen").split())
    if not name or name == dataset.instansi.nama:
        return publisher if isinstance(publisher, Iri) else None
    return make_part("foaf:Agent", {"foaf:name": name})


def describe_contact(contact: Contact | None) -> Node | None:
    """Whom to ask."""
    if contact is None:
        return None
    return make_part(
        "vcard:Kind",
        {
            "vcard:fn": contact.name,
            "vcard:hasEmail": make_iri(f"mailto:{contact.email}") if contact.email else None,
            "vcard:hasURL": make_iri(contact.page) if contact.page else None,
        },
    )


def describe_place(graph: Graph, region: Region, settings: Settings) -> Iri:
    """A region, named by its code in this catalogue."""
    return name_place(graph, region, f"{locate(settings, 'data/')}#wilayah-{region.kode}")


def describe_page(graph: Graph, address: str) -> Iri:
    """The page at an address that stands for what it is about, so that the page bears its file's name."""
    return graph.describe(f"{address}index.html", "foaf:Document", {"foaf:topic": make_iri(address)})


def _describe_years(years: tuple[int, int]) -> Node:
    first, last = years
    return make_part(
        "dct:PeriodOfTime",
        {
            "dcat:startDate": make_text(f"{first:04}", "xsd:gYear"),
            "dcat:endDate": make_text(f"{last:04}", "xsd:gYear"),
        },
    )


def _date(text: str) -> object:
    return make_text(text, "xsd:date") if text else None
