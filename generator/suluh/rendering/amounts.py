"""Measured values as pages show them: shares with one decimal, amounts with two, rupiah in words.

They are rounded here, for the eye, and nowhere before: what is measured stays exact.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from suluh.rendering.page_figures import format_rupiah, trim_zeros
from suluh.vocabulary.measured import ALL, Measured
from suluh.words.numbers import as_decimal, format_number, format_percent, round_half_up
from suluh.words.saying import N_, say_in
from suluh.words.spoken import spoken_language


def show_percent(value: Fraction | None) -> str:
    """A percentage with one decimal, raw above 100; empty for none."""
    return "" if value is None else _show_percent(value, spoken_language())


@lru_cache(maxsize=4096)
def _show_percent(value: Fraction, language: str) -> str:
    """A page tells the same share in several places."""
    return format_percent(as_decimal(value), language)


def show_share(measured: Measured) -> str:
    """A measured share: its value where enough was counted, else the range it lies in; empty for none."""
    if measured.shown is not None or not measured.has_figure:
        return show_percent(measured.shown)
    language = spoken_language()
    if measured.low is None or measured.high is None:
        return say_in(language, N_("%(percent)s dari yang dilaporkan"), percent=show_percent(measured.value))
    return say_in(
        language,
        N_("antara %(low)s dan %(high)s"),
        low=show_percent(measured.low),
        high=show_percent(measured.high),
    )


YEAR_OVER, TIME_PASSED = N_("tahun anggaran telah berakhir"), N_("%(time)s waktu telah lewat")
"""How much of the budget year had passed, in words that can stand within a sentence."""


def say_time_passed(percent: int, language: str | None = None) -> str:
    """The same in plain words; `say_time` prints it as a fact."""
    language = language or spoken_language()
    if percent >= int(ALL):
        return say_in(language, YEAR_OVER)
    return say_in(language, TIME_PASSED, time=format_percent(percent, language, decimals=0))


def show_amount(value: Fraction | Decimal | None) -> str:
    """A measured value with at most two decimals; empty for none."""
    if value is None:
        return ""
    return format_number(trim_zeros(round_half_up(as_decimal(value), 2)))


def short_rupiah(value: Decimal | None) -> str:
    """Rupiah in words, rounded; empty for none."""
    return "" if value is None else format_rupiah(value, short=True)


def whole_rupiah(value: Decimal | None) -> str:
    """Rupiah to the last digit; empty for none."""
    return "" if value is None else format_rupiah(value)


def part_of_bar(percent: Fraction | None) -> float | None:
    """A share in per cent as the part of a bar that is filled: 1 is all of it; None for none."""
    return None if percent is None else float(percent / 100)
