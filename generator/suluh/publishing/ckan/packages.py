"""A dataset as a package of CKAN, with its files as resources and Satu Data Indonesia's words as extras."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suluh.history.editions import History
from suluh.publishing.archive import CHECKSUMS_NAME
from suluh.publishing.ckan.names import (
    GROUP,
    LONGEST,
    ORGANIZATION,
    describe_body,
    make_id,
    make_name,
    make_tag,
    moment,
)
from suluh.publishing.contact import find_contact
from suluh.publishing.exact_json import Json
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    first_publication,
    is_simulated,
    last_change,
    list_licenses,
    marked_title,
    name_license,
    name_sources,
)
from suluh.publishing.formats import find_format
from suluh.publishing.structured_data import fit_description
from suluh.reading.metadata_terms import find_license, find_license_at
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.package import STANDAR_DATA_KEYS
from suluh.vocabulary.settings import Settings

UNSTATED = "notspecified"
NOT_OPEN = frozenset({UNSTATED, "cc-nc", "other-closed"})
"""Ids of CKAN's own list of licences, which stand beside ours in `standards/metadata/kosakata.yaml`."""

EXTRAS = (
    *(key for key in STANDAR_DATA_KEYS if key not in ("title", "description")),
    *("tingkat_wilayah", "topik"),
)


def describe_package(dataset: Dataset, settings: Settings, history: History | None = None) -> dict[str, Json]:
    """The package whole, as `package_show` gives it and `package_search` lists it."""
    package, agency = dataset.package, dataset.instansi
    changed = last_change(dataset) or settings.build_time.date().isoformat()
    created = first_publication(dataset, history) or changed
    contact = find_contact(dataset, settings)
    organization = describe_body(settings, ORGANIZATION, agency.slug, agency.nama)
    groups = [describe_body(settings, GROUP, make_name(topic), topic) for topic in topics_of(dataset)]
    tags = [describe_tag(settings, tag) for tag in tags_of(dataset)]
    ident = make_id(settings, "package", dataset.name)
    resources = [
        _describe_resource(dataset, file, number, settings) for number, file in enumerate(files_of(dataset))
    ]
    return {
        "id": ident,
        "name": dataset.name,
        "title": marked_title(package),
        "notes": fit_description(dataset),
        "url": absolute(settings, dataset_address(package)) or dataset_address(package),
        "version": package.text("version")[:LONGEST] or changed,
        "author": package.text("produsen") or agency.nama,
        "author_email": "",
        "maintainer": contact.name if contact else agency.nama,
        "maintainer_email": contact.email if contact else "",
        **_describe_license(dataset),
        "type": "dataset",
        "state": "active",
        "private": False,
        "metadata_created": moment(created),
        "metadata_modified": moment(changed),
        "owner_org": organization["id"],
        "organization": organization,
        "groups": groups,
        "tags": tags,
        "extras": [{"key": key, "value": value} for key, value in _list_extras(dataset, settings)],
        "resources": resources,
        "num_resources": len(resources),
        "num_tags": len(tags),
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }


def resources_of(package: Mapping[str, Json]) -> list[dict[str, Json]]:
    """The files of a package as `describe_package` gives it, each as `resource_show` gives it."""
    listed = package["resources"]
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def topics_of(dataset: Dataset) -> tuple[str, ...]:
    """The topics of a dataset, each of them a group; most have one."""
    topic = dataset.package.text("topik").strip()
    return (topic,) if topic else ()


def tags_of(dataset: Dataset) -> tuple[str, ...]:
    """Its keywords and its concept as tags."""
    package = dataset.package
    stated = package.descriptor.get("keywords")
    words = [word for word in stated if isinstance(word, str)] if isinstance(stated, list) else []
    return tuple(dict.fromkeys(filter(None, map(make_tag, (*words, package.text("konsep"))))))


def describe_tag(settings: Settings, tag: str) -> dict[str, Json]:
    """A tag that is of no list."""
    return {
        "id": make_id(settings, "tag", tag),
        "name": tag,
        "display_name": tag,
        "vocabulary_id": None,
        "state": "active",
    }


def files_of(dataset: Dataset) -> tuple[Distribution, ...]:
    """All files that are about the dataset itself: all but the list of their digests."""
    return tuple(file for file in dataset.distributions if file.format != CHECKSUMS_NAME)


def _describe_license(dataset: Dataset) -> dict[str, Json]:
    """The first licence by its id in CKAN's list, with its title and address as stated."""
    entries = list_licenses(dataset.package)
    name, address = (entries[0].get(key, "") for key in ("name", "path")) if entries else ("", "")
    known = find_license(name) or (find_license_at(address) if address else None)
    ident = known.ckan if known else UNSTATED
    return {
        "license_id": ident,
        "license_title": name_license(dataset.package),
        "license_url": address or (known.address if known else ""),
        "isopen": ident not in NOT_OPEN,
    }


def _list_extras(dataset: Dataset, settings: Settings) -> Iterator[tuple[str, str]]:
    """What the descriptor says in the words of Satu Data Indonesia, and how final the figures are."""
    package = dataset.package
    for key in EXTRAS:
        value = package.descriptor.get(key)
        if isinstance(value, (str, int)) and str(value).strip():
            yield key, str(value)
    yield "wilayah", settings.wilayah
    yield "status_data", str(package.status_data)
    yield "simulasi", "true" if is_simulated(package) else "false"
    yield "jenis_informasi", str(package.jenis_informasi)
    sources = "; ".join(name_sources(package))
    if sources:
        yield "sumber", sources


def _describe_resource(
    dataset: Dataset, file: Distribution, position: int, settings: Settings
) -> dict[str, Json]:
    address = file.artifact.address
    form = find_format(file.format)
    titles = {resource.name: resource.title for resource in dataset.package.resources}
    changed = moment(last_change(dataset) or settings.build_time.date().isoformat())
    return {
        "id": make_id(settings, "resource", address),
        "package_id": make_id(settings, "package", dataset.name),
        "position": position,
        "name": file.file_name,
        "description": titles.get(file.resource, "") or form.sentence,
        "format": form.label if form.label.isupper() else form.name,
        "mimetype": file.media_type,
        "url": absolute(settings, address) or address,
        "url_type": None,
        "size": file.artifact.size,
        "hash": file.artifact.sha256,
        "hash_algorithm": "SHA-256",
        "created": changed,
        "last_modified": changed,
        "metadata_modified": changed,
        "datastore_active": False,
        "state": "active",
    }
