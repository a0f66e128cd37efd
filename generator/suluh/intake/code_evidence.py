"""Is a column of figures a column of codes? By its header, by lists that have them, by zeros and dots."""

from __future__ import annotations

import re
from collections.abc import Mapping

from suluh.intake.column_readings import Joined
from suluh.intake.header_words import HeaderWords
from suluh.intake.joined_lists import BPS
from suluh.intake.number_shapes import NumberShape, Shapes, fits

CODE, NUMBER = "kode", "angka"
BY_HEADER, BY_CELLS, BY_LIST, BY_ZEROS, BY_ANSWER = "judul", "isi", "daftar", "nol-depan", "jawaban"
_NO_QUANTITY = 16
_LONG, _SOME_LONG, _SHORT = 8, 5, 3
_DIALLED = 7
"""Figures of the shortest number of a telephone that is not of a service."""
_PREFIX = 2
_PART = re.compile(r"(?:[1-9][0-9]?|0[1-9])\.[0-9]{2}", re.ASCII)


def find_code_reason(
    words: HeaderWords, values: Mapping[str, int], shapes: Shapes, joined: Joined | None, answer: str
) -> str:
    """What makes the column one of codes, in a word; empty where it is none."""
    if answer:
        return BY_ANSWER if answer == CODE else ""
    if joined is not None:
        return BY_HEADER if joined.way == BPS else BY_LIST
    if words.is_row_number and counts_up(values):
        return ""
    figures = shapes.numbers
    is_code = words.is_code and not may_count(words, values) and not any(n.minus for n in figures.values())
    if is_code or (words.is_phone and _are_dialled(shapes)):
        return BY_HEADER
    bare = {shape: number for shape, number in figures.items() if number.is_bare and not number.has_exponent}
    plain = [shape for shape, number in bare.items() if not number.marks and not number.minus]
    of_regions = bool(words.levels) and words.is_level_alone and not words.is_measure
    if of_regions and shapes.count(plain) > shapes.filled / 2:
        return BY_HEADER
    if not words.is_measure and any(number.leads_with_zero for number in bare.values()):
        return BY_ZEROS
    if len(bare) == len(shapes.counts) and any(_is_hierarchy(number) for number in bare.values()):
        return BY_CELLS
    lengths = {len(shape) for shape in plain}
    if len(plain) == len(shapes.counts) and len(lengths) == 1 and min(lengths) >= _NO_QUANTITY:
        return BY_CELLS
    return ""


def may_count(words: HeaderWords, values: Mapping[str, int]) -> bool:
    """Whether few small numbers that recur stand under `no …`: as likely counts as codes."""
    whole = [text.removesuffix(".0") for text in values]
    small = all(text.isdecimal() and len(text) <= _PREFIX and text[0] != "0" for text in whole)
    return words.is_weak_code and small and sum(values.values()) >= 2 * len(values) > 2


def _are_dialled(shapes: Shapes) -> bool:
    """Whether most figures are as long as numbers of telephones; texts with signs may be anything."""
    short = [shape for shape in shapes.numbers if sum(sign == "9" for sign in shape) < _DIALLED]
    return 2 * shapes.count(short) < shapes.filled


def counts_up(values: Mapping[str, int]) -> bool:
    """Whether they are numbers of rows: 1, 2, 3 and so on without a gap, perhaps from 0, perhaps repeated."""
    if not all(text.isascii() and text.isdecimal() and (text == "0" or text[0] != "0") for text in values):
        return False
    numbers = set(map(int, values))
    return min(numbers) in (0, 1) and max(numbers) - min(numbers) == len(numbers) - 1


def _is_hierarchy(number: NumberShape) -> bool:
    """Whether figures are parted by several dots of which no number's are: 1.01.02."""
    marks = number.marks
    return len(marks) > 1 and set(marks) == {"."} and not fits(number.core, ".", ",")


def _share_beginning(values: Mapping[str, int]) -> bool:
    first, last = min(values), max(values)
    return first[:_PREFIX] == last[:_PREFIX]


def run_on(values: Mapping[str, int]) -> bool:
    """Whether figures such as 7.01, 7.02, 7.03 go on within their first part, as parts of codes do."""
    parts: dict[str, set[int]] = {}
    for text in values:
        first, _, last = text.partition(".")
        if not last.isdecimal():
            return True
        parts.setdefault(first, set()).add(int(last))
    spans = sum(max(seen) - min(seen) + 1 for seen in parts.values())
    return spans <= 2 * len(values) and len(parts) < len(values)


def needs_asking(words: HeaderWords, values: Mapping[str, int], shapes: Shapes) -> bool:
    """Whether figures under a header that says nothing may be codes as well as numbers."""
    if may_count(words, values):
        return True
    if words.is_measure or words.unit or words.is_year or words.is_period or words.is_row_number:
        return False
    if any(not number.is_bare or number.minus or number.has_exponent for number in shapes.numbers.values()):
        return False
    if len(values) >= _SHORT and all(map(_PART.fullmatch, values)):
        wholes = {text.partition(".")[0] for text in values}
        return 2 * len(wholes) <= len(values)
    if any(number.marks for number in shapes.numbers.values()) or len(shapes.numbers) != len(shapes.counts):
        return False
    lengths = {len(shape) for shape in shapes.numbers}
    if len(lengths) > 1 or len(values) < _SHORT:
        return False
    length = lengths.pop()
    if length >= _SOME_LONG and _share_beginning(values):
        return True
    return length >= _LONG and len(values) >= _SOME_LONG and not any(text.endswith("00") for text in values)
