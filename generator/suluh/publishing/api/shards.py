"""Collections in files of at most 20 kB, parted by the order of keys.

All keys are cut at fixed places: after the first half of the signs, then after the first half of each half,
and so on. A file holds what lies between two cuts, and is cut in two only where it is too full. So what is
added to one file changes no other, and only what lay in a file that has become too full moves. At the address
of the whole collection stands the collection, or the list of its parts.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

LIMIT = 20_000
"""Bytes of a file at most."""
END = "--"
"""Stands behind a key; `spell` writes no two hyphens in a row."""

_STRANGE = re.compile(r"[^a-z0-9_]+")
_SIGNS = "-0123456789_abcdefghijklmnopqrstuvwxyz"
"""All signs of keys, in their order."""
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a collection: its key as `spell` writes it, itself as JSON, bytes it needs elsewhere.

    `size` are its bytes in a file, with the comma and the line's end, and what it needs in the head: counted
    once, since they are added up wherever a file is too full.
    """

    key: str
    text: str
    beside: int = 0
    size: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.text.encode("utf-8")) + 2 + self.beside)


def spell(*parts: str) -> str:
    """A key of parts as addresses have it: small letters, digits, everything else as one hyphen."""
    return _STRANGE.sub("-", "/".join(parts).casefold()).strip("-") or "tanpa"


def add_up(items: Iterable[Item]) -> int:
    """The bytes of items that lie beside each other."""
    return sum(item.size for item in items)


def part(
    items: Iterable[Item], head: int, measure: Callable[[Iterable[Item]], int] = add_up
) -> Mapping[str, Sequence[Item]]:
    """The items by the first key that their file may hold; `head` are bytes that each file has besides.

    One file, of the empty key, where all fit into one. Items of one key are parted, where they must be, by a
    digest of themselves behind the key's end.
    """
    found: dict[str, Sequence[Item]] = {}
    told_apart = sorted(_told_apart(items), key=lambda pair: pair[0])
    room = LIMIT - head - 10

    def fits(some: Iterable[tuple[str, Item]]) -> bool:
        return measure(item for _, item in some) <= room

    _part(told_apart, "", (0, len(_SIGNS)), fits, found)
    return found


def files_of(key: str, beginnings: Sequence[str]) -> tuple[str, ...]:
    """The first keys of the files that may hold a key: one, or several where its items need more."""
    whole = key + END
    before = bisect_right(beginnings, whole)
    return (
        *beginnings[max(before - 1, 0) : before],
        *takewhile(lambda some: some.startswith(whole), beginnings[before:]),
    )


def _told_apart(items: Iterable[Item]) -> Iterable[tuple[str, Item]]:
    seen: Counter[tuple[str, str]] = Counter()
    for item in items:
        digest = hashlib.sha256(item.text.encode("utf-8")).hexdigest()[:_DIGITS]
        seen[item.key, digest] += 1
        yield f"{item.key}{END}{digest}{END}{seen[item.key, digest]}", item


def _part(
    items: Sequence[tuple[str, Item]],
    beginning: str,
    signs: tuple[int, int],
    fits: Callable[[Sequence[tuple[str, Item]]], bool],
    found: dict[str, Sequence[Item]],
) -> None:
    """Put away items that begin alike and go on with one of some signs; cut these in two for many items."""
    low, high = signs
    if len(items) == 1 or fits(items):
        found[beginning + _SIGNS[low] if low else beginning] = [item for _, item in items]
        return
    if high - low == 1:
        _part(items, beginning + _SIGNS[low], (0, len(_SIGNS)), fits, found)
        return
    middle = (low + high) // 2
    cut = bisect_left(items, beginning + _SIGNS[middle], key=lambda pair: pair[0])
    for some, half in ((items[:cut], (low, middle)), (items[cut:], (middle, high))):
        if some:
            _part(some, beginning, half, fits, found)
