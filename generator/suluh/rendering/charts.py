"""Charts as HTML rows with small SVG bars, or as one SVG line chart. No script.

Names and words are HTML text, or SVG text without `viewBox` whose places are percentages: type keeps its
size at any width. Colours are classes styled by `assets/grafik.css`. Every chart comes with its exact table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup, escape

from suluh.rendering.chart_axis import Axis, make_axis
from suluh.rendering.chart_tables import frame_chart, print_cell
from suluh.rendering.chart_text import ChartText
from suluh.vocabulary.facts import Exact, Fact
from suluh.vocabulary.figures import State
from suluh.words.numbers import as_decimal, format_percent

ROWS_SHOWN = 20
"""From here on rows are folded behind "Tampilkan … lagi"."""

BAR, ROW = 12, 24
"""Height of a bar and of its row in pixels (`grafik.css` says the same)."""

LETTER, BESIDE = Decimal("3.4"), 12
"""A letter in per cent of a row on a phone, and how many fit after a bar: longer words stand below it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: a value, perhaps what it is compared with, or the state that stands for the value.

    `words` stand at its end where the amounts say no share, `instead` for the state of what is known in part.
    `facts` are those of value, comparison and share, as many as there are: the table prints them.
    `printed` is the share as it stands there, where it is more than one fact.
    """

    label: str
    value: Decimal | None
    comparison: Decimal | None = None
    state: State = State.BELUM_DILAPORKAN
    note: str = ""
    address: str = ""
    words: str = ""
    instead: str = ""
    facts: tuple[Fact | None, ...] = ()
    printed: str = ""

    @property
    def share(self) -> Decimal | None:
        """The value in hundredths of what it is compared with, None where that says nothing."""
        return None if self.value is None or not self.comparison else self.value * 100 / self.comparison


def bar_of(label: str, value: Fact, comparison: Fact | None = None, share: Fact | None = None) -> Bar:
    """The bar of a fact, and of those that it is compared with; its state where it has no value."""
    facts = tuple(fact for fact in (value, comparison, share) if fact is not None)
    pair = (
        None if fact is None or fact.value is None else _to_scale(fact.value) for fact in (value, comparison)
    )
    length, behind = pair
    state = State.BELUM_DILAPORKAN if value.state is State.NILAI else value.state
    return Bar(label, length, behind, state, facts=facts)


def _to_scale(value: Exact) -> Decimal:
    return as_decimal(value) if isinstance(value, Fraction) else Decimal(value)


def by_size(bars: Iterable[Bar]) -> list[Bar]:
    """Bars from the largest to the smallest, by comparison where there is one; without value last."""

    def size(bar: Bar) -> tuple[bool, Decimal, str]:
        length = bar.comparison if bar.comparison is not None else bar.value
        return length is None, -(length or Decimal(0)), bar.label

    return sorted(bars, key=size)


def draw_bars(bars: Sequence[Bar], text: ChartText) -> Markup:
    """Horizontal bars from zero on one scale, in the order given, with a table; empty without bars.

    With a comparison the pale bar behind is what was planned, the full one what was reached,
    and the label its share. Beyond 100 % the full bar runs on past the plan and ends torn.
    """
    if not bars:
        return Markup("")
    lengths = [amount for bar in bars for amount in (bar.value, bar.comparison) if amount is not None]
    scale = _Scale(make_axis(lengths, counts=text.counts), _label_room(bars, text))
    rows = [_draw_row(bar, scale, text) for bar in bars]
    shown, folded = rows[:ROWS_SHOWN], rows[ROWS_SHOWN:]
    parts = [_draw_scale(scale, text) if lengths else "", f'<ul class="grafik-daftar">{"".join(shown)}</ul>']
    if folded:
        more = escape(text.word("Tampilkan %(jumlah)s lagi", jumlah=len(folded)))
        parts.append(
            f'<details class="grafik-lagi"><summary>{more}</summary>'
            f'<ul class="grafik-daftar">{"".join(folded)}</ul></details>'
        )
    return frame_chart(text, _legend(bars, text), "".join(parts), lambda: _bar_table(bars, text))


@dataclass(frozen=True, slots=True)
class _Scale:
    """An axis over the part of a row that labels leave free."""

    axis: Axis
    room: Decimal

    def place(self, value: Decimal) -> str:
        """Where a value lies, in per cent of the row's width."""
        return percent(self.axis.share(value) * self.room)


def percent(number: Decimal) -> str:
    """A share of the width as an SVG attribute, to a hundredth: `47.8%`."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return f"{'0' if text in ('', '-0') else text}%"


def _label_room(bars: Sequence[Bar], text: ChartText) -> Decimal:
    """Per cent of the width that the longest bar may take, so that the label after it fits a phone."""
    labels = (_label_of(bar, text) for bar in bars if bar.value is not None)
    longest = max((len(label) for label in labels if len(label) <= BESIDE), default=0)
    # A state over a pale bar may stand on it, so it asks for no room of its own.
    return 96 - longest * LETTER


def _label_of(bar: Bar, text: ChartText) -> str:
    """What stands at the end of a bar: its own words, the share, the value, or the state in words."""
    if bar.value is None and not bar.words:
        return text.word(bar.state.value) if bar.comparison is not None else ""
    return _share_of(bar, text) or ("" if bar.value is None else text.show(bar.value))


def _share_of(bar: Bar, text: ChartText) -> str:
    """The share that a bar states in words, else that of its two amounts; empty without."""
    return bar.words or (format_percent(bar.share, text.language) if bar.share is not None else "")


def _spoken(bar: Bar, text: ChartText) -> str:
    """A bar in words, for those who do not see it."""
    parts = [
        text.show(bar.value) if bar.value is not None else _plain(bar.instead) or text.word(bar.state.value)
    ]
    if bar.comparison is not None:
        parts.append(" ".join((text.comparison_label or text.word("pembanding"), text.show(bar.comparison))))
    return ", ".join(part for part in (*parts, _share_of(bar, text)) if part)


def _draw_row(bar: Bar, scale: _Scale, text: ChartText) -> str:
    name = escape(bar.label)
    if bar.address:
        name = Markup('<a href="{}">{}</a>').format(bar.address, bar.label)
    quiet = "" if bar.value is not None else " grafik-nama--diam"
    head = f'<span class="grafik-nama{quiet}">{name}</span>'
    if bar.value is None and bar.comparison is None:
        words = text.word(bar.state.value) + (f": {bar.note}" if bar.note else "")
        kind = " grafik-kata--belum" if bar.state is State.BELUM_DILAPORKAN else ""
        return f'<li class="grafik-baris">{head}<span class="grafik-kata{kind}">{escape(words)}</span></li>'
    label = _label_of(bar, text)
    long = len(label) > BESIDE and bool(bar.words or bar.value is not None)
    below = f'<span class="grafik-bawah" aria-hidden="true">{escape(label)}</span>' if long else ""
    drawn = _draw_bar(bar, scale, "" if long else label)
    return (
        f'<li class="grafik-baris">{head}<svg class="grafik-batang" width="100%" height="{ROW}" role="img" '
        f'aria-label="{escape(_spoken(bar, text))}">{_grid(scale)}{drawn}</svg>{below}</li>'
    )


def _grid(scale: _Scale) -> str:
    places = (scale.place(line) for line in scale.axis.lines)
    return "".join(f'<line x1="{place}" x2="{place}" y2="100%"/>' for place in places)


def _draw_bar(bar: Bar, scale: _Scale, label: str) -> str:
    """The plan, the value over it, the torn end beyond the plan, and the label that stands at its end."""
    top = (ROW - BAR) // 2
    parts: list[str] = []
    if bar.comparison is not None:
        parts.append(_rectangle("grafik-pagu", bar.comparison, scale, top))
    if bar.value is not None:
        parts.append(_rectangle("grafik-nilai", bar.value, scale, top))
    if bar.value is not None and bar.comparison is not None and bar.value > bar.comparison >= 0:
        plan, end = scale.place(bar.comparison), scale.place(bar.value)
        parts.append(
            f'<line class="grafik-batas" x1="{plan}" x2="{plan}" y1="{top - 3}" y2="{top + BAR + 3}"/>'
        )
        parts.append(
            f'<svg x="{end}" y="{top}" class="grafik-luber"><path class="grafik-sobek" '
            'd="M-1 0h1l4 2-4 2 4 2-4 2 4 2-4 2h-1z"/></svg>'
        )
    if not label:
        return "".join(parts)
    reach = max(amount for amount in (bar.value, bar.comparison, Decimal(0)) if amount is not None)
    if bar.value is None and scale.axis.share(reach) > Decimal("0.4"):
        reach = Decimal(0)
    kind = "" if bar.value is not None else ' class="grafik-kata"'
    parts.append(f'<text x="{scale.place(reach)}" dx="8" y="{ROW // 2}"{kind}>{escape(label)}</text>')
    return "".join(parts)


def _rectangle(kind: str, value: Decimal, scale: _Scale, top: int) -> str:
    """A bar from zero to the value, to the left for negative ones."""
    ends = sorted((scale.axis.share(Decimal(0)), scale.axis.share(value)))
    left, width = percent(ends[0] * scale.room), percent((ends[1] - ends[0]) * scale.room)
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{BAR}"/>'


def _draw_scale(scale: _Scale, text: ChartText) -> str:
    """The axis over the bars: the unit where the names stand, then the numbers."""
    labels, word = scale.axis.labels(text.language)
    unit = " ".join(part for part in (word, text.unit) if part)
    numbers = "".join(
        f'<text x="{scale.place(line)}" y="9"{_first(line == scale.axis.low)}>{escape(label)}</text>'
        for line, label in zip(scale.axis.lines, labels, strict=True)
    )
    return (
        f'<div class="grafik-baris grafik-sumbu" aria-hidden="true"><span>{escape(unit)}</span>'
        f'<svg width="100%" height="18">{numbers}</svg></div>'
    )


def _first(at_edge: bool) -> str:
    """The label at the left edge begins there, so that it does not run into the names."""
    return ' class="grafik-mula"' if at_edge else ""


def _legend(bars: Sequence[Bar], text: ChartText) -> str:
    """What the two colours and the number mean; a chart of one measure needs none."""
    if all(bar.comparison is None for bar in bars):
        return ""
    entries = [("grafik-nilai", text.value_label), ("grafik-pagu", text.comparison_label)]
    items = "".join(
        f'<li><svg viewBox="0 0 22 12" aria-hidden="true" focusable="false"><rect class="{kind}" x="1" y="1" '
        f'width="20" height="10"/></svg>{escape(label)}</li>'
        for kind, label in entries
    )
    share = text.word(
        "angka: bagian %(nilai)s dari %(pembanding)s",
        nilai=text.value_label,
        pembanding=text.comparison_label,
    )
    items += f"<li>{escape(share)}</li>"
    if any(bar.share is not None and bar.share > 100 for bar in bars):
        beyond = text.word(
            "garis tegak: %(pembanding)s, ujung bergerigi: di atas 100 %%", pembanding=text.comparison_label
        )
        items += f"<li>{escape(beyond)}</li>"
    return f'<ul class="grafik-legenda">{items}</ul>'


def _bar_table(bars: Sequence[Bar], text: ChartText) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of the table beside the bars."""
    compared = any(bar.comparison is not None for bar in bars)
    head = [text.category_label or text.word("Wilayah"), text.value_label]
    head += [text.comparison_label, text.word("bagian")] if compared else []
    rows: list[tuple[str, ...]] = []
    for bar in bars:
        state = bar.instead or text.word(bar.state.value) + (f": {bar.note}" if bar.note else "")
        cells = [state if bar.value is None else text.show(bar.value)]
        if compared:
            cells.append(text.show(bar.comparison) if bar.comparison is not None else "–")
            cells.append(bar.printed or _share_of(bar, text) or "–")
        rows.append((bar.label, *map(print_cell, cells, (*bar.facts, *([None] * len(cells))))))
    return tuple(head), rows


def _plain(words: str) -> str:
    return escape(words).striptags()
