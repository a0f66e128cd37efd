"""The ledger makes each fact once, under one name, the same whoever asks for it."""

from __future__ import annotations

from hypothesis import given, settings
from test_rollups import TREES

from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.rollups import roll_up, roll_up_all
from suluh.vocabulary.facts import Exact, Fact
from suluh.vocabulary.figures import State
from thread_builders import make_book

FACTS = (
    *("threads", "pagu_indikatif", "murni", "budget", "spent", "absorption", "achievement"),
    *("indicators", "reports", "due"),
)
DIMENSIONS = ("instansi", "program", "sub_kegiatan", "sumber_dana")


def each(totals: Totals) -> list[Fact]:
    return [getattr(totals, name) for name in FACTS]


@given(TREES)
def test_no_name_has_two_values(tree) -> None:
    book = make_book(None, **tree)
    found: dict[str, Exact | None] = {}
    for year in book.years:
        wholes = [totals_of(book, year, quarter=quarter) for quarter in (0, 1, 2, 3, 4)]
        parts = [
            totals
            for dimension in DIMENSIONS
            for quarter in (0, 2)
            for totals in totals_by(book, year, dimension, quarter=quarter).values()
        ]
        within = [
            totals
            for slug in totals_by(book, year, "instansi")
            for totals in totals_by(book, year, "program", ("instansi", slug)).values()
        ]
        for fact in (fact for totals in (*wholes, *parts, *within) for fact in each(totals)):
            assert found.setdefault(str(fact.name), fact.value) == fact.value, fact.name


@settings(max_examples=30, deadline=None)
@given(TREES)
def test_what_is_asked_for_alone_is_what_stands_among_others(tree) -> None:
    book = make_book(None, **tree)
    for year in book.years:
        threads = book.select(year)
        assert totals_of(book, year).rollup == roll_up_all(threads)
        for slug, rollup in roll_up(threads, "instansi").items():
            alone = totals_of(book, year, ("instansi", slug))
            assert alone is totals_by(book, year, "instansi")[slug]
            assert alone.rollup == rollup


def test_what_nobody_has_is_no_fact_of_zero() -> None:
    plan = {"tahun": 2025, "instansi": "a", "kode_sub_kegiatan": "1.06.01.2.01.0001"}
    book = make_book(None, rencana=[plan], anggaran=[], realisasi=[])
    totals = totals_of(book, 2025, ("instansi", "a"))
    assert (totals.budget.value, totals.budget.state) == (None, State.TIDAK_TERSEDIA)
    assert (totals.spent.value, totals.spent.state) == (None, State.BELUM_DILAPORKAN)
    assert totals.threads.value == 1
    assert totals_of(book, 2025, ("instansi", "nobody")).threads.value == 0
    assert totals.share_in(totals).value is None
