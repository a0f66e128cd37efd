"""How indicators' achievements lie beside their mean: bars with a table, and what was held, in words."""

from __future__ import annotations

import re
from fractions import Fraction

from record_builders import make_studio
from suluh.measuring.fact_ledger import totals_of
from suluh.measuring.means import take_mean
from suluh.rendering.pages.shared.spreads import draw_spread, say_spread
from suluh.vocabulary.measures import NO_SPREAD


def test_what_was_held_at_either_end_is_said() -> None:
    studio = make_studio()
    spread = take_mean([Fraction(-150), Fraction(40), Fraction(130), Fraction(250)], 2024).spread
    mean = totals_of(studio.threads, 2024).achievement
    said = re.sub(r"<[^>]+>", "", say_spread(studio, spread, mean))
    assert said == "Dalam rata-rata: 1 di bawah 0 % dihitung 0, 2 di atas 100 % dihitung 100."
    assert say_spread(studio, take_mean([Fraction(40)], 2024).spread, mean) == ""
    assert say_spread(studio, NO_SPREAD, mean) == "" == draw_spread(studio, NO_SPREAD, mean)


def test_the_chart_has_every_band_with_its_number() -> None:
    spread = take_mean([Fraction(-150), Fraction(40), Fraction(100), Fraction(250)], 2024).spread
    studio = make_studio()
    html = str(draw_spread(studio, spread, totals_of(studio.threads, 2024).achievement))
    table = html[html.index("<table") :]
    rows = re.findall(r"<tr>.*?</tr>", table, re.S)
    told = [re.sub(r"<[^>]+>", " ", row).split() for row in rows]
    names = [" ".join(row[:-1]) for row in told[1:]]
    assert names[0] == "di bawah 0 %" and names[-1] == "100 % ke atas"
    assert [row[-1] for row in told[1:]] == ["1", "0", "1", "0", "0", "2"]
