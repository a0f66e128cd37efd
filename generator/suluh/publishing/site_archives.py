"""`data/arsip/`: the data of the whole site in one file, that of each agency, and that of each year.

An archive holds the canonical CSVs with their descriptors and nothing that says the same again, so all of
them together are little more than the CSVs packed three times. It is streamed: no table waits in memory
for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO

from suluh.publishing.archive import CHECKSUMS_NAME, FORMAT, README_NAME, write_members
from suluh.publishing.archived_rows import (
    AGENCIES,
    Row,
    Selection,
    agency_column,
    part_dataset,
    select_all,
    sole_year,
    year_column,
)
from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.canonical_table import CanonicalTable, canonical_table
from suluh.publishing.csv_file import FORMAT as CSV
from suluh.publishing.csv_file import write_csv
from suluh.publishing.descriptor import DESCRIPTOR_NAME, UNMADE_KEY, write_descriptor
from suluh.publishing.file_metadata import SIMULATION_SENTENCE, absolute
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.columns import ChosenRows, ColumnarRows
from suluh.vocabulary.package import SIMULATION_MARK, Table
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

FOLDER = "data/arsip/"
LIMIT = 256 * 1024 * 1024
"""Bytes of all CSVs of one archive; of more there is none, and its datasets are fetched one by one."""
MOST_READ = 100_000
"""Rows of a part that are read to see whether they are the same; more are packed unseen."""
LEFT_OUT = ("salinan", "asal", UNMADE_KEY)
"""Keys of a descriptor that name files which are not in an archive."""


class Scope(StrEnum):
    """What an archive is of; the word begins its name."""

    WHOLE = "semua"
    AGENCY = "instansi"
    YEAR = "tahun"


@dataclass(frozen=True, slots=True)
class SiteArchive:
    """An archive: of which agency or year (`key`, a slug or four figures), and how much is in it."""

    scope: Scope
    key: str
    artifact: Artifact
    datasets: int
    rows: int
    simulated: bool


def write_site_archives(catalog: Catalog, settings: Settings) -> tuple[SiteArchive, ...]:
    """The archive of all datasets, then those of the agencies by slug and of the years, newest first."""
    whole = [select_all(dataset) for dataset in catalog.datasets.values()]
    plans = [(Scope.WHOLE, "", whole)] if whole else []
    plans += [(Scope.AGENCY, slug, found) for slug, found in sorted(_by_agency(catalog).items())]
    plans += [(Scope.YEAR, year, found) for year, found in sorted(_by_year(catalog).items(), reverse=True)]
    references = [select_all(dataset) for dataset in catalog.references.values()]
    return tuple(
        _make_archive(scope, key, [*selections, *references], settings)
        for scope, key, selections in plans
        if _fits(selections)
    )


def _by_agency(catalog: Catalog) -> dict[str, list[Selection]]:
    lists = frozenset(
        dataset.name
        for dataset in catalog.datasets.values()
        if any(resource.standar == AGENCIES for resource in dataset.package.resources)
    )
    found: dict[str, list[Selection]] = {}
    for dataset in catalog.datasets.values():
        parts = part_dataset(dataset, agency_column(lists))
        for slug, selection in (parts or {dataset.package.instansi: select_all(dataset)}).items():
            if slug in catalog.agencies:
                found.setdefault(slug, []).append(selection)
    return found


def _by_year(catalog: Catalog) -> dict[str, list[Selection]]:
    found: dict[str, list[Selection]] = {}
    for dataset in catalog.datasets.values():
        parts = part_dataset(dataset, year_column)
        for year, selection in (parts or {sole_year(dataset): select_all(dataset)}).items():
            if len(year) == 4 and year.isdecimal():
                found.setdefault(year, []).append(selection)
    return found


def _fits(selections: Sequence[Selection]) -> bool:
    """Whether the cells, commas and line ends are no more bytes than an archive may have, or a few more."""
    return sum(map(_measure, selections)) <= LIMIT


def _measure(selection: Selection) -> int:
    """Of a large table's part its share by rows: which rows those are is looked up for none of them."""
    count = 0
    for resource in selection.dataset.package.resources:
        rows = selection.rows[resource.name]
        if selection.whole or isinstance(rows, ChosenRows):
            table = canonical_table(selection.dataset.cleared, resource)
            count += measure_table(table) * len(rows) // max(len(table.rows), 1)
        else:
            count += sum(sum(map(len, row)) + len(row) for row in rows)
    return count


@remembered
def measure_table(table: CanonicalTable) -> int:
    """The signs of a table's cells, with one after each; counted once."""
    rows = table.rows
    if not isinstance(rows, ColumnarRows) or not rows:
        return sum(sum(map(len, row)) + len(row) for row in rows)
    return sum(rows.column_at(at).count_signs() for at in range(len(rows[0]))) + len(rows) * len(rows[0])


def _make_archive(scope: Scope, key: str, selections: Sequence[Selection], settings: Settings) -> SiteArchive:
    name = "-".join(part for part in (scope.value, key) if part)
    simulated = any(selection.dataset.simulated for selection in selections)
    readme = "\r\n".join(_write_readme(scope, key, selections, settings)) + "\r\n"
    chosen = {scope.value: key} if key else {}
    write = partial(_write_archive, chosen=chosen, selections=selections, readme=readme)
    return SiteArchive(
        scope,
        key,
        measure_artifact(
            f"{FOLDER}{name}{FORMAT.suffix}",
            write,
            lambda: (chosen, readme, [*map(_rests_on, selections)]),
        ),
        datasets=len(selections),
        rows=sum(selection.count for selection in selections),
        simulated=simulated,
    )


def _rests_on(selection: Selection) -> object:
    """What a dataset's members are made of: what describes its tables, and either all of them or some rows.

    Of a part the sizes and digests of whole tables are not told: rows of others change nothing in it; which
    references lead out of it follows from its rows. The rows of a large one are not read for that.
    """
    described = _read_descriptor(selection.dataset)
    if selection.whole or selection.count > MOST_READ:
        return selection.whole, selection.columns, described
    told = [{**table, "bytes": 0, "hash": ""} for table in described["resources"]]
    rows = {name: _digest_rows(some) for name, some in selection.rows.items()}
    return rows, {**described, "resources": told}


def _digest_rows(rows: Sequence[Row]) -> str:
    """One digest of rows of plain texts: at once, since each is in an archive of an agency and of a year."""
    return sha256(repr([*map(tuple, rows)]).encode("utf-8", "surrogatepass")).hexdigest()


def _write_archive(
    stream: BinaryIO, *, chosen: Mapping[str, str], selections: Sequence[Selection], readme: str
) -> None:
    members: dict[str, Artifact] = {}
    for selection in selections:
        members |= dict(_list_members(selection, chosen))
    members[README_NAME] = measure_artifact(README_NAME, partial(write_text, text=readme))
    digests = "".join(f"{file.sha256}  {name}\n" for name, file in sorted(members.items()))
    members[CHECKSUMS_NAME] = measure_artifact(CHECKSUMS_NAME, partial(write_text, text=digests))
    write_members(stream, members)


def _list_members(selection: Selection, chosen: Mapping[str, str]) -> Iterator[tuple[str, Artifact]]:
    """Name and file of each table with rows, then the descriptor that describes just these."""
    dataset = selection.dataset
    own = {each.resource: each.artifact for each in dataset.distributions if each.format == CSV.name}
    folder = f"data/{dataset.name}/"
    files: dict[str, Artifact] = {}
    for resource in dataset.package.resources:
        rows = selection.rows[resource.name]
        if selection.whole:
            files[resource.name] = own[resource.name]
        elif rows:
            table = Table(canonical_table(dataset.cleared, resource).header, rows)
            files[resource.name] = measure_artifact(
                own[resource.name].address, partial(write_csv, table=table)
            )
    yield from ((file.address, file) for file in files.values())
    described = _describe(selection, files, chosen)
    yield (
        f"{folder}{DESCRIPTOR_NAME}",
        measure_artifact(DESCRIPTOR_NAME, partial(write_descriptor, descriptor=described)),
    )


def _describe(
    selection: Selection, files: Mapping[str, Artifact], chosen: Mapping[str, str]
) -> dict[str, Any]:
    """The dataset's own descriptor, of the tables that are there, with their sizes and digests."""
    described = _read_descriptor(selection.dataset)
    if not selection.whole:
        described["saringan"] = dict(chosen)
    loose = {(name, tuple(reference.fields), reference.resource) for name, reference in selection.loose}
    described["resources"] = [
        _describe_resource(resource, files[resource["name"]], files, loose)
        for resource in described["resources"]
        if resource["name"] in files
    ]
    return described


def _describe_resource(
    resource: Mapping[str, Any],
    file: Artifact,
    files: Mapping[str, Artifact],
    loose: set[tuple[str, tuple[str, ...], str]],
) -> dict[str, Any]:
    schema = dict(resource["schema"])
    keys = [
        key
        for key in schema.pop("foreignKeys", [])
        if (resource["name"], tuple(key["fields"]), key["reference"].get("resource", "")) not in loose
        and key["reference"].get("resource", "") in ("", *files)
    ]
    if keys:
        schema["foreignKeys"] = keys
    kept = {key: value for key, value in resource.items() if key not in LEFT_OUT}
    return {**kept, "bytes": file.size, "hash": f"sha256:{file.sha256}", "schema": schema}


def _read_descriptor(dataset: Dataset) -> dict[str, Any]:
    """The dataset's own, with the digests of its tables, without files that no archive has."""
    file = next(each.artifact for each in dataset.distributions if each.file_name == DESCRIPTOR_NAME)
    stream = BytesIO()
    file.write(stream)
    read: dict[str, Any] = json.loads(stream.getvalue())
    return {key: value for key, value in read.items() if key not in LEFT_OUT}


def _write_readme(
    scope: Scope, key: str, selections: Iterable[Selection], settings: Settings
) -> Iterator[str]:
    """`BACA-SAYA.txt` of an archive, line by line."""
    titles = {
        Scope.WHOLE: "semua data",
        Scope.AGENCY: f"data instansi {key}",
        Scope.YEAR: f"data tahun {key}",
    }
    chosen = list(selections)
    yield f"{settings.site_name}: {titles[scope]}"
    yield ""
    invented = [selection.dataset.name for selection in chosen if selection.dataset.simulated]
    if invented:
        yield f"{SIMULATION_MARK}: {', '.join(invented)}."
        yield SIMULATION_SENTENCE
        yield ""
    address = absolute(settings, FOLDER)
    if address:
        yield f"Diambil dari {address}"
    yield "Tiap folder satu dataset: CSV baku dan datapackage.json. Bentuk lain ada di halaman datasetnya."
    if scope is not Scope.WHOLE:
        yield "Tabel beberapa instansi atau tahun hanya berisi baris yang disebut di atas (saringan)."
    yield ""
    yield from (f"data/{selection.dataset.name}/: {selection.count} baris" for selection in chosen)
