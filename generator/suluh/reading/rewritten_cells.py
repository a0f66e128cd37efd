"""Forms of cells that Table Schema has no pattern for, and the plain text that each stands for.

A recipe of reading names them by column (`bentuk`). A text that a form cannot read stays as it is, so that
the check tells of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.codes import shorten_account

ACCOUNTING, DAY, DAY_MONTH_FIRST, MONTH = "minus-kurung", "tanggal", "tanggal-bulan-dulu", "bulan"
YEAR, TAIL, TICK, CLOCK = "tahun", "ekor-nol", "centang", "jam"
UNIT, EITHER_MARK = "satuan-di-belakang", "koma-atau-titik"
SERIAL, COMPACT = "tanggal-seri", "tanggal-rapat"
PERCENT = "persen-lembar"
"""Cells that a sheet shows as percent: 0.455 is 45.5."""
ACCOUNT, ADDRESS, AGENCY_KIND, IN_FRONT = "rekening", "alamat", "jenis-instansi", "kode-di-depan"
ACCOUNT_CLASS = "akun"
DAY_ALONE, MONTH_OF_DAY = "hari", "bulan-dari-tanggal"

_BRACKETS = re.compile(r"(?P<before>[^()0-9]*)\(\s*(?P<inside>[^()]*[0-9][^()]*)\)(?P<after>[^()0-9]*)")
_TRAILING = re.compile(r"(?P<number>[^-0-9]*[0-9][0-9.,'’ \u00a0\u202f\u2009]*[0-9]|[0-9])\s*-")
_AHEAD = re.compile(r"(?:-\s*(?=[^-+0-9])|[−–]\s*)([^-+0-9]*[0-9].*)")
_FIRST_FIGURE = re.compile(r"[0-9]")
_TAIL = re.compile(r"([+-]?[0-9]+)[.,]0+")
_YEAR = re.compile(r"[^0-9]*([12][0-9]{3})(?:[.,]0+)?[^0-9]*")
_NUMBERS = re.compile(r"([0-9]{1,4})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,4})")
_WORDED = re.compile(
    r"(?:[^\W\d_]+['’]?[^\W\d_]*\s*,?\s+)?([0-9]{1,2})[-\s.]*([^\W\d_]+)[-\s.,]*([0-9]{4}|[0-9]{2})"
)
_ENGLISH = re.compile(r"(?:[^\W\d_]+\s*,?\s+)?([^\W\d_]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_MONTH_NAME = re.compile(r"([^\W\d_]+)[-\s.,/']*([0-9]{4}|[0-9]{2})|([0-9]{4})[-\s/]+([^\W\d_]+)")
_MONTH_NUMBER = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})|([0-9]{1,2})[-/]([0-9]{4})")
_CLOCK = re.compile(
    r"(?:(?:pukul|jam|pkl\.?)\s+)?([0-9]{1,2})[.:]([0-9]{2})(?:[.:]([0-9]{2}))?(?:\s*(?:wib|wita|wit))?", re.I
)
_UNIT_FIGURE = re.compile(r"(.*[0-9])\s*(?:k|c|d|m)?m[23]", re.I)
_MARKED = re.compile(r"(?P<sign>[+-]?)(?P<core>[0-9][0-9.,]*[0-9]|[0-9])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]0+)?", re.ASCII)
_TIMED = re.compile(
    r"(\S+(?: [^\W\d]+ [0-9]{4})?)[T ][0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?\s*(?:Z|[+-][0-9:]+|[AP]M)?", re.ASCII
)
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])", re.ASCII)
_CODED_NAME = re.compile(r"(?:X\.XX|[0-9])(?:\.[0-9]{1,5})+\s+(?:-\s+)?(\S.*)", re.S)
_ADDRESS_LENGTH = 100
_DAY_ZERO = date(1899, 12, 30)
_EXACT = 20
_FIRST_SERIAL, _LAST_SERIAL = 32874, 58806
_CENTURY = 69  # as strptime has it: 69 to 99 are of the last century


def list_forms() -> tuple[str, ...]:
    """The words of all forms."""
    return tuple(_FORMS)


def rewrite_cell(form: str, text: str) -> str:
    """The plain text that a cell of that form stands for, or the cell as it is. KeyError for another form."""
    tidy = text.strip(" \t\u00a0")
    found = _FORMS[form](tidy)
    return text if found is None else found


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of a month by its name or short name, in lower case."""
    stated: Mapping[Any, Any] = load_standard_file("words/kolom")["bulan"]
    return {str(word): int(number) for number, words in stated.items() for word in words}


@cache
def _ticks() -> tuple[frozenset[str], frozenset[str]]:
    stated = load_standard_file("words/kolom")
    return (
        frozenset(str(word) for word in stated["centang"]),
        frozenset(str(word) for word in stated["tidak_dicentang"]),
    )


def read_day(text: str, *, month_first: bool = False) -> date | None:
    """The day that a text names in figures or with a month's name, or None."""
    if match := _NUMBERS.fullmatch(text):
        first, second, third = match.groups()
        if "." in text and len(first) <= 2 and len(third) == 2:
            return None  # 1.01.02 is a code
        if len(first) > 2:
            return _make_day(int(first), int(second), int(third)) if len(third) <= 2 else None
        if len(third) not in (2, 4):
            return None
        day, month = (second, first) if month_first else (first, second)
        return _make_day(_whole_year(third), int(month), int(day))
    if match := _WORDED.fullmatch(text):
        return _make_day(_whole_year(match[3]), _month(match[2]), int(match[1]))
    if match := _ENGLISH.fullmatch(text):
        return _make_day(int(match[3]), _month(match[1]), int(match[2]))
    return None


def read_month(text: str) -> str | None:
    """The month that a text names, as `2022-09`, or None."""
    if match := _MONTH_NAME.fullmatch(text):
        month = _month(match[1] or match[4])
        year = _whole_year(match[2] or match[3])
    elif match := _MONTH_NUMBER.fullmatch(text):
        month, year = int(match[2] or match[3]), int(match[1] or match[4])
    else:
        return None
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else None


def _month(word: str) -> int:
    return month_numbers().get(word.casefold(), 0)


def _whole_year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (1900 if year >= _CENTURY else 2000)


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_accounting(text: str) -> str | None:
    """Less than nothing written in brackets or with the minus behind it."""
    if match := _BRACKETS.fullmatch(text):
        inside = f"{match['before']}{match['inside']}"
        if "-" in inside:
            return None
        return _FIRST_FIGURE.sub(lambda figure: f"-{figure[0]}", inside, count=1) + match["after"]
    if match := _AHEAD.fullmatch(text):
        return _FIRST_FIGURE.sub(lambda figure: f"-{figure[0]}", match[1].lstrip(), count=1)
    if match := _TRAILING.fullmatch(text):
        return _FIRST_FIGURE.sub(lambda figure: f"-{figure[0]}", match["number"], count=1)
    return None


def _read_day_first(text: str) -> str | None:
    day = read_day(text)
    return day.isoformat() if day else None


def _read_day_alone(text: str) -> str | None:
    """The day of a text that may have a time of day behind it: `2025-03-05T00:00:00.000Z`."""
    match = _TIMED.fullmatch(text)
    day = read_day(match[1] if match else text)
    return day.isoformat() if day else None


def _read_month_of_day(text: str) -> str | None:
    """The month of such a day, as `2025-03`."""
    day = _read_day_alone(text)
    return day[:7] if day else None


def _read_month_first(text: str) -> str | None:
    day = read_day(text, month_first=True)
    return day.isoformat() if day else None


def _read_serial(text: str) -> str | None:
    """The day of which a spreadsheet counts the number, from 1990 to 2060."""
    match = _SERIAL.fullmatch(text)
    if match is None or not _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
        return None
    return (_DAY_ZERO + timedelta(days=int(match[1]))).isoformat()


def _read_compact(text: str) -> str | None:
    """A day as 20250131."""
    match = _COMPACT.fullmatch(text)
    day = _make_day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return day.isoformat() if day else None


def _read_year(text: str) -> str | None:
    match = _YEAR.fullmatch(text)
    return match[1] if match else None


def _drop_tail(text: str) -> str | None:
    match = _TAIL.fullmatch(text)
    return match[1] if match else None


def _read_tick(text: str) -> str | None:
    ticked, blank = _ticks()
    folded = text.casefold()
    return "true" if folded in ticked else "false" if folded in blank or not text else None


def _read_clock(text: str) -> str | None:
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
        return None
    return f"{int(match[1]):02}:{match[2]}:{match[3] or '00'}"


def _drop_unit(text: str) -> str | None:
    match = _UNIT_FIGURE.fullmatch(text)
    return match[1].rstrip() if match else None


def _read_percent(text: str) -> str | None:
    """A hundred times a number, exactly."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    is_exact = number.is_finite() and len(number.as_tuple().digits) <= _EXACT
    return f"{number.scaleb(2).normalize():f}" if is_exact else None


def _read_either_mark(text: str) -> str | None:
    """A number whose marks say by themselves which parts decimals; not 1.234 or 1,234, which do not."""
    match = _MARKED.fullmatch(text)
    if match is None:
        return None
    sign, core = match["sign"], match["core"]
    marks = [sign for sign in core if not sign.isdigit()]
    if not marks:
        return f"{sign}{core}"
    last = marks[-1]
    if len(set(marks)) == 1:
        whole, _, rest = core.partition(last)
        if len(marks) == 1:
            doubtful = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
            return None if doubtful else f"{sign}{whole}.{rest}"
        return f"{sign}{core.replace(last, '')}" if _GROUPED.fullmatch(core) else None
    whole, _, rest = core.rpartition(last)
    return f"{sign}{re.sub('[.,]', '', whole)}.{rest}" if _GROUPED.fullmatch(whole) else None


def _find_account_class(text: str) -> str | None:
    """The account that an account's code begins with: `5` for `5.1.02`."""
    return text.partition(".")[0] or None


def _make_address(text: str) -> str | None:
    """A name as a part of an address: `dinas-sosial` for Dinas Sosial."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_ADDRESS_LENGTH].strip("-") or None


def _find_agency_kind(text: str) -> str | None:
    """The kind of agency that a name says by its words, else the last that the list has."""
    words = text.casefold()
    kinds: Mapping[str, Any] = load_standard_file("words/jenis-instansi")["jenis"]
    return next(
        (str(kind) for kind, signs in kinds.items() if any(str(sign) in words for sign in signs)),
        str([*kinds][-1]),
    )


def _drop_code(text: str) -> str | None:
    """A name without the code that some exports put in front of it."""
    match = _CODED_NAME.fullmatch(text)
    return match[1] if match else None


_FORMS: Mapping[str, Callable[[str], str | None]] = {
    ACCOUNTING: _read_accounting,
    DAY: _read_day_first,
    DAY_MONTH_FIRST: _read_month_first,
    MONTH: read_month,
    YEAR: _read_year,
    TAIL: _drop_tail,
    TICK: _read_tick,
    CLOCK: _read_clock,
    UNIT: _drop_unit,
    SERIAL: _read_serial,
    COMPACT: _read_compact,
    EITHER_MARK: _read_either_mark,
    PERCENT: _read_percent,
    ACCOUNT: shorten_account,
    ACCOUNT_CLASS: _find_account_class,
    ADDRESS: _make_address,
    AGENCY_KIND: _find_agency_kind,
    IN_FRONT: _drop_code,
    DAY_ALONE: _read_day_alone,
    MONTH_OF_DAY: _read_month_of_day,
}
