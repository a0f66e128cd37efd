"""A column's cells read as days, moments, times or months, by a pattern or rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.number_reading import NEARLY
from suluh.reading.rewritten_cells import (
    CLOCK,
    COMPACT,
    DAY,
    DAY_MONTH_FIRST,
    MONTH,
    SERIAL,
    read_day,
    read_month,
    rewrite_cell,
)
from suluh.words.saying import N_

DAY_FIRST, MONTH_FIRST = "hari-bulan", "bulan-hari"
_SAMPLED, _LONGEST = 200, 40
_LIKELY_SHARE = 0.5
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIGURES = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}", re.ASCII)
_WORDED = re.compile(r"[0-9]{1,2}([-/ ])([A-Za-z]{3,9})\1([0-9]{4}|[0-9]{2})", re.ASCII)
_MOMENT = re.compile(r"([0-9./-]{8,10})([ T])([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:\.0+)?", re.ASCII)
_CLOCK = re.compile(
    r"(?:(?:pukul|jam|pkl\.?)\s+)?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?(?:\s*wi(?:b|t|ta))?", re.I
)
_PLAIN_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])", re.ASCII)
_SCHOOL_YEAR = re.compile(r"([0-9]{4})\s*[/-]\s*([0-9]{4}|[0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class DayReading:
    """A column read as days or times. `texts` are the distinct cells that are read so, with their values."""

    type: str
    format: str
    texts: Mapping[str, str]
    rewritten: str = ""
    doubts: tuple[Doubt, ...] = ()
    weight: int = 0


@dataclass(slots=True)
class _Tally:
    """How many cells each pattern reads, and to which values."""

    cells: dict[tuple[str, str], int] = field(default_factory=dict)
    values: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def note(self, kind: tuple[str, str], text: str, value: str, count: int) -> None:
        self.cells[kind] = self.cells.get(kind, 0) + count
        self.values.setdefault(kind, {})[text] = value


def read_days(
    name: str,
    distinct: Mapping[str, int],
    answers: Mapping[str, str],
    *,
    is_period: bool,
    month_first: bool | None,
) -> DayReading | None:
    """The column as days, moments, times or months if four of five cells are; None otherwise.

    `is_period` says that its header speaks of time, without which 10.30 is a number. `month_first` is the
    order of other columns of the file, None where they do not tell.
    """
    if not _may_be_days(distinct) or is_school_years(distinct):
        return None
    filled = sum(distinct.values())
    answer = answers.get(f"urutan:{name}", "")
    readings = [
        _read_order(name, distinct, answer, month_first),
        _read_moments(distinct),
        _read_months(distinct),
        _read_clocks(distinct, is_period),
    ]
    best = max((reading for reading in readings if reading), key=lambda reading: reading.weight, default=None)
    return best if best is not None and best.weight >= NEARLY * filled else None


def read_numbered_days(distinct: Mapping[str, int], *, is_day: bool) -> DayReading | None:
    """A column whose header says `tanggal` and whose cells are all numbers of days, as 45292 or 20250131."""
    for form in (SERIAL, COMPACT):
        values = {text: rewrite_cell(form, text) for text in distinct}
        if is_day and values and all(map(_ISO.fullmatch, values.values())):
            return DayReading("date", "default", values, form, (), sum(distinct.values()))
    return None


def is_school_years(distinct: Mapping[str, int]) -> bool:
    """Whether nearly all cells are spans of two years that follow each other: 2024/2025, 2011/12."""
    count = 0
    for text, cells in distinct.items():
        match = _SCHOOL_YEAR.fullmatch(text)
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        count += cells * ((first + 1) % 10 ** len(match[2]) == second % 10 ** len(match[2]))
    return count >= NEARLY * sum(distinct.values())


def _may_be_days(distinct: Mapping[str, int]) -> bool:
    """A look at some of the texts, so that a long column of numbers or words costs nothing."""
    texts = list(distinct)
    sample = texts[:: max(1, len(texts) // _SAMPLED)]
    return sum(map(_may_be_day, sample)) >= _LIKELY_SHARE * len(sample)


def _may_be_day(text: str) -> bool:
    return len(text) <= _LONGEST and bool(
        read_day(text)
        or read_day(text, month_first=True)
        or read_month(text)
        or _CLOCK.fullmatch(text)
        or _MOMENT.fullmatch(text)
    )


def _read_order(
    name: str, distinct: Mapping[str, int], answer: str, month_first: bool | None
) -> DayReading | None:
    """Days, with the order of day and month by those that allow one alone."""
    firsts, seconds, doubtful = 0, 0, []
    for text, count in distinct.items():
        match = _FIGURES.fullmatch(text)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        firsts += count * (first > 12)
        seconds += count * (second > 12)
        if first <= 12 and second <= 12 and first != second:
            doubtful.append(text)
    by_month = answer == MONTH_FIRST or (
        not answer and (seconds > firsts or (not firsts and month_first is True))
    )
    doubts: tuple[Doubt, ...] = ()
    unsettled = (firsts and seconds) or (not firsts and not seconds and month_first is None)
    if doubtful and not answer and unsettled:
        likely = "" if firsts and seconds else DAY_FIRST
        doubts = (_ask_order(name, doubtful, likely),)
    reading = _read_in_order(distinct, by_month=by_month)
    if reading is None:
        return None
    return DayReading(reading.type, reading.format, reading.texts, reading.rewritten, doubts, reading.weight)


def _ask_order(name: str, doubtful: Sequence[str], likely: str) -> Doubt:
    sample = sorted(doubtful)[0]
    day, month = read_day(sample), read_day(sample, month_first=True)
    return Doubt(
        f"urutan:{name}",
        N_("Tanggal seperti %(sample)s di kolom %(column)s: hari dahulu atau bulan dahulu?"),
        {"column": name, "sample": sample},
        (
            Choice(DAY_FIRST, N_("hari dahulu: %(value)s"), {"value": day.isoformat() if day else ""}),
            Choice(MONTH_FIRST, N_("bulan dahulu: %(value)s"), {"value": month.isoformat() if month else ""}),
        ),
        likely,
        tuple(
            (text, found.isoformat())
            for text in sorted(doubtful)[:3]
            if (found := read_day(text)) is not None
        ),
    )


def _read_in_order(distinct: Mapping[str, int], *, by_month: bool) -> DayReading | None:
    tally = _Tally()
    for text, count in distinct.items():
        value = read_day(text, month_first=by_month)
        if value is not None:
            tally.note(_day_pattern(text, by_month), text, value.isoformat(), count)
    if not tally.cells:
        return None
    return _settle("date", tally, DAY_MONTH_FIRST if by_month else DAY)


def _day_pattern(text: str, by_month: bool) -> tuple[str, str]:
    """The pattern that reads the text as we do, empty where none does."""
    if _ISO.fullmatch(text):
        return "date", "default"
    if match := _FIGURES.fullmatch(text):
        year = "%Y" if len(match[4]) == 4 else "%y"
        parts = ("%m", "%d", year) if by_month else ("%d", "%m", year)
        return "date", match[2].join(parts)
    if match := _YEAR_FIRST.fullmatch(text):
        return "date", match[1].join(("%Y", "%m", "%d"))
    if match := _WORDED.fullmatch(text):
        year = "%Y" if len(match[3]) == 4 else "%y"
        for word in ("%b", "%B"):
            pattern = match[1].join(("%d", word, year))
            if _parses(text, pattern):
                return "date", pattern
    return "date", ""


def _parses(text: str, pattern: str) -> bool:
    try:
        found = datetime.strptime(text, pattern)  # noqa: DTZ007
    except ValueError:
        return False
    return found.date() == read_day(text)


def _read_moments(distinct: Mapping[str, int]) -> DayReading | None:
    tally = _Tally()
    for text, count in distinct.items():
        match = _MOMENT.fullmatch(text)
        if match is None or (day := read_day(match[1])) is None:
            continue
        pattern = _day_pattern(match[1], False)[1]
        clock = "%H:%M:%S" if match[3].count(":") == 2 else "%H:%M"
        whole = f"{'%Y-%m-%d' if pattern == 'default' else pattern}{match[2]}{clock}"
        iso = pattern == "default" and match[2] == "T" and clock.endswith("%S") and len(match[3]) == 8
        if pattern and not text.endswith(".0"):
            padded = match[3] if len(match[3].split(":")[0]) == 2 else f"0{match[3]}"
            seconds = padded if padded.count(":") == 2 else f"{padded}:00"
            tally.note(("datetime", "default" if iso else whole), text, f"{day.isoformat()}T{seconds}", count)
    if len(tally.cells) != 1:
        return None  # Table Schema has no pattern for several
    return _settle("datetime", tally, "")


def _read_months(distinct: Mapping[str, int]) -> DayReading | None:
    tally = _Tally()
    for text, count in distinct.items():
        value = read_month(text)
        if value is not None:
            tally.note(("yearmonth", "default" if _MONTH.fullmatch(text) else ""), text, value, count)
    return _settle("yearmonth", tally, MONTH) if tally.cells else None


def _read_clocks(distinct: Mapping[str, int], is_period: bool) -> DayReading | None:
    """Times of a day; one to so many (1:16, 1:14) is none, unless the header speaks of time."""
    if not is_period and all(text.startswith("1:") for text in distinct):
        return None
    tally = _Tally()
    for text, count in distinct.items():
        if not _CLOCK.fullmatch(text) or (not is_period and ":" not in text and text[-1:].isdecimal()):
            continue
        value = rewrite_cell(CLOCK, text)
        if not _PLAIN_CLOCK.fullmatch(value):
            continue  # 65.73 is no time of a day
        plain = _PLAIN_CLOCK.fullmatch(text)
        pattern = "" if plain is None else "%H:%M:%S" if plain[1] else "%H:%M"
        tally.note(("time", "default" if text == value else pattern), text, value, count)
    return _settle("time", tally, CLOCK) if tally.cells else None


def _settle(kind: str, tally: _Tally, form: str) -> DayReading:
    """The pattern of all cells if they have one, else the form that rewrites them."""
    texts = {text: value for values in tally.values.values() for text, value in values.items()}
    weight = sum(tally.cells.values())
    patterns = {pattern for _, pattern in tally.cells}
    if patterns == {"default", "%Y-%m-%d"}:
        patterns = {"%Y-%m-%d"}  # reads days with and without zeros in front
    if len(patterns) == 1 and (pattern := patterns.pop()):
        return DayReading(kind, pattern, texts, weight=weight)
    return DayReading(kind, "default", texts, form, weight=weight)
