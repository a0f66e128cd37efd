"""Files that record types make of their rows beside the datasets' own, found through their registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from suluh.publishing.activity_attachments import Attachments, publish_attachments
from suluh.publishing.artifacts import is_only_named
from suluh.publishing.photo_files import Photos, publish_photos
from suluh.record_types import load_part, record_types
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.threads import Record

_MakeFiles = Callable[[Catalog, Settings], Iterable[Artifact]]


def write_of_types(catalog: Catalog, settings: Settings) -> Iterator[Artifact]:
    """The files of every type that makes any, in order of the types' names."""
    for record_type in record_types().values():
        if record_type.artifacts:
            yield from cast(_MakeFiles, load_part(record_type.artifacts))(catalog, settings)


@dataclass(frozen=True, slots=True)
class RowFiles:
    """Photos and PDFs that rows name beside their table, by dataset and path."""

    photos: Photos = field(default_factory=dict)
    attachments: Attachments = field(default_factory=dict)

    def artifacts(self) -> Iterator[Artifact]:
        """All of the files, each once."""
        files = (
            *self.attachments.values(),
            *(file for photo in self.photos.values() for file in photo.artifacts),
        )
        yield from {file.address: file for file in files}.values()


def publish_row_files(catalog: Catalog, settings: Settings) -> RowFiles:
    """The photos and PDFs that published rows name; none where files are only named."""
    records = () if is_only_named() else records_with_files(catalog)
    return RowFiles(
        photos=publish_photos(records, catalog.datasets, settings),
        attachments=publish_attachments(records, catalog.datasets, settings),
    )


def records_with_files(catalog: Catalog) -> tuple[Record, ...]:
    """The published rows of every type whose rows name photos and PDFs beside their table."""
    records = catalog.all_records()
    named = (name for name, record_type in record_types().items() if record_type.has_files)
    return tuple(record for name in named for record in records.get(name, ()))
