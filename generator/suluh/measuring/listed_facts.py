"""All facts of the ledger that can be listed without a page: by place, each once.

Those of rooms of pages that choose their own threads (strategies, forms) are made by these pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from suluh.linking.proposals_by_region import Proposals
from suluh.measuring.accounts import budget_rows, sum_accounts
from suluh.measuring.fact_ledger import (
    FlowFacts,
    Totals,
    flow_facts,
    report_facts,
    time_passed,
    totals_by,
    totals_of,
    totals_over,
)
from suluh.measuring.goal_rollups import group_by_goal
from suluh.measuring.outcomes import days_late, is_done
from suluh.measuring.proposal_flow import follow_proposals
from suluh.measuring.report_coverage import Told, count_quarter
from suluh.measuring.shares import share_of
from suluh.measuring.thread_facts import account_facts, thread_facts
from suluh.reading.account_names import load_accounts
from suluh.vocabulary.facts import EVERYWHERE, Fact, FactName, within
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS, Record, Thread

FLOW = (
    *("diminta", "diterima", "direncanakan", "dianggarkan", "dikerjakan", "selesai"),
    *("ditunda", "ditolak", "belum_diputuskan"),
)
"""What may become of a proposal."""
SHARES = ("diterima", "direncanakan", "dianggarkan", "dikerjakan", "selesai")
"""What is told in per cent of all proposals as well."""


def facts_of_year(book: ThreadBook, year: int, listed: Sequence[str]) -> Iterator[Fact]:
    """Those of all agencies together: money, results, proposals, and who reported each quarter."""
    yield from _in_quarters(book, year)
    records = [record for record in book.records("usulan") if record.whole("tahun") == year]
    if records:
        yield from _of_flow(flow_of(book, year, records))
    for quarter in range(1, book.horizon(year) + 1):
        yield time_passed(year, quarter)
        reports = report_facts(book, count_quarter(book, (year, quarter), listed))
        yield reports.waited
        yield reports.told
        yield from (reports.count(state) for state in _REPORTED)


_REPORTED = (Told.TEPAT_WAKTU, Told.TERLAMBAT, Told.SEBAGIAN, Told.BELUM_DILAPORKAN)


def facts_of_agency(book: ThreadBook, year: int, slug: str) -> Iterator[Fact]:
    """An agency's money and results until the end of each quarter, and the proposals that it took up."""
    yield from _in_quarters(book, year, ("instansi", slug))
    records = [record for thread in book.select(year, slug) for record in thread.usulan]
    flow = flow_of(book, year, records, within(("instansi", slug)))
    yield from (flow.count("diminta"), flow.cost)


def facts_of_parts(book: ThreadBook, year: int, slug: str) -> Iterator[Fact]:
    """The money of an agency's programs and kegiatan, and of its sources of funds."""
    for level in ("program", "kegiatan"):
        for totals in totals_by(book, year, level, ("instansi", slug)).values():
            yield from (totals.budget, totals.spent, totals.absorption)
    for totals in totals_by(book, year, "sumber_dana", ("instansi", slug)).values():
        yield totals.budget


def facts_of_fields(book: ThreadBook, year: int) -> Iterator[Fact]:
    """The money of fields of government, their programs, and of the sources of funds."""
    for code, totals in totals_by(book, year, "bidang").items():
        yield from _money(totals)
        for inner in totals_by(book, year, "program", ("bidang", code)).values():
            yield inner.budget
    for totals in totals_by(book, year, "sumber_dana").values():
        yield totals.budget
        yield totals.share_in(totals_of(book, year))


def facts_of_regions(book: ThreadBook, proposals: Proposals) -> Iterator[Fact]:
    """What became of each region's proposals, and the money of plans that name a region alone."""
    for (year, kode), records in proposals.items():
        yield from _of_flow(flow_of(book, year, records, within(("wilayah", kode))))
    for year in book.years:
        for kode, totals in totals_by(book, year, "wilayah").items():
            yield from _money(totals)
            for inner in totals_by(book, year, "instansi", ("wilayah", kode)).values():
                yield inner.budget


def facts_of_goals(book: ThreadBook, year: int) -> Iterator[Fact]:
    """The money and results of what serves each goal of the plans in force."""
    for goal, threads in group_by_goal(book.goals, book.select(year)).items():
        if goal:
            totals = totals_over(threads, year, ("tujuan", goal))
            yield from (totals.threads, totals.achievement)
            yield from _money(totals)


def facts_of_accounts(book: ThreadBook, year: int) -> Iterator[Fact]:
    """Sums of the budget by account, of all agencies and of each, those of financing left out at depth.

    What financing brings in and pays out is added up by the law of its year, which pages tell.
    """
    rows = budget_rows(book).get(year, ())
    chart = load_accounts(year)
    yield from _of_groups(rows, year)
    for slug in dict.fromkeys(row.text("instansi") for row in rows):
        own = [row for row in rows if row.text("instansi") == slug]
        yield from _of_groups(own, year, ("instansi", slug))
    facts, roots = account_facts(year), sum_accounts(rows, 1)
    for level in range(1, chart.levels + 1):
        for code, account in sum_accounts(rows, level).items():
            root = roots.get(code.partition(".")[0])
            if root is not None and not code.startswith(chart.financing):
                yield _marked(facts.budget(account), rows)
                if code != root.code:
                    yield _marked(facts.share(account, share_of(account.budget, root.budget)), rows)


def _of_groups(rows: Sequence[Record], year: int, *scope: tuple[str, str]) -> Iterator[Fact]:
    facts = account_facts(year, *scope)
    for account in sum_accounts(rows, 2).values():
        yield _marked(facts.original(account), rows)
        yield _marked(facts.budget(account), rows)


def _marked(fact: Fact, rows: Iterable[Record]) -> Fact:
    """The fact with the status of the rows that it was added up of."""
    simulated = any(row.source.simulated for row in rows)
    return replace(fact, status=StatusData.SIMULASI if simulated else StatusData.SEMENTARA)


def facts_of_thread(thread: Thread) -> Iterator[Fact]:
    """Those of one sub kegiatan: its money, its target, and each quarter that it reported on."""
    facts = thread_facts(thread)
    if thread.usulan:
        yield from (facts.asked, facts.asked_cost)
    yield from (facts.pagu_indikatif, facts.murni, facts.budget, facts.spent)
    if thread.murni is not None and thread.murni != thread.budget:
        yield facts.change
    yield facts.target()
    planned = next((indicator for indicator in indicators_of(thread) if indicator.plan), None)
    for quarter in QUARTERS[: thread.horizon]:
        yield facts.spent_in(quarter)
        if quarter not in thread.reported:
            yield from (facts.physical(quarter), facts.absorbed(quarter))
            continue
        if planned is not None:
            yield facts.result_in(quarter, planned.quarters.get(quarter))
        if quarter < QUARTERS[-1]:
            yield facts.spent_until(quarter)
        yield from (facts.physical(quarter), facts.absorbed(quarter), facts.result(quarter))
        late = days_late(thread.in_quarter(quarter), quarter)
        if late:
            yield facts.days_late(quarter, late)


def flow_of(book: ThreadBook, year: int, records: Iterable[Record], where: str = EVERYWHERE) -> FlowFacts:
    """What became of some proposals, as facts."""
    some = tuple(records)
    simulated = any(record.source.simulated for record in some)
    return flow_facts(follow_proposals(some, book.thread_of, is_done), some, year, where, simulated=simulated)


def gather_by_place(facts: Iterable[Fact]) -> Mapping[str, Mapping[str, Mapping[str, Fact]]]:
    """Facts by where, what and when, each once.

    Two that have one name and differ, as where two sources of funds are spelled alike, are both left out.
    """
    found: dict[str, dict[str, dict[str, Fact]]] = {}
    doubtful: set[FactName] = set()
    for fact in facts:
        name = fact.name
        of_what = found.setdefault(name.where, {}).setdefault(name.what, {})
        known = of_what.setdefault(name.when, fact)
        if known is not fact and known != fact:
            doubtful.add(name)
    for name in doubtful:
        del found[name.where][name.what][name.when]
    return found


def _in_quarters(book: ThreadBook, year: int, *scope: tuple[str, str]) -> Iterator[Fact]:
    yield from _of_totals(totals_of(book, year, *scope))
    for quarter in range(1, book.horizon(year) + 1):
        until = totals_of(book, year, *scope, quarter=quarter)
        yield from (until.spent, until.absorption, until.achievement, until.reports, until.due)


def _of_totals(totals: Totals) -> Iterator[Fact]:
    yield from (totals.threads, totals.indicators, totals.change)
    yield from _money(totals)
    yield totals.achievement


def _money(totals: Totals) -> Iterator[Fact]:
    yield from (totals.budgeted, totals.pagu_indikatif, totals.murni, totals.budget, totals.spent)
    yield from (totals.absorption, totals.reports, totals.due)


def _of_flow(flow: FlowFacts) -> Iterator[Fact]:
    return chain(
        (flow.count(what) for what in FLOW),
        (flow.share(what) for what in SHARES),
        (flow.cost, flow.accepted_cost),
    )
