"""What changed in a week: told from the dates of reports, and the same as if the later ones never came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.boards import Board
from suluh.measuring.flags import Flag
from suluh.measuring.weekly_review import Delivery, WeeklyReview, look_back
from suluh.vocabulary.thread_book import ThreadBook
from thread_builders import CODE, make_book

DAY = date(2024, 8, 5)
"""The deadline of the second quarter of 2024 is 30 July."""


def report(quarter: int, day: str, spent: int = 250, **more: Any) -> dict[str, Any]:
    return {
        "triwulan": quarter,
        "realisasi_keuangan": spent,
        "realisasi_fisik": 25,
        "tanggal_lapor": day,
        **more,
    }


def make(*reports: dict[str, Any], day: date = DAY) -> ThreadBook:
    return make_book(rencana=[{}], anggaran=[{"murni": 1000}], realisasi=reports, day=day)


def test_a_report_of_the_week_heals_a_flag_and_is_told_as_late() -> None:
    review = WeeklyReview(make(report(1, "2024-04-10"), report(2, "2024-08-02")), DAY)
    assert review.deliveries == (Delivery("dinas-contoh", (2024, 2), 1, 1),)
    assert [case.flagged.flag for case in review.gone] == []
    assert review.deadlines_passed == ((2024, 2),)


def test_what_was_flagged_a_week_before_and_is_not_any_more_is_gone() -> None:
    day = DAY + timedelta(days=7)
    review = WeeklyReview(make(report(1, "2024-04-10"), report(2, "2024-08-10"), day=day), day)
    assert [case.flagged.flag for case in review.gone] == [Flag.BELUM_MELAPOR]
    assert review.new == frozenset()
    assert review.deadlines_passed == ()


def test_a_deadline_that_passes_without_a_report_is_a_new_flag() -> None:
    review = WeeklyReview(make(report(1, "2024-04-10")), DAY)
    assert ("dinas-contoh", Flag.BELUM_MELAPOR.value) in {
        (case.agency, case.flagged.flag.value) for case in (review.now.cases if review.now else ())
    }
    assert review.deliveries == ()


def test_deadlines_ahead_are_those_still_to_come() -> None:
    review = WeeklyReview(make(report(1, "2024-04-10")), date(2024, 7, 30))
    assert review.deadlines_ahead(timedelta(days=45)) == ((2024, 2),)
    assert WeeklyReview(make(), date(2024, 7, 31)).deadlines_ahead(timedelta(days=45)) == ()


def test_a_report_without_a_date_was_always_there() -> None:
    book = make(report(1, ""), report(2, ""))
    review = WeeklyReview(book, DAY)
    assert review.deliveries == ()
    assert review.new == frozenset()


DAYS = st.dates(date(2024, 4, 1), date(2024, 12, 1))
REPORTS = st.lists(
    st.tuples(st.integers(1, 4), DAYS, st.integers(0, 400)), max_size=4, unique_by=lambda it: it[0]
)


@given(reports=REPORTS, day=DAYS)
def test_looking_back_is_the_state_without_what_came_later(
    reports: list[tuple[int, date, int]], day: date
) -> None:
    rows = [report(quarter, when.isoformat(), spent) for quarter, when, spent in reports]
    then = look_back(make(*rows, day=date(2024, 12, 31)), day)
    plain = make(*(row for row in rows if row["tanggal_lapor"] <= day.isoformat()), day=day)
    assert then.threads.keys() == plain.threads.keys()
    for key, thread in plain.threads.items():
        assert then.threads[key].missing == thread.missing
        assert then.threads[key].spent == thread.spent
    assert (then.due, then.through) == (plain.due, plain.through)
    quarter = (2024, 2)
    assert [case.flagged.flag for case in Board(then, quarter).cases] == [
        case.flagged.flag for case in Board(plain, quarter).cases
    ]


@given(reports=REPORTS, day=DAYS)
def test_a_week_tells_each_report_once(reports: list[tuple[int, date, int]], day: date) -> None:
    rows = [report(quarter, when.isoformat(), spent) for quarter, when, spent in reports]
    book = make(*rows, day=day)
    week = [when for _, when, _ in reports if day - timedelta(days=7) < when <= day]
    assert sum(delivery.reports for delivery in WeeklyReview(book, day).deliveries) == len(week)


def test_two_sub_kegiatan_of_an_agency_are_told_together() -> None:
    other = CODE.replace("0001", "0002")
    book = make_book(
        anggaran=[{"murni": 1000}, {"murni": 1000, "kode_sub_kegiatan": other}],
        realisasi=[
            report(2, "2024-07-30"),
            report(2, "2024-08-01", kode_sub_kegiatan=other),
        ],
        day=DAY,
    )
    assert WeeklyReview(book, DAY).deliveries == (Delivery("dinas-contoh", (2024, 2), 2, 1),)


@pytest.mark.parametrize("year", [1, 9998, 9999])
def test_a_year_at_the_end_of_the_calendar_has_no_deadline_now(year: int) -> None:
    """Rows may name any year; 9999 has no day after its last quarter."""
    book = make_book(rencana=[{"tahun": year}], anggaran=[{"tahun": year, "murni": 1}], day=DAY)
    review = WeeklyReview(book, DAY)
    assert review.deadlines_passed == ()
    assert review.deadlines_ahead(timedelta(days=45)) == ()
