"""Which columns tell a table's rows apart: as few as will do, of those that say what, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from suluh.intake.column_readings import ColumnReading, line_of_row
from suluh.intake.shape_words import begins_with
from suluh.vocabulary.package import Table

_MOST_COLUMNS, _MOST_TRIED = 5, 12
_LONG_TEXT = 60
_NEARLY_UNIQUE = 0.9
_SHOWN = 10
_RANKS = {"tempat": 0, "kode": 1, "waktu": 2, "kategori": 3, "teks": 5}
_FIRM, _GROUPS, _DAYS = 2, 3, 4
"""Days come late: those of a report differ by chance, and are of a key only where nothing else will do."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """The columns of the key, and pairs of lines of which the second repeats the first."""

    columns: tuple[str, ...] = ()
    repeated: tuple[tuple[int, int], ...] = ()


def find_row_key(table: Table, readings: Sequence[ColumnReading], placed: Sequence[str]) -> RowKey:
    """The smallest sensible key. Measures, constant columns and columns with empty cells are never of it.

    Nor are remarks. Columns whose name says that they describe a thing (a brand, a place, a state) differ
    among few rows by chance: they are of a key only of a table of measures that nothing else parts.
    `placed` are columns that name the region of a row, or its code: they count as codes do.
    """
    if not table.rows:
        return RowKey()
    listed = _list_candidates(table, readings, placed)
    candidates = [reading for reading in listed if not _describes(reading, placed)]
    firm = [reading for reading in candidates if _rank(reading, placed) <= _FIRM]
    for some in (firm, [reading for reading in candidates if _rank(reading, placed) <= _GROUPS], candidates):
        found = _smallest(table, some)
        if found:
            found = _rather_named(table, candidates, found)
            found = (*found, *_when(candidates, found, placed))
            return RowKey(tuple(name for name in table.header if name in found))
    numbered = _row_numbers(table, readings)
    if repeated := _repeats(table, firm or candidates):
        return RowKey(numbered, repeated)
    measured = any(reading.role == "ukuran" for reading in readings)
    found = _smallest(table, listed) if measured else ()
    return RowKey(tuple(name for name in table.header if name in found) or numbered)


def _when(
    candidates: Sequence[ColumnReading], found: tuple[str, ...], placed: Sequence[str]
) -> tuple[str, ...]:
    """Years and parts of years beside a key of places alone: the next file has the same places."""
    if not all(name in placed for name in found):
        return ()
    return tuple(
        reading.name
        for reading in candidates
        if reading.role == "waktu" and reading.name not in found and _rank(reading, placed) <= _FIRM
    )


def _rather_named(
    table: Table, candidates: Sequence[ColumnReading], found: tuple[str, ...]
) -> tuple[str, ...]:
    """The key, or a column of texts that stands before it and names each row.

    Days, and places where things lie, differ among few rows by chance and name none.
    """
    by_chance = {reading.name for reading in candidates if reading.role == "waktu" or _is_quality(reading)}
    if any(name not in by_chance for name in found):
        return found
    start = min(table.header.index(name) for name in found)
    named = [
        reading.name
        for reading in candidates
        if reading.role == "teks"
        and reading.distinct == len(table.rows)
        and table.header.index(reading.name) < start
    ]
    return (named[0],) if named else found


def _rank(reading: ColumnReading, placed: Sequence[str]) -> int:
    if reading.name in placed and reading.joined is None:
        return _RANKS["kode"]
    return _DAYS if reading.type in ("date", "datetime", "time") else _RANKS.get(reading.role, 9)


def _list_candidates(
    table: Table, readings: Sequence[ColumnReading], placed: Sequence[str]
) -> list[ColumnReading]:
    """Columns that may be of a key, the most telling first."""
    some = [
        reading
        for reading in readings
        if (reading.role in _RANKS or reading.name in placed)
        and reading.filled == len(table.rows)
        and not reading.constant
        and not (reading.role == "kode" and _counts_rows(table, reading))
        and not begins_with("penjelasan", reading.name.replace("_", " "))
    ]
    some = [reading for reading in some if reading.role != "teks" or _is_short(table, reading)]
    return sorted(some, key=lambda reading: (_describes(reading, placed), _rank(reading, placed)))[
        :_MOST_TRIED
    ]


def _describes(reading: ColumnReading, placed: Sequence[str]) -> bool:
    """Whether a column's name says that it describes a thing; a column of regions tells where rows lie."""
    return reading.name not in placed and _is_quality(reading)


def _is_quality(reading: ColumnReading) -> bool:
    return begins_with("sifat", reading.name.replace("_", " ")) != ""


def _is_short(table: Table, reading: ColumnReading) -> bool:
    cells = table.column(reading.name)
    return sum(map(len, cells)) <= _LONG_TEXT * len(cells)


def _counts_rows(table: Table, reading: ColumnReading) -> bool:
    """Whether a column but numbers the rows, as `id` in an export."""
    if reading.distinct != len(table.rows) or reading.joined is not None:
        return False
    cells = [cell.strip() for cell in table.column(reading.name)]
    start = cells[0]
    if not start.isdecimal() or start.startswith("0") or int(start) > 1:
        return False
    return all(cell == str(number) for number, cell in enumerate(cells, int(start)))


def _row_numbers(table: Table, readings: Sequence[ColumnReading]) -> tuple[str, ...]:
    for reading in readings:
        if reading.role in ("kode", "nomor-baris") and _counts_rows(table, reading):
            return (reading.name,)
    return ()


def _smallest(table: Table, some: Sequence[ColumnReading]) -> tuple[str, ...]:
    """The fewest of the columns that make rows unique, those that come first before others."""
    columns = {reading.name: table.column(reading.name) for reading in some}
    rows = len(table.rows)
    for size in range(1, min(_MOST_COLUMNS, len(some)) + 1):
        for chosen in combinations(some, size):
            product = 1
            for reading in chosen:
                product *= reading.distinct
            if product >= rows and _is_unique([columns[reading.name] for reading in chosen]):
                return tuple(reading.name for reading in chosen)
    return ()


def _is_unique(columns: Sequence[Sequence[str]]) -> bool:
    """Whether no two rows agree in all columns; a first few rows are looked at before all."""
    for until in (1_000, 20_000, len(columns[0])):
        rows = list(zip(*(column[:until] for column in columns), strict=True))
        if len(set(rows)) < len(rows):
            return False
    return True


def _repeats(table: Table, some: Sequence[ColumnReading]) -> tuple[tuple[int, int], ...]:
    """Rows that repeat others in all those columns, where nearly all rows differ in them."""
    if not some:
        return ()
    first: dict[tuple[str, ...], int] = {}
    found: list[tuple[int, int]] = []
    columns = [table.column(reading.name) for reading in some]
    for index, key in enumerate(zip(*columns, strict=True)):
        earlier = first.setdefault(key, index)
        if earlier < index:
            found.append((line_of_row(table, earlier), line_of_row(table, index)))
    return tuple(found[:_SHOWN]) if len(found) <= (1 - _NEARLY_UNIQUE) * len(table.rows) else ()
