"""Codes that are parts of others: `4` over `4.1`, and `4.1` over `4.1.01`."""

from __future__ import annotations

from collections.abc import Sequence


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
