"""Sub kegiatan as files: of each agency and year, parted by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from suluh.measuring.listed_facts import facts_of_thread, gather_by_place
from suluh.publishing.api.answers import Alur, Hal, IndikatorAlur, KepalaFakta
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.fact_files import ByTime, state_facts, units_of, weakest_of
from suluh.publishing.api.shards import Item, spell
from suluh.publishing.api.shelves import Shelf, shelve
from suluh.publishing.api.sources import Sources
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Thread

KIND = "alur"


@dataclass(frozen=True, slots=True)
class ShelvedThreads:
    """The sub kegiatan of one agency and year: where they lie, themselves, and their facts by place."""

    year: int
    agency: str
    shelf: Shelf
    threads: tuple[Thread, ...]
    facts: Mapping[str, ByTime]


def shelve_threads(book: ThreadBook, sources: Sources) -> Iterator[ShelvedThreads]:
    """All sub kegiatan put away, by year and agency."""
    for year, slug in sorted({(key.tahun, key.instansi) for key in book.threads}):
        threads = book.select(year, slug)
        found: dict[str, ByTime] = {}
        items, things = [], []
        for thread in threads:
            ((where, facts),) = gather_by_place(facts_of_thread(thread)).items()
            found[where] = facts
            answer = _answer(thread, where, facts)
            items.append(Item(spell(thread.key.kode), encode(answer)))
            things.append(Hal(thread.key.kode, thread.name, _names(answer)))
        whats = sorted({what for facts in found.values() for what in facts})
        head = KepalaFakta(
            jenis=KIND,
            simulasi=any(thread.simulated for thread in threads),
            links={},
            sumber=sources.of({name for thread in threads for name in thread.datasets}),
            satuan=units_of(whats),
        )
        shelf = shelve(f"{KIND}/{year}/{slug}", head, items, columns=("kode",), things=things)
        yield ShelvedThreads(year, slug, shelf, threads, found)


def _answer(thread: Thread, where: str, facts: ByTime) -> Alur:
    planned = (some for some in indicators_of(thread) if some.plan)
    return Alur(
        tahun=thread.key.tahun,
        instansi=thread.key.instansi,
        kode=thread.key.kode,
        nama=thread.name,
        tempat=where,
        halaman=thread.address,
        tahap={str(station): str(state) for station, state in thread.stations.items()},
        indikator=tuple(IndikatorAlur(some.name, some.satuan, some.target) for some in planned),
        fakta=state_facts(facts),
        status_data=weakest_of(facts) if facts else StatusData.TETAP,
    )


def _names(answer: Alur) -> tuple[str, ...]:
    return tuple(dict.fromkeys(some.nama for some in answer.indikator))
