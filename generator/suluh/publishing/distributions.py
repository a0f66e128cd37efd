"""The downloads of a dataset: canonical CSV, and the same data as JSON, XLSX and ZIP."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from suluh.publishing import archive, csv_file, descriptor, json_file, workbook
from suluh.publishing.about import write_readme
from suluh.publishing.artifacts import measure_artifact
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.package import ClearedPackage, DataPackage
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def write_distributions(
    cleared: ClearedPackage, instansi: Instansi, settings: Settings
) -> tuple[Distribution, ...]:
    """The downloads, CSVs first: CSV for each table, XLSX, JSON, ZIP, DATAPACKAGE, SHA256SUMS.

    All lie under `data/<dataset>/`. Nothing is written yet; sizes and digests are measured.
    """
    dataset = Dataset(cleared=cleared, instansi=instansi)
    name = cleared.package.name
    tables = _measure_tables(cleared)
    description = descriptor.describe_package(cleared, instansi, settings, files=tables)
    package_file = measure_artifact(
        f"data/{name}/datapackage.json", partial(descriptor.write_descriptor, descriptor=description)
    )
    json_copy = measure_artifact(
        f"data/{name}/{name}.json",
        partial(json_file.write_json, dataset=dataset, settings=settings, files=tables),
    )
    book = measure_artifact(
        f"data/{name}/{name}.xlsx",
        partial(workbook.write_workbook, dataset=dataset, settings=settings, files=tables),
    )
    content = (*tables.values(), json_copy, book, package_file)
    readme = write_readme(dataset, settings, names=sorted(one.address.rpartition("/")[2] for one in content))
    bundle = measure_artifact(
        f"data/{name}/{name}.zip", partial(archive.write_archive, files=content, readme=readme)
    )
    checksums = measure_artifact(
        f"data/{name}/{archive.CHECKSUMS_NAME}", partial(archive.write_checksums, files=(*content, bundle))
    )
    return (
        *_list_tables(cleared, tables),
        Distribution("XLSX", workbook.MEDIA_TYPE, book, rows=_count_rows(cleared)),
        Distribution("JSON", json_file.MEDIA_TYPE, json_copy, rows=_count_rows(cleared)),
        Distribution("ZIP", archive.MEDIA_TYPE, bundle),
        Distribution("DATAPACKAGE", descriptor.MEDIA_TYPE, package_file),
        Distribution(archive.CHECKSUMS_NAME, archive.CHECKSUMS_MEDIA_TYPE, checksums),
    )


def name_tables(package: DataPackage) -> dict[str, str]:
    """By resource, its CSV's file name: the dataset's name for the first, else the resource's own."""
    names: dict[str, str] = {}
    for index, resource in enumerate(package.resources):
        name = resource.name if index else package.name
        # A later resource may bear the dataset's name, which is the main table's.
        while f"{name}.csv" in names.values():
            name += "-tabel"
        names[resource.name] = f"{name}.csv"
    return names


def _measure_tables(cleared: ClearedPackage) -> Mapping[str, Artifact]:
    return {
        resource: measure_artifact(
            f"data/{cleared.package.name}/{file_name}",
            partial(csv_file.write_csv, table=cleared.tables[resource]),
        )
        for resource, file_name in name_tables(cleared.package).items()
    }


def _list_tables(cleared: ClearedPackage, tables: Mapping[str, Artifact]) -> tuple[Distribution, ...]:
    return tuple(
        Distribution("CSV", csv_file.MEDIA_TYPE, file, resource=name, rows=len(cleared.tables[name].rows))
        for name, file in tables.items()
    )


def _count_rows(cleared: ClearedPackage) -> int:
    return sum(len(cleared.tables[one.name].rows) for one in cleared.package.resources)
