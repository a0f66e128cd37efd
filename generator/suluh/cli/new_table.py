"""What a project has already, as far as a new dataset needs it: agencies, lists of codes, other datasets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suluh.checking.agency_lists import find_agencies, read_agencies
from suluh.checking.package_tables import TableStore
from suluh.intake.joined_lists import CodeLists
from suluh.reading.confinement import begin_run
from suluh.reading.packages import read_packages
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import DataPackage, ForeignKey
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Project:
    """The settings, datasets and agencies of a project, and what columns of a name refer to in it.

    `agencies_package` is the name of the dataset that lists the agencies; empty where there is none yet.
    """

    settings: Settings
    packages: Sequence[DataPackage]
    agencies: Mapping[str, Instansi]
    agencies_package: str
    lists: CodeLists


def read_project(settings: Settings) -> Project:
    """The project without checking it: of its tables those alone that others refer to are read."""
    begin_run()
    packages, _ = read_packages(settings)
    by_name = {package.name: package for package in packages}
    store = TableStore(settings, by_name)
    agencies_package = find_agencies(packages)
    agencies, _ = read_agencies(agencies_package, store, settings)
    codes: dict[str, tuple[ForeignKey, frozenset[str]]] = {}
    for package in packages:
        for resource in package.resources:
            for key in resource.schema.foreign_keys:
                if len(key.fields) != 1 or key.fields[0] in codes or key.package not in by_name:
                    continue
                known = _codes_of(key, by_name[key.package], store)
                if known:
                    codes[key.fields[0]] = (key, known)
    lists = CodeLists(load_regions(), settings.wilayah, codes)
    name = agencies_package.name if agencies_package else ""
    return Project(settings, packages, agencies, name, lists)


def _codes_of(key: ForeignKey, package: DataPackage, store: TableStore) -> frozenset[str]:
    """The codes of the dataset that a key of one column refers to."""
    chosen = [resource for resource in package.resources if resource.name == key.resource] or [
        *package.resources
    ]
    table = store.table_of(package, chosen[0]) if chosen else None
    if table is None or key.reference_fields[0] not in table.header:
        return frozenset()
    return frozenset(table.column(key.reference_fields[0]))
