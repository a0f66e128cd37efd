"""What the words of a column's name say of persons: whose name it holds, which of their data, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from suluh.checking.identity_numbers import load_rules
from suluh.checking.plain_text import plain_name

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class DataKind:
    """A kind of data of persons: its words, the values that tell it too, whether it tells little alone."""

    key: str
    meaning: str
    words: frozenset[str]
    values: frozenset[str]
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
    phrases = phrases_of(column_name(name))
    return next((kind for kind in data_kinds() if not phrases.isdisjoint(kind.words)), None)


def kind_by_values(cells: Iterable[str], share: float = 0.7) -> DataKind | None:
    """Which data the cells themselves tell, whatever the column is called."""
    plain = [plain_name(cell) for cell in cells]
    for kind in data_kinds():
        known = sum(cell in kind.values for cell in plain) if kind.values else 0
        if known and known >= share * len(plain):
            return kind
    return None


@cache
def data_kinds() -> tuple[DataKind, ...]:
    """All kinds in the order of the rules, strong ones first."""
    return tuple(
        DataKind(
            key,
            stated["arti"],
            frozenset(stated["kata"]),
            frozenset(stated.get("isi", ())),
            bool(stated.get("lemah", False)),
        )
        for key, stated in table_rules()["data"].items()
    )
