"""DCAT's words: the catalogue, its datasets, their distributions and versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from suluh.vocabulary.disclosure import ExcludedItem, Tombstone
from suluh.vocabulary.package import ClearedPackage, DataPackage, Resource, StatusData, Table
from suluh.vocabulary.region import REGION_LEVELS
from suluh.vocabulary.reports import ClearedReport, Instansi, ReportTombstone
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import STANDARDS, Record


@dataclass(frozen=True, slots=True)
class Version:
    """A change of a dataset as its history tells it: short commit, ISO date, notes to readers by language."""

    commit: str
    date: str
    notes: Mapping[str, str] = field(default_factory=dict, hash=False)

    def note(self, language: str) -> str:
        """What the submission says to readers in a language; empty where it says nothing in that one."""
        return self.notes.get(language, "")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A download of a dataset: `format` is the name of one (CSV, Parquet, DATAPACKAGE).

    `part` names those of the rows that it holds, in words.
    `details` is what its descriptor says of it besides name, size and digest.
    """

    format: str
    media_type: str
    artifact: Artifact
    resource: str = ""
    rows: int = 0
    part: str = ""
    details: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def file_name(self) -> str:
        """Its name below the dataset's folder; copies of some kinds lie deeper (`excel/x.csv`)."""
        below = self.artifact.address.split("/", 2)
        return below[2] if below[0] == "data" and len(below) == 3 else below[-1].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Unmade:
    """A form in which a dataset, or the table `resource`, is not offered: it has more than `most` of `unit`.

    `unit` is `baris` or `sel`.
    """

    format: str
    resource: str
    most: int
    unit: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published dataset: cleared data with its distributions and its history, newest first."""

    cleared: ClearedPackage
    instansi: Instansi
    distributions: tuple[Distribution, ...] = ()
    versions: tuple[Version, ...] = ()
    unmade: tuple[Unmade, ...] = ()

    @property
    def package(self) -> DataPackage:
        """Its (cleared) description."""
        return self.cleared.package

    @property
    def name(self) -> str:
        """Its address under `/data/`."""
        return self.cleared.package.name

    @property
    def region_level(self) -> int:
        """The level of region that its rows are about, 1 to 4; 0 where it declares none."""
        level = self.cleared.package.text("tingkat_wilayah")
        return REGION_LEVELS.index(level) + 1 if level in REGION_LEVELS else 0

    @property
    def simulated(self) -> bool:
        """Whether its figures are invented examples."""
        return self.cleared.package.status_data is StatusData.SIMULASI

    @property
    def main(self) -> tuple[Resource, Table]:
        """The first resource, which is the dataset's main table, and its table."""
        resource = self.cleared.package.resources[0]
        return resource, self.cleared.tables[resource.name]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A dataset or report left out because it has errors (`--keep-going`): only its place is told."""

    instansi: str
    path: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Catalog:
    """All that was cleared, joined: datasets by name, agencies by slug, reports newest first.

    `rows_of_region` maps a region's code to dataset name and the indices of the rows of that
    dataset's main table that name it; `reports_of_region` to the reports that name it. `threads` joins
    proposals, plans, budgets and realisation; it is empty where no dataset follows their standards.
    `records` has the rows of all other record types by standard.
    `references` are lists of our own that datasets refer to, published as datasets are.
    `excluded` says what may be said of what is not public, `tombstones` what was withdrawn.
    `handed_in` has the quarters of each agency's narrative reports, also of those that are not public or were
    withdrawn: that it came is no secret. `nomenclature` has the official names of programs, kegiatan and
    sub kegiatan by code.
    """

    datasets: Mapping[str, Dataset]
    agencies: Mapping[str, Instansi]
    reports: Sequence[ClearedReport]
    references: Mapping[str, Dataset] = field(default_factory=dict)
    agencies_simulated: bool = False
    rows_of_region: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    reports_of_region: Mapping[str, Sequence[ClearedReport]] = field(default_factory=dict)
    withheld: Sequence[Withheld] = ()
    threads: ThreadBook = field(default_factory=ThreadBook)
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    excluded: Sequence[ExcludedItem] = ()
    tombstones: Sequence[Tombstone] = ()
    report_tombstones: Sequence[ReportTombstone] = ()
    nomenclature: Mapping[str, str] = field(default_factory=dict)
    handed_in: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)

    @property
    def own_agencies(self) -> tuple[str, ...]:
        """Slugs of the region's own agencies, in order of their names: all but bodies that supply data."""
        return tuple(slug for slug, agency in self.agencies.items() if not agency.is_supplier)

    @property
    def published(self) -> Mapping[str, Dataset]:
        """All that is offered as a dataset by name: what was submitted, then lists of our own."""
        return {**self.datasets, **self.references}

    @property
    def row_count(self) -> int:
        """How many rows the main tables of all datasets have."""
        return sum(len(dataset.main[1].rows) for dataset in self.datasets.values())

    def all_records(self) -> dict[str, Sequence[Record]]:
        """The rows of every record type by standard, those of the threads with them."""
        return {**self.records, **{name: tuple(self.threads.records(name)) for name in STANDARDS}}
