"""How percentages lie about their mean: a small chart, and what was held at either end, in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from suluh.rendering.amounts import show_amount
from suluh.rendering.charts import Bar, ChartText, draw_bars
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.measures import Band, Spread


def say_spread(studio: Studio, spread: Spread) -> str:
    """How many percentages counted as the least or the most in a mean; empty where none did."""
    parts = []
    if spread.below:
        words = studio.say(
            "%(count)s di bawah %(limit)s %% dihitung %(limit)s",
            count=spread.below,
            limit=_show(spread.least),
        )
        parts.append(words)
    if spread.above:
        words = studio.say(
            "%(count)s di atas %(limit)s %% dihitung %(limit)s", count=spread.above, limit=_show(spread.most)
        )
        parts.append(words)
    return studio.say("Dalam rata-rata: %(parts)s.", parts=", ".join(parts)) if parts else ""


def draw_spread(studio: Studio, spread: Spread) -> Markup:
    """Bars of how many indicators lie in each band, from the least to the most; empty without any."""
    if not spread.count:
        return Markup()
    bars = [Bar(_name(studio, band), Decimal(band.count)) for band in spread.bands]
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
