"""How percentages lie about their mean: a small chart, and what was held at either end, in words."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from suluh.measuring.fact_ledger import SpreadFacts
from suluh.rendering.amounts import show_amount
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import bar_of, draw_bars
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_words, print_count
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.measures import Band, Spread


def say_spread(studio: Studio, spread: Spread, mean: Fact) -> str:
    """How many percentages counted as the least or the most in a mean; empty where none did."""
    facts = SpreadFacts(mean, spread)
    parts = []
    if spread.below:
        words = studio.say(
            "%(count)s di bawah %(limit)s %% dihitung %(limit)s",
            count=print_count(facts.below),
            limit=_show(spread.least),
        )
        parts.append(words)
    if spread.above:
        words = studio.say(
            "%(count)s di atas %(limit)s %% dihitung %(limit)s",
            count=print_count(facts.above),
            limit=_show(spread.most),
        )
        parts.append(words)
    return studio.say("Dalam rata-rata: %(parts)s.", parts=join_words(", ", *parts)) if parts else ""


def draw_spread(studio: Studio, spread: Spread, mean: Fact) -> Markup:
    """Bars of how many indicators lie in each band, from the least to the most; empty without any."""
    if not spread.count:
        return Markup()
    facts = SpreadFacts(mean, spread)
    bars = [bar_of(_name(studio, band), facts.within(band)) for band in spread.bands]
    return draw_bars(
        bars,
        ChartText(
            title=studio.say("Banyaknya indikator menurut capaiannya"),
            prefix="sebaran",
            value_label=studio.say("Indikator"),
            category_label=studio.say("Capaian"),
            unit=studio.say("indikator"),
            counts=True,
        ),
    )


def _name(studio: Studio, band: Band) -> str:
    """`25 sampai di bawah 50 %`."""
    if band.least is None:
        return studio.say("di bawah %(limit)s %%", limit=_show(band.limit))
    if band.limit is None:
        return studio.say("%(limit)s %% ke atas", limit=_show(band.least))
    return studio.say(
        "%(least)s sampai di bawah %(limit)s %%", least=_show(band.least), limit=_show(band.limit)
    )


def _show(limit: Fraction | None) -> str:
    return show_amount(limit)
