"""The tables of every edition, each below its edition's address, where what is cited never changes.

They are the bytes by which editions are told apart, so that an edition stays what it was when the next one
takes its place as the newest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from suluh.history.edition_cache import open_cache
from suluh.history.editions import Edition, History
from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def write_edition_files(
    histories: Mapping[str, History], datasets: Mapping[str, Dataset], settings: Settings
) -> Iterator[Artifact]:
    """The CSVs of the newest edition of each dataset, and of every earlier one that today's rules let out."""
    cache = open_cache(settings)
    for name, history in histories.items():
        for edition in history.addressed:
            if edition.digest == history.current:
                yield from _write_current(edition, datasets[name])
                continue
            for file_name, digest, _ in edition.files:
                copy = partial(_copy, path=cache.path(digest))
                yield measure_artifact(f"{edition.address}{file_name}", copy)


def _write_current(edition: Edition, dataset: Dataset) -> Iterator[Artifact]:
    """The tables of the edition that is published now, in the order of its files."""
    for (file_name, _, _), resource in zip(edition.files, dataset.package.resources, strict=True):
        table = dataset.cleared.tables[resource.name]
        yield measure_artifact(
            f"{edition.address}{file_name}", partial(_write_table, resource=resource, table=table)
        )


def _write_table(stream: BinaryIO, *, resource: Resource, table: Table) -> None:
    TABLE_FORMS.canonical(stream, resource, table)


def _copy(stream: BinaryIO, path: Path) -> None:
    with path.open("rb") as file:
        copyfileobj(file, stream)
