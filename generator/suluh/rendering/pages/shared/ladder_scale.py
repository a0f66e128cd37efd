"""A ladder of predicates drawn to scale, and the look of a grade.

However many grades a decree gives its ladder, each is told by its word and its limit; colour only repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from suluh.measuring.formulas import FULL
from suluh.rendering.amounts import show_amount, show_percent
from suluh.rendering.page_words import Speaker
from suluh.vocabulary.measures import Ladder, Tone
from suluh.words.saying import N_, say_in
from suluh.words.spoken import speaking

KINDS = {Tone.GOOD: "selesai", Tone.FAIR: "ditunda", Tone.POOR: "terlambat"}
"""The look of a chip or a step by the tone of its grade."""


def grade_kind(ladder: Ladder | None, predicate: str) -> str:
    """The look of a predicate's chip; neutral where it is not on the ladder."""
    tone = ladder.tone_of(predicate) if ladder else None
    return KINDS[tone] if tone else "netral"


@dataclass(frozen=True, slots=True)
class Scale:
    """A ladder to scale: where its steps begin and end, where a value lies, in per cent of its length."""

    steps: list[ScaleStep]
    at: float | None
    words: str


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """A step of a ladder."""

    start: float
    end: float
    limit: str
    label: str
    active: bool
    kind: str


def ladder_scale(speaker: Speaker, ladder: Ladder, percent: Fraction | None, predicate: str) -> Scale:
    """The ladder in force drawn to scale, with the step and place of a value."""
    least, most = ladder.scale
    steps = [
        replace(step, active=True) if predicate and name == predicate else step
        for name, step in _steps(ladder, speaker.settings.language)
    ]
    words = speaker.say("Jenjang %(regulation)s", regulation=ladder.regulation)
    if percent is not None:
        words += (
            f": {show_percent(percent) if most == FULL else show_amount(percent)} {speaker.say(predicate)}"
        )
    at = None if percent is None else _along(max(least, min(percent, most)), ladder)
    return Scale(steps=steps, at=at, words=words)


@lru_cache(maxsize=32)
def _steps(ladder: Ladder, language: str) -> tuple[tuple[str, ScaleStep], ...]:
    """The steps by the name of their grade, from the lowest; none is active. They are those of every page."""
    least, most = ladder.scale
    limits = [least, *(limit for limit, _ in reversed(ladder.steps)), most]
    with speaking(language):
        return tuple(
            (
                name,
                ScaleStep(
                    start=_along(start, ladder),
                    end=_along(end, ladder),
                    limit=show_amount(start),
                    label=_name_step(language, ladder, name, start),
                    active=False,
                    kind=grade_kind(ladder, name),
                ),
            )
            for start, end, name in zip(limits, limits[1:], reversed(ladder.grades), strict=False)
        )


def _name_step(language: str, ladder: Ladder, name: str, start: Fraction) -> str:
    """A grade with the limit that it begins at; the lowest begins nowhere."""
    grade = say_in(language, name)
    if name == ladder.lowest:
        return grade
    words = N_("%(grade)s di atas %(limit)s") if ladder.strict else N_("%(grade)s mulai %(limit)s")
    return say_in(language, words, grade=grade, limit=show_amount(start))


def _along(value: Fraction, ladder: Ladder) -> float:
    """Where a value lies on the ladder's scale, in per cent of its length."""
    least, most = ladder.scale
    return round(float((value - least) * FULL / (most - least)), 1)
