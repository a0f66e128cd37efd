"""Circles along a scale: none over another on a phone, their area true, every one in the table."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from html_tree import Tree
from suluh.rendering.chart_text import ChartText
from suluh.rendering.swarm_charts import LEAST, LEFT, MOST, PHONE, RIGHT, Dot, Mark, draw_swarm

TEXT = ChartText(
    title="Serapan",
    prefix="serapan",
    value_label="Terserap",
    comparison_label="Pagu",
    category_label="Instansi",
)
CIRCLE = re.compile(r'<circle cx="([\d.]+)%" cy="(-?[\d.]+)" r="([\d.]+)">')
DOTS = st.builds(
    Dot,
    name=st.text("abc <&", min_size=1, max_size=8),
    value=st.decimals(0, 250, places=1),
    weight=st.decimals(1, 10**12, places=0),
)


def circles(html: str) -> list[tuple[float, float, float]]:
    return [(float(x) * PHONE / 100, float(y), float(radius)) for x, y, radius in CIRCLE.findall(html)]


@given(st.lists(DOTS, min_size=1, max_size=40))
def test_no_circle_lies_over_another_or_outside(dots: list[Dot]) -> None:
    html = draw_swarm(dots, [Mark(Decimal(50), "50 % waktu", "waktu")], TEXT)
    tree = Tree(html)
    assert tree.wrong == [] and tree.open == []
    found = circles(html)
    assert len(found) == len(dots)
    for (x, y, one), (u, v, other) in combinations(found, 2):
        assert hypot(x - u, y - v) > one + other - 0.2
    assert all(LEFT - 0.1 <= x * 100 / PHONE <= RIGHT + 0.1 and y > 0 for x, y, _ in found)


def test_the_area_is_the_weight() -> None:
    html = draw_swarm([Dot("A", Decimal(10), Decimal(100)), Dot("B", Decimal(60), Decimal(25))], [], TEXT)
    assert sorted(radius for _, _, radius in circles(html)) == [MOST / 2, MOST]
    tiny = draw_swarm([Dot("A", Decimal(10), Decimal(10**9)), Dot("B", Decimal(60), Decimal(1))], [], TEXT)
    assert min(radius for _, _, radius in circles(tiny)) == LEAST


def test_each_circle_says_whose_it_is_and_the_table_says_all() -> None:
    dots = [
        Dot("Dinas <b>", Decimal("41.5"), Decimal(7), "41,5 % dari Rp7"),
        Dot("Badan", Decimal(2), Decimal(3)),
    ]
    html = draw_swarm(dots, [], TEXT)
    assert "<title>Dinas &lt;b&gt;: 41,5 % dari Rp7</title>" in html
    table = html[html.index("Lihat sebagai tabel") :]
    assert table.index("Badan") < table.index("Dinas &lt;b&gt;")


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_swarm([], [], TEXT) == ""
