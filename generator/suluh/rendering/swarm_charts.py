"""One circle for each agency along a scale of per cent: where most of them are, and who is far away.

The places across are percentages of the width, so the chart takes any width; the heights are
reckoned for a phone, where the circles are closest, so that no two overlap on any screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from markupsafe import Markup, escape

from suluh.rendering.chart_axis import make_axis
from suluh.rendering.chart_tables import frame_chart, print_cell
from suluh.rendering.chart_text import ChartText
from suluh.vocabulary.facts import Fact
from suluh.words.numbers import format_percent

PHONE = 300
"""The width in pixels for which circles are laid out."""
LEAST, MOST = 3.0, 12.0
"""Radius in pixels of the smallest and of the largest circle."""
NAMED = 3
"""How many of the lowest circles are named."""
LINE, BOTTOM, GAP, STEP = 17, 22, 1.0, 2.0
"""Pixels: height of a line of words, room for the numbers of the axis, between circles, and of a step up."""
NOTHING = Markup()
LEFT, RIGHT = 4, 96
"""Per cent of the width where the axis begins and ends."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle: where it is in per cent, how much it stands for, and what is said of it.

    `facts` are those of value and weight, or none: the table prints them.
    """

    name: str
    value: Decimal
    weight: Decimal
    words: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line through the chart with its words: the time that has passed, or the mean.

    `drawn` is the mark of the fact that they say.
    """

    value: Decimal
    words: str
    kind: str
    drawn: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class _Placed:
    dot: Dot
    x: float
    y: float
    radius: float


def draw_swarm(dots: Sequence[Dot], marks: Sequence[Mark], text: ChartText) -> Markup:
    """Circles whose area is their weight, stacked where they would overlap, with their table."""
    if not dots:
        return Markup("")
    axis = make_axis([*(dot.value for dot in dots), *(mark.value for mark in marks)])
    scale = zip(axis.lines, axis.labels(text.language)[0], strict=True)

    def across(value: Decimal) -> float:
        return LEFT + float(axis.share(value)) * (RIGHT - LEFT)

    placed = _stack(dots, across)
    rise = max(spot.y + spot.radius for spot in placed)
    named = _choose_named(placed)
    head = LINE * (len(marks) + len(named))
    floor = head + rise + 4
    height = floor + BOTTOM
    parts = [f'<line class="grafik-dasar" x1="0" x2="100%" y1="{floor:.1f}" y2="{floor:.1f}"/>']
    parts += [_draw_tick(across(line), label, floor) for line, label in scale]
    parts += [_draw_mark(mark, across(mark.value), at, floor) for at, mark in enumerate(marks)]
    parts += [_draw_dot(spot, floor) for spot in placed]
    parts += [_draw_name(placed, LINE * (len(marks) + at), floor) for at, placed in enumerate(named)]
    drawing = (
        f'<svg class="grafik-kawanan" width="100%" height="{height:.0f}" role="img" '
        f'aria-label="{escape(text.title)}">{"".join(parts)}</svg>'
    )
    return frame_chart(text, "", drawing, lambda: _table(dots, text))


def _stack(dots: Sequence[Dot], across: Callable[[Decimal], float]) -> list[_Placed]:
    """Every circle as low as it can lie without touching one that lies already, the largest first."""
    heaviest = float(max(dot.weight for dot in dots)) or 1.0
    done: list[_Placed] = []
    for dot in sorted(dots, key=lambda dot: (-dot.weight, dot.value, dot.name)):
        radius = max(LEAST, MOST * sqrt(float(dot.weight) / heaviest))
        x, y = across(dot.value), radius
        while any(_touch(placed, x, y, radius) for placed in done):
            y += STEP
        done.append(_Placed(dot, x, y, radius))
    return done


def _touch(placed: _Placed, x: float, y: float, radius: float) -> bool:
    far = placed.radius + radius + GAP
    return ((placed.x - x) * PHONE / 100) ** 2 + (placed.y - y) ** 2 < far * far


def _choose_named(placed: Sequence[_Placed]) -> list[_Placed]:
    """The lowest ones, from the left."""
    return sorted(placed, key=lambda placed: (placed.dot.value, placed.dot.name))[:NAMED]


def _draw_tick(x: float, label: str, floor: float) -> str:
    return f'<text class="grafik-tengah" x="{x:.2f}%" y="{floor + 14:.1f}">{escape(label)}</text>'


def _draw_mark(mark: Mark, x: float, row: int, floor: float) -> str:
    side = "end" if x > 70 else "start"
    move = -5 if side == "end" else 5
    return (
        f'<line class="grafik-tanda grafik-tanda--{mark.kind}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{LINE * row}" '
        f'y2="{floor:.1f}"/><text{mark.drawn} class="grafik-tanda--{mark.kind}" x="{x:.2f}%" dx="{move}" '
        f'y="{LINE * row + 8}" text-anchor="{side}">{escape(mark.words)}</text>'
    )


def _draw_dot(placed: _Placed, floor: float) -> str:
    words = f"{placed.dot.name}: {placed.dot.words}" if placed.dot.words else placed.dot.name
    return (
        f'<circle cx="{placed.x:.2f}%" cy="{floor - placed.y:.1f}" r="{placed.radius:.1f}">'
        f"<title>{escape(words)}</title></circle>"
    )


def _draw_name(placed: _Placed, top: float, floor: float) -> str:
    """A name over its circle, with a line down to it."""
    side = "end" if placed.x > 70 else "start"
    move = -4 if side == "end" else 4
    return (
        f'<line class="grafik-tunjuk" x1="{placed.x:.2f}%" x2="{placed.x:.2f}%" y1="{top + 2:.0f}" '
        f'y2="{floor - placed.y - placed.radius:.1f}"/>'
        f'<text x="{placed.x:.2f}%" dx="{move}" y="{top + 8:.0f}" '
        f'text-anchor="{side}">{escape(placed.dot.name)}</text>'
    )


def _table(dots: Sequence[Dot], text: ChartText) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    head = (text.category_label, text.value_label, text.comparison_label)
    rows: list[tuple[str, ...]] = [
        (dot.name, *map(print_cell, _cells(dot, text), dot.facts or (None, None)))
        for dot in sorted(dots, key=lambda dot: (dot.value, dot.name))
    ]
    return head, rows


def _cells(dot: Dot, text: ChartText) -> tuple[str, str]:
    return format_percent(dot.value, text.language), text.show(dot.weight)
