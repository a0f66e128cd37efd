"""The leader's chart: how much of its budget each agency has spent, against the time that has passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from suluh.measuring.outcomes import year_passed
from suluh.rendering.amounts import as_decimal, short_rupiah, show_share
from suluh.rendering.charts import ChartText
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.swarm_charts import Dot, Mark, draw_swarm
from suluh.vocabulary.measures import Rollup
from suluh.words.numbers import format_percent


def draw_absorption(studio: Studio, agencies: Mapping[str, Rollup], whole: Rollup, quarter: int) -> Markup:
    """Where agencies stand against the time that has passed; those without enough reports are not drawn."""
    dots = [
        Dot(
            studio.agency_short_name(slug),
            as_decimal(rollup.absorption.shown),
            rollup.budget,
            studio.say(
                "%(percent)s dari %(budget)s",
                percent=show_share(rollup.absorption),
                budget=short_rupiah(rollup.budget),
            ),
        )
        for slug, rollup in agencies.items()
        if rollup.absorption.shown is not None and rollup.budget
    ]
    time = Decimal(year_passed(quarter))
    words = studio.say("%(time)s waktu telah lewat", time=format_percent(time, decimals=0))
    marks = [Mark(time, words, "waktu")]
    if whole.absorption.shown is not None:
        mean = studio.say("semua %(percent)s", percent=show_share(whole.absorption))
        marks.append(Mark(as_decimal(whole.absorption.shown), mean, "rata"))
    return draw_swarm(
        dots,
        marks,
        ChartText(
            title=studio.say("Pagu yang terserap tiap instansi, dalam persen"),
            description=_reading(studio, dots, time),
            prefix="serapan",
            value_label=studio.say("Terserap"),
            comparison_label=studio.say("Pagu"),
            category_label=studio.say("Instansi"),
            money=True,
            show=lambda value: format_rupiah(value),
        ),
    )


def _reading(studio: Studio, dots: Sequence[Dot], time: Decimal) -> str:
    """The result in a sentence: how many lag behind the time, and who most."""
    if not dots:
        return ""
    lowest = min(dots, key=lambda dot: (dot.value, dot.name))
    return studio.say(
        "%(count)s dari %(all)s instansi menyerap kurang dari bagian waktu yang telah lewat; paling rendah "
        "%(name)s, %(percent)s.",
        count=sum(dot.value < time for dot in dots),
        all=len(dots),
        name=lowest.name,
        percent=format_percent(lowest.value),
    )
