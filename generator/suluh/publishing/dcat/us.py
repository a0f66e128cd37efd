"""The catalogue as DCAT-US 1.1 (Project Open Data), `/data.json`, for those who ask for that form.

Codes of federal bureaus and programmes are left out: they are the American government's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suluh.history.editions import History
from suluh.publishing.contact import Contact, find_contact
from suluh.publishing.coverage import find_place, find_years
from suluh.publishing.dcat.graph import make_iri
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    find_license_address,
    first_publication,
    iso_date,
    last_change,
    marked_title,
)
from suluh.publishing.formats import find_format
from suluh.publishing.structured_data import fit_description
from suluh.reading.metadata_terms import find_frequency, find_themes
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.settings import Settings

SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"
Json = dict[str, object]


def describe_for_us(
    datasets: Sequence[Dataset], settings: Settings, histories: Mapping[str, History]
) -> Json:
    """The catalogue as a mapping of plain values; empty values are left out."""
    return {
        "@context": f"{SCHEMA}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": f"{SCHEMA}/catalog.json",
        **_keep({"@id": absolute(settings, "data.json")}),
        "dataset": [
            _describe_dataset(dataset, settings, histories.get(dataset.name)) for dataset in datasets
        ],
    }


def _describe_dataset(dataset: Dataset, settings: Settings, history: History | None) -> Json:
    package = dataset.package
    topic, concept = package.text("topik"), package.text("konsep")
    place, years = find_place(dataset, settings), find_years(dataset)
    frequency = find_frequency(package.text("frekuensi"))
    page = absolute(settings, dataset_address(package))
    words = [text for text in dict.fromkeys((topic, concept)) if text] or [package.title]
    return _keep(
        {
            "@type": "dcat:Dataset",
            "identifier": page or package.name,
            "accessLevel": "public",
            "title": marked_title(package),
            "description": fit_description(dataset),
            "keyword": words,
            "theme": [theme.name for theme in find_themes(topic, concept, package.title)],
            "publisher": {"@type": "org:Organization", "name": dataset.instansi.nama},
            "contactPoint": _describe_contact(find_contact(dataset, settings), dataset),
            # The form demands a day; where none is known it is that of this version of the catalogue.
            "modified": iso_date(last_change(dataset)) or iso_date(settings.build_time.isoformat()),
            "issued": first_publication(dataset, history),
            "accrualPeriodicity": frequency.interval if frequency else "",
            "temporal": f"{years[0]:04}/{years[1]:04}" if years else "",
            "spatial": place.full_name if place and place.kode else place.nama if place else "",
            "language": ["id"],
            "license": make_iri(find_license_address(package)).address,
            "landingPage": page,
            "describedBy": absolute(settings, f"{dataset_address(package)}datapackage.json"),
            "describedByType": "application/json" if page else "",
            "distribution": [_describe_download(file, settings) for file in dataset.distributions],
        }
    )


def _describe_contact(contact: Contact | None, dataset: Dataset) -> Json:
    """Whom to ask; without an e-mail address there is the name alone, since none is made up."""
    name = contact.name if contact else dataset.instansi.nama
    email = f"mailto:{contact.email}" if contact and contact.email else ""
    return _keep({"@type": "vcard:Contact", "fn": name, "hasEmail": email})


def _describe_download(file: Distribution, settings: Settings) -> Json:
    form = find_format(file.format)
    return _keep(
        {
            "@type": "dcat:Distribution",
            "title": file.file_name,
            "description": form.sentence,
            "format": form.name,
            "mediaType": file.media_type,
            "downloadURL": absolute(settings, file.artifact.address),
        }
    )


def _keep(described: Mapping[str, object]) -> Json:
    return {key: value for key, value in described.items() if value not in ("", [], {})}
