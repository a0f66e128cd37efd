"""Threads that are the same are taken again with what was reckoned of them, and tell what fresh ones do."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from suluh.checking import thread_matters
from suluh.linking.thread_joining import join_threads
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.reporting_duty import EVERY_QUARTER
from suluh.vocabulary.thread_book import EarlierThreads, ThreadBook
from suluh.vocabulary.threads import Thread
from thread_builders import CODE, make_thread_dataset

OTHER = "1.06.02.2.01.0002"
KEYS = [{"tahun": year, "kode_sub_kegiatan": code} for year in (2023, 2024) for code in (CODE, OTHER)]
Table = list[dict[str, Any]]

EDITS = st.tuples(
    st.sampled_from(("rencana", "anggaran", "realisasi", "usulan", "hari", "nama")),
    st.integers(0, 3),
    st.sampled_from(
        (
            ("target", "90"),
            ("target_renstra", "500"),
            ("target_renstra", "700"),
            ("pagu_renstra", "9"),
            ("murni", "10"),
            ("perubahan", ""),
            ("realisasi_keuangan", "2000"),
            ("realisasi_fisik", "101"),
            ("triwulan", "2"),
            ("tanggal_lapor", "2025-03-01"),
            ("hasil", "ditolak"),
            ("kode_sub_kegiatan", OTHER),
            ("baris", "hapus"),
        )
    ),
)


def begin() -> dict[str, Table]:
    """Two sub kegiatan in two years: planned, budgeted and reported."""
    report = {"realisasi_fisik": 30, "realisasi_keuangan": 2}
    return {
        "usulan": [{**key} for key in KEYS[2:]],
        "rencana": [{**key, "target_renstra": 500, "pagu_renstra": 9} for key in KEYS],
        "anggaran": [{**key} for key in KEYS],
        "realisasi": [{**key, **report} for key in KEYS],
    }


def change(rows: dict[str, Table], standard: str, at: int, column: str, text: str) -> None:
    """One cell of one row, or the row as a whole."""
    table = rows.get(standard, [])
    if at < len(table):
        table[at][column] = text
        if column == "baris":
            del table[at]


def tell(thread: Thread) -> object:
    """All that a thread is and what is reckoned of it."""
    sums = [thread.budget, thread.spent, thread.pagu_renstra, thread.reported, thread.missing]
    return repr(thread), thread.matters, sums, [repr(one) for one in indicators_of(thread)]


def tell_all(book: ThreadBook) -> list[object]:
    return [(key, tell(thread)) for key, thread in book.threads.items()]


@given(st.lists(EDITS, min_size=1, max_size=5))
def test_after_any_edits_they_tell_what_fresh_ones_tell(
    edits: list[tuple[str, int, tuple[str, str]]],
) -> None:
    rows, earlier = begin(), EarlierThreads()
    day, names = date(2025, 6, 1), {CODE: "Pelatihan"}
    before: list[tuple[ThreadBook, list[object]]] = []
    for standard, at, (column, text) in [("", 0, ("", "")), *edits]:
        change(rows, standard, at, column, text)
        day = date(2024, 5, 1 + at) if standard == "hari" else day
        names = {CODE: text} if standard == "nama" else names
        warm = join_threads([make_thread_dataset(rows)], names, day=day, earlier=earlier)
        cold = join_threads([make_thread_dataset(rows)], names, day=day, duty=EVERY_QUARTER)
        assert tell_all(warm) == tell_all(cold)
        before.append((warm, tell_all(warm)))
    assert all(tell_all(book) == told for book, told in before), "an earlier book stays what it was"


def test_what_is_the_same_is_not_asked_again(monkeypatch: Any) -> None:
    asked: list[Thread] = []
    about = thread_matters._about_plan
    monkeypatch.setattr(thread_matters, "_about_plan", lambda thread: asked.append(thread) or about(thread))
    rows, earlier = begin(), EarlierThreads()
    first = join_threads([make_thread_dataset(rows)], day=date(2025, 6, 1), earlier=earlier)
    assert len(asked) == len(first.threads) == 4
    rows["realisasi"][3]["realisasi_keuangan"] = 5
    asked.clear()
    second = join_threads([make_thread_dataset(rows)], day=date(2025, 6, 1), earlier=earlier)
    changed = [key for key, thread in second.threads.items() if thread is not first.threads[key]]
    assert [thread.key for thread in asked] == changed == [list(first.threads)[3]]


def test_a_change_of_years_before_is_told_of_a_thread_that_stayed() -> None:
    rows, earlier = begin(), EarlierThreads()
    first = join_threads([make_thread_dataset(rows)], day=date(2025, 6, 1), earlier=earlier)
    rows["rencana"][0]["target_renstra"] = 700
    second = join_threads([make_thread_dataset(rows)], day=date(2025, 6, 1), earlier=earlier)
    later = next(key for key in first.threads if (key.tahun, key.kode) == (2024, CODE))
    codes = [[matter.code for matter in book.threads[later].matters] for book in (first, second)]
    assert "A032" in codes[1] and "A032" not in codes[0]
