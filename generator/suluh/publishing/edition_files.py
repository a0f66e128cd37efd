"""The tables of every edition, each below its edition's address, where what is cited never changes.

They are the bytes by which editions are told apart, so that an edition stays what it was when the next one
takes its place as the newest. Each lies in a ZIP: an edition repeats nearly all of the one before it, and
whoever reads the newest data has them beside, unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from suluh.history.edition_cache import EditionCache, open_cache
from suluh.history.editions import Edition, History
from suluh.publishing.archive import write_members
from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.publishing.dataset_histories import LookedBack, read_dataset_histories
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def keep_editions(
    settings: Settings, catalog: Catalog, looked_back: LookedBack
) -> tuple[Mapping[str, History], tuple[Artifact, ...]]:
    """The histories of all datasets by name, and the tables of their editions."""
    histories = read_dataset_histories(settings, catalog, looked_back)
    return histories, tuple(_pack_editions(histories, catalog.datasets, settings))


def _pack_editions(
    histories: Mapping[str, History], datasets: Mapping[str, Dataset], settings: Settings
) -> Iterator[Artifact]:
    """A ZIP for each table of an edition that has an address.

    Of each dataset its newest edition, and every earlier one that today's rules let out.
    """
    cache = open_cache(settings)
    for name, history in histories.items():
        open_ones = {edition.name for edition in history.addressed if edition.files}
        for edition in history.editions:
            if edition.name in open_ones:
                current = edition.digest == history.current
                tables = _list_current(edition, datasets[name]) if current else _list_kept(edition, cache)
                yield from (_pack(edition, table) for table in tables)


def name_packed(histories: Mapping[str, History], files: Iterable[Artifact]) -> dict[str, History]:
    """The histories, whose editions say how their tables lie among these files."""
    packed: dict[str, list[Artifact]] = {}
    for file in files:
        packed.setdefault(f"{file.address.rpartition('/')[0]}/", []).append(file)

    def tell(edition: Edition) -> Edition:
        return replace(edition, packed=tuple(map(_name_packed, packed.get(edition.address, ()))))

    return {
        name: replace(history, editions=tuple(map(tell, history.editions)))
        for name, history in histories.items()
    }


def _pack(edition: Edition, table: Artifact) -> Artifact:
    """A table in a ZIP, which repeats most of what other editions of it say."""
    address = edition.archive_of(table.address)
    return measure_artifact(address, partial(write_members, named={table.address: table}))


def _name_packed(file: Artifact) -> tuple[str, str, int]:
    return file.address.rpartition("/")[2], file.sha256, file.size


def _list_current(edition: Edition, dataset: Dataset) -> Iterator[Artifact]:
    """The tables of the edition that is published now, in the order of its files."""
    for (file_name, _, _), resource in zip(edition.files, dataset.package.resources, strict=True):
        table = dataset.cleared.tables[resource.name]
        yield measure_artifact(file_name, partial(_write_table, resource=resource, table=table))


def _list_kept(edition: Edition, cache: EditionCache) -> Iterator[Artifact]:
    for file_name, digest, _ in edition.files:
        yield measure_artifact(file_name, partial(_copy, path=cache.path(digest)))


def _write_table(stream: BinaryIO, *, resource: Resource, table: Table) -> None:
    TABLE_FORMS.canonical(stream, resource, table)


def _copy(stream: BinaryIO, path: Path) -> None:
    with path.open("rb") as file:
        copyfileobj(file, stream)
