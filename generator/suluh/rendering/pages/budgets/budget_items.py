"""The budget of one sub kegiatan: from the whole budget down to each account, and how it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.fact_sources import cell_fact
from suluh.measuring.thread_facts import source_facts, thread_facts
from suluh.rendering.charts import Bar, ChartText, by_size, draw_bars
from suluh.rendering.page_context import PageContext
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.parts import AccountRow, Choice
from suluh.rendering.pages.shared.program_names import program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import account_numbers, datasets_of
from suluh.rendering.printed_facts import print_percent, print_rupiah, print_short_rupiah
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.page_numbers import NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record, Thread, ThreadKey, budget_in_force
from suluh.words.saying import N_

Wholes = Mapping[tuple[int, str, str], Totals]
"""Totals by year, agency and code of a program or kegiatan; the agency's under an empty code."""


@dataclass(frozen=True, slots=True)
class BudgetItemPage(PageContext):
    """What `budget_of_item.html` is filled in with."""

    template: ClassVar[str] = "budget_of_item.html"
    thread: Thread
    agency: Link
    budget: str
    exact: str
    change: str
    spent: str
    absorption: str
    levels: list[BudgetLevel]
    accounts: list[AccountRow]
    chart: Markup
    sources: list[tuple[str, str]]
    others: list[Choice]
    datasets: list[Link]


@dataclass(frozen=True, slots=True)
class BudgetLevel:
    """A whole that a sub kegiatan is a part of, and how much of it it is."""

    link: Link
    code: str
    budget: str
    share: str


def item_address(key: ThreadKey) -> str:
    """Where a sub kegiatan's budget is told, from the site's root."""
    return f"anggaran/{key.tahun}/{key.instansi}/{key.kode}/"


def sum_wholes(studio: Studio, year: int, slug: str) -> Wholes:
    """What a sub kegiatan is a part of: its kegiatan, program, agency and the year's whole budget."""
    book, agency = studio.threads, ("instansi", slug)
    sums: dict[tuple[int, str, str], Totals] = {(year, slug, ""): totals_of(book, year, agency)}
    for level in ("program", "kegiatan"):
        sums |= {(year, slug, code): part for code, part in totals_by(book, year, level, agency).items()}
    return sums


def budget_item_page(studio: Studio, thread: Thread, wholes: Callable[[], Wholes]) -> Page:
    """The page of one sub kegiatan that has a budget."""
    key = thread.key
    agency = studio.agency_link(key.instansi)
    return studio.page(
        item_address(key),
        section="anggaran",
        title=studio.say(
            "Anggaran %(name)s (%(code)s), %(agency)s %(year)s",
            name=thread.name,
            code=key.kode,
            agency=studio.agency_short_name(key.instansi),
            year=str(key.tahun),
        ),
        description=studio.say(
            "Rekening, sumber dana, dan perubahan anggaran %(name)s, %(agency)s %(year)s.",
            name=thread.name,
            agency=agency.text,
            year=str(key.tahun),
        ),
        crumbs=(
            Link(studio.say("Anggaran"), "anggaran/"),
            Link(str(key.tahun), f"anggaran/{key.tahun}/"),
            Link(agency.text, f"anggaran/{key.tahun}/{key.instansi}/"),
        ),
        simulated=thread.simulated,
        sources=datasets_of([thread]),
        searched=False,  # its thread has the same words, and leads here
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _context(studio, thread, wholes()),
        numbers=NumbersLater("rekening-sub-kegiatan", partial(account_numbers, thread.anggaran)),
    )


def _context(studio: Studio, thread: Thread, wholes: Wholes) -> BudgetItemPage:
    key, facts = thread.key, thread_facts(thread)
    return BudgetItemPage(
        thread=thread,
        agency=studio.agency_link(key.instansi),
        budget=print_short_rupiah(facts.budget),
        exact=print_rupiah(facts.budget),
        change=_change(studio, thread),
        spent=print_short_rupiah(facts.spent),
        absorption=print_percent(facts.absorption),
        levels=_levels(studio, thread, wholes),
        accounts=[_account(record) for record in thread.anggaran],
        chart=_chart(studio, thread),
        sources=_sources(studio, thread),
        others=_other_years(studio, thread),
        datasets=[
            Link(studio.catalog.datasets[name].package.title, f"data/{name}/")
            for name in dict.fromkeys(record.dataset for record in thread.anggaran)
        ],
    )


def _change(studio: Studio, thread: Thread) -> str:
    """How the budget in force differs from the original one."""
    before, now = thread.murni, thread.budget
    if before is None or now is None:
        return ""
    if before == now:
        return studio.say("Tidak berubah dari anggaran murni.")
    words = N_("Naik %(amount)s dari anggaran murni %(before)s.") if now > before else ""
    words = words or N_("Turun %(amount)s dari anggaran murni %(before)s.")
    facts = thread_facts(thread)
    return studio.say(words, amount=print_short_rupiah(facts.change), before=print_short_rupiah(facts.murni))


def _levels(studio: Studio, thread: Thread, wholes: Wholes) -> list[BudgetLevel]:
    """The way down to it: each whole with its budget and how much of it this one is."""
    key, facts = thread.key, thread_facts(thread)
    agency = studio.agency_link(key.instansi)
    program, activity = code_at(key.kode, "program"), code_at(key.kode, "kegiatan")
    steps = [
        (agency.text, "", "", f"anggaran/{key.tahun}/{key.instansi}/"),
        (program_name(studio, program), program, program, ""),
        (program_name(studio, activity), activity, activity, ""),
    ]
    rows = []
    for name, code, at, address in steps:
        whole = wholes.get((key.tahun, key.instansi, at))
        rows.append(
            BudgetLevel(
                link=Link(name, address),
                code=code,
                budget=print_rupiah(whole.budget, unlinked=True) if whole else "",
                share=print_percent(facts.share_in(whole.budget), unlinked=True) if whole else "",
            )
        )
    return rows


def _account(record: Record) -> AccountRow:
    def show(name: str) -> str:
        return print_rupiah(cell_fact(record, name), unlinked=True)

    return AccountRow(
        code=record.text("kode_rekening"),
        name=record.text("nama_rekening"),
        source=record.text("sumber_dana"),
        original=show("murni"),
        shifted=show("pergeseran"),
        revised=show("perubahan"),
    )


def _chart(studio: Studio, thread: Thread) -> Markup:
    """Accounts by what each may spend, where there are several."""
    named = [
        (record.text("nama_rekening") or record.text("kode_rekening"), record) for record in thread.anggaran
    ]
    if len(named) < 2:
        return Markup()
    return draw_bars(
        by_size([Bar(name, budget_in_force(record)) for name, record in named]),
        ChartText(
            title=studio.say("Anggaran tiap rekening"),
            prefix="rekening",
            value_label=studio.say("Anggaran"),
            category_label=studio.say("Rekening"),
            unit="rupiah",
            money=True,
            show=lambda value: format_rupiah(value, short=True),
        ),
    )


def _sources(studio: Studio, thread: Thread) -> list[tuple[str, str]]:
    """Where the money comes from, with amounts."""
    sums: dict[str, Decimal] = {}
    for record in thread.anggaran:
        name = record.text("sumber_dana") or studio.say("sumber tidak disebut")
        sums[name] = sums.get(name, Decimal(0)) + (budget_in_force(record) or Decimal(0))
    return [(name, print_rupiah(fact)) for name, fact in source_facts(thread, sums.items())]


def _other_years(studio: Studio, thread: Thread) -> list[Choice]:
    key, book = thread.key, studio.threads
    found = (book.threads.get(ThreadKey(year, key.instansi, key.kode)) for year in book.years)
    return [
        Choice(text=str(thread.key.tahun), address=item_address(thread.key), current=thread.key == key)
        for thread in found
        if thread is not None and thread.anggaran
    ]
