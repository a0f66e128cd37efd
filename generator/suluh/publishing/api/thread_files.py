"""Sub kegiatan as files: of each agency and year, parted by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from suluh.measuring.listed_facts import facts_of_thread, gather_by_place
from suluh.publishing.api.answers import Alur, Hal, IndikatorAlur, KepalaFakta
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.fact_files import ByTime, state_facts, units_of, weakest_of
from suluh.publishing.api.shards import Item, spell
from suluh.publishing.api.shelves import Shelf, shelve
from suluh.publishing.api.sources import Sources
from suluh.vocabulary.facts import Fact, within
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Thread

KIND = "alur"


@dataclass(frozen=True, slots=True)
class ShelvedThreads:
    """The sub kegiatan of one agency: where they lie, themselves, and their facts by place and time."""

    agency: str
    shelf: Shelf
    threads: tuple[Thread, ...]
    facts: Mapping[str, ByTime]


def shelve_threads(book: ThreadBook, sources: Sources) -> Iterator[ShelvedThreads]:
    """All sub kegiatan put away by agency; those of one code lie together, year after year."""
    for slug in sorted({key.instansi for key in book.threads}):
        threads = book.select(None, slug)
        facts = [facts_of(thread) for thread in threads]
        answers = [_answer(thread, some) for thread, some in zip(threads, facts, strict=True)]
        whats = sorted({what for of_thread in facts for what in of_thread})
        head = KepalaFakta(
            jenis=KIND,
            simulasi=any(thread.simulated for thread in threads),
            links={},
            sumber=sources.of({name for thread in threads for name in thread.datasets}),
            satuan=units_of(whats),
        )
        items = [Item(spell(answer.kode), encode(answer)) for answer in answers]
        shelf = shelve(f"{KIND}/{slug}", head, items, columns=("kode",), things=_list_things(answers))
        yield ShelvedThreads(slug, shelf, threads, _gather(answers, facts))


def facts_of(thread: Thread) -> ByTime:
    """The facts of a sub kegiatan by what and when."""
    ((_, facts),) = gather_by_place(facts_of_thread(thread)).items()
    return facts


def _gather(answers: Iterable[Alur], facts: Iterable[ByTime]) -> Mapping[str, ByTime]:
    """The facts of all years by place."""
    found: dict[str, dict[str, dict[str, Fact]]] = {}
    for answer, of_thread in zip(answers, facts, strict=True):
        for what, of_what in of_thread.items():
            found.setdefault(answer.tempat, {}).setdefault(what, {}).update(of_what)
    return found


def _list_things(answers: Iterable[Alur]) -> Iterator[Hal]:
    """Each code once, with its name and those of its indicators in any year."""
    names: dict[str, tuple[str, dict[str, None]]] = {}
    for answer in answers:
        _, said = names.setdefault(answer.kode, (answer.nama, {}))
        said.update((some.nama, None) for some in answer.indikator)
    yield from (Hal(code, name, tuple(said)) for code, (name, said) in names.items())


def _answer(thread: Thread, facts: ByTime) -> Alur:
    planned = (some for some in indicators_of(thread) if some.plan)
    return Alur(
        tahun=thread.key.tahun,
        instansi=thread.key.instansi,
        kode=thread.key.kode,
        nama=thread.name,
        tempat=within(("instansi", thread.key.instansi), ("sub_kegiatan", thread.key.kode)),
        halaman=thread.address,
        tahap={str(station): str(state) for station, state in thread.stations.items()},
        indikator=tuple(IndikatorAlur(some.name, some.satuan, some.target) for some in planned),
        fakta=state_facts(facts),
        status_data=weakest_of(facts) if facts else StatusData.TETAP,
    )
