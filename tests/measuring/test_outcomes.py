"""What a thread has come to, and how it stands: a missing report is never taken for nothing done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.outcomes import (
    Standing,
    days_late,
    is_done,
    last_reported,
    reckon_outcome,
    standing_of,
)
from suluh.measuring.shares import share_of
from thread_builders import make_book, make_records, make_thread

Rows = list[Mapping[str, Any]]


@given(st.one_of(st.none(), st.decimals(-(10**15), 10**15, places=2)), st.decimals(1, 10**15, places=2))
def test_a_share_is_exact_and_none_where_nothing_is_known(part: Any, whole: Any) -> None:
    share = share_of(part, whole)
    if part is None:
        assert share is None
    else:
        assert share is not None and share * Fraction(whole) == Fraction(part) * 100
    assert share_of(part, None) is None and share_of(part, 0) is None


@pytest.mark.parametrize(
    ("budget", "told", "standing"),
    [
        ([], [], Standing.UNFUNDED),
        ([{}], [], Standing.NOT_BEGUN),
        ([{}], [{"realisasi_fisik": 0, "realisasi_keuangan": 0}], Standing.NOT_BEGUN),
        ([{}], [{"realisasi_fisik": 10}], Standing.UNDER_WAY),
        ([{}], [{"realisasi_keuangan": 1}], Standing.UNDER_WAY),
        ([{}], [{"realisasi_fisik": 100}], Standing.DONE),
        ([{}], [{"triwulan": 2, "realisasi_fisik": 1}], Standing.UNREPORTED),
        ([{}], [{"triwulan": 4, "realisasi_fisik": 99}], Standing.UNREPORTED),
        (
            [{}],
            [
                *({"triwulan": one, "realisasi_fisik": 0} for one in (1, 2, 3)),
                {"triwulan": 4, "realisasi_fisik": 99},
            ],
            Standing.PARTLY_DONE,
        ),
        ([{}], [{"triwulan": 4, "realisasi_fisik": 100}], Standing.DONE),
    ],
)
def test_how_a_thread_stands(budget: Rows, told: Rows, standing: Standing) -> None:
    thread = make_thread(rencana=[{}], anggaran=budget, realisasi=told)
    assert standing_of(thread) is standing and is_done(thread) is (standing is Standing.DONE)


def test_the_newest_quarter_of_others_makes_a_silent_thread_unreported() -> None:
    other = {"kode_sub_kegiatan": "1.06.02.2.01.0002"}
    book = make_book(
        rencana=[{}, other],
        anggaran=[{}, other],
        realisasi=[
            {"realisasi_fisik": 100},
            *({**other, "triwulan": quarter, "realisasi_fisik": 1} for quarter in (1, 2)),
        ],
    )
    silent, told = book.threads.values()
    assert standing_of(silent) is Standing.UNREPORTED
    assert standing_of(told) is Standing.UNDER_WAY


def test_an_outcome_is_of_the_quarters_asked_for() -> None:
    thread = make_thread(
        rencana=[{}],
        anggaran=[{}],
        realisasi=[
            {"triwulan": 1, "realisasi_fisik": 10, "realisasi_keuangan": 250},
            {"triwulan": 2, "realisasi_fisik": 30, "realisasi_keuangan": 250},
        ],
    )
    first, whole = reckon_outcome(thread, 1), reckon_outcome(thread)
    assert (first.physical, first.absorption) == (10, 25)
    assert (whole.physical, whole.absorption) == (40, 50)


@pytest.mark.parametrize(
    ("dates", "late"), [([""], None), (["2024-04-02"], 0), (["2024-04-02", "2025-05-15"], 380), ([], None)]
)
def test_days_late_are_counted_from_the_deadline(dates: list[str], late: int | None) -> None:
    records = make_records("realisasi", [{"tanggal_lapor": text} for text in dates])
    assert days_late(records, 1) == late


def test_money_of_march_stands_beside_the_time_of_march() -> None:
    other = {"kode_sub_kegiatan": "1.06.02.2.01.0002"}
    book = make_book(
        anggaran=[{}, other],
        realisasi=[{"realisasi_keuangan": 5}, {**other, "triwulan": 3, "realisasi_keuangan": 1}],
    )
    first, second = book.threads.values()
    assert (last_reported(first), last_reported(second), first.due) == (1, 3, 3)
    (silent,) = make_book(anggaran=[{}], day=date(2024, 8, 1)).threads.values()
    assert last_reported(silent) == 2
