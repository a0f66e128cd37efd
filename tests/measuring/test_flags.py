"""Red flags: raised beyond their limit, only where they hold whatever is missing, weighed by money."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.boards import Board
from suluh.measuring.flags import Flag, Flagged, limits, raise_flags
from suluh.vocabulary.thread_book import ThreadBook
from thread_builders import CODE, make_book


def find_flags(book: ThreadBook, quarter: int = 2) -> dict[Flag, Flagged]:
    return {flagged.flag: flagged for flagged in raise_flags(book.threads.values(), quarter)}


def spend(spent: int | None, done: int | None = 100, **more: Any) -> ThreadBook:
    """A sub kegiatan of Rp1,000 that reports two quarters, the first one with nothing."""
    return make_book(
        rencana=[{"target": more.pop("target", 100)}],
        anggaran=[{"murni": 1000}],
        realisasi=[
            {"triwulan": 1, "realisasi_keuangan": 0, "realisasi_fisik": 0},
            {"triwulan": 2, "realisasi_keuangan": spent, "realisasi_fisik": done},
        ],
        **more,
    )


@pytest.mark.parametrize(("spent", "raised"), [(300, False), (299, True), (0, True), (500, False)])
def test_spending_far_behind_time_is_raised_beyond_the_limit(spent: int, raised: bool) -> None:
    assert limits(2024)["serapan_tertinggal"] == 20
    found = find_flags(spend(spent))
    assert (Flag.SERAPAN_TERTINGGAL in found) == raised
    if raised:
        assert found[Flag.SERAPAN_TERTINGGAL].percent == 50 - Fraction(spent, 10)
        assert found[Flag.SERAPAN_TERTINGGAL].at_stake == 500 - spent


@pytest.mark.parametrize(("spent", "done", "raised"), [(500, 10, False), (501, 10, True), (900, 60, False)])
def test_money_far_ahead_of_work(spent: int, done: int, raised: bool) -> None:
    found = find_flags(spend(spent, done))
    assert (Flag.UANG_MENDAHULUI in found) == raised
    if raised:
        assert found[Flag.UANG_MENDAHULUI].at_stake == spent - done * 10


def test_an_amount_that_is_not_told_is_not_behind_and_not_ahead() -> None:
    only_second = make_book(
        rencana=[{}],
        anggaran=[{"murni": 1000}],
        realisasi=[{"triwulan": 2, "realisasi_keuangan": 10, "realisasi_fisik": 1}],
    )
    assert set(find_flags(only_second)) <= {Flag.BELUM_MELAPOR}
    assert set(find_flags(spend(None, 1))) <= {Flag.BELUM_MELAPOR}


def test_over_the_budget_and_without_target() -> None:
    over = find_flags(spend(1001))
    assert set(over) == {Flag.MELEBIHI_PAGU}
    assert over[Flag.MELEBIHI_PAGU].at_stake == 1
    assert find_flags(spend(1000)) == {}
    assert Flag.TANPA_TARGET in find_flags(spend(500, 1, target=None))


@pytest.mark.parametrize(("arah", "raised"), [("turun", False), ("naik", True)])
def test_a_target_of_at_most_nothing_is_a_target(arah: str, raised: bool) -> None:
    book = make_book(rencana=[{"target": 0, "arah": arah}], anggaran=[{"murni": 1000}])
    assert (Flag.TANPA_TARGET in find_flags(book)) == raised


def test_an_accepted_proposal_without_budget_is_weighed_by_the_proposals() -> None:
    found = find_flags(make_book(usulan=[{"perkiraan_biaya": 70}], rencana=[{}]), 4)
    assert found[Flag.USULAN_TANPA_ANGGARAN].at_stake == 70
    assert found[Flag.USULAN_TANPA_ANGGARAN].share == 100
    assert found[Flag.USULAN_TANPA_ANGGARAN].weighs


@pytest.mark.parametrize(("small", "weighs"), [(50, False), (53, True)])
def test_what_is_about_a_small_part_of_the_budget_is_a_note(small: int, weighs: bool) -> None:
    other = CODE.replace("0001", "0002")
    reports = [
        {"kode_sub_kegiatan": code, "triwulan": number, "realisasi_keuangan": part, "realisasi_fisik": 50}
        for code, part in ((CODE, 480), (other, small))
        for number in (1, 2)
    ]
    book = make_book(
        rencana=[{}, {"kode_sub_kegiatan": other}],
        anggaran=[{"murni": 1000}, {"kode_sub_kegiatan": other, "murni": small}],
        realisasi=reports,
    )
    found = find_flags(book)[Flag.MELEBIHI_PAGU]
    assert (found.at_stake, found.weighs) == (small, weighs)


def test_cases_come_by_what_is_at_stake_over_all_agencies() -> None:
    money = {"satu": 10_000, "dua": 1_000_000, "tiga": 500}
    book = make_book(
        anggaran=[{"instansi": slug, "murni": amount} for slug, amount in money.items()],
        realisasi=[
            {"instansi": slug, "triwulan": number, "realisasi_keuangan": 0, "realisasi_fisik": 0}
            for slug in money
            for number in (1, 2)
        ],
    )
    board = Board(book, (2024, 2))
    assert [case.agency for case in board.cases] == ["dua", "satu", "tiga"]
    assert [case.flagged.at_stake for case in board.cases] == [
        Decimal(money[slug]) / 2 for slug in ("dua", "satu", "tiga")
    ]


REPORT = st.tuples(st.integers(0, 1500), st.integers(0, 150))
HISTORY = st.lists(st.tuples(REPORT, REPORT), min_size=1, max_size=4)
SURE = {Flag.SERAPAN_TERTINGGAL, Flag.UANG_MENDAHULUI, Flag.MELEBIHI_PAGU}


def tell(
    history: list[tuple[tuple[int, int], tuple[int, int]]], missing: tuple[int, int] | None
) -> ThreadBook:
    codes = [CODE[:-1] + str(number) for number in range(len(history))]
    return make_book(
        rencana=[{"kode_sub_kegiatan": code} for code in codes],
        anggaran=[{"kode_sub_kegiatan": code, "murni": 1000} for code in codes],
        realisasi=[
            {
                "kode_sub_kegiatan": code,
                "triwulan": quarter,
                "realisasi_keuangan": report[0],
                "realisasi_fisik": report[1],
            }
            for place, (code, reports) in enumerate(zip(codes, history, strict=True))
            for quarter, report in enumerate(reports, start=1)
            if (place, quarter) != missing
        ],
    )


@given(history=HISTORY, data=st.data())
def test_no_flag_falls_by_a_report_that_comes_late(history: Any, data: st.DataObject) -> None:
    """Whatever a missing report says within what is open, what was raised without it stays raised."""
    missing = data.draw(st.tuples(st.integers(0, len(history) - 1), st.integers(1, 2)))
    thinner = tell(history, missing)
    place, quarter = missing
    other = history[place][2 - quarter][0]
    come = (data.draw(st.integers(0, max(0, 1000 - other))), data.draw(st.integers(0, 150)))
    reports = list(history[place])
    reports[quarter - 1] = come
    history[place] = tuple(reports)
    fuller = find_flags(tell(history, None))
    for flag, flagged in find_flags(thinner).items():
        if flag in SURE:
            assert flag in fuller
            assert fuller[flag].share >= flagged.share


@pytest.mark.parametrize(("quarters", "exact"), [((1, 2), True), ((2,), False)])
def test_a_flag_by_the_most_that_may_be_says_that_it_is_not_exact(
    quarters: tuple[int, ...], exact: bool
) -> None:
    """A small sub kegiatan without its first report leaves the flag of the agency, but as a bound."""
    other = CODE.replace("0001", "0002")
    book = make_book(
        anggaran=[{"murni": 1000}, {"kode_sub_kegiatan": other, "murni": 10}],
        realisasi=[
            {"kode_sub_kegiatan": code, "triwulan": number, "realisasi_keuangan": 1}
            for code, some in ((CODE, (1, 2)), (other, quarters))
            for number in some
        ],
    )
    assert find_flags(book)[Flag.SERAPAN_TERTINGGAL].is_exact == exact
