"""Records of tables that follow a standard, gathered into threads by year, agency and code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from suluh.vocabulary.codes import is_sub_kegiatan, normalise_code
from suluh.vocabulary.crosswalk import AGENCY, CODE, Crosswalk, make_crosswalk
from suluh.vocabulary.five_years import STANDARD as FIVE_YEARS
from suluh.vocabulary.five_years import FiveYearTarget, Subject, gather_targets
from suluh.vocabulary.goals import GoalTree, grow_tree
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, StatusData, Table
from suluh.vocabulary.plan_periods import PlanPeriods
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.reporting_duty import EVERY_QUARTER, ReportingDuty
from suluh.vocabulary.threads import (
    STANDARDS,
    Record,
    Source,
    Thread,
    ThreadKey,
    has_budget,
    has_report,
)

DOCUMENTS, GOALS = "dokumen", "tujuan"
"""The standards of tables that state the periods of plans."""
CROSSWALK = "padanan"
"""The standard of tables that lead from old codes to those in force."""
MOST_SHARED = 100_000
"""Rows of a table that are held as long as it is; those of a larger one are let go by each who asks."""


@dataclass(frozen=True)
class ThreadBook:
    """All threads by key, in order of year, agency and code, and the records that are in none.

    `loose` has proposals that name no sub kegiatan and budget rows of revenue and financing.
    `due` is the last quarter whose deadline is past, by year; `through` the last that anybody reported on.
    `crosswalk` leads from old codes of agencies, regions and sub kegiatan to those in force. `goals` is what
    the plans are for, `five_years` what five-year plans want of each goal and sub kegiatan, `periods` the
    years of these plans. `duty` says from which quarter on reports are asked for.
    """

    threads: Mapping[ThreadKey, Thread] = field(default_factory=dict)
    loose: tuple[Record, ...] = ()
    through: Mapping[int, int] = field(default_factory=dict)
    due: Mapping[int, int] = field(default_factory=dict)
    crosswalk: Crosswalk = field(default_factory=Crosswalk)
    goals: GoalTree = field(default_factory=GoalTree)
    five_years: Mapping[Subject, tuple[FiveYearTarget, ...]] = field(default_factory=dict)
    periods: PlanPeriods = field(default_factory=PlanPeriods)
    duty: ReportingDuty = field(default_factory=ReportingDuty)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years with a thread, ascending."""
        return tuple(sorted({key.tahun for key in self.threads}))

    def horizon(self, year: int) -> int:
        """The last quarter of a year that is due or that anybody reported on; 0 for none."""
        return max(self.due.get(year, 0), self.through.get(year, 0))

    def select(self, tahun: int | None = None, instansi: str | None = None) -> tuple[Thread, ...]:
        """Threads of a year, of an agency, or of both; all where neither is given."""
        if tahun is not None:
            if instansi is not None:
                return self._by_agency.get((tahun, instansi), ())
            return self._by_year.get(tahun, ())
        return tuple(thread for key, thread in self.threads.items() if instansi in (None, key.instansi))

    @cached_property
    def _by_year(self) -> dict[int, tuple[Thread, ...]]:
        groups: dict[int, list[Thread]] = {}
        for key, thread in self.threads.items():
            groups.setdefault(key.tahun, []).append(thread)
        return {year: tuple(some) for year, some in groups.items()}

    @cached_property
    def _by_agency(self) -> dict[tuple[int, str], tuple[Thread, ...]]:
        groups: dict[tuple[int, str], list[Thread]] = {}
        for key, thread in self.threads.items():
            groups.setdefault((key.tahun, key.instansi), []).append(thread)
        return {key: tuple(some) for key, some in groups.items()}

    def earlier(self, thread: Thread) -> tuple[Thread, ...]:
        """The same sub kegiatan of the same agency in the years before, oldest first, under whatever code."""
        return tuple(
            other_thread
            for other_thread in self.all_years(thread)
            if other_thread.key.tahun < thread.key.tahun
        )

    def all_years(self, thread: Thread) -> tuple[Thread, ...]:
        """The same sub kegiatan of the same agency in every year, oldest first, under whatever code."""
        return self._by_identity.get(self._identity(thread.key), ())

    def split_years(self, thread: Thread) -> tuple[int, ...]:
        """Years before of what was split into this sub kegiatan or agency and others: not handed on."""
        agency, code = self._identity(thread.key)
        agencies = (agency, *self.crosswalk.split_from(AGENCY, agency))
        codes = (code, *self.crosswalk.split_from(CODE, code))
        if len(agencies) == len(codes) == 1:
            return ()
        others = (pair for pair in product(agencies, codes) if pair != (agency, code))
        years = {other.key.tahun for pair in others for other in self._by_identity.get(pair, ())}
        return tuple(sorted(year for year in years if year < thread.key.tahun))

    @cached_property
    def _by_identity(self) -> dict[tuple[str, str], tuple[Thread, ...]]:
        groups: dict[tuple[str, str], list[Thread]] = {}
        for key, thread in self.threads.items():
            groups.setdefault(self._identity(key), []).append(thread)
        return {key: tuple(sorted(some, key=lambda thread: thread.key)) for key, some in groups.items()}

    def agency_in_force(self, slug: str) -> str:
        """The agency that goes on with what one did; itself where it was neither renamed nor merged."""
        return self.crosswalk.today(AGENCY, slug)

    def _identity(self, key: ThreadKey) -> tuple[str, str]:
        return self.crosswalk.today(AGENCY, key.instansi), self.crosswalk.today(CODE, key.kode)

    def thread_of(self, record: Record) -> Thread | None:
        """The thread that a record is of or names, such as the one that took a proposal up."""
        key = key_of(record)
        return self.threads.get(key) if key else None

    def records(self, standard: str) -> Iterator[Record]:
        """All records of one standard, in threads and loose."""
        for thread in self.threads.values():
            yield from getattr(thread, standard)
        yield from (record for record in self.loose if record.standard == standard)


@dataclass(slots=True)
class EarlierThreads:
    """The threads as they were gathered last in this run or preview: what is the same is taken again.

    With a thread comes all that was reckoned of it. Two are the same where all of their rows are, so what
    is taken differs in nothing from what it stands for but in being known.
    """

    threads: Mapping[ThreadKey, Thread] = field(default_factory=dict)

    def take_up(self, book: ThreadBook) -> ThreadBook:
        """The book with the earlier threads in the place of equal ones."""
        earlier = self.threads
        threads = {
            key: known if (known := earlier.get(key)) is not None and known == thread else thread
            for key, thread in book.threads.items()
        }
        return replace(book, threads=threads)


def read_records(package: DataPackage, tables: Mapping[str, Table]) -> Iterator[Record]:
    """The rows of a package's tables that follow one of the thread's standards."""
    return read_following(package, tables, STANDARDS)


def read_crosswalk(packages: Iterable[tuple[DataPackage, Mapping[str, Table]]]) -> Crosswalk:
    """What the tables of the standard `padanan` say of codes that were replaced."""
    return make_crosswalk(
        (record.text("jenis"), record.text("lama"), record.text("baru"))
        for package, tables in packages
        for record in read_following(package, tables, (CROSSWALK,))
    )


def read_goals(packages: Iterable[tuple[DataPackage, Mapping[str, Table]]]) -> GoalTree:
    """The tree of visi, misi, tujuan and sasaran that the tables of the standard `tujuan` describe."""
    return grow_tree(
        record for package, tables in packages for record in read_following(package, tables, (GOALS,))
    )


def read_targets(
    packages: Iterable[tuple[DataPackage, Mapping[str, Table]]],
) -> Mapping[Subject, tuple[FiveYearTarget, ...]]:
    """Five-year targets by what they are of, from the tables of the standard `target_lima_tahun`."""
    return gather_targets(
        record for package, tables in packages for record in read_following(package, tables, (FIVE_YEARS,))
    )


def read_documents(packages: Iterable[tuple[DataPackage, Mapping[str, Table]]]) -> Iterator[Record]:
    """The rows of the tables of the standard `dokumen`."""
    for package, tables in packages:
        yield from read_following(package, tables, (DOCUMENTS,))


def read_following(
    package: DataPackage, tables: Mapping[str, Table], standards: Collection[str]
) -> Iterator[Record]:
    """The rows of a package's tables that follow one of `standards`, with their public columns."""
    for resource in package.resources:
        table = tables.get(resource.name)
        if resource.standar in standards and table is not None:
            source = describe_source(package, resource, table)
            if len(table.rows) <= MOST_SHARED:
                yield from _list_records(table, source)
            else:
                yield from (Record(source, number, row) for number, row in enumerate(table.rows))


@remembered
def _list_records(table: Table, source: Source) -> tuple[Record, ...]:
    """The rows once for all who ask: each reads the cells that it needs, and the next finds them read."""
    return tuple(Record(source, number, row) for number, row in enumerate(table.rows))


def describe_source(package: DataPackage, resource: Resource, table: Table) -> Source:
    """What the records of one table have in common: public columns that are there exactly once."""
    columns = {
        other_field.name: (table.header.index(other_field.name), other_field)
        for other_field in resource.schema.fields
        if other_field.klasifikasi is Klasifikasi.PUBLIK and table.header.count(other_field.name) == 1
    }
    simulated = package.status_data is StatusData.SIMULASI
    return Source(resource.standar, package.name, resource.name, columns, simulated)


def key_of(record: Record) -> ThreadKey | None:
    """What the record is about, its code normalised; None where it names no sub kegiatan."""
    code = normalise_code(record.text("kode_sub_kegiatan"))
    year, agency = record.whole("tahun"), record.text("instansi")
    return ThreadKey(year, agency, code) if year and agency and is_sub_kegiatan(code) else None


def gather_threads(
    records: Iterable[Record],
    names: Mapping[str, str],
    due_of: Callable[[int], int],
    duty: ReportingDuty = EVERY_QUARTER,
) -> ThreadBook:
    """The records by what they are about; `names` maps codes to official names. No matters yet.

    `due_of` gives the last quarter of a year whose deadline is past, 0 for none. A year that nobody has a
    budget of, such as one that is only asked for yet, owes nothing, nor does one before the `duty` begins.
    """
    stations: dict[ThreadKey, dict[str, list[Record]]] = {}
    loose: list[Record] = []
    through: dict[int, int] = {}
    for record in records:
        key = key_of(record)
        if key is None:
            loose.append(record)
            continue
        stations.setdefault(key, {name: [] for name in STANDARDS})[record.standard].append(record)
        quarter = record.whole("triwulan") if record.standard == "realisasi" else 0
        if quarter > through.get(key.tahun, 0) and has_report(record):
            through[key.tahun] = quarter
    owing = {key.tahun for key, found in stations.items() if any(map(has_budget, found["anggaran"]))}
    due = {year: duty.due_in(year, due_of(year)) for year in sorted(owing)}
    threads = {
        key: Thread(
            key,
            names.get(key.kode, key.kode),
            usulan=tuple(found["usulan"]),
            rencana=tuple(found["rencana"]),
            anggaran=tuple(found["anggaran"]),
            realisasi=tuple(found["realisasi"]),
            through=through.get(key.tahun, 0),
            due=due.get(key.tahun, 0),
            obliged=duty.owed_in(key.instansi, key.tahun),
        )
        for key, found in sorted(stations.items(), key=lambda item: item[0])
    }
    return ThreadBook(threads, tuple(loose), through, due, duty=duty)
