"""A ladder of predicates drawn to scale, and the chip of a predicate."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from suluh.measuring.outcomes import FULL
from suluh.rendering.amounts import show_amount, show_percent
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.measures import Achievement, Ladder


def ladder_scale(studio: Studio, ladder: Ladder, percent: Fraction | None, predicate: str) -> dict[str, Any]:
    """The ladder in force drawn to scale, with the step and place of a value."""
    least, most = ladder.scale
    limits = [least, *(limit for limit, _ in reversed(ladder.steps)), most]
    names = [ladder.lowest, *(name for _, name in reversed(ladder.steps))]
    kinds = ["terlambat", "terlambat", "ditunda", "selesai", "selesai"]
    steps = [
        {
            "start": _along(start, ladder),
            "end": _along(end, ladder),
            "limit": show_amount(start),
            "label": name,
            "active": bool(predicate) and name == predicate,
            "kind": kinds[min(place, len(kinds) - 1)],
        }
        for place, (start, end, name) in enumerate(zip(limits, limits[1:], names, strict=False))
    ]
    words = studio.say("Jenjang %(regulation)s", regulation=ladder.regulation)
    if percent is not None:
        words += (
            f": {show_percent(percent) if most == FULL else show_amount(percent)} {studio.say(predicate)}"
        )
    at = None if percent is None else _along(max(least, min(percent, most)), ladder)
    return {"steps": steps, "at": at, "words": words}


def _along(value: Fraction, ladder: Ladder) -> float:
    """Where a value lies on the ladder's scale, in per cent of its length."""
    least, most = ladder.scale
    return round(float((value - least) * FULL / (most - least)), 1)


def predicate_kind(achievement: Achievement) -> str:
    """The chip of a predicate: its step on the ladder, beside its word."""
    percent = achievement.percent or Fraction(0)
    return "selesai" if percent >= 76 else ("ditunda" if percent >= 66 else "terlambat")
