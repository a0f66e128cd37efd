"""Patterns of columns, judged by RE2: frictionless would run a stranger's pattern with `re`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from suluh.checking.places import Places, is_missing
from suluh.reading.patterns import fits_pattern
from suluh.vocabulary.columns import cells_of, distinct_of, places_of
from suluh.vocabulary.findings import MASK, Finding
from suluh.vocabulary.package import Field, Klasifikasi


@dataclass(frozen=True, slots=True)
class PatternRules:
    """Patterns of columns, each distinct cell matched once; frictionless would run them with `re`.

    `wrong` has by column its place in the table and the cells that do not fit.
    """

    places: Places
    wrong: Mapping[str, tuple[Field, int, frozenset[str]]]

    @classmethod
    def judge(cls, places: Places, fields: Iterable[Field], columns: Mapping[str, int]) -> PatternRules:
        """Match all cells of fields that have a safe pattern; `columns` are places in the table by name."""
        wrong: dict[str, tuple[Field, int, frozenset[str]]] = {}
        for field in (field for field in fields if "pattern" in field.constraints):
            at = columns[field.name]
            pattern = str(field.constraints["pattern"])
            cells = distinct_of(cells_of(places.table.rows, at))
            unfit = {
                cell for cell in cells if not is_missing(cell, field) and not fits_pattern(pattern, cell)
            }
            wrong[field.name] = field, at, frozenset(unfit)
        return cls(places, wrong)

    def find_rows(self) -> set[int]:
        """Indices of rows with a cell that does not fit, whatever its type."""
        return {
            index
            for _, at, unfit in self.wrong.values()
            for index in places_of(cells_of(self.places.table.rows, at), unfit)
        }

    def check_row(self, index: int, told: list[Finding]) -> Iterator[Finding]:
        """T017 for each cell that does not fit, unless its type is wrong already."""
        row = self.places.table.rows[index]
        for field, at, unfit in self.wrong.values():
            cell = row[at]
            if cell in unfit and not any(
                finding.code == "T011" and finding.place.field == field.name for finding in told
            ):
                details = {"jenis": f"@{field.type}", "format": format_of(field)}
                details |= constraint_details(field, "pattern")
                yield self.places.note("T017", index, field, cell, **details)


def constraint_details(field: Field, name: str) -> dict[str, str]:
    """The constraint in words; the limits of a field that is not public may tell its values."""
    stated = field.constraints.get(name)
    text = ", ".join(map(str, stated)) if isinstance(stated, list) else str(stated)
    if field.klasifikasi is not Klasifikasi.PUBLIK:
        text = MASK
    return {"batasan": f"@{name}", "batas": text}


def format_of(field: Field) -> str:
    """What is said of how a field's cells are written: the sign before decimals, or its format."""
    return field.decimal_char if field.is_number else field.format
