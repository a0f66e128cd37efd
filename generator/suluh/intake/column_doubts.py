"""What is asked of columns beside their numbers: marks of nothing, months that may be names, mixed texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suluh.intake.day_reading import DayReading
from suluh.intake.doubts import Doubt
from suluh.intake.looked_column import LookedColumn
from suluh.intake.missing_marks import STATES, ask_mark
from suluh.intake.mixed_texts import MONTH, ask_mixed, ask_months, ask_ranges, find_ranges, may_be_names
from suluh.intake.number_shapes import Shapes
from suluh.intake.read_columns import AS_TEXT, odd_key
from suluh.intake.truth_reading import is_blank_empty
from suluh.vocabulary.figures import State


def is_named_month(column: LookedColumn, days: DayReading, answers: Mapping[str, str]) -> bool:
    """Whether texts like Oct18 are names: asked where the header says nothing of time."""
    timed = column.words.is_period or column.words.is_day or column.words.is_year
    if days.type != "yearmonth" or timed or not may_be_names(column.values):
        return False
    if f"bulan:{column.name}" not in answers:
        column.doubts.append(ask_months(column.name, column.values))
    return answers.get(f"bulan:{column.name}") != MONTH


def ask_text(column: LookedColumn, shapes: Shapes, answers: Mapping[str, str]) -> list[Doubt]:
    """What is asked of a column that stays text: ranges that were turned into days, figures of many kinds."""
    if ranges := find_ranges(column.values):
        column.ranges = ranges
        return [] if f"rentang:{column.name}" in answers else [ask_ranges(column.name, ranges)]
    if f"campur:{column.name}" in answers or any(doubt.key.startswith("bulan:") for doubt in column.doubts):
        return []
    mixed = ask_mixed(column.name, column.values, shapes, is_day=column.words.is_day)
    return [] if mixed is None or _was_answered(column, answers) else [mixed]


def _was_answered(column: LookedColumn, answers: Mapping[str, str]) -> bool:
    """Whether somebody has said already that the column is text."""
    return any(key.endswith(f":{column.name}") and word == AS_TEXT for key, word in answers.items())


def used_marks(column: LookedColumn) -> tuple[str, ...]:
    """The marks whose meaning matters: those in columns of values, and of codes."""
    read = column.read
    if read.type == "string" and not read.is_code:
        return ()
    return tuple(mark for mark in column.marks if read.type != "boolean" or mark not in read.texts)


def ask_marks(columns: Sequence[LookedColumn], answers: Mapping[str, str]) -> list[Doubt]:
    """A doubt for each mark, with all columns where it stands."""
    where: dict[str, list[str]] = {}
    for column in columns:
        ticked = is_blank_empty(column.name, answers)
        for mark in () if ticked else used_marks(column):
            where.setdefault(mark, []).append(column.name)
    return [ask_mark(mark, names) for mark, names in where.items() if f"tanda:{mark}" not in answers]


def name_meanings(column: LookedColumn, answers: Mapping[str, str]) -> dict[str, str]:
    """What texts that stand for no value mean, by the answers."""
    used = used_marks(column)
    meanings = {mark: answers[f"tanda:{mark}"] for mark in used if answers.get(f"tanda:{mark}") in STATES}
    if is_blank_empty(column.name, answers):
        meanings |= dict.fromkeys(used, State.BELUM_DILAPORKAN.value)
    strays = column.list_strays()
    state = answers.get(odd_key(column.name, strays), "") if strays else ""
    if state in STATES:
        meanings |= dict.fromkeys(sorted(strays), state)
    return meanings
