"""The budget of each sub kegiatan of an agency: its accounts, how it changed, what it is a part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.fact_sources import cell_columns, cell_fact, cell_row
from suluh.measuring.thread_facts import source_facts, thread_facts
from suluh.rendering.amounts import whole_rupiah
from suluh.rendering.pages.shared.parts import AccountRow, Choice
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_percent, print_rupiah, print_short_rupiah
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.threads import Record, Thread, ThreadKey, budget_in_force
from suluh.words.saying import N_

Wholes = Mapping[str, Totals]
"""Totals of an agency in a year by the code of a program or kegiatan; the agency's under an empty code."""

_AMOUNTS = ("murni", "pergeseran", "perubahan")
_WHOLES = (
    (N_("anggaran instansi"), ""),
    (N_("anggaran program"), "program"),
    (N_("anggaran kegiatan"), "kegiatan"),
)


@dataclass(frozen=True, slots=True)
class BudgetItem:
    """The budget of one sub kegiatan: its accounts as submitted, and what they come to.

    `shares` are how much of the agency, the program and the kegiatan it is, each with its name in words.
    """

    code: str
    name: str
    address: str
    budget: str
    change: str
    spent: str
    shares: list[tuple[str, str]]
    sources: list[tuple[str, str]]
    accounts: list[AccountRow]
    others: list[Choice]


def item_address(key: ThreadKey) -> str:
    """Where a sub kegiatan's budget is told, from the site's root: a place on the page of its agency."""
    return f"anggaran/{key.tahun}/{key.instansi}/#{key.kode}"


def sum_wholes(studio: Studio, year: int, slug: str) -> Wholes:
    """What a sub kegiatan is a part of: its kegiatan, its program, and its agency."""
    book, agency = studio.threads, ("instansi", slug)
    sums: dict[str, Totals] = {"": totals_of(book, year, agency)}
    for level in ("program", "kegiatan"):
        sums |= totals_by(book, year, level, agency)
    return sums


def budget_items(studio: Studio, year: int, slug: str, columns: str) -> list[BudgetItem]:
    """The budgets of an agency in a year, in the order of their codes; `columns` as of `account_columns`."""
    wholes = sum_wholes(studio, year, slug)
    threads = [thread for thread in studio.threads.select(year, slug) if thread.anggaran]
    return [_item(studio, thread, wholes, named=not columns) for thread in threads]


def account_columns(records: Iterable[Record]) -> str:
    """The names of the facts of all accounts by column, which are said once where one table has them all."""
    tables = {(record.source.dataset, record.source.resource) for record in records}
    return f"- - {cell_columns(*tables.pop(), _AMOUNTS)}" if len(tables) == 1 else ""


def _item(studio: Studio, thread: Thread, wholes: Wholes, *, named: bool) -> BudgetItem:
    facts = thread_facts(thread)
    return BudgetItem(
        code=thread.key.kode,
        name=thread.name,
        address=thread.address,
        budget=print_short_rupiah(facts.budget, unlinked=True),
        change=_change(studio, thread),
        spent=_spent(studio, thread),
        shares=_shares(studio, thread, wholes),
        sources=_sources(studio, thread),
        accounts=[_account(record, named=named) for record in thread.anggaran],
        others=_other_years(studio, thread),
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
    return studio.say(
        words,
        amount=print_short_rupiah(facts.change, unlinked=True),
        before=print_short_rupiah(facts.murni, unlinked=True),
    )


def _spent(studio: Studio, thread: Thread) -> str:
    """What was spent of it, or that nobody has told."""
    facts = thread_facts(thread)
    spent = print_short_rupiah(facts.spent, unlinked=True)
    if percent := print_percent(facts.absorption, unlinked=True):
        return studio.say("%(percent)s terserap (%(spent)s).", percent=percent, spent=spent)
    if spent:
        return studio.say("%(spent)s sudah dilaporkan.", spent=spent)
    return studio.say("Belanjanya belum dilaporkan.")


def _shares(studio: Studio, thread: Thread, wholes: Wholes) -> list[tuple[str, str]]:
    """How much it is of each whole that it is a part of."""
    facts, found = thread_facts(thread), []
    for name, level in _WHOLES:
        whole = wholes.get(code_at(thread.key.kode, level) if level else "")
        share = print_percent(facts.share_in(whole.budget), unlinked=True) if whole else ""
        if share:
            found.append((studio.say(name), share))
    return found


def _account(record: Record, *, named: bool) -> AccountRow:
    """A row; `named` where each of its amounts says which fact it is."""

    def show(name: str) -> str:
        return (
            print_rupiah(cell_fact(record, name), unlinked=True)
            if named
            else whole_rupiah(record.number(name))
        )

    original, shifted, revised = map(show, _AMOUNTS)
    return AccountRow(
        place=cell_row(record.row),
        code=record.text("kode_rekening"),
        name=record.text("nama_rekening"),
        source=record.text("sumber_dana"),
        original=original,
        shifted=shifted,
        revised=revised,
    )


def _sources(studio: Studio, thread: Thread) -> list[tuple[str, str]]:
    """Where the money comes from, with amounts."""
    sums: dict[str, Decimal] = {}
    for record in thread.anggaran:
        name = record.text("sumber_dana") or studio.say("sumber tidak disebut")
        sums[name] = sums.get(name, Decimal(0)) + (budget_in_force(record) or Decimal(0))
    return [(name, print_rupiah(fact, unlinked=True)) for name, fact in source_facts(thread, sums.items())]


def _other_years(studio: Studio, thread: Thread) -> list[Choice]:
    """The same sub kegiatan in the budgets of other years."""
    key, book = thread.key, studio.threads
    keys = (ThreadKey(year, key.instansi, key.kode) for year in book.years if year != key.tahun)
    found = (book.threads.get(other) for other in keys)
    return [
        Choice(text=str(other.key.tahun), address=item_address(other.key), current=False)
        for other in found
        if other is not None and other.anggaran
    ]
