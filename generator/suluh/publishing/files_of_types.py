"""Files that record types make of their rows beside the datasets' own, found through their registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

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


def records_with_files(catalog: Catalog) -> tuple[Record, ...]:
    """The published rows of every type whose rows name photos and PDFs beside their table."""
    records = catalog.all_records()
    named = (name for name, record_type in record_types().items() if record_type.has_files)
    return tuple(record for name in named for record in records.get(name, ()))
