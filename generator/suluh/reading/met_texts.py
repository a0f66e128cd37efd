"""Texts that were met, known by their hashes: the first ones by a set, many more by a table of fixed size."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_FEW = 250_000
"""Texts that a set knows, in some 30 MB."""
BITS = 22
"""Of the places of a table: 32 MB."""


class MetTexts:
    """Texts that were met. Of very many some are forgotten again: two that share a place are one too many."""

    def __init__(self) -> None:
        self._few: set[int] = set()
        self._table: NDArray[np.int64] | None = None

    def add(self, texts: Iterable[str]) -> None:
        """Know these from now on."""
        if self._table is None:
            self._few.update(map(hash, texts))
            if len(self._few) <= MOST_FEW:
                return
        import numpy as np  # late: a small site needs none of it

        hashes = np.array([*(self._few or map(hash, texts))], np.int64)
        if self._table is None:
            self._table, self._few = np.zeros(1 << BITS, np.int64), set()
        self._table[hashes & (len(self._table) - 1)] = hashes

    def leave_out(self, texts: Collection[str]) -> list[str]:
        """Those of some texts that were not met, in their order."""
        if self._table is None:
            return [*compress(texts, map(not_, map(self._few.__contains__, map(hash, texts))))]
        import numpy as np  # late: a small site needs none of it

        hashes = np.fromiter(map(hash, texts), np.int64, len(texts))
        # A place without a text has 0, which is the hash of the empty one.
        new = (self._table[hashes & (len(self._table) - 1)] != hashes) | (hashes == 0)
        return [*compress(texts, new.tolist())]
