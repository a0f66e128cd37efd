"""What is due when: quarterly reports, official documents and periodic datasets, with what came late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suluh.checking.timeliness import next_due
from suluh.measuring.owed_documents import Owed, Presence, assess_documents
from suluh.measuring.report_coverage import Told, cover_agencies, days_late, list_quarters
from suluh.reading.deadlines import due_date
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.documents import DocumentKind, PlanDocument, name_sources
from suluh.vocabulary.package import JenisInformasi
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS


class Release(StrEnum):
    """What kind of thing is due."""

    LAPORAN = "laporan"
    DOKUMEN = "dokumen"
    DATASET = "dataset"


class Arrival(StrEnum):
    """How a thing that is due stands on a day."""

    ADA = "ada"
    TERLAMBAT = "terlambat"
    SEBAGIAN = "sebagian"
    BELUM = "belum ada"
    NANTI = "belum waktunya"
    CONTOH = "contoh"


@dataclass(frozen=True, slots=True)
class Due:
    """A day in the calendar. `name` is a quarter's number, a document's kind or a dataset's name.

    `there` of `all` owners have handed it in; `late` is the greatest number of days. `sources` are the
    datasets that say so.
    """

    day: date
    release: Release
    name: str
    year: int
    arrival: Arrival
    there: int = 0
    all: int = 1
    late: int = 0
    simulated: bool = False
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other, the same in every build."""
        return f"{self.release.value}-{self.year}-{self.name.replace('_', '-')}"


def list_due(
    book: ThreadBook,
    kinds_of: Callable[[int], Iterable[DocumentKind]],
    documents: Sequence[PlanDocument],
    datasets: Iterable[Dataset],
    *,
    years: Sequence[int],
    agencies: Collection[str],
    today: date,
) -> tuple[Due, ...]:
    """Everything that is due for the budget `years`, by day; datasets by their own interval.

    `kinds_of` gives the kinds of documents that are in force for a budget year.
    """
    found = [*_reports(book, years, today), *_datasets(datasets, today)]
    if documents:
        for year in years:
            dated = [kind for kind in kinds_of(year) if kind.due is not None]
            owed = assess_documents(dated, documents, year, agencies=agencies, today=today)
            found += [
                _document(due_document, today, due_document.documents or documents)
                for due_document in owed
                if due_document.due is not None
            ]
    return tuple(sorted(found, key=lambda due: (due.day, due.release, due.name)))


def _reports(book: ThreadBook, years: Iterable[int], today: date) -> Iterator[Due]:
    told = list_quarters(book)
    covered = cover_agencies(book, told)
    for year in (number for number in years if number in book.years):
        threads = book.select(year)
        simulated = any(thread.simulated for thread in threads)
        sources = tuple(sorted({name for thread in threads for name in thread.datasets}))
        owing = len({thread.key.instansi for thread in book.select(year) if thread.budget is not None})
        for quarter in QUARTERS:
            day = due_date(year, quarter)
            key = (year, quarter)
            cells = [some[key] for some in covered.values()] if key in told else []
            counts = Counter(coverage.state for coverage in cells)
            there = counts[Told.TEPAT_WAKTU] + counts[Told.TERLAMBAT]
            late = max((days_late(coverage, key) for coverage in cells), default=0)
            yield Due(
                day=day,
                release=Release.LAPORAN,
                name=str(quarter),
                year=year,
                arrival=_judge(there + counts[Told.SEBAGIAN], there, owing, late, passed=today > day),
                there=there,
                all=owing,
                late=late if there == owing else max(late, (today - day).days),
                simulated=simulated,
                sources=sources,
            )


def _judge(begun: int, there: int, everyone: int, late: int, *, passed: bool) -> Arrival:
    if everyone and there == everyone:
        return Arrival.TERLAMBAT if late else Arrival.ADA
    if begun:
        return Arrival.SEBAGIAN
    return Arrival.BELUM if passed else Arrival.NANTI


_ARRIVALS = {
    Presence.ADA: Arrival.ADA,
    Presence.TERLAMBAT: Arrival.TERLAMBAT,
    Presence.SEBAGIAN: Arrival.SEBAGIAN,
    Presence.BELUM: Arrival.BELUM,
    Presence.NANTI: Arrival.NANTI,
}


def _document(owed: Owed, today: date, said_by: Sequence[PlanDocument]) -> Due:
    """`said_by` are the documents listed; where none is, that it is missing is what the whole list says."""
    return Due(
        day=owed.due or today,
        release=Release.DOKUMEN,
        name=owed.kind.name,
        year=owed.year,
        arrival=_ARRIVALS[owed.state],
        there=owed.present,
        all=owed.expected,
        late=owed.late,
        simulated=any(document.simulated for document in said_by),
        sources=name_sources(said_by),
    )


def _datasets(datasets: Iterable[Dataset], today: date) -> Iterator[Due]:
    """The next issue of each periodic dataset of the region's own. Invented figures are never late."""
    for dataset in datasets:
        package = dataset.package
        if dataset.instansi.is_supplier or package.jenis_informasi is not JenisInformasi.BERKALA:
            continue
        day = next_due(package)
        if day is None:
            continue
        arrival = Arrival.NANTI if today <= day else Arrival.BELUM
        if dataset.simulated and arrival is Arrival.BELUM:
            arrival = Arrival.CONTOH
        late = (today - day).days if arrival is Arrival.BELUM else 0
        yield Due(
            day,
            Release.DATASET,
            dataset.name,
            day.year,
            arrival,
            0,
            1,
            late,
            dataset.simulated,
            (dataset.name,),
        )
