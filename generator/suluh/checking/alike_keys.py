"""Rows of a large table that may share a key, found by hashes: eight bytes a row, whatever the keys are."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from suluh.vocabulary.columns import Column
from suluh.vocabulary.remembering import remembered

_AT_ONCE = 65_536
_SHELVES = 64
_BOUNDS = [(number * 2**64 // _SHELVES) - 2**63 for number in range(1, _SHELVES)]
"""Hashes are parted by their size, so that one shelf's are compared at a time."""


def find_alike(keys: Callable[[], Iterable[object]]) -> list[int]:
    """Indices of keys that have the hash of another one, ascending; `keys` gives them anew each time.

    Whoever shares a key is among them; that one who is among them does is not said. Raises TypeError for
    keys that cannot be hashed.
    """
    shelves = [array("q") for _ in range(_SHELVES)]
    hashes = map(hash, keys())
    while block := sorted(islice(hashes, _AT_ONCE)):
        start = 0
        for shelf, bound in zip(shelves, [*_BOUNDS, None], strict=True):
            end = len(block) if bound is None else bisect_left(block, bound, start)
            shelf.extend(block[start:end])
            start = end
    repeated = {found for shelf in shelves for found in _repeated(shelf)}
    if not repeated:
        return []
    return [index for index, found in enumerate(map(hash, keys())) if found in repeated]


def _repeated(hashes: array[int]) -> Iterator[int]:
    if len(set(hashes)) < len(hashes):
        yield from (found for found, count in Counter(hashes).items() if count > 1)


@remembered
def repeats(column: Column) -> bool:
    """Whether two cells of a large column may be the same; worked out once."""
    return bool(find_alike(lambda: column))
