"""The rule for personal numbers in finished files: what looks like a NIK of any district of the country."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator

from suluh.reading.regions import load_former_codes, load_regions

# Sixteen digits that are no piece of a longer number, of a decimal or of a checksum.
_CANDIDATE = re.compile(
    r"(?<![0-9A-Za-z_])(?<![0-9][.])([0-9]{6})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{4})(?![0-9A-Za-z])"
)
_LONG = re.compile(r"[0-9]{16}")
_WOMEN = 40
"""Added to the day of birth on a woman's card."""


def make_finder(
    reviewed: frozenset[str] = frozenset(),
) -> Callable[[str], Iterator[tuple[int, str]]]:
    """From a text to (position, mask) of every number that could be somebody's NIK and is not `reviewed`."""
    districts = frozenset(
        code.replace(".", "") for code in (*load_regions(), *load_former_codes()) if code.count(".") == 2
    )

    def find(text: str) -> Iterator[tuple[int, str]]:
        if not _LONG.search(text):
            return
        for match in _CANDIDATE.finditer(text):
            district, day, month, year, serial = match.groups()
            if match[0] in reviewed:
                continue
            if district in districts and _is_date(int(day), int(month), int(year)) and serial != "0000":
                yield match.start(), f"{district[:4]}…{serial[2:]}"

    return find


def _is_date(day: int, month: int, year: int) -> bool:
    day -= _WOMEN if day > _WOMEN else 0
    if not 1 <= month <= 12:
        return False
    return any(1 <= day <= monthrange(century + year, month)[1] for century in (1900, 2000))
