"""What is due when: quarterly reports, official documents and periodic datasets, with what came late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suluh.checking.timeliness import next_due
from suluh.measuring.owed_documents import Owed, Presence, assess_documents
from suluh.measuring.report_coverage import Told, cover_agencies, days_late
from suluh.reading.deadlines import due_date
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.documents import DocumentKind, PlanDocument, name_sources
from suluh.vocabulary.package import JenisInformasi
from suluh.vocabulary.reporting_duty import ReportingDuty
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS, datasets_of


class Release(StrEnum):
    """What kind of thing is due."""

    REALISASI = "realisasi triwulan"
    LAPORAN = "laporan kegiatan"
    DOKUMEN = "dokumen"
    DATASET = "dataset"


_KEYS = {Release.REALISASI: "laporan", Release.LAPORAN: "laporan-kegiatan"}
"""What keys began with before these had their names: calendars know their events by them."""


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
        prefix = _KEYS.get(self.release, self.release.value)
        return f"{prefix}-{self.year}-{self.name.replace('_', '-')}"


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
    found = [*_realisation(book, years, today), *_datasets(datasets, today)]
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


def _realisation(book: ThreadBook, years: Iterable[int], today: date) -> Iterator[Due]:
    planned = [number for number in years if number in book.years]
    covered = cover_agencies(book, [(year, quarter) for year in planned for quarter in QUARTERS])
    for year in planned:
        threads = book.select(year)
        simulated = any(thread.simulated for thread in threads)
        sources = datasets_of(threads)
        for quarter in (number for number in QUARTERS if book.duty.asks((year, number))):
            day = due_date(year, quarter)
            cells = [some[year, quarter] for some in covered.values()]
            owing = [cell for cell in cells if cell.left_out is None]
            counts = Counter(coverage.state for coverage in owing)
            there = counts[Told.TEPAT_WAKTU] + counts[Told.TERLAMBAT]
            late = max((days_late(coverage, (year, quarter)) for coverage in owing), default=0)
            begun, passed = there + counts[Told.SEBAGIAN], quarter <= book.due.get(year, 0)
            arrival = _judge(begun, there, len(owing), late=late, passed=passed)
            yield Due(
                day=day,
                release=Release.REALISASI,
                name=str(quarter),
                year=year,
                arrival=arrival,
                there=there,
                all=len(owing),
                late=late if there == len(owing) else max(late, (today - day).days),
                simulated=simulated,
                sources=sources,
            )


def list_narratives(
    handed_in: Mapping[str, Collection[tuple[int, int]]],
    agencies: Collection[str],
    years: Iterable[int],
    *,
    duty: ReportingDuty,
    today: date,
    simulated: bool,
) -> Iterator[Due]:
    """Narrative reports of the budget `years`, from the first quarter that one was handed in or is asked for.

    Each of `agencies` owes one each quarter of its term; when one came is not known, so none is late.
    """
    told = sorted({quarter for quarters in handed_in.values() for quarter in quarters})
    first = duty.first or (told[0] if told else None)
    for year, quarter in ((year, quarter) for year in years for quarter in QUARTERS):
        owing = [slug for slug in agencies if duty.owes(slug, (year, quarter))]
        if first is None or not owing or (year, quarter) < first:
            continue
        day = due_date(year, quarter)
        there = sum((year, quarter) in handed_in.get(slug, ()) for slug in owing)
        arrival = _judge(there, there, len(owing), late=0, passed=day < today)
        late = 0 if there == len(owing) else max(0, (today - day).days)
        yield Due(day, Release.LAPORAN, str(quarter), year, arrival, there, len(owing), late, simulated)


def _judge(begun: int, there: int, everyone: int, *, late: int, passed: bool) -> Arrival:
    """What all that were waited for have handed in is there; else the deadline judges."""
    if everyone and there == everyone:
        return Arrival.TERLAMBAT if late else Arrival.ADA
    if not passed or not everyone:
        return Arrival.NANTI
    return Arrival.SEBAGIAN if begun else Arrival.BELUM


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
