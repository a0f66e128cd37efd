"""What a cell's text looks like, before anyone has said what its column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from suluh.intake.shape_words import words

_NUMBER = re.compile(
    r"[(+\-−]?\s*(?:(?:rp|idr|us\$|\$)\s*\.?\s*)?[+\-−]?"
    r"(?:\d{1,3}(?:[.,'\u00a0 ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)"
    r"(?:e[+\-]?\d+)?\s*(?:,-)?\s*%?\)?\s*(?:\*{1,3}|r|\*\))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:18|19|20)\d\d(?:\.0|\s?\*{1,3}\)?|r|p)?")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?:[T ][\d:.]+)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_CODE = re.compile(r"0\d+|\d{11,}|\d+(?:\.\d+){2,}|\d\d(?:\.\d\d)+")
_SAMPLE = 240
_LONGEST_AMOUNT = 15


def is_number(cell: str) -> bool:
    """Whether the text is a number in any form that people write."""
    return cell.isdecimal() or (cell[-1:] in _ENDS and _NUMBER.fullmatch(cell) is not None)


_ENDS = frozenset("0123456789%)-*rR")


def is_nothing(cell: str) -> bool:
    """Whether the cell is empty, or a sign that stands for no value."""
    return not cell or (len(cell) <= 14 and cell.casefold() in words("kosong"))


def is_year(cell: str) -> bool:
    """Whether the text is a year."""
    return _YEAR.fullmatch(cell) is not None


def is_date(cell: str) -> bool:
    """Whether the text is a date in figures."""
    return _DATE.fullmatch(cell) is not None


def is_code(cell: str) -> bool:
    """Whether the digits can be no amount: a zero in front, parts between points, or too many."""
    return _CODE.fullmatch(cell) is not None and not re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", cell)


def are_codes(cells: Sequence[str]) -> bool:
    """Whether all texts can be no amounts; billions that differ in length or end in 00 are amounts."""
    if not all(map(is_code, cells)):
        return False
    plain = all(cell.isdecimal() and cell[0] != "0" for cell in cells)
    differ = len(set(map(len, cells))) > 1 or all(cell.endswith("00") for cell in cells)
    return not (plain and differ and max(map(len, cells), default=0) <= _LONGEST_AMOUNT)


def sample_indices(start: int, end: int, size: int = _SAMPLE) -> list[int]:
    """Indices of `start..end` to look at: all of few; of many the first, the last and some spread between."""
    count = end - start
    if count <= size:
        return list(range(start, end))
    part = size // 3
    step = max(1, (count - 2 * part) // part)
    return [
        *range(start, start + part),
        *range(start + part, end - part, step),
        *range(end - part, end),
    ]


def share_of_numbers(cells: Iterable[str]) -> float:
    """The share of numbers and dates among the cells that say something; 0 where none does."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    return sum(is_number(cell) or is_date(cell) for cell in filled) / len(filled) if filled else 0.0


@lru_cache(maxsize=65536)
def read_amounts(cell: str) -> tuple[Decimal, ...]:
    """The amounts that a text may mean: 1.234 is 1234 or 1.234. Empty where it is no number."""
    if not is_number(cell):
        return ()
    plain = re.sub(r"(?i)rp\.?|idr|us\$|[$%\s\u00a0'*r]|,-$", "", cell.strip())
    negative = plain.startswith(("-", "−")) or (plain.startswith("(") and plain.endswith(")"))
    plain = plain.strip("()+-−")
    readings = dict.fromkeys(value for form in _forms(plain) if (value := _as_decimal(form)) is not None)
    return tuple(-value if negative else value for value in readings)


def _forms(plain: str) -> list[str]:
    dots, commas = plain.count("."), plain.count(",")
    if not dots and not commas:
        return [plain]
    if dots and commas:
        decimal = "." if plain.rindex(".") > plain.rindex(",") else ","
        group = "," if decimal == "." else "."
        return [plain.replace(group, "").replace(decimal, ".")]
    sign = "." if dots else ","
    grouped = re.fullmatch(rf"\d{{1,3}}(?:\{sign}\d{{3}})+", plain) is not None
    if dots + commas > 1:
        return [plain.replace(sign, "")]
    decimal_form = plain.replace(sign, ".")
    return [plain.replace(sign, ""), decimal_form] if grouped else [decimal_form]


def _as_decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
