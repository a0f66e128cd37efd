"""All that the page of a thread is made of: the thread, and the few things beside it that the page names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from suluh.rendering.pages.budgets.strategies import strategy_year
from suluh.rendering.pages.shared.closed_pages import Room
from suluh.rendering.pages.shared.figure_sources import FigureSources
from suluh.rendering.pages.shared.parts import Choice
from suluh.rendering.pages.shared.record_blocks import PageBlock, list_page_blocks
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.goals import MISI
from suluh.vocabulary.record_types import Subject
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.site import Link
from suluh.vocabulary.threads import Thread

REGIONS_NAMED = 6


@dataclass(frozen=True, slots=True)
class AskingRegion:
    """A region that asked for the sub kegiatan: its code, name and address, and how often it asked."""

    kode: str
    name: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class ServedGoal:
    """The sasaran that the plan names: its words, its place in the tree if it has one, the misi above it."""

    words: str
    link: Link | None = None
    misi: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class ThreadRoom(Room):
    """Besides the thread: its agency, and the first regions that asked for it, of `asking` in all.

    `others` are its other years. `serves` is None where the plan names no sasaran. `newest` says that its
    strategies have pages; `blocks` are what record types tell of it.
    """

    thread: Thread
    agency: Link
    others: tuple[Choice, ...]
    regions: tuple[AskingRegion, ...]
    asking: int
    serves: ServedGoal | None
    newest: bool
    blocks: tuple[PageBlock, ...]


def enter_thread(studio: Studio, thread: Thread) -> ThreadRoom:
    """The room of one thread's page."""
    blocks = tuple(list_page_blocks(studio, Subject.THREAD, thread))
    places = Counter(record.text("kode_wilayah") for record in thread.usulan)
    return ThreadRoom(
        desk=studio.desk,
        sources=_sources(studio, thread, blocks),
        subject=studio.subject_at(thread.address),
        thread=thread,
        agency=studio.agency_link(thread.key.instansi),
        others=_other_years(studio, thread),
        regions=tuple(
            _asking(studio, thread, kode, count) for kode, count in sorted(places.items())[:REGIONS_NAMED]
        ),
        asking=len(places),
        serves=_find_goal(studio, thread),
        newest=thread.key.tahun == strategy_year(studio.threads),
        blocks=blocks,
    )


def _sources(studio: Studio, thread: Thread, blocks: tuple[PageBlock, ...]) -> FigureSources:
    """The datasets of its year, and those that its own rows and those of its blocks lie in."""
    if not blocks and not thread.usulan:
        return _sources_of_year(studio, str(thread.key.tahun), tuple(sorted(thread.datasets)))
    own = {*thread.datasets, *(record.dataset for record in thread.usulan)}
    own.update(name for block in blocks for name in block.datasets)
    return _sources_of_year(studio, str(thread.key.tahun), tuple(sorted(own)))


@remembered
def _sources_of_year(studio: Studio, year: str, more: tuple[str, ...]) -> FigureSources:
    known = studio.figure_sources
    return known.only({*known.names.of_all_types(year), *more})


def _asking(studio: Studio, thread: Thread, kode: str, count: int) -> AskingRegion:
    region = studio.regions.get(kode)
    address = f"usulan/{thread.key.tahun}/{kode}/" if studio.region_address(kode) else ""
    return AskingRegion(kode, region.nama if region else kode, address, count)


def _find_goal(studio: Studio, thread: Thread) -> ServedGoal | None:
    """The sasaran that the plan names and the misi above it, where the tree of goals has them."""
    named = next((text for record in thread.rencana if (text := record.text("sasaran"))), "")
    if not named:
        return None
    tree = studio.threads.goals
    goal = tree.find(named, thread.key.tahun)
    if goal is None:
        return ServedGoal(named)
    misi = tree.above(goal, MISI)
    above = (misi.id, misi.uraian, misi.address) if misi is not None else None
    return ServedGoal(named, Link(goal.uraian, goal.address), above)


def _other_years(studio: Studio, thread: Thread) -> tuple[Choice, ...]:
    """The same sub kegiatan in other years, also where its code or its agency was another one then."""
    return tuple(
        Choice(text=_name_year(studio, thread, other), address=other.address, current=other.key == thread.key)
        for other in studio.threads.all_years(thread)
    )


def _name_year(studio: Studio, thread: Thread, other: Thread) -> str:
    """A year, with the code and the agency that it had then where they differ."""
    key, differing = other.key, []
    if key.kode != thread.key.kode:
        differing.append(key.kode)
    if key.instansi != thread.key.instansi:
        differing.append(studio.agency_short_name(key.instansi))
    return f"{key.tahun} ({', '.join(differing)})" if differing else str(key.tahun)
