"""The tables that a report points at: cells by their addresses, values that are not public masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from suluh.checking.personal_columns import mask_cell
from suluh.checking.personal_patterns import mask_text
from suluh.reading.packages import read_packages
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import MASK, Place
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.sheet_columns import column_letters

WORKBOOKS = ("xlsx", "ods")
ROWS_AROUND = 1
COLUMNS_AROUND = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's table with what its columns may show."""

    path: str
    resource: Resource
    table: Table

    @property
    def is_workbook(self) -> bool:
        """Whether its cells have addresses of a spreadsheet in the file itself."""
        return self.resource.format in WORKBOOKS

    @property
    def public(self) -> tuple[bool, ...]:
        """For each column whether its values may be shown; a column without a field may not."""
        fields = {other_field.name: other_field for other_field in self.resource.schema.fields}
        return tuple(
            name in fields and fields[name].klasifikasi is Klasifikasi.PUBLIK for name in self.table.header
        )

    def shown(self, row: Sequence[str]) -> list[str]:
        """A row's cells as they may be shown: nothing that is not public, and nothing personal."""
        return [
            mask_cell(name, text) if open_ or not text else MASK
            for name, text, open_ in zip(self.table.header, row, self.public, strict=True)
        ]

    def locate(self, place: Place) -> tuple[int, int] | None:
        """Row index and column index of a place in the table; None for a place that is no cell of it."""
        if place.field not in self.table.header or place.row is None or place.row < 1:
            return None
        if place.sheet not in ("", self.table.sheet):
            return None  # another sheet of the workbook
        numbers = self.table.numbers or range(1, len(self.table.rows) + 1)
        try:
            return numbers.index(place.row), self.table.header.index(place.field)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Cutout:
    """A few cells around a wrong one, as a spreadsheet shows them: `rows` begin with their line."""

    letters: tuple[str, ...]
    header: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    column: int
    line: int


@dataclass(slots=True)
class SheetReader:
    """Reads a file's table when it is first asked for, and keeps the last few.

    A file that a recipe lays out anew is shown by nobody: its cells have other neighbours there.
    """

    settings: Settings
    _places: dict[str, tuple[DataPackage, Resource]] | None = None
    _sheets: dict[str, Sheet | None] = field(default_factory=dict)

    def sheet_of(self, path: str) -> Sheet | None:
        """The table in that file, or None where it is no table's only file or cannot be read."""
        if path not in self._sheets:
            self._sheets[path] = self._read(path)
        return self._sheets[path]

    def _read(self, path: str) -> Sheet | None:
        if self._places is None:
            self._places = {
                f"{package.folder}/{resource.paths[0]}": (package, resource)
                for package in read_packages(self.settings)[0]
                for resource in package.resources
                if len(resource.paths) == 1 and resource.recipe is None
            }
        if path not in self._places:
            return None
        package, resource = self._places[path]
        table, _ = read_table(self.settings, package, resource)
        return Sheet(path, resource, table) if table is not None else None


def cut_out(sheet: Sheet, place: Place) -> Cutout | None:
    """The cells around a place: a row above and below, two columns to each side."""
    found = sheet.locate(place)
    table = sheet.table
    if found is None or not table.lines:
        return None
    row, column = found
    first, last = max(0, column - COLUMNS_AROUND), min(len(table.header), column + COLUMNS_AROUND + 1)
    above, below = max(0, row - ROWS_AROUND), min(len(table.rows), row + ROWS_AROUND + 1)
    return Cutout(
        letters=tuple(column_letters(table.first_column + index) for index in range(first, last)),
        header=tuple(map(mask_text, table.header[first:last])),
        header_line=table.header_line,
        rows=tuple(
            (table.lines[index], tuple(sheet.shown(table.rows[index])[first:last]))
            for index in range(above, below)
        ),
        column=column - first,
        line=table.lines[row],
    )
