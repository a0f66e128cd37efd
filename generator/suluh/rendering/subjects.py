"""What a page is about, for messages on it: its dataset, that dataset's version, and the row."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.record_types import types_of
from suluh.rendering.feedback import Subject
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.remembering import remembered

_SHOWN = 3
"""Datasets that a message names."""


def find_subject(catalog: Catalog, address: str, title: str, dataset: Dataset | None, row: str) -> Subject:
    """The subject of the page at an address, from what the page itself says of it and from where it lies.

    Below a section of records its datasets are meant, and the rest of the address tells which rows.
    """
    section, *rest = address.strip("/").split("/")
    meant: Sequence[Dataset] = [dataset] if dataset is not None else []
    if not meant and section == "data" and rest and rest[0] in catalog.published:
        meant = [catalog.published[rest[0]]]
        rest = [part for part in rest[1:] if part not in ("v", "riwayat")]
    elif section == "data":
        rest = []
    elif not meant:
        meant = _datasets_of(catalog, section)
    dates = [dataset.versions[0].date[:10] for dataset in meant if dataset.versions]
    names = ", ".join(dataset.name for dataset in meant[:_SHOWN])
    return Subject(title, address, names, max(dates, default=""), row or ", ".join(rest))


@remembered
def _datasets_of(catalog: Catalog, section: str) -> tuple[Dataset, ...]:
    """The datasets whose rows a section shows, of the record type that it is most about."""
    for standard in types_of(section):
        found = tuple(
            dataset
            for dataset in catalog.datasets.values()
            if any(resource.standar == standard for resource in dataset.package.resources)
        )
        if found:
            return found
    return ()


def name_agency(catalog: Catalog, address: str, slug: str) -> str:
    """The short name of the agency that a page is of: the one stated, or the one in its address."""
    known = catalog.agencies
    named = next((part for part in (slug, *address.split("/")) if part in known), "")
    return known[named].short_name if named else ""


def other_names(catalog: Catalog, address: str) -> tuple[str, ...]:
    """The short name of the agency whose own page it is: PUPR is sought more than its long name."""
    section, _, slug = address.rstrip("/").partition("/")
    agency = catalog.agencies.get(slug) if section == "instansi" else None
    return (agency.short_name,) if agency else ()
