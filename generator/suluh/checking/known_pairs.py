"""Pairs of number series that were compared before and tell nothing: a changed column is compared alone.

No number is kept, nor any digest of one: what is known is that all of some series, each by the digest of all
its places and numbers, tell nothing beside all of some others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import blake2b

from suluh.reading.kept_answers import KeptAnswers

Numbers = Mapping[tuple[str, ...], Decimal]


def digest_numbers(numbers: Numbers) -> str:
    """A digest of places with their numbers as they are written, in 32 hex digits; their order counts not."""
    told = "\n".join(sorted(f"{key!r} {amount}" for key, amount in numbers.items()))
    return blake2b(told.encode(), digest_size=16).hexdigest()


class KnownPairs:
    """What is known of pairs of a first and a second series beside closed numbers, in `tries` looks."""

    def __init__(self, kept: KeptAnswers, name: str, ours: Numbers, tries: int) -> None:
        """Ask what is kept; it holds for the same number of looks, on which certainty rests."""
        self._kept, self._tries = kept, tries
        self._rests_on = (name, digest_numbers(ours))
        known = kept.recall(*self._rests_on)
        same = isinstance(known, dict) and known.get("tries") == tries
        self._first = _texts(known, "first") if same else frozenset[str]()
        self._second = _texts(known, "second") if same else frozenset[str]()

    def knows(self, first: str, second: str) -> bool:
        """Whether two series, by their digests, were compared and tell nothing."""
        return first in self._first and second in self._second

    def note(self, first: Iterable[str], second: Iterable[str]) -> None:
        """All of the first tell nothing beside all of the second."""
        answer = {"tries": self._tries, "first": sorted({*first}), "second": sorted({*second})}
        self._kept.note(answer, *self._rests_on)


def _texts(known: object, name: str) -> frozenset[str]:
    found: object = known.get(name) if isinstance(known, dict) else None
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()
