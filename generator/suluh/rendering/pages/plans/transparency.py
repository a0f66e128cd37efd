"""Budget transparency (TPAD): the documents a region owes the public, year by year, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from markupsafe import Markup

from suluh.measuring.due_facts import OwedFacts, OwedOfYear
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
from suluh.rendering.pages.shared.report_words import describe_day
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.documents import name_sources
from suluh.vocabulary.facts import FactMaker, in_year
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, Value
from suluh.vocabulary.site import Link, Page

YEARS_SHOWN = 6
_NO_BUDGET_OF_ITS_OWN = ("pusat", "kelurahan")

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
    NumberColumn("keadaan_dokumen", "Keadaan pada hari halaman ini"),
    NumberColumn("ada", "Banyaknya pemilik yang sudah mengumumkan"),
    NumberColumn("seharusnya", "Banyaknya pemilik yang wajib mengumumkan"),
    NumberColumn("terlambat", "Paling lama terlambat", "hari"),
)


OwedOf = Callable[[int], tuple[Owed, ...]]


def owing_agencies(studio: Studio) -> tuple[str, ...]:
    """Agencies with a budget of their own, each of which owes the documents that are an agency's."""
    known = studio.catalog.agencies.items()
    return tuple(slug for slug, agency in known if agency.jenis not in _NO_BUDGET_OF_ITS_OWN)


def transparency_years(studio: Studio) -> tuple[int, ...]:
    """The budget years that the pages account for, ascending: those for which a list is in force."""
    today = studio.settings.as_of.day
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
        today=studio.settings.as_of.day,
    )


def _is_simulated(studio: Studio) -> bool:
    return any(official_document.simulated for official_document in official_documents(studio))


def _index_page(studio: Studio, owed: OwedOf) -> Page:
    years = transparency_years(studio)[-YEARS_SHOWN:]

    def context() -> TransparencyPage:
        newest = years[-1] if years else 0
        told = [year for year in years if any(due_document.present for due_document in owed(year))]
        year = told[-1] if told else newest
        return TransparencyPage(
            documents_listed=bool(official_documents(studio)),
            years=[YearHead(year=number, address=f"tpad/{number}/") for number in years],
            rows=_matrix(studio, years, owed) if years else [],
            year=year,
            counts=_count(studio, year, owed(year)) if year else None,
            rule=_rule(*years) or _rule(studio.settings.as_of.year),
            day=describe_day(studio),
            mark="simulasi" if _is_simulated(studio) else "",
        )

    return studio.page(
        "tpad/",
        section="tpad",
        title=studio.say("Dokumen wajib"),
        description=studio.say(
            "Dokumen anggaran yang wajib diumumkan pemerintah daerah: mana yang ada, mana yang belum."
        ),
        sources=name_sources(official_documents(studio)),
        modified=studio.settings.as_of.day.isoformat(),
        context=context,
        numbers=NumbersLater(
            "dokumen-wajib",
            lambda: _numbers(studio, [due_document for year in years for due_document in owed(year)]),
        ),
    )


def _rule(*years: int) -> str:
    """The regulations that ask for the documents of some years, each once, the newest first."""
    lists = [owed for year in reversed(years) if (owed := load_owed_documents(year))]
    return ", ".join(dict.fromkeys(owed.regulation for owed in lists))


def _matrix(studio: Studio, years: Sequence[int], owed: OwedOf) -> list[DocumentRow]:
    """The documents that any of the years owes, those of the newest year first in its order."""
    by_year = {year: {due_document.kind.name: due_document for due_document in owed(year)} for year in years}
    newest = {name: owed.kind for year in reversed(years) for name, owed in reversed(by_year[year].items())}
    order = dict.fromkeys(name for year in reversed(years) for name in by_year[year])
    return [
        DocumentRow(
            name=studio.say(newest[name].long_title),
            cells=[_cell(studio, by_year[year].get(name), year) for year in years],
        )
        for name in order
    ]


def _cell(studio: Studio, owed: Owed | None, year: int) -> DocumentCell:
    """How a document stands in a year; one that the year's list does not ask for is not waited for."""
    if owed is None:
        words = studio.say(State.TIDAK_BERLAKU.value)
        return DocumentCell(kind="tidak", words=words, date="", label=str(year), address=f"tpad/{year}/")
    return DocumentCell(
        kind=BLOCKS[owed.state],
        words=describe_state(studio, owed),
        date="",
        label=f"{studio.say(owed.kind.title)} {owed.year}",
        address=f"tpad/{owed.year}/#{owed.kind.name.replace('_', '-')}",
    )


def _count(studio: Studio, year: int, owed: Sequence[Owed]) -> DocumentCounts:
    facts = OwedOfYear(owed, FactMaker(in_year(year), status=_status(studio)))

    def some(what: str) -> str:
        fact = facts.count(what)
        return print_count(fact) if fact.value else ""

    return DocumentCounts(
        all=print_count(facts.all),
        there=print_count(facts.count("dokumen_wajib_diumumkan")),
        part=some("dokumen_wajib_sebagian"),
        missing=some("dokumen_wajib_belum"),
        later=some("dokumen_wajib_nanti"),
    )


def _status(studio: Studio) -> StatusData:
    return StatusData.SIMULASI if _is_simulated(studio) else StatusData.TETAP


def describe_state(studio: Studio, owed: Owed) -> str:
    """The state of a document in a few plain words, with days and counts."""
    return Markup(print_state(studio, owed)).striptags()  # noqa: S704  (escaped where it was printed)


def print_state(studio: Studio, owed: Owed) -> str:
    """The state of a document in a few words whose days and counts are facts."""
    facts = OwedFacts(owed, _status(studio))
    if owed.state is Presence.TERLAMBAT:
        return studio.say("ada, terlambat %(days)s hari", days=print_count(facts.late, unlinked=True))
    if owed.state is Presence.SEBAGIAN:
        there, everyone = (print_count(fact, unlinked=True) for fact in (facts.there, facts.all))
        return studio.say("%(count)s dari %(all)s instansi", count=there, all=everyone)
    if owed.state is Presence.BELUM:
        return studio.say("belum ada, lewat %(days)s hari", days=print_count(facts.overdue, unlinked=True))
    return studio.say(owed.state.value)


def _year_page(studio: Studio, year: int, owed: OwedOf) -> Page:
    def context() -> TransparencyYearPage:
        return TransparencyYearPage(
            year=year,
            items=[_item(studio, due_document) for due_document in owed(year)],
            counts=_count(studio, year, owed(year)),
            rule=_rule(year),
            choices=[
                Choice(
                    text=str(transparency_year),
                    address=f"tpad/{transparency_year}/",
                    current=transparency_year == year,
                )
                for transparency_year in transparency_years(studio)
            ],
            day=describe_day(studio),
            mark="simulasi" if _is_simulated(studio) else "",
        )

    return studio.page(
        f"tpad/{year}/",
        section="tpad",
        title=studio.say("Dokumen wajib %(year)s", year=str(year)),
        description=studio.say(
            "Dokumen anggaran %(year)s yang wajib diumumkan: tautan, tanggal, dan yang belum ada.",
            year=str(year),
        ),
        crumbs=(Link(studio.say("Dokumen wajib"), "tpad/"),),
        sources=name_sources(official_documents(studio)),
        modified=studio.settings.as_of.day.isoformat(),
        context=context,
        numbers=NumbersLater("dokumen-wajib", lambda: _numbers(studio, owed(year))),
    )


def _item(studio: Studio, owed: Owed) -> OwedDocument:
    return OwedDocument(
        id=owed.kind.name.replace("_", "-"),
        title=studio.say(owed.kind.long_title),
        chip=(_CHIPS[owed.state], print_state(studio, owed)),
        due=show_date(owed.due.isoformat()) if owed.due else "",
        basis=owed.kind.basis,
        documents=[document_item(studio, document) for document in owed.documents],
        count=print_count(OwedFacts(owed, _status(studio)).listed, unlinked=True),
        missing=[studio.agency_link(slug) for slug in owed.missing if slug],
        whole=owed.expected == 1,
    )


def _numbers(studio: Studio, owed: Iterable[Owed]) -> PageNumbers:
    rows: list[tuple[Value, ...]] = []
    sources = []
    for due_document in owed:
        # That a document is missing is what the whole list says.
        sources.append(name_sources(due_document.documents or official_documents(studio)))
        due: Value = due_document.due.isoformat() if due_document.due else State.TIDAK_BERLAKU
        key = (
            due_document.year,
            due_document.kind.name,
            due_document.kind.long_title,
            due,
            due_document.state.value,
        )
        rows.append((*key, due_document.present, due_document.expected, due_document.late))
    return PageNumbers(_COLUMNS, tuple(rows), tuple(sources))
