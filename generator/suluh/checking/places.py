"""From a cell of a table to its place in the submitted file, and to what of it may be shown."""

from __future__ import annotations

from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table
from suluh.vocabulary.sheet_columns import column_letters


def table_path(package: DataPackage, resource: Resource) -> str:
    """The (first) file of a resource; the descriptor for a derived one."""
    return f"{package.folder}/{resource.paths[0]}" if resource.paths else package.descriptor_path


class Places:
    """Makes places and findings for one table."""

    def __init__(self, package: DataPackage, resource: Resource, table: Table) -> None:
        self.package = package
        self.resource = resource
        self.table = table

    def of_header(self, field: str = "") -> Place:
        """The header row, or one of its cells."""
        line = self.table.header_line if self.resource.paths else None
        return Place(
            table_path(self.package, self.resource),
            self.resource.name,
            row=0,
            line=line or None,
            cell=self._address(field, self.table.header_line),
            field=field,
        )

    def of_cell(self, index: int, field: str = "") -> Place:
        """Row `index` (from 0) of the table, or one of its cells."""
        table = self.table
        path = table.path_of(index, table_path(self.package, self.resource))
        line = table.lines[index] if table.lines else None
        return Place(
            path,
            self.resource.name,
            row=self.row_number(index),
            line=line,
            cell=self._address(field, line or 0, index),
            field=field,
            sheet=table.source.section_of(index).sheet if table.source is not None else "",
        )

    def row_number(self, index: int) -> int:
        """Number of the data row, from 1, in its file."""
        return self.table.numbers[index] if self.table.numbers else index + 1

    def note(
        self,
        code: str,
        index: int,
        field: Field,
        value: str,
        **details: str,
    ) -> Finding:
        """An error about a cell; the value is masked unless the field is public."""
        shown = value if field.klasifikasi is Klasifikasi.PUBLIK else MASK
        return Finding(code, self.of_cell(index, field.name), value=shown, details=details)

    def _address(self, field: str, line: int, index: int = 0) -> str:
        """Spreadsheet address of a column's cell in a row, such as `C17`; empty outside of spreadsheets.

        Of a table that a recipe laid out, the address of the cell that it comes from, in texts too.
        """
        source = self.table.source
        if source is not None:
            known = line and self.table.rows and field in self.table.header
            column = source.column_of(index, self.table.header.index(field)) if known else 0
            return f"{column_letters(column)}{line}" if column else ""
        if not self.table.sheet or not line or field not in self.table.header:
            return ""
        return f"{column_letters(self.table.first_column + self.table.header.index(field))}{line}"


def is_missing(cell: str, field: Field) -> bool:
    """Whether the cell's text stands for no value in that column."""
    return any(cell == missing.value for missing in field.missing_values)


def sole_columns(table: Table, resource: Resource) -> dict[str, int]:
    """Declared columns that the table has exactly once, with their index: what can be checked by name."""
    return {
        field.name: table.header.index(field.name)
        for field in resource.schema.fields
        if table.header.count(field.name) == 1
    }
