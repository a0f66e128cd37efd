"""One code in several forms: which known code a text stands for, and only where that is certain.

Spreadsheets take codes for numbers and dates: they drop zeros, regroup dots, write exponents and
turn `5.02.01` into a date. What a text may have been is looked up among the codes that exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

_FIGURES = re.compile(r"[0-9]+(?:[. -][0-9]+)*")
_EXPONENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)[eE]\+?([0-9]{1,2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00:00)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"([0-9]{1,2})[- ]([A-Za-z]{3,9})(?:[- ]([0-9]{2,4}))?")
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_ENGLISH = {"may": 5, "aug": 8, "agt": 8, "ags": 8, "oct": 10, "dec": 12}
_SERIALS = range(20_000, 60_000)
_EPOCH = date(1899, 12, 30)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class CodeForms:
    """Known codes, found by their figures however these are parted or padded with zeros."""

    known: frozenset[str]
    by_digits: Mapping[str, tuple[str, ...]]
    by_numbers: Mapping[tuple[int, ...], tuple[str, ...]]

    def recover(self, text: str, *, whole: bool = False) -> str:
        """The one known code that has the text's figures; empty where there is none or more than one.

        Blanks around it, dots, and zeros in front of each part may differ. Unless `whole`, a single
        zero may be missing at the end, as in 74.1 for 74.10.
        """
        tidy = text.strip(" \t\u00a0")
        if tidy in self.known:
            return tidy
        if not _FIGURES.fullmatch(tidy):
            return ""
        parts = re.split(r"[. -]", tidy)
        found = {*self.by_digits.get("".join(parts), ()), *self.by_numbers.get(tuple(map(int, parts)), ())}
        lost = f"{tidy}0" if len(parts) > 1 and f"{tidy}0" in self.known else ""
        if lost and whole:
            return ""  # it may be either
        found |= {lost} if lost else set()
        return found.pop() if len(found) == 1 else ""

    def recover_exponent(self, text: str) -> str:
        """The one known code that `7,472E+09` may have been before it was rounded, or empty."""
        match = _EXPONENT.fullmatch(text.strip())
        if match is None:
            return ""
        mantissa = Decimal(match[1].replace(",", "."))
        power = int(match[2])
        step = Decimal(1).scaleb(power + int(mantissa.as_tuple().exponent))
        number = mantissa.scaleb(power)
        if step <= 1:
            return self.recover(str(int(number)))
        low, high = number - step / 2, number + step / 2
        length = len(str(int(number)))
        found = {
            code
            for digits, codes in self.by_digits.items()
            if len(digits) == length and low <= int(digits) < high
            for code in codes
        }
        return found.pop() if len(found) == 1 else ""

    def recover_date(self, day: date) -> str:
        """The one known code whose parts a spreadsheet may have taken for this day, or empty."""
        short = day.year % 100
        forms = ((day.day, day.month, short), (short, day.month, day.day), (day.day, day.month))
        for form in forms:
            codes = self.by_numbers.get(form, ())
            if codes:
                return codes[0] if len(codes) == 1 else ""
        return ""


@lru_cache(maxsize=8)
def index_forms(known: frozenset[str]) -> CodeForms:
    """The forms of a set of codes."""
    by_digits: dict[str, list[str]] = {}
    by_numbers: dict[tuple[int, ...], list[str]] = {}
    for code in sorted(known):
        if _FIGURES.fullmatch(code):
            parts = re.split(r"[. -]", code)
            by_digits.setdefault("".join(parts), []).append(code)
            by_numbers.setdefault(tuple(map(int, parts)), []).append(code)
    return CodeForms(known, _frozen(by_digits.items()), _frozen(by_numbers.items()))


def _frozen(items: Iterable[tuple[Key, list[str]]]) -> dict[Key, tuple[str, ...]]:
    return {key: tuple(codes) for key, codes in items}


def is_exponent(text: str) -> bool:
    """Whether the text is a number as `1,23E+15`."""
    return _EXPONENT.fullmatch(text.strip()) is not None and "+" in text


def read_date(text: str) -> date | None:
    """The day that a text is as spreadsheets write it (day first), or None. A year left out is 2000."""
    tidy = text.strip()
    if match := _ISO.fullmatch(tidy):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(tidy):
        year = int(match[3])
        return _day(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    if match := _NAMED.fullmatch(tidy):
        year = int(match[3] or 2000)
        return _day(year if year > 99 else 2000 + year, _month(match[2]), int(match[1]))
    return None


def read_serial(text: str) -> date | None:
    """The day whose number in a spreadsheet the text is, from 1954 to 2064, or None."""
    tidy = text.strip()
    if not re.fullmatch(r"[0-9]{5}", tidy) or int(tidy) not in _SERIALS:
        return None
    return _EPOCH + timedelta(days=int(tidy))


def _month(word: str) -> int:
    start = word.lower()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _ENGLISH.get(start, 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
