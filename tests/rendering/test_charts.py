"""Charts: on one scale from zero, nothing clipped, states in words, a table that is exact."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.rendering.chart_axis import MOST_LINES, make_axis
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import Bar, by_size, draw_bars
from suluh.rendering.line_charts import Point, Series, draw_lines, span_years
from suluh.rendering.page_figures import format_rupiah
from suluh.vocabulary.figures import State

TEXT = ChartText("Realisasi", "g", "tersalur", "pagu", unit="rupiah", money=True, show=format_rupiah)
PLAIN = ChartText("Luas", "l", "luas", unit="km²")


def parse(markup: str) -> ElementTree.Element:
    """Well-formed XML, which is stricter than HTML asks."""
    return ElementTree.fromstring(markup)


def widths(markup: str, kind: str) -> list[float]:
    """Widths of all bars of a class, in per cent."""
    return [
        float(one)
        for one in re.findall(rf'<rect class="{kind}" x="[\d.]+%" y="\d+" width="([\d.]+)%"', markup)
    ]


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)))
def test_an_axis_holds_zero_and_all_values_with_few_round_lines(values: list[Decimal]) -> None:
    for whole in (False, True):
        axis = make_axis(values, whole=whole)
        assert axis.low <= 0 <= axis.high and axis.low < axis.high
        assert all(0 <= axis.share(value) <= 1 for value in values)
        assert 1 <= len(axis.lines) <= MOST_LINES + 2
        assert all(axis.low <= line <= axis.high for line in axis.lines)
        assert Decimal(0) in axis.lines
        labels, _ = axis.labels()
        assert len(set(labels)) == len(labels)


def test_an_axis_says_its_unit_once() -> None:
    labels, word = make_axis([Decimal(259_878_361_000)]).labels()
    assert (labels, word) == (("0", "100", "200"), "miliar")
    assert make_axis([Decimal(4164)]).labels() == (("0", "2.000", "4.000"), "")


def test_bars_are_as_long_as_their_values() -> None:
    drawn = draw_bars([Bar("A", Decimal(200)), Bar("B", Decimal(50)), Bar("C", Decimal(0))], PLAIN)
    first, second, third = widths(drawn, "grafik-nilai")
    assert first == pytest.approx(second * 4, abs=0.05)
    assert third == 0
    parse(drawn)


def test_beyond_the_plan_nothing_is_clipped() -> None:
    drawn = draw_bars([Bar("A", Decimal(104), Decimal(100)), Bar("B", Decimal(50), Decimal(100))], TEXT)
    assert widths(drawn, "grafik-nilai")[0] == pytest.approx(widths(drawn, "grafik-pagu")[0] * 1.04, abs=0.05)
    assert drawn.count('class="grafik-sobek"') == 1
    assert "104,0\N{NO-BREAK SPACE}%" in drawn and "50,0\N{NO-BREAK SPACE}%" in drawn
    assert "di atas 100 %" in drawn
    parse(drawn)


def test_states_are_words_and_never_zero() -> None:
    bars = [
        Bar("A", Decimal(1)),
        Bar("B", None, state=State.TIDAK_BERLAKU, note="kota ini tidak punya desa"),
        Bar("C", None),
        Bar("D", None, Decimal(5)),
    ]
    drawn = draw_bars(bars, TEXT)
    assert "tidak berlaku: kota ini tidak punya desa" in drawn
    assert len(widths(drawn, "grafik-nilai")) == 1
    assert drawn.count("belum dilaporkan") >= 4  # a row and its table cell, twice
    table = drawn[drawn.index("<table") :]
    assert '<td class="s-num">Rp0</td>' not in table


def test_the_table_is_exact() -> None:
    drawn = draw_bars([Bar("A", Decimal("104321987654"), Decimal("209876543210"))], TEXT)
    table = drawn[drawn.index("<table") :]
    assert (
        "Rp104.321.987.654" in table and "Rp209.876.543.210" in table and "49,7\N{NO-BREAK SPACE}%" in table
    )
    assert '<th scope="row">A</th>' in table


def test_many_rows_are_folded_not_dropped() -> None:
    drawn = draw_bars([Bar(f"Nama {index}", Decimal(index)) for index in range(43)], PLAIN)
    assert "Tampilkan 23 lagi" in drawn
    assert len(widths(drawn, "grafik-nilai")) == 43


def test_negative_values_go_left_from_zero() -> None:
    drawn = draw_bars([Bar("A", Decimal(-30)), Bar("B", Decimal(60))], PLAIN)
    first, second = widths(drawn, "grafik-nilai")
    assert second == pytest.approx(first * 2, abs=0.05)
    assert "−30" in drawn


def test_by_size_puts_what_has_no_value_last() -> None:
    bars = [Bar("a", None), Bar("b", Decimal(1)), Bar("c", Decimal(1), Decimal(9)), Bar("d", Decimal(3))]
    assert [bar.label for bar in by_size(bars)] == ["c", "d", "b", "a"]


def test_nothing_unescaped_and_no_inline_style() -> None:
    text = ChartText("<script>", '"><p', "<b>", "<i>", unit="<u>", description="<s>", show=lambda _: "<em>")
    bars = [Bar("<img>", Decimal(1), Decimal(1), address='"><svg onload=x>'), Bar("x", None, note="<q>")]
    series = [Series("<img>", (Point("<a>", Decimal(1)), Point("<q>", None)))]
    for drawn in (draw_bars(bars, text), draw_lines(series, text)):
        assert not re.search(r"<(script|b|i|u|s|em|img|q|p>)\b", drawn)
        assert "style=" not in drawn
        parse(drawn)


def test_no_chart_without_values() -> None:
    assert draw_bars([], TEXT) == ""
    assert draw_lines([], TEXT) == ""
    assert draw_lines([Series("a", (Point("2024", None),))], TEXT) == ""


def test_an_unreported_period_breaks_the_line() -> None:
    values = [1, 2, None, 4, 5]
    points = tuple(Point(str(2020 + i), None if v is None else Decimal(v)) for i, v in enumerate(values))
    drawn = draw_lines([Series("a", points)], PLAIN)
    line = drawn[drawn.index("grafik-deret--1") :]
    assert line.count("<line ") == 2
    (gap,) = re.findall(r'<line class="grafik-kosong" x1="([^"]+)" x2="\1" y1="24" y2="184"/>', drawn)
    assert gap in re.findall(r'<text class="grafik-tengah" x="([^"]+)"', drawn)
    assert drawn.count('class="grafik-kosong"') == 2  # in the chart and in the legend
    assert drawn.count("<circle ") == 4 and 'y="184"' not in line  # no mark where there is no value
    assert "2022 belum dilaporkan" in drawn
    parse(drawn)


def test_years_that_nobody_told_of_are_gaps() -> None:
    assert span_years(["2024", "2021"]) == ["2021", "2022", "2023", "2024"]
    assert span_years(["1821", "2021"]) == ["1821", "2021"]
    assert span_years(["TW I", "2021"]) == ["2021", "TW I"] and span_years([]) == []


def test_a_bar_may_say_its_share_in_words() -> None:
    drawn = draw_bars([Bar("A", None, Decimal(10), words="antara 5 % dan 100 %")], TEXT)
    assert drawn.count("antara 5 % dan 100 %") == 3  # spoken, at its end, and in the table
    assert not widths(drawn, "grafik-nilai")


def test_lines_share_their_periods() -> None:
    one = Series("a", (Point("2023", Decimal(1)),))
    other = Series("b", (Point("2024", Decimal(1)),))
    with pytest.raises(ValueError, match="same periods"):
        draw_lines([one, other], PLAIN)
    with pytest.raises(ValueError, match="at most four"):
        draw_lines([one] * 5, PLAIN)


@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=40))
def test_lines_stay_inside_the_drawing(values: list[int]) -> None:
    points = tuple(Point(f"P{index}", Decimal(value)) for index, value in enumerate(values))
    drawn = draw_lines([Series("a", points)], PLAIN)
    line = drawn[drawn.index("grafik-deret--1") :]
    for x, y in re.findall(r'<circle cx="([\d.]+)%" cy="([\d.]+)"', line):
        assert 0 <= float(x) <= 97
        assert 20 <= float(y) <= 190


def test_what_is_known_in_part_is_not_called_unreported() -> None:
    drawn = str(
        draw_bars([Bar("A", None, Decimal(100), words="antara 5 % dan 9 %", instead="sebagian: 5")], TEXT)
    )
    assert "belum dilaporkan" not in drawn.split("<table")[1]
    assert drawn.count("sebagian: 5") == 2, "spoken and in the table"
    assert 'aria-label="sebagian: 5' in drawn
