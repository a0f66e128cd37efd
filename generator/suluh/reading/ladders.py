"""Ladders of predicates: which is in force for what, and what word a value gets on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from suluh.reading.decree_files import load_decrees, load_entries, load_subjects
from suluh.vocabulary.decrees import Decree, in_force, line_up
from suluh.vocabulary.measures import Ladder, Tone, tones_by_place

LADDERS_FOLDER = "ladders"
EVALUATION = "kinerja"
"""What the ladder of the evaluation of plans is about; the others are about an index, by its code."""


@cache
def load_ladders() -> Mapping[str, tuple[Ladder, ...]]:
    """The ladders by what they are about, those on one subject one after the other.

    From `standards/ladders/`, and of an index whose own file states its ladder, from there. ValueError
    for a file that is wrong, and where two ladders are in force in one year.
    """
    found: dict[str, list[Decree]] = {}
    for about in load_subjects(LADDERS_FOLDER):
        found[about] = list(load_decrees(LADDERS_FOLDER, about, gaps=about != EVALUATION))
    for about, decree in _ladders_of_indices():
        found.setdefault(about, []).append(decree)
    return {
        about: tuple(_read_ladder(decree) for decree in line_up(some, gaps=True))
        for about, some in found.items()
    }


def ladder_in_force(year: int, about: str = EVALUATION) -> Ladder | None:
    """The ladder on a subject that is in force in a year, or None where there is none."""
    return in_force(load_ladders().get(about, ()), year)


def judge(ladder: Ladder | None, percent: Fraction | None) -> str:
    """Predicate of an unrounded value: that of the highest step it reaches; empty where either is None."""
    if ladder is None or percent is None:
        return ""
    for limit, predicate in ladder.steps:
        if percent > limit or (percent == limit and not ladder.strict):
            return predicate
    return ladder.lowest


def _ladders_of_indices() -> Iterator[tuple[str, Decree]]:
    """Ladders that stand in an index's own entry, with its years and regulation."""
    for code, entries in load_entries("indices", "indeks", "indices").items():
        for entry in entries:
            if "ladder" in entry.content:
                stated = dict(entry.content["ladder"])
                yield (
                    code,
                    Decree(
                        name=f"{entry.name}#{code}",
                        subject=code,
                        since=entry.since,
                        until=entry.until,
                        title=str(stated.pop("title", entry.content.get("name", code))),
                        basis=entry.basis,
                        note=str(stated.pop("note", "")),
                        content=stated,
                    ),
                )


def _read_ladder(decree: Decree) -> Ladder:
    try:
        return _make_ladder(decree, decree.content)
    except KeyError as missing:
        raise ValueError(f"standards/{decree.name}.yaml: {missing} is missing") from None
    except ValueError as wrong:
        raise ValueError(f"standards/{decree.name}.yaml: {wrong}") from None


def _make_ladder(decree: Decree, stated: Mapping[str, Any]) -> Ladder:
    if decree.basis is None:
        raise ValueError("regulation is missing")
    steps = tuple((Fraction(str(step["from"])), str(step["predicate"])) for step in stated["steps"])
    limits = [limit for limit, _ in steps]
    if not limits or limits != sorted(set(limits), reverse=True):
        raise ValueError("steps must descend")
    names = [name for _, name in steps] + [str(stated["lowest"])]
    if len(set(names)) != len(names):
        raise ValueError("every predicate stands once")
    least, most = (Fraction(str(end)) for end in stated["scale"])
    if not least < limits[-1] or not limits[0] <= most:
        raise ValueError("steps must lie on the scale")
    return Ladder(
        name=decree.name.rpartition("/")[2],
        title=decree.title,
        basis=decree.basis,
        since=decree.since,
        until=decree.until,
        steps=steps,
        lowest=str(stated["lowest"]),
        strict=bool(stated.get("strict", False)),
        note=decree.note,
        scale=(least, most),
        tones=_read_tones(stated.get("tones"), len(names)),
    )


def _read_tones(stated: Sequence[str] | None, grades: int) -> tuple[Tone, ...]:
    """How good each grade is, from the highest; by its place where the file does not say."""
    if stated is None:
        return tones_by_place(grades)
    if len(stated) != grades:
        raise ValueError(f"{len(stated)} tones for {grades} grades")
    return tuple(Tone(str(tone)) for tone in stated)
