"""What the columns of an unknown table are, by all that their cells, headers and lists tell.

Codes stay text wherever they stand. Numbers, days and truth values are read in whatever form they are
written, which is then declared; what nearly all cells agree on is said with those that do not. What the
cells do not settle is asked, all of it at once: nothing is guessed in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from suluh.intake.code_evidence import BY_CELLS, counts_up, find_code_reason, needs_asking
from suluh.intake.column_doubts import ask_marks, ask_text, is_named_month, name_meanings, used_marks
from suluh.intake.column_readings import ColumnReading, Joined, TableReading, find_odd
from suluh.intake.day_reading import read_days, read_numbered_days
from suluh.intake.header_words import describe_header, split_words
from suluh.intake.joined_lists import BPS, BY_NAME, FORMER, CodeLists, join_codes
from suluh.intake.looked_column import LookedColumn
from suluh.intake.missing_marks import as_missing, find_marks
from suluh.intake.mixed_texts import (
    RANGE,
)
from suluh.intake.number_column import FileMarks, NumberColumn
from suluh.intake.number_marks import join_mark_doubts
from suluh.intake.number_reading import read_numbers
from suluh.intake.number_shapes import find_shapes
from suluh.intake.place_columns import read_places
from suluh.intake.read_columns import (
    AS_TEXT,
    ReadCells,
    as_code,
    as_days,
    as_numbers,
    as_percents,
    as_text,
    as_truth,
    as_year,
    ask_code,
    ask_odd,
    odd_key,
)
from suluh.intake.row_keys import find_row_key
from suluh.intake.truth_reading import join_tick_doubts, read_truth
from suluh.intake.wrong_codes import tell_other_system
from suluh.reading.rewritten_cells import TICK
from suluh.vocabulary.package import ForeignKey, Table

_LAST_WEEK = 53
"""Whole numbers up to it under a header of time are quarters, months or weeks."""
_LONGEST_PERIOD = 24


def infer_columns(
    table: Table,
    lists: CodeLists,
    answers: Mapping[str, str] | None = None,
    *,
    held: Collection[str] = (),
    percents: Collection[str] = (),
    made: Collection[str] = (),
    measured: Collection[str] = (),
) -> TableReading:
    """The table's columns, key and places, and every doubt at once.

    `answers` are words of choices by the keys of doubts, as an earlier reading has asked them. `held` names
    columns whose cells a workbook holds as numbers, so that their points are decimal, `percents` those of
    them that it shows as percent, `made` those whose names nobody wrote, which say nothing of their cells,
    `measured` those that are amounts whatever times their names say.
    """
    answers = answers or {}
    columns = [_look_at(table, name, at, held, made) for at, name in enumerate(table.header)]
    for column in columns:
        if column.name in measured:
            column.words = replace(column.words, is_period=False, is_row_number=False)
        _read_column(column, lists, answers, FileMarks(), None)
    marks, month_first = _marks_of_file(columns)
    for column in columns:
        if column.doubts and (marks != FileMarks() or month_first is not None):
            _read_column(column, lists, answers, marks, month_first)
    _follow_siblings(columns)
    for column in columns:
        if (
            column.name in percents
            and column.read.type in ("integer", "number")
            and not column.read.rewritten
        ):
            column.read = as_percents(column.read)
    told = tell_other_system(table, [_finish(table, column, answers) for column in columns], lists, answers)
    readings = _take_units(told.readings)
    places = read_places(table, readings, lists, answers)
    placed = tuple(places.places.columns) if places.places else ()
    readings = [_tell_place(reading, placed) for reading in readings]
    key = find_row_key(table, readings, [reading.name for reading in readings if reading.role == "tempat"])
    asked = {doubt.key: doubt for column in columns for doubt in column.doubts}
    doubts = join_tick_doubts(join_mark_doubts(list(asked.values())))
    return TableReading(
        tuple(readings),
        key.columns,
        key.repeated,
        _order_references(readings),
        places.places,
        places.matched,
        places.missed,
        (*ask_marks(columns, answers), *doubts, *told.doubts, *places.doubts),
        {
            column.name: column.ranges
            for column in columns
            if column.ranges and answers.get(f"rentang:{column.name}") == RANGE
        },
    )


def _look_at(table: Table, name: str, at: int, held: Collection[str], made: Collection[str]) -> LookedColumn:
    """A column's cells without blanks around them, and how often each text stands there."""
    cells: Sequence[str] = [row[at] for row in table.rows]
    counted = Counter(cells)
    if any(text != text.strip() for text in counted):
        cells = [text.strip() for text in cells]
        counted = Counter(cells)
    blanks = counted.pop("", 0)
    words = describe_header(name)
    words = replace(words, is_whole=False, is_fraction=False) if name in made else words
    return LookedColumn(name, cells, words, counted, blanks, find_marks(counted), name in held)


def _read_column(
    column: LookedColumn,
    lists: CodeLists,
    answers: Mapping[str, str],
    marks: FileMarks,
    month_first: bool | None,
) -> None:
    """Settle what the column is, by the strongest evidence first."""
    column.doubts = []
    name, words, values = column.name, column.words, column.values
    if not values:
        column.read = as_text("", values)
        return
    column.joined = join_codes(name, values, words, lists)
    shapes = find_shapes(values)
    number = NumberColumn(name, shapes, values, words, answers, marks, column.held)
    answer = answers.get(f"kode:{name}", "")
    if column.joined is None and (days := read_numbered_days(values, is_day=words.is_day)) is not None:
        column.read = as_days(days)
    elif column.joined is None and not answer and (year := as_year(words, values)) is not None:
        column.read = year
    elif (
        (reason := find_code_reason(words, values, shapes, column.joined, answer))
        # Days may be parted by dots, as codes of several parts are.
        and not (reason == BY_CELLS and read_days(name, values, answers, is_period=False, month_first=None))
    ):
        column.read = as_code(reason, values, words)
    elif (truth := read_truth(name, column.distinct, column.blanks, answers)) is not None:
        column.read = as_truth(truth, column.distinct)
        column.doubts += truth.doubts
    elif (
        days := read_days(
            name, values, answers, is_period=words.is_period and not words.is_measure, month_first=month_first
        )
    ) is not None and not is_named_month(column, days, answers):
        column.read = as_days(days)
        column.doubts += days.doubts
    elif (numbers := read_numbers(number)) is not None:
        is_text = any(doubt.likely == AS_TEXT for doubt in numbers.doubts)
        column.read = as_text("", values) if is_text else as_numbers(name, numbers, values, shapes)
        column.doubts += numbers.doubts
        if not answer and not numbers.doubts and needs_asking(words, values, shapes):
            column.doubts.append(ask_code(name, words, values))
    else:
        column.read = as_text("", values)
        column.doubts += ask_text(column, shapes, answers)
    strays = column.list_strays()
    if not strays:
        return
    said = answers.get(odd_key(name, strays), "")
    if said == AS_TEXT:
        column.read, column.doubts = as_text("jawaban", values), []
    elif not said:
        column.doubts.append(ask_odd(name, column.read, values, strays))


def _marks_of_file(columns: Sequence[LookedColumn]) -> tuple[FileMarks, bool | None]:
    """What columns without doubts tell of the marks and the order of days of all."""
    sure = [column.read for column in columns if not column.doubts]
    decimals = frozenset(read.decimal for read in sure if read.decimal)
    groups = frozenset(read.group for read in sure if read.group)
    orders = {read.month_first for read in sure if read.month_first is not None}
    return FileMarks(decimals, groups), orders.pop() if len(orders) == 1 else None


def _follow_siblings(columns: Sequence[LookedColumn]) -> None:
    """A column of nothing but marks is as the one before it whose header begins with the same word."""
    for before, column in pairwise(columns):
        same = split_words(column.name)[:1] == split_words(before.name)[:1]
        if not column.values and column.marks and same and before.read.type in ("integer", "number"):
            column.read = ReadCells(
                before.read.type, before.read.form, before.read.rewritten, reason="sebelah"
            )


def _finish(table: Table, column: LookedColumn, answers: Mapping[str, str]) -> ColumnReading:
    """What is said of the column."""
    read, meanings, used = column.read, name_meanings(column, answers), used_marks(column)
    left_out = frozenset((*meanings, *used))
    values = column.distinct
    if left_out:
        values = {text: count for text, count in values.items() if text not in left_out}
    strays = column.list_strays() - left_out
    filled = len(table.rows) if read.rewritten == TICK else sum(values.values())
    is_constant = len(values) == 1 and sum(values.values()) == len(table.rows) > 1
    return ColumnReading(
        column.name,
        read.type,
        read.form,
        read.rewritten,
        as_missing(meanings) if meanings else (),
        filled,
        filled - sum(values[text] for text in strays),
        find_odd(table, column.cells, strays) if strays else (),
        read.least,
        read.greatest,
        next(iter(values)) if is_constant else "",
        len(values),
        read.reason,
        _find_role(column, values, len(table.rows)),
        read.unit or (column.words.unit if read.type in ("integer", "number") else ""),
        _find_strays(table, column, values),
        read.examples,
    )


def _find_strays(table: Table, column: LookedColumn, values: Mapping[str, int]) -> Joined | None:
    """The list that the column is joined to, with the cells that are not in it."""
    joined = column.joined
    if (
        joined is None
        or not column.read.is_code
        or joined.way in (BPS, FORMER)
        or joined.matched == joined.filled
    ):
        return joined if column.read.is_code else None
    strays = frozenset(values) - joined.found
    return replace(joined, strays=find_odd(table, column.cells, strays), found=frozenset())


def _find_role(column: LookedColumn, values: Mapping[str, int], rows: int) -> str:
    read, words = column.read, column.words
    if read.is_code:
        regional = column.joined is not None and column.joined.name == "wilayah"
        return "tempat" if regional else "kode"
    if read.is_time or read.type == "year":
        return "waktu"
    if (
        read.type == "integer"
        and words.is_period
        and not words.unit
        and float(read.greatest or 99) <= _LAST_WEEK
    ):
        return "waktu"
    if words.is_row_number and read.type == "integer" and counts_up(values):
        return "nomor-baris"
    if read.type != "string":
        return "ukuran"
    if words.is_period and values and max(map(len, values)) <= _LONGEST_PERIOD:
        return "waktu"
    if words.is_unit_column:
        return "satuan"
    return "kategori" if values and 2 * len(values) <= rows else "teks"


def _tell_place(reading: ColumnReading, placed: Sequence[str]) -> ColumnReading:
    """A column of names of regions as such; one whose header says so and whose cells are none is told."""
    if reading.name in placed:
        return replace(reading, role="tempat")
    words = describe_header(reading.name)
    named = words.levels and not (words.is_code or words.is_measure or words.is_bps or placed)
    if named and reading.type == "string" and reading.joined is None and not reading.constant:
        return replace(reading, joined=Joined("wilayah", BY_NAME, 0, reading.filled))
    return reading


def _take_units(readings: Sequence[ColumnReading]) -> list[ColumnReading]:
    """Measures with the unit of a column of units that has one for all rows."""
    units = [reading.constant for reading in readings if reading.role == "satuan"]
    unit = units[0] if len(units) == 1 else ""
    return [
        replace(reading, unit=unit) if unit and reading.role == "ukuran" and not reading.unit else reading
        for reading in readings
    ]


def _order_references(readings: Sequence[ColumnReading]) -> tuple[ForeignKey, ...]:
    """Keys to other lists: that of the rows' region first, which differs from row to row; then the others."""
    joins = [reading for reading in readings if reading.reference is not None]
    joins.sort(key=lambda reading: (bool(reading.constant), -len(reading.least), -reading.distinct))
    kept = [reading for reading in joins if not reading.constant] or joins
    return tuple(reading.reference for reading in kept if reading.reference is not None)
