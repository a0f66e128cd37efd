"""What the words of a column's name say of persons: whose name it holds, which of their data, or neither."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from suluh.checking.identity_numbers import load_rules
from suluh.checking.plain_text import plain_name

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_PHRASE = 5
_LONGEST_CELL = 120
_MOSTLY, _HALF = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class DataKind:
    """A kind of data of persons: words of columns, whole names of columns, whole cells, words within cells.

    `is_weak` says that it tells little alone.
    """

    key: str
    meaning: str
    words: frozenset[str]
    names: frozenset[str]
    values: frozenset[str]
    inner: frozenset[str]
    is_weak: bool


@lru_cache(maxsize=10_000)
def column_name(name: str) -> str:
    """A column's plain name, `namaSiswa` parted as `nama_siswa` is."""
    return plain_name(_CAMEL.sub(" ", name))


@lru_cache(maxsize=10_000)
def phrases_of(plain: str) -> frozenset[str]:
    """Every run of words in a plain name, and the name written as one word."""
    words = plain.split("_")
    found = {
        "_".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _LONGEST_PHRASE) + 1)
    }
    glued = "".join(words)
    found.add(glued)
    for head in ("nama", "nm"):
        if glued.startswith(head) and len(glued) > len(head):
            found |= {head, glued.removeprefix(head)}
    return frozenset(found)


def has_word(name: str, key: str) -> bool:
    """Whether a column's name has one of the words that the rules list under `key`."""
    return not phrases_of(column_name(name)).isdisjoint(words_of(key))


@cache
def words_of(key: str) -> frozenset[str]:
    """Words under one key of `tabel_orang`."""
    return frozenset(table_rules()[key])


def table_rules() -> Mapping[str, Any]:
    """What tells a table with a row for each person."""
    rules: Mapping[str, Any] = load_rules()["tabel_orang"]
    return rules


@lru_cache(maxsize=10_000)
def data_kind(name: str) -> DataKind | None:
    """Which data of a person a column of this name holds beside a person's name."""
    plain = column_name(name)
    phrases = phrases_of(plain)
    return next(
        (kind for kind in data_kinds() if plain in kind.names or not phrases.isdisjoint(kind.words)), None
    )


def kind_by_values(cells: Sequence[str]) -> DataKind | None:
    """Which data the cells themselves tell, whatever the column is called."""
    plain: Counter[str] = Counter()
    for cell, count in Counter(cells).items():
        if len(cell) <= _LONGEST_CELL:
            plain[plain_name(cell)] += count
    for kind in data_kinds():
        if kind.values and _share(plain, lambda cell: {cell}, kind.values) >= _MOSTLY:
            return kind
        if kind.inner and _share(plain, _runs, kind.inner) >= _HALF:
            return kind
    return None


def _share(cells: Counter[str], take: Callable[[str], AbstractSet[str]], sought: AbstractSet[str]) -> float:
    """How many of the cells have something that is sought among what `take` gives of each, from 0 to 1."""
    known = sum(count for cell, count in cells.items() if not sought.isdisjoint(take(cell)))
    return known / cells.total() if cells else 0.0


@lru_cache(maxsize=10_000)
def _runs(plain: str) -> frozenset[str]:
    """Words of a cell and pairs of them."""
    words = plain.split("_")
    return frozenset(words) | {f"{name}_{other}" for name, other in pairwise(words)}


@cache
def data_kinds() -> tuple[DataKind, ...]:
    """All kinds in the order of the rules, strong ones first."""
    return tuple(
        DataKind(
            key=key,
            meaning=stated["arti"],
            words=frozenset(stated.get("kata", ())),
            names=frozenset(stated.get("kata_utuh", ())),
            values=frozenset(stated.get("isi", ())),
            inner=frozenset(stated.get("di_dalam", ())),
            is_weak=bool(stated.get("lemah", False)),
        )
        for key, stated in table_rules()["data"].items()
    )
