"""Budget transparency (TPAD): the documents a region owes the public, year by year, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from suluh.checking.lateness import SUPPLIER
from suluh.measuring.owed_documents import Owed, Presence, assess_documents, owed_years
from suluh.reading.document_kinds import load_document_kinds, load_owed_documents
from suluh.rendering.environment import show_date
from suluh.rendering.pages.plans.official_documents import document_item, official_documents
from suluh.rendering.pages.plans.transparency_contexts import (
    DocumentCell,
    DocumentCounts,
    DocumentRow,
    OwedDocument,
    TransparencyPage,
    TransparencyYearPage,
    YearHead,
)
from suluh.rendering.pages.shared.parts import Choice
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Link, Page

YEARS_SHOWN = 6
_NO_BUDGET_OF_ITS_OWN = (SUPPLIER, "kelurahan")

BLOCKS = {
    Presence.ADA: "tepat",
    Presence.TERLAMBAT: "lambat",
    Presence.SEBAGIAN: "sebagian",
    Presence.BELUM: "belum",
    Presence.NANTI: "nanti",
}
"""The look of a cell by its state."""

_CHIPS = {
    Presence.ADA: "selesai",
    Presence.TERLAMBAT: "terlambat",
    Presence.SEBAGIAN: "ditunda",
    Presence.BELUM: "belum",
    Presence.NANTI: "waktunya",
}
_COLUMNS = (
    NumberColumn("tahun", "Tahun anggaran"),
    NumberColumn("jenis", "Jenis dokumen"),
    NumberColumn("nama", "Nama dokumen"),
    NumberColumn("batas", "Hari terakhir seharusnya ada"),
    NumberColumn("keadaan_dokumen", "Keadaan pada tanggal versi data"),
    NumberColumn("ada", "Banyaknya pemilik yang sudah mengumumkan"),
    NumberColumn("seharusnya", "Banyaknya pemilik yang wajib mengumumkan"),
    NumberColumn("terlambat", "Paling lama terlambat", "hari"),
)


OwedOf = Callable[[int], tuple[Owed, ...]]


def owing_agencies(studio: Studio) -> tuple[str, ...]:
    """Agencies with a budget of their own, each of which owes the documents that are an agency's."""
    known = studio.catalog.agencies.items()
    return tuple(slug for slug, one in known if one.jenis not in _NO_BUDGET_OF_ITS_OWN)


def transparency_years(studio: Studio) -> tuple[int, ...]:
    """The budget years that the pages account for, ascending: those for which a list is in force."""
    today = studio.settings.build_time.date()
    years = owed_years(official_documents(studio), studio.threads.years, today)
    return tuple(year for year in years if load_owed_documents(year) is not None)


def transparency_pages(studio: Studio) -> Iterable[Page]:
    """A matrix of the newest years, and a page for each year with every document."""
    owed = cache(lambda year: assess_year(studio, year))
    yield _index_page(studio, owed)
    for year in transparency_years(studio):
        yield _year_page(studio, year, owed)


def assess_year(studio: Studio, year: int) -> tuple[Owed, ...]:
    """The state of the documents owed for a year, as of the day of the build."""
    kinds, owed = load_document_kinds(year), load_owed_documents(year)
    return assess_documents(
        [kinds[name] for name in owed.kinds if name in kinds] if owed else [],
        official_documents(studio),
        year,
        agencies=owing_agencies(studio),
        today=studio.settings.build_time.date(),
    )


def _is_simulated(studio: Studio) -> bool:
    return any(one.simulated for one in official_documents(studio))


def _index_page(studio: Studio, owed: OwedOf) -> Page:
    years = transparency_years(studio)[-YEARS_SHOWN:]

    def context() -> TransparencyPage:
        newest = years[-1] if years else 0
        told = [year for year in years if any(one.present for one in owed(year))]
        year = told[-1] if told else newest
        return TransparencyPage(
            documents_listed=bool(official_documents(studio)),
            years=[YearHead(year=one, address=f"tpad/{one}/") for one in years],
            rows=_matrix(studio, years, owed) if years else [],
            year=year,
            counts=_count(owed(year)) if year else None,
            rule=_rule(*years) or _rule(studio.settings.build_time.year),
            mark="simulasi" if _is_simulated(studio) else "",
        )

    return studio.page(
        "tpad/",
        section="tpad",
        title=studio.say("Transparansi anggaran"),
        description=studio.say(
            "Dokumen anggaran yang wajib diumumkan pemerintah daerah: mana yang ada, mana yang belum."
        ),
        simulated=_is_simulated(studio),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=lambda: _numbers(studio, [one for year in years for one in owed(year)]),
    )


def _rule(*years: int) -> str:
    """The regulations that ask for the documents of some years, each once, the newest first."""
    lists = [owed for year in reversed(years) if (owed := load_owed_documents(year))]
    return ", ".join(dict.fromkeys(owed.regulation for owed in lists))


def _matrix(studio: Studio, years: Sequence[int], owed: OwedOf) -> list[DocumentRow]:
    """The documents that any of the years owes, those of the newest year first in its order."""
    by_year = {year: {one.kind.name: one for one in owed(year)} for year in years}
    newest = {name: one.kind for year in reversed(years) for name, one in reversed(by_year[year].items())}
    order = dict.fromkeys(name for year in reversed(years) for name in by_year[year])
    return [
        DocumentRow(
            name=studio.say(newest[name].long_title),
            cells=[_cell(studio, by_year[year].get(name), year) for year in years],
        )
        for name in order
    ]


def _cell(studio: Studio, one: Owed | None, year: int) -> DocumentCell:
    """How a document stands in a year; one that the year's list does not ask for is not waited for."""
    if one is None:
        words = studio.say(State.TIDAK_BERLAKU.value)
        return DocumentCell(kind="tidak", words=words, date="", label=str(year), address=f"tpad/{year}/")
    return DocumentCell(
        kind=BLOCKS[one.state],
        words=describe_state(studio, one),
        date="",
        label=f"{studio.say(one.kind.title)} {one.year}",
        address=f"tpad/{one.year}/#{one.kind.name.replace('_', '-')}",
    )


def _count(owed: Sequence[Owed]) -> DocumentCounts:
    there = sum(one.state in (Presence.ADA, Presence.TERLAMBAT) for one in owed)
    return DocumentCounts(
        all=len(owed),
        there=there,
        part=sum(one.state is Presence.SEBAGIAN for one in owed),
        missing=sum(one.state is Presence.BELUM for one in owed),
        later=sum(one.state is Presence.NANTI for one in owed),
    )


def describe_state(studio: Studio, one: Owed) -> str:
    """The state of a document in a few words, with days and counts."""
    if one.state is Presence.TERLAMBAT:
        return studio.say("ada, terlambat %(days)s hari", days=one.late)
    if one.state is Presence.SEBAGIAN:
        return studio.say("%(count)s dari %(all)s instansi", count=one.present, all=one.expected)
    if one.state is Presence.BELUM:
        return studio.say("belum ada, lewat %(days)s hari", days=one.late)
    return studio.say(one.state.value)


def _year_page(studio: Studio, year: int, owed: OwedOf) -> Page:
    def context() -> TransparencyYearPage:
        return TransparencyYearPage(
            year=year,
            items=[_item(studio, one) for one in owed(year)],
            counts=_count(owed(year)),
            rule=_rule(year),
            choices=[
                Choice(text=str(one), address=f"tpad/{one}/", current=one == year)
                for one in transparency_years(studio)
            ],
            mark="simulasi" if _is_simulated(studio) else "",
        )

    return studio.page(
        f"tpad/{year}/",
        section="tpad",
        title=studio.say("Transparansi anggaran %(year)s", year=str(year)),
        description=studio.say(
            "Dokumen anggaran %(year)s yang wajib diumumkan: tautan, tanggal, dan yang belum ada.",
            year=str(year),
        ),
        crumbs=(Link(studio.say("Transparansi anggaran"), "tpad/"),),
        simulated=_is_simulated(studio),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=lambda: _numbers(studio, owed(year)),
    )


def _item(studio: Studio, one: Owed) -> OwedDocument:
    return OwedDocument(
        id=one.kind.name.replace("_", "-"),
        title=studio.say(one.kind.long_title),
        chip=(_CHIPS[one.state], describe_state(studio, one)),
        due=show_date(one.due.isoformat()) if one.due else "",
        basis=one.kind.basis,
        documents=[document_item(studio, document) for document in one.documents],
        missing=[studio.agency_link(slug) for slug in one.missing if slug],
        whole=one.expected == 1,
    )


def _numbers(studio: Studio, owed: Iterable[Owed]) -> PageNumbers:
    rows: list[tuple[Value, ...]] = []
    for one in owed:
        due: Value = one.due.isoformat() if one.due else State.TIDAK_BERLAKU
        key = (one.year, one.kind.name, one.kind.long_title, due, one.state.value)
        rows.append((*key, one.present, one.expected, one.late))
    sources = {one.record.dataset for one in official_documents(studio) if one.record is not None}
    return PageNumbers(_COLUMNS, tuple(rows), tuple(sorted(sources)))
