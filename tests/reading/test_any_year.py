"""Rows may name any year of four digits: each has its deadlines, and nothing breaks on it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.deadlines import due_date, last_due, quarter_end

YEARS = st.integers(1, 9999) | st.sampled_from((1, 9998, 9999))


@given(year=YEARS, quarter=st.integers(1, 4), day=st.dates())
def test_every_year_has_its_deadlines(year: int, quarter: int, day: date) -> None:
    due = due_date(year, quarter)
    assert due >= quarter_end(year, quarter)
    assert (last_due(year, day) >= quarter) == any(due_date(year, later) < day for later in range(quarter, 5))
