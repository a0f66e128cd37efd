"""Ladders of predicates: which is in force, and what word a value gets on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from importlib import resources

from suluh.reading.standards import load_standard_file
from suluh.vocabulary.measures import Ladder

LADDERS_FOLDER = "ladders"
EVALUATION_LADDER = "permendagri-86-2017"


@cache
def load_ladders() -> Mapping[str, Ladder]:
    """All ladders by name, from `standards/ladders/`."""
    folder = resources.files("suluh.standards").joinpath(LADDERS_FOLDER)
    names = sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir())
    return {name: _read_ladder(name) for name in names}


def ladder_in_force(year: int, name: str = EVALUATION_LADDER) -> Ladder | None:
    """The ladder of that name where it is in force in the year, else None."""
    ladder = load_ladders().get(name)
    if ladder is None or year < ladder.since or (ladder.until and year > ladder.until):
        return None
    return ladder


def ladder_of_year(names: Sequence[str], year: int) -> Ladder | None:
    """The one of several ladders that is in force in a year; of two, the newer."""
    found = (ladder_in_force(year, name) for name in reversed(names))
    return next((one for one in found if one is not None), None)


def judge(ladder: Ladder | None, percent: Fraction | None) -> str:
    """Predicate of an unrounded value: that of the highest step it reaches; empty where either is None."""
    if ladder is None or percent is None:
        return ""
    for limit, predicate in ladder.steps:
        if percent > limit or (percent == limit and not ladder.strict):
            return predicate
    return ladder.lowest


def _read_ladder(name: str) -> Ladder:
    stated = load_standard_file(f"{LADDERS_FOLDER}/{name}")
    steps = tuple((Fraction(step["from"]), str(step["predicate"])) for step in stated["steps"])
    if list(steps) != sorted(steps, reverse=True):
        raise ValueError(f"{name}: steps must descend")
    return Ladder(
        name=name,
        title=stated["title"],
        regulation=stated["regulation"],
        since=stated["since"],
        until=stated["until"],
        steps=steps,
        lowest=stated["lowest"],
        strict=stated["strict"],
        note=stated["note"],
        scale=(Fraction(stated["scale"][0]), Fraction(stated["scale"][1])),
    )
