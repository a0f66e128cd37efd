"""The catalogue as DCAT 3 in JSON-LD, with what DCAT-AP asks of catalogue, dataset and distribution.

Addresses are absolute where the site has a URL; else they are relative to the file itself,
`data/katalog.jsonld`, which JSON-LD resolves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    last_change,
    list_licenses,
    marked_title,
    name_license,
    years_covered,
)
from suluh.publishing.structured_data import fit_description
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def describe_catalog(datasets: Sequence[Dataset], settings: Settings) -> dict[str, Any]:
    """The catalogue with all of `datasets` as one JSON-LD document."""
    return {
        "@context": CONTEXT,
        "@id": _locate(settings, "data/") or "./",
        "@type": "dcat:Catalog",
        "dct:title": _say(f"Katalog data {settings.site_name}"),
        "dct:description": _say(
            settings.site_description or f"Semua dataset yang terbit di {settings.site_name}."
        ),
        "dct:publisher": {
            "@id": _locate(settings, ""),
            "@type": "foaf:Agent",
            "foaf:name": _say(settings.site_name),
        },
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/IND"},
        "dcat:dataset": [_describe_dataset(dataset, settings) for dataset in datasets],
    }


def _describe_dataset(dataset: Dataset, settings: Settings) -> dict[str, Any]:
    package = dataset.package
    date = last_change(dataset)
    years = years_covered(package)
    described = {
        "@id": _locate(settings, dataset_address(package)),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _say(marked_title(package)),
        "dct:description": _say(fit_description(dataset)),
        "dct:publisher": _describe_publisher(dataset.instansi, settings),
        "dcat:landingPage": _refer(_locate(settings, dataset_address(package)), "foaf:Document"),
        "dcat:keyword": [_say(word) for word in (package.text("topik"), package.text("konsep")) if word],
        "dct:modified": {"@type": "xsd:date", "@value": date} if date else None,
        "dct:temporal": _describe_years(years) if years else None,
        "dcat:distribution": [
            _describe_download(dataset, distribution, settings) for distribution in dataset.distributions
        ],
    }
    return {key: value for key, value in described.items() if value}


def _describe_publisher(agency: Instansi, settings: Settings) -> dict[str, Any]:
    described = {"@type": "foaf:Agent", "foaf:name": _say(agency.nama)}
    if agency.slug == "referensi":
        return described
    return {"@id": _locate(settings, f"instansi/{agency.slug}/"), **described}


def _describe_download(dataset: Dataset, download: Distribution, settings: Settings) -> dict[str, Any]:
    address = _locate(settings, download.artifact.address)
    # Two descriptions of one file need two names; the fragment names this one.
    return {
        "@id": f"{_locate(settings, dataset_address(dataset.package))}#{download.file_name}",
        "@type": "dcat:Distribution",
        "dct:title": _say(download.file_name),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        **_describe_form(download),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(download.artifact.size)},
        "dct:license": _describe_license(dataset),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": download.artifact.sha256},
        },
    }


def _describe_form(download: Distribution) -> dict[str, Any]:
    """The media type by its address at IANA; one that is registered nowhere by its name."""
    if download.media_type.partition("/")[2].startswith("x-"):
        told = f"{download.format} ({download.media_type})"
        return {"dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": told}}
    return {"dcat:mediaType": _refer(MEDIA_TYPES + download.media_type, "dct:MediaType")}


def _describe_license(dataset: Dataset) -> dict[str, Any]:
    """The first licence by its address, else its words as a document of its own."""
    paths = [
        entry["path"] for entry in list_licenses(dataset.package) if entry.get("path", "").startswith("http")
    ]
    if paths:
        return _refer(paths[0], "dct:LicenseDocument")
    return {"@type": "dct:LicenseDocument", "dct:title": _say(name_license(dataset.package))}


def _describe_years(years: tuple[int, int]) -> dict[str, Any]:
    first, last = years
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:gYear", "@value": str(first)},
        "dcat:endDate": {"@type": "xsd:gYear", "@value": str(last)},
    }


def _refer(address: str, kind: str) -> dict[str, str]:
    return {"@id": address, "@type": kind}


def _say(text: str) -> Mapping[str, str]:
    return {"@language": "id", "@value": text}


def _locate(settings: Settings, address: str) -> str:
    """Absolute, or relative to the folder `data/`."""
    below = address.removeprefix("data/") if address.startswith("data/") else f"../{address}"
    return absolute(settings, address) or below
