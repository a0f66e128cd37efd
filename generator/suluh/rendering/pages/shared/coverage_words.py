"""A measured share as pages show it: its number or range, with what it was counted from in words."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.measuring.outcomes import year_passed
from suluh.rendering.amounts import as_decimal, short_rupiah, show_percent, show_share
from suluh.rendering.pages.shared.quarters import name_quarter, show_quarter
from suluh.rendering.pages.shared.spreads import say_spread
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.measured import Coverage, Measured, Position
from suluh.vocabulary.measures import NO_SPREAD, Rollup, Spread
from suluh.words.numbers import format_percent
from suluh.words.saying import N_

UNITS = {"sub kegiatan": N_("sub kegiatan"), "indikator": N_("indikator")}
"""What coverage counts, by its word there."""


@dataclass(frozen=True, slots=True)
class ShownShare:
    """`text` is the number, or the range that it lies in; empty where nothing is said of it.

    `coverage` says what it was counted from. `percent` is there for a bar where one number stands for the
    whole; `time` is how much of the year had passed then, in per cent.
    """

    text: str
    coverage: str
    percent: float | None
    time: int
    is_complete: bool


def show_measured(studio: Studio, measured: Measured, spread: Spread = NO_SPREAD) -> ShownShare:
    """A measured share for a page; of a mean also how many percentages it held at either end."""
    words = (describe_coverage(studio, measured), say_spread(studio, spread))
    return ShownShare(
        text=show_share(measured),
        coverage=" ".join(sentence for sentence in words if sentence),
        percent=None if measured.shown is None else float(as_decimal(measured.shown)),
        time=year_passed(measured.quarter),
        is_complete=measured.coverage.is_complete,
    )


def describe_money(studio: Studio, whole: Rollup) -> str:
    """What was spent and the budget: the one out of the other only where every report is there."""
    if whole.spent is None or whole.budget is None:
        return ""
    amounts = {"spent": short_rupiah(whole.spent), "budget": short_rupiah(whole.budget)}
    if whole.absorption.coverage.is_complete:
        return studio.say("%(spent)s dari %(budget)s.", **amounts)
    return studio.say("%(spent)s sudah dilaporkan; pagunya %(budget)s.", **amounts)


def describe_coverage(studio: Studio, measured: Measured) -> str:
    """What a share was counted from, in sentences; empty where there is nothing to count."""
    coverage = measured.coverage
    if not coverage.owed or not measured.has_figure:
        return ""
    sentence = _describe(studio, coverage)
    if measured.shown is None and measured.value is not None:
        percent = show_percent(measured.value)
        whole = studio.say("Yang laporannya lengkap mencapai %(percent)s.", percent=percent)
        return f"{whole} {sentence}"
    return sentence


def _describe(studio: Studio, coverage: Coverage) -> str:
    quarter = show_quarter(*coverage.through) if coverage.through else ""
    unit = studio.say(UNITS.get(coverage.of, coverage.of))
    if coverage.is_complete:
        return studio.say(
            "Dihitung dari semua %(count)s %(unit)s, sampai %(quarter)s.",
            count=coverage.owed,
            unit=unit,
            quarter=quarter,
        )
    if not coverage.counted:
        return studio.say(
            "Dari %(count)s %(unit)s belum ada yang laporannya lengkap sampai %(quarter)s.",
            count=coverage.owed,
            unit=unit,
            quarter=quarter,
        )
    if coverage.money is None:
        return studio.say(
            "Dihitung dari %(counted)s dari %(owed)s %(unit)s, sampai %(quarter)s.",
            counted=coverage.counted,
            owed=coverage.owed,
            unit=unit,
            quarter=quarter,
        )
    return studio.say(
        "Dihitung dari %(counted)s dari %(owed)s %(unit)s, %(share)s pagu, sampai %(quarter)s.",
        counted=coverage.counted,
        owed=coverage.owed,
        unit=unit,
        share=format_percent(as_decimal(coverage.money)),
        quarter=quarter,
    )


def absorbed_words(studio: Studio, measured: Measured) -> str:
    """The share of the money that is spent, for a row of a list: `43,2 % terserap s.d. TW II (36 dari 37)`.

    How many were counted stands there where it was not all of them. Empty where nothing is said of it.
    """
    coverage = measured.coverage
    if not measured.has_figure or not measured.quarter:
        return ""
    said = studio.say(
        "%(percent)s terserap s.d. %(quarter)s",
        percent=show_share(measured),
        quarter=name_quarter(measured.quarter),
    )
    if coverage.is_complete:
        return said
    return f"{said} ({short_coverage(studio, coverage)})"


def short_coverage(studio: Studio, coverage: Coverage) -> str:
    """`36 dari 37`, for a column of a table."""
    return studio.say("%(counted)s dari %(owed)s", counted=coverage.counted, owed=coverage.owed)


def show_position(studio: Studio, position: Position | None) -> str:
    """`3`, `2–5` where it is not sure, or nothing where too little was reported."""
    if position is None:
        return ""
    if position.is_sure:
        return str(position.best)
    return f"{position.best}–{position.worst}"
