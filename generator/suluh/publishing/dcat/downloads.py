"""The files of a dataset as distributions, each by its name below the dataset's address."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.publishing.dcat.addresses import locate
from suluh.publishing.dcat.graph import Graph, Iri, Node, make_iri, make_part, make_text
from suluh.publishing.dcat.terms import (
    name_algorithm,
    name_availability,
    name_format,
    name_language,
    name_license,
    name_media_type,
    unknown_license,
)
from suluh.publishing.file_metadata import list_licenses
from suluh.publishing.file_metadata import name_license as license_in_words
from suluh.publishing.formats import find_format
from suluh.reading.metadata_terms import find_file_type
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.download_format import Format, Layout
from suluh.vocabulary.settings import Settings

UNSTATED = "LicenseRef-tidak-dinyatakan"
"""What descriptors name where a source says nothing of a licence."""


@dataclass(frozen=True, slots=True)
class DescribedFile:
    """A file of a dataset: where it lies, its form, its bytes and what it holds."""

    address: str
    form: Format
    size: int
    sha256: str
    title: str
    words: str
    kept: bool = False
    changed: str = ""


def list_files(dataset: Dataset) -> list[DescribedFile]:
    """The dataset's files as they are now, each with what it holds in a sentence."""
    titles = {resource.name: resource.title or resource.name for resource in dataset.package.resources}
    return [_describe_file(file, titles.get(file.resource, "")) for file in dataset.distributions]


def _describe_file(file: Distribution, table: str) -> DescribedFile:
    form = find_format(file.format)
    words = [f"{file.file_name}: {form.sentence or form.name}", f"tabel {table}" if table else ""]
    words.append(f"{file.rows} baris" if file.rows else "")
    artifact = file.artifact
    return DescribedFile(
        address=artifact.address,
        form=form,
        size=artifact.size,
        sha256=artifact.sha256,
        title=file.file_name,
        words="; ".join(part for part in words if part) + ".",
    )


def describe_file(graph: Graph, dataset: Dataset, file: DescribedFile, settings: Settings) -> Iri:
    """The file as a distribution; its name is a fragment of its folder's address."""
    folder, _, leaf = file.address.rpartition("/")
    address = make_iri(locate(settings, file.address))
    packed = file.form.layout is Layout.PACKED
    media_type = name_media_type(graph, file.form.media_type)
    return graph.describe(
        f"{locate(settings, f'{folder}/')}#{leaf}",
        "dcat:Distribution",
        {
            "dct:title": file.title,
            "dct:description": file.words,
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dct:format": name_format(
                graph, find_file_type(file.form.name), file.form.name, file.form.media_type
            ),
            "dcat:mediaType": media_type,
            "dcat:packageFormat": media_type if packed else None,
            "dcat:byteSize": make_text(str(file.size), "xsd:nonNegativeInteger"),
            "dct:license": describe_license(graph, dataset),
            "dct:language": name_language(graph),
            "dct:modified": make_text(file.changed, "xsd:date") if file.changed else None,
            "dcatap:availability": name_availability(graph, kept=file.kept),
            "spdx:checksum": _describe_checksum(graph, file.sha256),
        },
    )


def describe_license(graph: Graph, dataset: Dataset) -> Iri | Node:
    """The first licence that has an address or a known name, else all of them in words."""
    words = license_in_words(dataset.package)
    for entry in list_licenses(dataset.package):
        name, path = entry.get("name", ""), entry.get("path", "")
        address = path if path.startswith(("http://", "https://")) else ""
        if address or (name and name != UNSTATED):
            return name_license(graph, name, address, entry.get("title", "") or name or words)
    return unknown_license(graph, words)


def _describe_checksum(graph: Graph, digest: str) -> Node | None:
    if not digest:
        return None
    return make_part(
        "spdx:Checksum",
        {"spdx:algorithm": name_algorithm(graph), "spdx:checksumValue": make_text(digest, "xsd:hexBinary")},
    )
