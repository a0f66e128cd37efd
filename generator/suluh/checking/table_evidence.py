"""What the columns of a table tell of persons together: forbidden ones, tables of persons, hidden numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from suluh.checking.column_words import has_word
from suluh.checking.number_holders import Holders, hints_by_values, holds, holds_account_codes
from suluh.checking.person_tables import (
    Persons,
    PersonTable,
    TableColumn,
    find_persons,
    name_bodies,
    read_columns,
)
from suluh.checking.personal_columns import (
    counts_something,
    find_rare_persons,
    forbidden_meaning,
    hints_of,
    names_person,
    person_columns,
)
from suluh.checking.plain_text import plain_name
from suluh.checking.split_numbers import find_reversed, find_split
from suluh.reading.submissions import Grid
from suluh.vocabulary.findings import Finding, Place, Severity

Locate = Callable[[int], Place]
"""Where the header's cell of a column is."""
CITIZENS, ACCOUNTS, MOBILES, HOMES, DIAGNOSES = (
    "NIK",
    "nomor rekening bank",
    "nomor telepon genggam",
    "alamat rumah",
    "diagnosis",
)
OTHER_CONTENT = "isi_lain"


@dataclass(frozen=True)
class TableView:
    """A table as judged once: its columns, its persons, who holds its numbers, what bare numbers are."""

    columns: Sequence[TableColumn]
    persons: Persons
    holders: Holders
    hints: dict[int, frozenset[str]]

    @property
    def has_private_names(self) -> bool:
        """Whether an address in it stands beside persons that are named for themselves."""
        if self.persons.public or name_bodies(self.columns, [column.name for column in self.columns]):
            return False
        return self.persons.private or names_person(column.name for column in self.columns)


def view_table(grid: Grid) -> TableView:
    """Judge a table by its header and a sample of its cells."""
    columns = read_columns(grid.header, grid.rows)
    persons = find_persons(columns, grid.path, len(grid.rows))
    hints = {
        column.at: found
        for column in columns
        if (found := hints_of(column.name) or hints_by_values(column))
        and not holds_account_codes(column, columns)
    }
    return TableView(columns, persons, Holders(columns, persons), hints)


def judge_names(grid: Grid, view: TableView, locate: Locate) -> Iterator[tuple[Finding, str]]:
    """(finding, ground) of columns of a forbidden name; a ground where their cells are something else."""
    for column in view.columns:
        meaning = forbidden_meaning(column.name)
        if meaning:
            ground = OTHER_CONTENT if _is_harmless(column, meaning, grid, view) else ""
            severity = Severity.WARNING if ground else Severity.ERROR
            yield Finding("I010", locate(column.at), severity, details={"arti": meaning}), ground


def judge_table(grid: Grid, view: TableView, locate: Locate) -> Iterator[tuple[Finding, str]]:
    """(finding, text that a waiver covers) of all that the columns tell together."""
    told = person_columns(grid.header)
    if view.persons.table:
        yield _tell_table(view.persons.table, locate)
    elif told and not view.persons.public and not name_bodies(view.columns, told):
        yield Finding("I011", _whole(locate), details={"kolom_orang": ", ".join(told)}), ""
    names, rare = find_rare_persons(grid.header, grid.rows)
    if rare and not view.persons.public:
        details = {"kolom_orang": ", ".join(names), "jumlah": str(rare)}
        yield Finding("I014", _whole(locate), details=details), ""
    at = {column.name: column.at for column in reversed(view.columns)}
    for parts in find_split(view.columns, grid.rows):
        details = {"kolom_orang": ", ".join(parts), "cara": "@split_over"}
        yield Finding("I025", locate(at[parts[0]]), details=details), ", ".join(parts)
    for name in find_reversed(view.columns):
        yield Finding("I025", locate(at[name]), details={"kolom_orang": name, "cara": "@split_back"}), name


def _tell_table(table: PersonTable, locate: Locate) -> tuple[Finding, str]:
    told = list(dict.fromkeys(f"{name} ({meaning})" for name, meaning in table.data))
    details = {"kolom_orang": ", ".join(table.names), "kolom_data": ", ".join(told)}
    code = "I023" if table.is_named else "I024"
    columns = sorted({*table.names, *(name for name, _ in table.data)})
    # A waiver holds for these columns together: one more beside them has not been reviewed.
    return Finding(code, locate(table.at), details=details), "|".join(columns)


def _whole(locate: Locate) -> Place:
    """The header as a whole."""
    return replace(locate(0), field="", cell="")


def _is_harmless(column: TableColumn, meaning: str, grid: Grid, view: TableView) -> bool:
    """Whether the cells say that a column of a forbidden name holds something else."""
    if meaning == ACCOUNTS:
        return holds_account_codes(column, view.columns) or view.holders.are_all_bodies(grid.rows, column.at)
    if meaning == CITIZENS:
        return has_word(column.name, "badan") and holds(column, "nik_koperasi")
    if meaning == MOBILES:
        return holds(column, "telepon_layanan")
    if view.persons.private or view.persons.table or not column.cells:
        return False
    if meaning == HOMES:
        others = [table_column.name for table_column in view.columns]
        return plain_name(column.name).endswith("alamat_lengkap") and name_bodies(view.columns, others)
    counted = any(counts_something(plain_name(table_column.name)) for table_column in view.columns)
    return meaning == DIAGNOSES and counted and column.shape.distinct == 1
