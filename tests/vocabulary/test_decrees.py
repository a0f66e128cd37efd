"""Decrees on one subject follow each other: at most one for each year, and none missing unasked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.vocabulary.decrees import ALWAYS, Decree, in_force, line_up


def decree(since: int, until: int = ALWAYS, name: str = "") -> Decree:
    return Decree(name or f"d/{since}", "hal", since, until)


def test_a_successor_ends_what_had_no_end() -> None:
    found = line_up([decree(2027), decree(2017)])
    assert [(one.since, one.until) for one in found] == [(2017, 2026), (2027, ALWAYS)]
    assert [in_force(found, year) and in_force(found, year).since for year in (2016, 2026, 2027, 2090)] == [
        None,
        2017,
        2027,
        2027,
    ]


@pytest.mark.parametrize(
    "decrees",
    [
        [decree(2017, name="d/a"), decree(2017, name="d/b")],
        [decree(2017, 2027), decree(2027)],
        [decree(2017, 2030), decree(2027)],
        [decree(2027, 2020)],
    ],
)
def test_two_for_one_year_are_refused(decrees: list[Decree]) -> None:
    for gaps in (False, True):
        with pytest.raises(ValueError, match=decrees[0].name):
            line_up(decrees, gaps=gaps)


def test_a_gap_is_refused_unless_it_is_for_records_to_meet() -> None:
    decrees = [decree(2017, 2024), decree(2027)]
    with pytest.raises(ValueError, match="from 2025 to 2026"):
        line_up(decrees)
    found = line_up(decrees, gaps=True)
    assert in_force(found, 2025) is None and in_force(found, 2024) == decrees[0]


@given(st.lists(st.integers(1950, 2100), min_size=1, max_size=6, unique=True), st.integers(1945, 2110))
def test_the_last_that_has_begun_is_in_force(begun: list[int], year: int) -> None:
    found = line_up(decree(since) for since in begun)
    right = max((since for since in begun if since <= year), default=None)
    assert (in_force(found, year) or decree(0)).since == (right or 0)
