"""A column of two words, or of ticks, read as true and false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_words import fold, word_lists
from suluh.reading.rewritten_cells import TICK
from suluh.vocabulary.typed_cells import FALSE_WORDS, TRUE_WORDS
from suluh.words.saying import N_

NO, EMPTY = "tidak", "kosong"
TICKED = "centang"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class TruthReading:
    """Which texts are true and which false; `rewritten` where blanks and dashes are false as well."""

    true: tuple[str, ...]
    false: tuple[str, ...]
    rewritten: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def form(self) -> Mapping[str, list[str]]:
        """What the descriptor declares: nothing where Table Schema's own words are used."""
        if self.rewritten or (set(self.true) <= set(TRUE_WORDS) and set(self.false) <= set(FALSE_WORDS)):
            return {}
        return {"trueValues": list(self.true), "falseValues": list(self.false)}


@dataclass(slots=True)
class _Sides:
    true: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_truth(
    name: str, distinct: Mapping[str, int], blanks: int, answers: Mapping[str, str]
) -> TruthReading | None:
    """The column as true and false if all of its cells are; None otherwise.

    `distinct` has signs such as `-`, `blanks` counts empty cells.
    """
    if not 1 <= len(distinct) <= 6:
        return None
    ticks = _part(distinct, word_lists()["centang"], word_lists()["tidak_dicentang"])
    if ticks.true and not ticks.others:
        return _read_ticks(name, ticks, blanks, answers)
    for true, false in word_lists()["benar_salah"]:
        sides = _part(distinct, true, false)
        if sides.true and sides.false and not sides.others:
            return TruthReading(tuple(sides.true), tuple(sides.false))
    return None


def _part(distinct: Mapping[str, int], true: list[str], false: list[str]) -> _Sides:
    sides = _Sides()
    yes, no = frozenset(map(fold, true)), frozenset(map(fold, false))
    for text in sorted(distinct):
        plain = fold(text)
        (sides.true if plain in yes else sides.false if plain in no else sides.others).append(text)
    return sides


def is_blank_empty(name: str, answers: Mapping[str, str]) -> bool:
    """Whether it was answered that cells without a tick are not reported."""
    return _answer(name, answers) == EMPTY


def _answer(name: str, answers: Mapping[str, str]) -> str:
    return answers.get(f"{TICKED}:{name}", answers.get(TICKED, ""))


def _read_ticks(name: str, ticks: _Sides, blanks: int, answers: Mapping[str, str]) -> TruthReading | None:
    """Ticks; what stands in the cells without one is asked."""
    if not ticks.false and not blanks:
        return None
    answer = _answer(name, answers)
    if answer == EMPTY:
        return TruthReading(tuple(ticks.true), ())
    doubts = () if answer else (_ask(name, ticks, blanks),)
    return TruthReading(tuple(ticks.true), tuple(ticks.false), TICK, doubts)


def _ask(name: str, ticks: _Sides, blanks: int) -> Doubt:
    other = ticks.false[0] if ticks.false else ""
    return Doubt(
        f"{TICKED}:{name}",
        N_("Kolom %(column)s berisi tanda centang (%(sample)s). Sel yang lain (“%(other)s”) berarti apa?"),
        {"column": name, "sample": ticks.true[0], "other": other},
        (
            Choice(NO, N_("tidak")),
            Choice(EMPTY, N_("belum dilaporkan")),
        ),
        NO,
        ((ticks.true[0], "true"), (other, "false")),
    )


def join_tick_doubts(doubts: Sequence[Doubt]) -> list[Doubt]:
    """One doubt about the ticks of all columns, where several have them."""
    asked = [doubt for doubt in doubts if doubt.key.startswith(f"{TICKED}:")]
    if len(asked) < 2:
        return list(doubts)
    first = asked[0]
    columns = ", ".join([doubt.values["column"] for doubt in asked[:_SHOWN]] + ["…"] * (len(asked) > _SHOWN))
    joined = replace(first, key=TICKED, values={**first.values, "column": columns})
    return [joined if doubt is first else doubt for doubt in doubts if doubt is first or doubt not in asked]
