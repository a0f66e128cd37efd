"""Steps of a recipe that decide which rows stay: some are left out by a text, some are added to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from suluh.reading.compared_totals import ReadNumber
from suluh.vocabulary.package import Table
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import LeftOut, Reason, SkippedRows


@dataclass(frozen=True, slots=True)
class Settled:
    """A table of the rows that stay: `kept` has their indices in the one before, `left` what went and why."""

    table: Table
    kept: Sequence[int]
    left: tuple[LeftOut, ...] = ()
    skipped: tuple[SkippedRows, ...] = ()


def skip_rows(table: Table, recipe: ReadingRecipe, read_number: ReadNumber) -> Settled:
    """The table without rows that hold one of the texts of `skipped` in that column."""
    texts = {
        table.header.index(name): frozenset(map(str.strip, texts))
        for name, texts in recipe.skipped.items()
        if name in table.header
    }
    gone: dict[tuple[int, str], list[int]] = {}
    kept: list[int] = []
    for index, row in enumerate(table.rows):
        for at, wanted in texts.items():
            if (text := row[at].strip()) in wanted:
                gone.setdefault((at, text), []).append(index)
                break
        else:
            kept.append(index)
    left = sorted(index for rows in gone.values() for index in rows)
    skipped = tuple(
        SkippedRows(
            table.header[at],
            text,
            tuple(table.lines[index] for index in rows),
            _sum_columns(table, rows, read_number),
        )
        for (at, text), rows in gone.items()
    )
    return Settled(
        take_rows(table, kept), kept, tuple(_leave(table, index, Reason.SKIPPED) for index in left), skipped
    )


def add_up_rows(table: Table, recipe: ReadingRecipe, read_number: ReadNumber) -> Settled:
    """The table with one row for all that agree in every column but `added_up`, whose numbers are added.

    The sum stands at the first of them. Where a cell is no number, or the sum cannot be written in the
    column's own form, the rows stay apart.
    """
    measures = [at for at, name in enumerate(table.header) if name in recipe.added_up]
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(table.rows):
        key = tuple([cell for at, cell in enumerate(row) if at not in measures])
        groups.setdefault(key, []).append(index)
    rows = list(table.rows)
    gone: set[int] = set()
    for alike in groups.values():
        if len(alike) > 1 and (summed := _add_up(table, alike, measures, read_number)) is not None:
            cells = list(rows[alike[0]])
            for at, text in summed.items():
                cells[at] = text
            rows[alike[0]] = tuple(cells)
            gone.update(alike[1:])
    kept = [index for index in range(len(rows)) if index not in gone]
    left = tuple(_leave(table, index, Reason.ADDED) for index in sorted(gone))
    return Settled(take_rows(replace(table, rows=rows), kept), kept, left)


def take_rows(table: Table, rows: Sequence[int]) -> Table:
    """The table of some of its rows, each with the place that it comes from."""
    if len(rows) == len(table.rows):
        return table
    return replace(
        table,
        rows=[table.rows[index] for index in rows],
        lines=[table.lines[index] for index in rows],
        source=table.source.take_rows(rows) if table.source is not None else None,
    )


def _add_up(
    table: Table, rows: Sequence[int], measures: Sequence[int], read_number: ReadNumber
) -> Mapping[int, str] | None:
    """The sums as texts by column, empty where all cells are; None where they cannot be had."""
    sums: dict[int, str] = {}
    for at in measures:
        name, cells = table.header[at], [table.rows[index][at] for index in rows]
        filled = [cell for cell in cells if cell.strip()]
        numbers = [number for cell in filled if (number := read_number(name, cell)) is not None]
        if len(numbers) < len(filled):
            return None
        total = sum(numbers, Decimal(0))
        text = f"{total:f}" if filled else ""
        if filled and read_number(name, text) != total:
            return None
        sums[at] = text
    return sums


def _sum_columns(table: Table, rows: Sequence[int], read_number: ReadNumber) -> Mapping[str, Decimal]:
    """The sum of each column whose filled cells in these rows are all numbers."""
    sums: dict[str, Decimal] = {}
    for at, name in enumerate(table.header):
        filled = [cell for index in rows if (cell := table.rows[index][at]).strip()]
        numbers = [number for cell in filled if (number := read_number(name, cell)) is not None]
        if filled and len(numbers) == len(filled):
            sums[name] = sum(numbers, Decimal(0))
    return sums


def _leave(table: Table, index: int, reason: Reason) -> LeftOut:
    """A row of the table as what the sheet has in its line."""
    assert table.source is not None
    cells = {
        column: text
        for at, text in enumerate(table.rows[index])
        if text and (column := table.source.column_of(index, at))
    }
    return LeftOut(
        table.source.section_of(index).sheet, table.lines[index], reason, tuple(sorted(cells.items()))
    )
