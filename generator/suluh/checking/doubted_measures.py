"""The measures of a table as numbers, column by column, for whoever looks at values together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from suluh.checking.large_measures import group_alike
from suluh.checking.places import Places, sole_columns
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.cells import read_number
from suluh.vocabulary.columns import ColumnarRows
from suluh.vocabulary.findings import MASK, Detail, Finding, Severity
from suluh.vocabulary.package import Field, Klasifikasi

_WORD = re.compile(r"[^\W_]+|%")
_TIME_TYPES = ("year", "yearmonth", "date", "datetime")
_TIME_WORDS = frozenset(("tahun", "bulan", "triwulan", "semester", "periode", "tanggal", "minggu"))


@cache
def doubt_rules() -> Mapping[str, Any]:
    """The thresholds and words of `standards/keraguan.yaml`."""
    return load_standard_file("keraguan")


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a column's name, in small letters: `JUMLAH_KK 2023` has `jumlah`, `kk`, `2023`."""
    return tuple(_WORD.findall(text.casefold()))


def has_phrase(words: Sequence[str], phrases: Iterable[str]) -> str:
    """The longest phrase whose words stand one after the other among `words`; empty where none does."""
    joined = f" {' '.join(words)} "
    found = [phrase for phrase in phrases if f" {phrase} " in joined]
    return max(found, key=len, default="")


@dataclass(frozen=True)
class MeasureTable:
    """A table beside its measures: columns of numbers that are no code, key or reference.

    Values are None where a cell stands for none, or cannot be read.
    """

    places: Places

    @cached_property
    def measures(self) -> tuple[Field, ...]:
        """The columns of measures, in the order of the table."""
        schema = self.places.resource.schema
        bound = {name for key in schema.foreign_keys for name in key.fields} | set(schema.primary_key)
        there = sole_columns(self.places.table, self.places.resource)
        return tuple(
            field
            for name in sorted(there, key=there.__getitem__)
            if (field := schema.field_named(name)) is not None and field.is_number and name not in bound
        )

    @cached_property
    def _known(self) -> dict[str, Sequence[Decimal | None]]:
        return {}

    def numbers(self, name: str) -> Sequence[Decimal | None]:
        """The numbers of a measure, a value for each row."""
        if name not in self._known:
            self._known[name] = tuple(self._read(name))
        return self._known[name]

    def cells(self, field: Field) -> Sequence[str]:
        """The cells of a measure, top to bottom."""
        return self.places.table.column(field.name)

    @cached_property
    def series(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Rows by all that is neither measure nor time: each the same thing in several times.

        Of a table that is held by columns, rows that are alone in theirs are left out.
        """
        schema = self.places.resource.schema
        measured = {field.name for field in self.measures}
        timely = {
            field.name
            for field in schema.fields
            if field.type in _TIME_TYPES or _TIME_WORDS & set(words_of(field.name))
        }
        table = self.places.table
        columns = [at for at, name in enumerate(table.header) if name not in measured | timely]
        found: dict[tuple[str, ...], list[int]] = {}
        if isinstance(table.rows, ColumnarRows):
            return group_alike(table.rows, columns)
        for index, row in enumerate(table.rows):
            found.setdefault(tuple(row[at] for at in columns), []).append(index)
        return found

    def doubt(self, code: str, index: int, field: Field, details: Mapping[str, Detail]) -> Finding:
        """A warning about a cell; nothing of the table is shown where the column is not public."""
        is_open = field.klasifikasi is Klasifikasi.PUBLIK
        shown = {
            name: value if is_open or isinstance(value, str) else MASK for name, value in details.items()
        }
        table = self.places.table
        cell = table.rows[index][table.header.index(field.name)]
        place = self.places.of_cell(index, field.name)
        return Finding(code, place, Severity.WARNING, cell if is_open else MASK, shown)

    def _read(self, name: str) -> Iterator[Decimal | None]:
        field = next(measure for measure in self.measures if measure.name == name)
        known: dict[str, Decimal | None] = {
            missing_value.value: None for missing_value in field.missing_values
        }
        for cell in self.cells(field):
            if cell not in known:
                known[cell] = read_number(field, cell)
            yield known[cell]
