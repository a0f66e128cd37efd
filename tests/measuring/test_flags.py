"""Red flags: raised beyond their limit, not on it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from suluh.measuring.flags import Flag, limits, raise_flags
from suluh.measuring.rollups import roll_up_all
from thread_builders import make_book


def flags_of(spent: int | None, done: int | None = 100, quarter: int = 2, **more):
    book = make_book(
        rencana=[{"target": more.pop("target", 100)}],
        anggaran=[{"murni": 1000}],
        realisasi=[
            {"triwulan": 1, "realisasi_keuangan": 0, "realisasi_fisik": 0},
            {"triwulan": 2, "realisasi_keuangan": spent, "realisasi_fisik": done},
        ],
        **more,
    )
    threads = tuple(book.threads.values())
    return raise_flags(threads, roll_up_all(threads, through=quarter), quarter)


@pytest.mark.parametrize(("spent", "raised"), [(300, False), (299, True), (0, True), (500, False)])
def test_spending_far_behind_time_is_raised_beyond_the_limit(spent: int, raised: bool) -> None:
    assert limits(2024)["serapan_tertinggal"] == 20
    found = {one.flag: one.percent for one in flags_of(spent)}
    assert (Flag.SERAPAN_TERTINGGAL in found) == raised
    if raised:
        assert found[Flag.SERAPAN_TERTINGGAL] == 50 - Fraction(spent, 10)


@pytest.mark.parametrize(("spent", "done", "raised"), [(500, 10, False), (501, 10, True), (900, 60, False)])
def test_money_far_ahead_of_work(spent: int, done: int, raised: bool) -> None:
    assert (Flag.UANG_MENDAHULUI in {one.flag for one in flags_of(spent, done)}) == raised


def test_an_agency_that_did_not_report_is_raised_for_that_alone() -> None:
    assert [one.flag for one in flags_of(None, None)] == [Flag.BELUM_MELAPOR]


@pytest.mark.parametrize("missing", [1, 2])
def test_money_is_not_judged_where_a_quarter_is_missing(missing: int) -> None:
    book = make_book(
        rencana=[{}],
        anggaran=[{"murni": 1000}],
        realisasi=[{"triwulan": 3 - missing, "realisasi_keuangan": 1, "realisasi_fisik": 0}],
    )
    threads = tuple(book.threads.values())
    found = {flagged.flag for flagged in raise_flags(threads, roll_up_all(threads, through=2), 2)}
    assert found <= {Flag.BELUM_MELAPOR}


def test_over_the_budget_and_without_target() -> None:
    assert [one.flag for one in flags_of(1001, 100)] == [Flag.MELEBIHI_PAGU]
    assert [one.flag for one in flags_of(1000, 100)] == []
    assert Flag.TANPA_TARGET in {one.flag for one in flags_of(500, 1, target=None)}


def test_an_accepted_proposal_without_budget() -> None:
    book = make_book(usulan=[{}], rencana=[{}])
    threads = tuple(book.threads.values())
    assert Flag.USULAN_TANPA_ANGGARAN in {one.flag for one in raise_flags(threads, roll_up_all(threads), 4)}
