"""Lines over periods. What was not reported breaks the line; nothing is drawn through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup, escape

from suluh.rendering.chart_axis import Axis, make_axis
from suluh.rendering.chart_tables import frame_chart, print_cell
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import percent
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.figures import State
from suluh.words.numbers import as_decimal

TOP, BOTTOM, HEIGHT = 24, 184, 212
"""Pixels: highest and lowest point of the lines, and the whole."""

MOST_SERIES = 4
YEAR_DIGITS, MOST_YEARS = 4, 60
"""How a year is written, and over how many years at most those without a value are shown too."""
PHONE, LETTER = 300, 6.6
"""Width of a chart on a phone and of a letter of its labels, in pixels."""

FIRST = Decimal(11)
"""Where the first point stands, in per cent: the numbers of the axis are left of it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A period, in order of time, and its value, or the state that stands for the value.

    The chart's table prints the `fact` that the value is.
    """

    label: str
    value: Decimal | None
    state: State = State.BELUM_DILAPORKAN
    short: str = ""
    fact: Fact | None = None

    @property
    def tick(self) -> str:
        """What stands under the axis: the short name of the period where it has one."""
        return self.short or self.label


def point_of(label: str, fact: Fact | None, state: State = State.BELUM_DILAPORKAN) -> Point:
    """The point of a fact; in the state `state` where there is none, or no value."""
    value = None if fact is None else fact.value
    shown = as_decimal(value) if isinstance(value, Fraction) else value
    return Point(label, None if shown is None else Decimal(shown), state, fact=fact)


def span_years(periods: Sequence[str]) -> list[str]:
    """Periods in order, and where all of them are years also those between them that nobody told of.

    A line over years that are not there would show two far years as neighbours.
    """
    ordered = sorted(periods)
    if not ordered or not all(len(text) == YEAR_DIGITS and text.isdecimal() for text in ordered):
        return ordered
    years = range(int(ordered[0]), int(ordered[-1]) + 1)
    return [str(year) for year in years] if len(years) <= MOST_YEARS else ordered


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its points, one for every period of the chart."""

    label: str
    points: tuple[Point, ...]


def draw_lines(series: Sequence[Series], text: ChartText) -> Markup:
    """Up to four lines over the same periods on one scale from zero, with their table.

    Empty without a point. Raises ValueError for more lines or periods that differ.
    """
    if len(series) > MOST_SERIES or len({tuple(p.label for p in curve.points) for curve in series}) > 1:
        raise ValueError("a line chart has at most four series, all over the same periods")
    values = [point.value for curve in series for point in curve.points if point.value is not None]
    if not values:
        return Markup("")
    grid = _Grid(make_axis(values, whole=True), len(series[0].points), _last_place(series, text))
    parts = [_draw_grid(grid, text), _draw_periods(series[0].points, grid), _draw_gaps(series, grid)]
    parts += [_draw_series(curve, index, grid) for index, curve in enumerate(series)]
    parts += _end_labels(series, grid, text)
    # Where a table of the page has every value, the chart is called by its title.
    spoken = escape(text.title if text.twin else "; ".join(_spoken(curve, text) for curve in series))
    drawing = f'<svg class="grafik-garis" role="img" aria-label="{spoken}">{"".join(parts)}</svg>'
    return frame_chart(text, _legend(series, text), drawing, lambda: _line_table(series, text))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where periods and values lie: per cent across, pixels down."""

    axis: Axis
    periods: int
    last: Decimal

    def across(self, index: int) -> str:
        """The place of a period, in per cent."""
        if self.periods == 1:
            return percent((FIRST + self.last) / 2)
        return percent(FIRST + (self.last - FIRST) * index / (self.periods - 1))

    def down(self, value: Decimal) -> str:
        """The height of a value, in pixels from the top, to a tenth."""
        place = BOTTOM - self.axis.share(value) * (BOTTOM - TOP)
        return f"{place:.1f}".removesuffix(".0")


def _last_place(series: Sequence[Series], text: ChartText) -> Decimal:
    """Where the last point stands, so that the labels after it fit a phone."""
    longest = max(len(_end_label(curve, text, named=len(series) > 1)) for curve in series)
    return Decimal(max(60, round(96 - longest * Decimal("2.5"))))


def _draw_grid(grid: _Grid, text: ChartText) -> str:
    labels, word = grid.axis.labels(text.language)
    unit = " ".join(part for part in (word, text.unit) if part)
    named = f'<text x="0" y="6">{escape(unit)}</text>' if unit else ""
    parts = []
    for line, label in zip(grid.axis.lines, labels, strict=True):
        y = grid.down(line)
        base = ' class="grafik-dasar"' if line == 0 else ""
        parts.append(f'<line{base} x2="100%" y1="{y}" y2="{y}"/><text y="{y}">{escape(label)}</text>')
    start, width = percent(FIRST - 2), percent(grid.last - FIRST + 4)
    return f'{named}<svg class="grafik-kisi" x="{start}" width="{width}">{"".join(parts)}</svg>'


def _draw_periods(points: Sequence[Point], grid: _Grid) -> str:
    """Names of the periods: the last always, before it as many at even steps as fit."""
    room = PHONE * float(grid.last - FIRST) / 100
    most = max(1, int(room // (LETTER * max(len(point.tick) for point in points) + 10)))
    step = -(-len(points) // most)
    shown = range((len(points) - 1) % step, len(points), step)
    labels = ((grid.across(index), escape(points[index].tick)) for index in shown)
    return "".join(
        f'<text class="grafik-tengah" x="{x}" y="{HEIGHT - 8}">{label}</text>' for x, label in labels
    )


def _draw_series(series: Series, index: int, grid: _Grid) -> str:
    """Segments between reported neighbours and a mark on each value; where there is none there is a gap."""
    parts: list[str] = []
    before: Point | None = None
    for place, point in enumerate(series.points):
        x = grid.across(place)
        if point.value is not None:
            y = grid.down(point.value)
            if before is not None and before.value is not None:
                start = grid.across(place - 1)
                parts.insert(0, f'<line x1="{start}" y1="{grid.down(before.value)}" x2="{x}" y2="{y}"/>')
            parts.append(_mark(index, x, y))
        before = point
    return f'<g class="grafik-deret grafik-deret--{index + 1}">{"".join(parts)}</g>'


def _draw_gaps(series: Sequence[Series], grid: _Grid) -> str:
    """A dashed upright line over all the height of a period that somebody did not report: it is no value."""
    places = [
        grid.across(place)
        for place in range(grid.periods)
        if any(_is_missing(curve.points[place]) for curve in series)
    ]
    return "".join(
        f'<line class="grafik-kosong" x1="{x}" x2="{x}" y1="{TOP}" y2="{BOTTOM}"/>' for x in places
    )


def _is_missing(point: Point) -> bool:
    return point.value is None and point.state is State.BELUM_DILAPORKAN


def _mark(index: int, x: str, y: str) -> str:
    """Round for odd series, square for even ones, so that colour is never the only difference."""
    if index % 2 == 0:
        return f'<circle cx="{x}" cy="{y}"/>'
    return f'<rect x="{x}" y="{y}"/>'


def _end_label(series: Series, text: ChartText, *, named: bool) -> str:
    """The last value, with the line's name where there are several."""
    last = next((point.value for point in reversed(series.points) if point.value is not None), None)
    value = text.show(last) if last is not None else text.word(State.BELUM_DILAPORKAN.value)
    return f"{series.label} {value}" if named else value


def _end_labels(series: Sequence[Series], grid: _Grid, text: ChartText) -> list[str]:
    """Labels right of the last points, moved apart where they would touch."""
    wanted: list[tuple[float, str, str]] = []
    for curve in series:
        places = [place for place, point in enumerate(curve.points) if point.value is not None]
        if places:
            value = curve.points[places[-1]].value
            assert value is not None
            label = _end_label(curve, text, named=len(series) > 1)
            wanted.append((float(grid.down(value)), grid.across(places[-1]), label))
    labels: list[str] = []
    lowest = 0.0
    for height, across, label in sorted(wanted):
        lowest = max(height, lowest + 15 if labels else height)
        labels.append(
            f'<text class="grafik-ujung" x="{across}" dx="9" y="{lowest:.0f}">{escape(label)}</text>'
        )
    return labels


def _legend(series: Sequence[Series], text: ChartText) -> str:
    """Lines are named at their end; only the gap of what was not reported needs words."""
    if not any(_is_missing(point) for curve in series for point in curve.points):
        return ""
    words = escape(text.word(State.BELUM_DILAPORKAN.value))
    return (
        '<ul class="grafik-legenda"><li><svg viewBox="0 0 22 12" aria-hidden="true" focusable="false">'
        f'<line class="grafik-kosong" x1="11" x2="11" y1="0" y2="12"/></svg>{words}</li></ul>'
    )


def _show(point: Point, text: ChartText) -> str:
    return text.show(point.value) if point.value is not None else text.word(point.state.value)


def _spoken(series: Series, text: ChartText) -> str:
    """A line in words, for those who do not see it."""
    return f"{series.label}: " + ", ".join(f"{point.label} {_show(point, text)}" for point in series.points)


def _line_table(series: Sequence[Series], text: ChartText) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    head = (text.category_label or text.word("Wilayah"), *(curve.label for curve in series))
    rows = [
        (
            point.label,
            *(print_cell(_show(curve.points[index], text), curve.points[index].fact) for curve in series),
        )
        for index, point in enumerate(series[0].points)
    ]
    return head, rows
