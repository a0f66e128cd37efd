"""Chance that is the same every time: each thing's fortune hangs on its own name alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

SEED = "suluh-contoh-1"

Thing = TypeVar("Thing")


class Dice:
    """Numbers for one named thing. Another thing more or less elsewhere leaves them as they are."""

    def __init__(self, *name: object) -> None:
        self._random = random.Random("/".join([SEED, *map(str, name)]))

    def share(self) -> float:
        """From 0 to less than 1."""
        return self._random.random()

    def between(self, low: float, high: float) -> float:
        """From `low` to less than `high`."""
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """From `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def happens(self, percent: float) -> bool:
        """Whether something that likely is so."""
        return self.share() * 100 < percent

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of them."""
        return things[int(self.share() * len(things))]
