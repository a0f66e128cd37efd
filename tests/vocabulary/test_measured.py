"""A share cannot be without its coverage; it is judged where no missing report can change the judgement."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Coverage, Measured, Position, rank

SHARES = st.fractions(min_value=0, max_value=100, max_denominator=4)


def make_measured(
    low: int | Fraction, high: int | Fraction, *, share: int = 100, least: int = 90
) -> Measured:
    coverage = Coverage(share, 100, "sub kegiatan", Fraction(share), (2025, 2), Fraction(least))
    value = low if share else None
    state = State.NILAI if share else State.BELUM_DILAPORKAN
    return Measured(
        None if value is None else Fraction(value), state, coverage, Fraction(low), Fraction(high)
    )


def test_there_is_none_without_coverage() -> None:
    with pytest.raises(TypeError):
        Measured(Fraction(50), State.NILAI)  # type: ignore[call-arg]


@pytest.mark.parametrize(("counted", "owed", "money"), [(-1, 2, 50), (3, 2, 50), (1, 2, 101), (1, 2, -1)])
def test_no_more_is_counted_than_is_owed(counted: int, owed: int, money: int) -> None:
    with pytest.raises(ValueError, match=r"counted|share"):
        Coverage(counted, owed, "sub kegiatan", Fraction(money))


def test_what_is_complete_has_no_range() -> None:
    with pytest.raises(ValueError, match="all was counted"):
        make_measured(40, 60)
    with pytest.raises(ValueError, match="range"):
        make_measured(60, 40, share=50)
    with pytest.raises(ValueError, match="no value"):
        Measured(None, State.NILAI, Coverage(0, 1, "laporan"), None, None)


@pytest.mark.parametrize(("share", "judged"), [(100, True), (90, True), (89, False), (0, False)])
def test_a_judgement_needs_the_stated_coverage(share: int, judged: bool) -> None:
    measured = make_measured(40, 40, share=share)
    assert (measured.sure(lambda value: value < 50) is True) == judged


@given(SHARES, SHARES, SHARES, SHARES)
def test_a_judgement_holds_for_all_of_the_range(one_end, other_end, limit, inside) -> None:
    low, high = sorted((one_end, other_end))
    measured = make_measured(low, high, share=95)
    sure = measured.sure(lambda value: value >= limit)
    if low <= inside <= high and sure is not None:
        assert sure == (inside >= limit)
    assert (sure is None) == (low < limit <= high)


def test_positions_are_as_sure_as_the_ranges() -> None:
    found = rank(
        {
            "sure": make_measured(80, 80),
            "wide": make_measured(35, 45, share=95),
            "inside": make_measured(40, 40),
            "thin": make_measured(30, 90, share=50),
        }.items()
    )
    assert found == {
        "sure": Position(1, 2, 4),
        "wide": Position(2, 4, 4),
        "inside": Position(2, 4, 4),
    }


@given(st.lists(st.tuples(SHARES, SHARES, SHARES), min_size=1, max_size=6))
def test_a_true_place_lies_within_the_position(ranges) -> None:
    ends = [(*sorted(pair[:2]), pair[2]) for pair in ranges]
    thin = {str(at): make_measured(low, high, share=95) for at, (low, high, _) in enumerate(ends)}
    true = {
        str(at): make_measured(low + (high - low) * part / 100, low + (high - low) * part / 100)
        for at, (low, high, part) in enumerate(ends)
    }
    sure, guessed = rank(true.items()), rank(thin.items())
    for name, position in sure.items():
        assert guessed[name].best <= position.best <= position.worst <= guessed[name].worst
