"""Codes that are parts of others: `4` over `4.1`, and `4.1` over `4.1.01`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})*|[A-Za-z]")


def find_parents(codes: Sequence[str]) -> list[int]:
    """For each code the place of the nearest one that it goes on from; -1 where there is none.

    With points in the codes, a code goes on behind a point; without any, behind any digit. Of codes that
    stand twice the first counts. An empty code has no part and is none.
    """
    places: dict[str, int] = {}
    for place, code in enumerate(codes):
        if code:
            places.setdefault(code, place)
    pointed = any("." in code for code in places)
    return [_nearest(code, places, pointed=pointed) if code else -1 for code in codes]


def _nearest(code: str, places: dict[str, int], *, pointed: bool) -> int:
    end = len(code)
    while end > 1:
        end = code.rfind(".", 0, end) if pointed else end - 1
        if end <= 0:
            return -1
        found = places.get(code[:end])
        if found is not None:
            return found
    return -1


def tidy_code(text: str) -> str:
    """A code as it is compared: without blanks, and without a point at its end (`4.1.`)."""
    return "".join(text.split()).rstrip(".")


def read_codes(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    """The codes that begin in a column, one for each row, tidied; empty for a row without.

    A code may stand in several columns, a part in each: `4 | 1 | 2` is `4.1.2`, `1 | 01 | 2.01` is
    `1.01.2.01`. So it does where the columns to the right hold short numbers alone, each only in rows that
    have one in the column before it, and not in all of them.
    """
    last = last_part(rows, column)
    return [tidy_code(".".join(filter(None, map(tidy_code, row[column : last + 1])))) for row in rows]


def last_part(rows: Sequence[Sequence[str]], column: int) -> int:
    """The last column that holds parts of the codes which begin in a column."""
    last = column
    width = min(map(len, rows), default=0)
    if not all(_PART.fullmatch(tidy_code(row[column])) for row in rows if row[column]):
        return column
    while last + 1 < width:
        parts = [(tidy_code(row[last]), tidy_code(row[last + 1])) for row in rows]
        goes_on = all(not part or (before and _PART.fullmatch(part)) for before, part in parts)
        if not goes_on or all(part for _, part in parts) or not any(part for _, part in parts):
            break
        last += 1
    return last
