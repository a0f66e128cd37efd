"""What the cells of a column name: persons, bodies such as offices and firms, regions, or neither.

Names are known by their words (`standards/nama-orang.yaml`), their ends and their titles; a name of none of
those is `UNKNOWN` where it has at least the shape of one. Only a sample of a column's cells is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from suluh.checking.plain_text import plain_text
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.columns import ColumnarRows, sample_rows

PERSON, BODY, REGION, UNKNOWN, OTHER = "orang", "lembaga", "wilayah", "tak_dikenal", "lain"
SAMPLE = 400
"""Cells of a column that are looked at, spread over all of its rows."""
_FEW = 20
"""Filled cells in a sample below which the whole column is gone through."""
_LONGEST = 60
_LONGEST_CELL = 200
_MOST_WORDS = 7
_SHORTEST_END = 6
_SHORTEST_PIECE = 5
_NUMBERING = re.compile(r"^[0-9]{1,4}[.)]\s*")
_AGE_AFTER = re.compile(r"\s*[(/,-]?\s*[0-9]{1,3}\s*(?:th|thn|tahun|bln|bulan)?\.?\s*\)?$", re.I)
_WHAT_FOLLOWS = re.compile(r"\s*[/|;]\s*(?=[^/|;]*[0-9]).*$")
"""What stands behind a name in the same cell: `Nama / 72 th / Kel. Wajo`."""
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_MARKS = re.compile(r"[.,'’`\"()/-]")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){1,4}")


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """Shares of the filled cells by what they name, and how many of them are distinct, of `filled` in all."""

    filled: int = 0
    distinct: float = 0.0
    shares: Mapping[str, float] | None = None
    initials: float = 0.0

    def share(self, *kinds: str) -> float:
        """How much of the column the kinds make together."""
        return sum((self.shares or {}).get(kind, 0.0) for kind in kinds)


@dataclass(frozen=True, slots=True)
class _Words:
    names: frozenset[str]
    ends: tuple[str, ...]
    titles: frozenset[str]
    degrees: frozenset[str]
    begins: tuple[str, ...]
    bodies: frozenset[str]
    first_bodies: frozenset[str]
    legal: frozenset[str]
    services: frozenset[str]
    never: frozenset[str]
    whole_bodies: re.Pattern[str]


def sample_columns(width: int, rows: Sequence[Sequence[str]], most: int = SAMPLE) -> list[list[str]]:
    """Filled cells of each column from rows spread evenly over the table; all of a small one."""
    picked = sample_rows(rows, most)
    columns: list[list[str]] = []
    for column in range(width):
        cells = [cell for row in picked if column < len(row) and (cell := row[column].strip())]
        if len(picked) < len(rows) and len(cells) < _FEW:
            cells = [*islice(_filled(rows, column), most)]
        columns.append(cells)
    return columns


def _filled(rows: Sequence[Sequence[str]], column: int) -> Iterator[str]:
    """The cells of a column that are not blank, without blanks around them."""
    cells = (
        rows.column_at(column)
        if isinstance(rows, ColumnarRows)
        else (row[column] for row in rows if column < len(row))
    )
    return filter(None, (cell.strip() for cell in cells))


def shape_of(cells: Sequence[str]) -> ColumnShape:
    """What a column's cells name."""
    if not cells:
        return ColumnShape()
    each, counted = Counter(cells), Counter[str]()
    for cell, count in each.items():
        counted[name_kind(cell)] += count
    initials = sum(count for cell, count in each.items() if len(cell) > 1 and _INITIALS.fullmatch(cell))
    return ColumnShape(
        len(cells),
        len(each) / len(cells),
        {kind: count / len(cells) for kind, count in counted.items()},
        initials / len(cells),
    )


@lru_cache(maxsize=50_000)
def name_kind(cell: str) -> str:
    """What one cell names, by its words alone."""
    if len(cell) > _LONGEST_CELL:
        return OTHER
    text = without_rest(_NUMBERING.sub("", plain_text(cell).strip()))
    if not 2 <= len(text) <= _LONGEST or not text[0].isalpha():
        return OTHER
    words = _words()
    name, degrees = _without_degrees(text)
    parts = [word.casefold() for word in re.split(r"[\s/]+", name) if word]
    bare = [plain for part in parts if (plain := _MARKS.sub("", part))]
    if not bare:
        return OTHER
    if _is_body(bare, name.casefold()):
        return BODY
    if not _has_shape(name, bare):
        return OTHER
    lowered = " ".join(bare)
    if not degrees and lowered in _region_names():
        return REGION
    if degrees or lowered.startswith(words.begins) or any(_names_person(word) for word in bare):
        return PERSON
    return UNKNOWN


def without_age(text: str) -> str:
    """A name without the age that stands behind it: `Nama (45 th)`, `Nama / 45`."""
    return _AGE_AFTER.sub("", text)


def without_rest(text: str) -> str:
    """A name without what stands behind it in its cell: age, address, remarks in brackets."""
    return _ASIDE.sub("", without_age(_WHAT_FOLLOWS.sub("", text)))


def is_legal_person(cell: str) -> bool:
    """Whether a cell names a firm by its legal form, a cooperative, a foundation or an office."""
    return _has_word(cell, _words().legal)


def is_public_service(cell: str) -> bool:
    """Whether a cell names an office, a school, a hospital or a service that anyone may call."""
    return _has_word(cell, _words().services)


def names_person_within(text: str) -> bool:
    """Whether a name of a person is a word of a mailbox, or stands in one: `budi.h87`, `sitiaminah`."""
    names = _words().names
    parts = [part for part in re.split(r"[^a-z]+", text.casefold()) if part]
    pieces = {
        part[start : start + length]
        for part in parts
        for length in range(_SHORTEST_PIECE, len(part) + 1)
        for start in range(len(part) - length + 1)
    }
    return any(part in names for part in parts) or not names.isdisjoint(pieces)


def _has_word(cell: str, known: frozenset[str]) -> bool:
    plain = [_MARKS.sub("", word) for word in re.split(r"[\s/,]+", plain_text(cell).casefold())]
    return any(word in known or word.rstrip("0123456789") in known for word in plain if word)


def _without_degrees(text: str) -> tuple[str, bool]:
    """A name and whether degrees follow it, as in `Siti Aminah, S.Pd., M.Pd.`, of a text."""
    name, comma, rest = text.partition(",")
    if not comma:
        return text, False
    parts = [_MARKS.sub("", part).replace(" ", "").casefold() for part in rest.split(",")]
    if all(part in _words().degrees for part in parts if part):
        return name, True
    return text.replace(",", " "), False


def _is_body(bare: Sequence[str], whole: str) -> bool:
    words = _words()
    first = bare[0].rstrip("0123456789")
    if first in words.first_bodies or words.whole_bodies.fullmatch(whole):
        return True
    return any(word in words.bodies or word.rstrip("0123456789") in words.bodies for word in bare)


def _has_shape(name: str, bare: Sequence[str]) -> bool:
    """Whether it is one to seven words of letters, none of which no name has."""
    if any(sign.isdigit() for sign in name) or len(bare) > _MOST_WORDS:
        return False
    return all(word.isalpha() for word in bare) and not any(word in _words().never for word in bare)


def _names_person(word: str) -> bool:
    words = _words()
    if word in words.names or word in words.titles:
        return True
    return len(word) >= _SHORTEST_END and word.endswith(words.ends)


@cache
def _region_names() -> frozenset[str]:
    return frozenset(map(str.casefold, load_regions().names.values()))


@cache
def _words() -> _Words:
    stated: Mapping[str, Any] = load_standard_file("nama-orang")

    def words(key: str) -> frozenset[str]:
        return frozenset(stated[key].split())

    return _Words(
        names=words("nama"),
        ends=tuple(stated["akhiran"].split()),
        titles=words("sebutan"),
        degrees=words("gelar"),
        begins=tuple(f"{entry} " for entry in stated["awalan"]),
        bodies=words("lembaga"),
        first_bodies=words("lembaga_di_depan"),
        legal=words("hukum"),
        services=words("umum"),
        never=words("bukan_nama"),
        whole_bodies=re.compile("|".join(stated["nama_lembaga"])),
    )
