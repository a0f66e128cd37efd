"""Numbers for people: exact digits, Indonesian signs, nothing that breaks at the end of a line."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.rendering.page_figures import format_rupiah, format_short
from suluh.words.numbers import MINUS, NBSP, format_date, format_number, format_percent, round_half_up

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)


def read_back(text: str) -> Decimal:
    """The number an Indonesian text says."""
    return Decimal(text.replace(MINUS, "-").replace(".", "").replace(",", "."))


@given(AMOUNTS)
def test_a_number_says_every_digit_it_came_with(value: Decimal) -> None:
    assert read_back(format_number(value)) == value


@given(st.integers(min_value=-(10**40), max_value=10**40))
def test_rupiah_is_exact_and_grouped_by_three(value: int) -> None:
    text = format_rupiah(value)
    assert read_back(text.replace("Rp", "")) == value
    head, *groups = text.removeprefix(MINUS).removeprefix("Rp").split(".")
    assert 1 <= len(head) <= 3
    assert all(len(group) == 3 for group in groups)


@given(AMOUNTS)
def test_no_text_can_break_inside(value: Decimal) -> None:
    for text in (format_number(value), format_rupiah(value, short=True), format_percent(value)):
        assert " " not in text
        assert "-" not in text


@given(st.integers(min_value=10**6, max_value=10**18))
def test_short_rupiah_is_within_its_rounding(value: int) -> None:
    text = format_rupiah(value, short=True).removeprefix("Rp")
    number, _, word = text.partition(NBSP)
    scale = {"juta": 10**6, "miliar": 10**9, "triliun": 10**12}[word]
    said = read_back(number) * scale
    step = Decimal("0.01") if read_back(number) <= 10 else Decimal("0.1")
    assert abs(said - value) <= step * scale / 2
    assert read_back(number) < 1000 or word == "triliun"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**6, places=8))
def test_a_share_never_pretends_to_be_nothing_or_all(share: Decimal) -> None:
    said = read_back(format_percent(share).removesuffix("%").rstrip(NBSP))
    assert (said == 0) == (share == 0)
    assert (said == 100) == (share == 100)
    assert (said > 100) == (share > 100)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal(1234567), "1.234.567"),
        (Decimal("294.104"), "294,104"),
        (Decimal("0.50"), "0,50"),
        (Decimal("1E+3"), "1.000"),
        (Decimal(-3), "−3"),
        (0, "0"),
    ],
)
def test_numbers_in_indonesian(value: Decimal | int, expected: str) -> None:
    assert format_number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (918_720_000, "Rp918,7\N{NO-BREAK SPACE}juta"),
        (1_200_000_000, "Rp1,2\N{NO-BREAK SPACE}miliar"),
        (100_000_000_000, "Rp100\N{NO-BREAK SPACE}miliar"),
        (1_474_000_000_000, "Rp1,47\N{NO-BREAK SPACE}triliun"),
        (999_999_999, "Rp1\N{NO-BREAK SPACE}miliar"),
        (999_999, "Rp1\N{NO-BREAK SPACE}juta"),
        (850_000, "Rp850.000"),
        (-2_500_000, "−Rp2,5\N{NO-BREAK SPACE}juta"),
        (0, "Rp0"),
    ],
)
def test_short_rupiah(value: int, expected: str) -> None:
    assert format_rupiah(value, short=True) == expected


def test_shares() -> None:
    assert format_percent(Decimal("41.52")) == "41,5\N{NO-BREAK SPACE}%"
    assert format_percent(Decimal("0.05")) == "0,1\N{NO-BREAK SPACE}%"
    assert format_percent(Decimal("0.004")) == "0,004\N{NO-BREAK SPACE}%"
    assert format_percent(Decimal("99.96")) == "99,96\N{NO-BREAK SPACE}%"
    assert format_percent(Decimal("100.2")) == "100,2\N{NO-BREAK SPACE}%"
    assert format_percent(104, decimals=0) == "104\N{NO-BREAK SPACE}%"
    assert format_percent(Decimal(52), language="en") == "52.0%"


def test_english_has_its_own_signs() -> None:
    assert format_number(Decimal("1234.5"), "en") == "1,234.5"
    assert format_short(Decimal(2_500_000), "en") == "2.5\N{NO-BREAK SPACE}million"


def test_dates() -> None:
    assert format_date(date(2025, 6, 30)) == "30\N{NO-BREAK SPACE}Juni\N{NO-BREAK SPACE}2025"


def test_halves_go_away_from_zero() -> None:
    assert round_half_up(Decimal("0.25"), 1) == Decimal("0.3")
    assert round_half_up(Decimal("-0.25"), 1) == Decimal("-0.3")
    assert round_half_up(Decimal(12), 1) == Decimal(12)


def test_the_scale_of_large_numbers_stands_in_one_module() -> None:
    package = Path(str(files("suluh")))
    named = [
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        if re.search(r'"(?:triliun|miliar|juta|ribu|jt)"', path.read_text(encoding="utf-8"))
    ]
    assert [name for name in named if name.startswith(("rendering/", "words/"))] == [
        "rendering/page_figures.py"
    ]


def test_a_narrow_column_has_a_sign_for_each_scale() -> None:
    assert format_short(Decimal("1234000000"), narrow=True) == "1,23\N{NO-BREAK SPACE}M"
    assert format_short(Decimal("1234000000"), "en", narrow=True) == "1.23\N{NO-BREAK SPACE}B"
    assert format_short(Decimal("56780000"), narrow=True) == "56,8\N{NO-BREAK SPACE}jt"
    assert format_short(2718, narrow=True) == "2.718"
