"""The frame of a chart, and the table beside it that has every value of it as the fact that it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from suluh.rendering.chart_text import ChartText
from suluh.rendering.printed_facts import print_fact
from suluh.vocabulary.facts import Fact


def print_cell(text: str, fact: Fact | None) -> str:
    """What a chart's table says of a value, as the fact that it is where it is one."""
    return text if fact is None or fact.value is None else print_fact(fact, text, unlinked=True)


def frame_chart(
    text: ChartText,
    legend: str,
    drawing: str,
    make_table: Callable[[], tuple[tuple[str, ...], list[tuple[str, ...]]]],
) -> Markup:
    """Title, description, legend, drawing, and the table that proves it, made where the page has no twin."""
    prefix = escape(text.prefix)
    note = f'<p class="grafik-catatan">{escape(text.description)}</p>' if text.description else ""
    money = " grafik--uang" if text.money else ""
    beside = _lead_to(text) if text.twin else draw_table(*make_table(), text)
    html = (
        f'<figure class="grafik{money}" aria-labelledby="{prefix}-judul">'
        f'<figcaption id="{prefix}-judul">{escape(text.title)}</figcaption>{note}{legend}{drawing}'
        f"{beside}</figure>"
    )
    return Markup(html)  # noqa: S704 (every text in it is escaped)


def _lead_to(text: ChartText) -> str:
    """To the table on the page that has every value of the chart."""
    return (
        f'<p class="s-cara"><a href="#{escape(text.twin)}">{escape(text.word("Lihat sebagai tabel"))}</a></p>'
    )


def draw_table(head: Sequence[str], rows: Iterable[Sequence[str]], text: ChartText) -> Markup:
    """The table twin of a chart, folded behind "Lihat sebagai tabel"; the first column names the rows."""
    first, *others = (escape(cell) for cell in head)
    heads = f'<th scope="col">{first}</th>' + "".join(
        f'<th scope="col" class="s-num">{cell}</th>' for cell in others
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="s-num">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    words = escape(text.word("Lihat sebagai tabel"))
    how = (
        f'<p class="s-cara"><a href="#hitung">{escape(text.word("Cara menghitung"))}</a></p>'
        if " data-f=" in body
        else ""
    )
    title = escape(text.title)
    html = (
        f'<details class="grafik-tabel"><summary>{words}</summary>'
        f'<div class="s-scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="s-table"><caption>{title}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{how}</details>"
    )
    return Markup(html)  # noqa: S704 (every text in it is escaped)
