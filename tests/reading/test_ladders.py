"""The ladder in force, and the word that an unrounded value gets on it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.ladders import judge, ladder_in_force, load_ladders

LADDER = ladder_in_force(2024)


@pytest.mark.parametrize(
    ("percent", "predicate"),
    [
        ("104", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.4", "Tinggi"),
        ("76", "Tinggi"),
        ("75.96", "Sedang"),
        ("65.999999", "Rendah"),
        ("50.9999", "Sangat Rendah"),
        ("-20", "Sangat Rendah"),
    ],
)
def test_values_are_compared_without_rounding(percent: str, predicate: str) -> None:
    assert judge(LADDER, Fraction(percent)) == predicate


def test_no_value_has_no_predicate() -> None:
    assert judge(LADDER, None) == ""
    assert judge(None, Fraction(80)) == ""


@given(st.fractions(-100, 300), st.fractions(-100, 300))
def test_a_higher_value_never_stands_lower(one: Fraction, other: Fraction) -> None:
    assert LADDER is not None
    order = [LADDER.lowest, *reversed([predicate for _, predicate in LADDER.steps])]
    low, high = sorted((one, other))
    assert order.index(judge(LADDER, low)) <= order.index(judge(LADDER, high))


def test_a_strict_ladder_wants_more_than_its_limit() -> None:
    assert LADDER is not None
    assert judge(replace(LADDER, strict=True), Fraction(91)) == "Tinggi"


def test_a_ladder_is_in_force_in_its_years() -> None:
    assert ladder_in_force(2016) is None
    assert ladder_in_force(2024, "tidak-ada") is None


def test_every_ladder_names_its_regulation() -> None:
    assert load_ladders()
    ladders = [ladder for some in load_ladders().values() for ladder in some]
    assert all(ladder.regulation and ladder.title and ladder.since for ladder in ladders)
