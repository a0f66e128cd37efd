"""What tells a row of a record type from every other: its key, read so that two spellings of it are one key.

Numbers, days and codes are compared by what they say (`1` and `01`, `1.01.01.02.01` and `1.01.01.2.01`),
other texts without regard to case, width of signs and blanks. A blank in a part that may be blank is a
value like any other.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from suluh.checking.example_rows import is_example
from suluh.checking.places import Places, sole_columns
from suluh.vocabulary.cells import is_blank, read_number
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.formula_signs import UNSEEN
from suluh.vocabulary.package import Field, Klasifikasi
from suluh.vocabulary.standards import NOMENCLATURE, Standard, StandardColumn

Key = tuple[str, ...]

ACCOUNTS = "rekening"
"""The list of accounts, whose codes are written with more or fewer zeros since 2026."""

_CELLS_KEPT = 100_000
_BUCKETS = 256
_UNSEEN_SIGN = re.compile(f"[{UNSEEN}]")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
"""A dash or points where nothing need be written say what a blank says."""
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """A part of the key that a table has: its field, where it stands, and whether it may be blank."""

    field: Field
    at: int
    required: bool
    read: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class KeyedTable:
    """A table of a record type whose rows can be told apart by their key.

    `parts` are those of the type's key in its order, None for one that may be blank and is not there.
    """

    places: Places
    parts: tuple[KeyColumn | None, ...]

    @property
    def columns(self) -> tuple[KeyColumn, ...]:
        """The parts of the key that the table has."""
        return tuple(part for part in self.parts if part is not None)

    @property
    def is_public(self) -> bool:
        """Whether its rows come out, so that they count beside those of other tables."""
        return self.places.resource.klasifikasi is Klasifikasi.PUBLIK

    @property
    def shows_keys(self) -> bool:
        """Whether a key may be shown in a message."""
        return all(column.field.klasifikasi is Klasifikasi.PUBLIK for column in self.columns)

    def each_key(self) -> Iterator[tuple[int, Key]]:
        """Index and key of each row in order, without examples and rows whose key is not whole."""
        # A part that is not there reads as blank, whatever stands in the first column.
        readers = [
            (part.at, part.read, part.required) if part else (0, _read_nothing, False) for part in self.parts
        ]
        known: list[dict[str, str]] = [{} for _ in readers]
        for index, row in enumerate(self.places.table.rows):
            if is_example(row[0]):
                continue
            key: list[str] = []
            for (at, read, required), cache in zip(readers, known, strict=True):
                cell = row[at]
                text = cache.get(cell)
                if text is None:
                    if len(cache) > _CELLS_KEPT:
                        cache.clear()
                    text = cache[cell] = read(cell)
                if required and not text:
                    break
                key.append(text)
            else:
                yield index, tuple(key)

    def show(self, index: int) -> str:
        """The key of a row as submitted, without its blank parts."""
        row = self.places.table.rows[index]
        return ", ".join(row[column.at].strip() for column in self.columns if column.read(row[column.at]))


def key_table(places: Places, standard: Standard) -> KeyedTable | None:
    """The table with its key's columns; None where one that must be there is not, which is told elsewhere.

    A type without a key is told apart by all of its columns.
    """
    there = sole_columns(places.table, places.resource)
    names = standard.key or tuple(column.name for column in standard.columns)
    parts: list[KeyColumn | None] = []
    for name in names:
        stated, own = standard.column(name), places.resource.schema.field_named(name)
        if stated is None:
            continue
        if own is not None and name in there:
            parts.append(KeyColumn(own, there[name], stated.required, _make_reader(stated, own)))
        elif stated.required:
            return None
        else:
            parts.append(None)
    return KeyedTable(places, tuple(parts)) if any(parts) else None


def _read_nothing(cell: str) -> str:
    return ""


def _make_reader(stated: StandardColumn, own: Field) -> Callable[[str], str]:
    """The cell's text as keys are compared; empty where it stands for no value."""

    def read(cell: str) -> str:
        if is_blank(own, cell) or not (stated.required or _SAYS_SOMETHING.search(cell)):
            return ""
        if stated.codes == NOMENCLATURE:
            cell = normalise_code(cell)
        elif stated.codes == ACCOUNTS:
            cell = _ZEROS.sub("", cell)
        elif stated.type in ("integer", "number", "year"):
            return _read_number(own, cell)
        elif stated.type == "date":
            return _read_day(own, cell)
        if not cell.isascii():
            cell = _UNSEEN_SIGN.sub("", unicodedata.normalize("NFKC", cell))
        return " ".join(cell.casefold().split())

    return read


def _read_number(own: Field, cell: str) -> str:
    number = read_number(own, cell)
    if number is None:
        return cell.strip()
    return f"{number.normalize():f}" if abs(number.adjusted()) < _BUCKETS else str(number.normalize())


def _read_day(own: Field, cell: str) -> str:
    form = own.format if "%" in own.format else "%Y-%m-%d"
    try:
        return datetime.strptime(cell.strip(), form).replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return cell.strip()


@dataclass(slots=True)
class SeenKeys:
    """Which keys occur more than once, in eight bytes for each row: no copy of a table is kept.

    Two keys may share a hash: what is found here is to be looked at again.
    """

    _buckets: list[array[int]] = field(default_factory=lambda: [array("q") for _ in range(_BUCKETS)])

    def add(self, key: Key) -> None:
        """Count one row's key."""
        number = hash(key)
        self._buckets[number % _BUCKETS].append(number)

    def repeated(self) -> set[int]:
        """Hashes that were counted more than once."""
        found: set[int] = set()
        for bucket in self._buckets:
            seen = set(bucket)
            if len(seen) == len(bucket):
                continue
            seen.clear()
            for number in bucket:
                if number in seen:
                    found.add(number)
                seen.add(number)
        return found
