"""A measured value: a share, how much of what is owed it was counted from, and where the whole lies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from suluh.vocabulary.figures import State

Quarter = tuple[int, int]
"""Year and number."""

ALL = Fraction(100)
"""Per cent of what is all of it."""

_Judgement = TypeVar("_Judgement")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what is owed was counted: `counted` of `owed`, in the unit `of` ("sub kegiatan").

    `money` is the share of the budget behind what was counted, in per cent, None where no budget stands
    behind it. `through` is the quarter that it was counted up to and with, None before any. From `least` per
    cent on it is enough to judge by; all of it is asked for where nothing states less.
    """

    counted: int
    owed: int
    of: str
    money: Fraction | None = None
    through: Quarter | None = None
    least: Fraction = ALL

    def __post_init__(self) -> None:
        if not 0 <= self.counted <= self.owed:
            raise ValueError(f"{self.counted} of {self.owed} {self.of} cannot be counted")
        if self.money is not None and not 0 <= self.money <= ALL:
            raise ValueError(f"{self.money} per cent of the money is no share")

    @property
    def is_complete(self) -> bool:
        """Whether all that is owed was counted; nothing owed is not all of it."""
        return 0 < self.owed == self.counted

    @property
    def share(self) -> Fraction | None:
        """What was counted in per cent: of the money where any stands behind it, else of what is owed."""
        if not self.owed:
            return None
        return Fraction(self.counted * 100, self.owed) if self.money is None else self.money

    @property
    def is_enough(self) -> bool:
        """Whether so much was counted that a judgement may be given; all of it always is."""
        share = self.share
        return share is not None and (self.is_complete or share >= self.least)


@dataclass(frozen=True, slots=True)
class Measured:
    """A share in per cent with its coverage, exact and unrounded; without coverage there is none.

    `value` is that of what was counted alone, None in every state but NILAI. The whole lies from `low` to
    `high`, whatever the missing reports say; None where nothing sure can be said. Where all was counted,
    both are the value.
    """

    value: Fraction | None
    state: State
    coverage: Coverage
    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state is State.NILAI):
            raise ValueError(f"{self.value} is no value in the state {self.state.value}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a range from {self.low} to {self.high}")
        if self.coverage.is_complete and not (self.low == self.value == self.high):
            raise ValueError(f"all was counted, and the whole may be other than {self.value}")

    def sure(self, judge: Callable[[Fraction], _Judgement]) -> _Judgement | None:
        """What `judge` says of the value where no missing report can change it, else None.

        `judge` goes up or down with its value and nowhere back (a limit, a ladder): then what it says of both
        ends it says of all between. None too where less was counted than may be judged by.
        """
        if not self.coverage.is_enough or self.low is None or self.high is None:
            return None
        lowest = judge(self.low)
        return lowest if lowest == judge(self.high) else None

    @property
    def has_figure(self) -> bool:
        """Whether anything is said of it: a value, or a range narrower than from nothing to all."""
        return self.value is not None or (
            self.low is not None and self.high is not None and not (self.low == 0 and self.high == ALL)
        )

    @property
    def quarter(self) -> int:
        """The quarter of its year that it was counted up to and with; 0 before any."""
        return self.coverage.through[1] if self.coverage.through else 0

    @property
    def shown(self) -> Fraction | None:
        """The value where enough was counted for it to stand for the whole, else None: say the range."""
        return self.value if self.coverage.is_enough else None


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a ranking of `of`, 1 for the highest: from `best` to `worst`, one where both are equal."""

    best: int
    worst: int
    of: int

    @property
    def is_sure(self) -> bool:
        """Whether it is one place."""
        return self.best == self.worst


def rank(measured: Iterable[tuple[str, Measured]]) -> dict[str, Position]:
    """The places of named values, the highest first, each as sure as the missing reports leave it.

    Equal values share their places. What was not counted enough has none, and yet may stand anywhere in its
    range before or behind the others. What nobody could have reported on is left out.
    """
    inside = {
        name: some for name, some in measured if some.coverage.owed and some.state is not State.TIDAK_BERLAKU
    }
    lows = sorted(some.low for some in inside.values() if some.low is not None)
    highs = sorted(some.high for some in inside.values() if some.high is not None)
    found = {}
    for name, some in inside.items():
        if some.coverage.is_enough and some.low is not None and some.high is not None:
            ahead = len(lows) - bisect_right(lows, some.high)
            behind = bisect_left(highs, some.low)
            found[name] = Position(ahead + 1, len(inside) - behind, len(inside))
    return found
