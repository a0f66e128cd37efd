"""Columns that stay text though their cells are no words: ranges turned into days, figures of many units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.number_shapes import Shapes, show_unit, unit_after
from suluh.reading.rewritten_cells import month_numbers, read_day
from suluh.words.saying import N_

RANGE, MONTH, AS_TEXT = "rentang", "bulan", "teks"
_SPAN = re.compile(r"([0-9]{1,3})\s*[-–]\s*([0-9]{1,3})", re.ASCII)
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})-([^\W\d_]{3,9})|([^\W\d_]{3,9})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00:00)?", re.ASCII)
_SHORT_YEAR = re.compile(r"[^\W\d_]+[-\s.,/']*[0-9]{2}")
_FEWEST, _HALF, _NEARLY, _SHOWN = 2, 0.5, 0.8, 3


def find_ranges(values: Mapping[str, int]) -> dict[str, str]:
    """Texts that a spreadsheet has made days of, with the range that each was: `05-Sep` was 5-9.

    Only where the other texts are ranges, and the one that is meant goes on from them.
    """
    spans = {tuple(map(int, match.groups())) for text in values if (match := _SPAN.fullmatch(text))}
    turned = {text: pairs for text in values if (pairs := set(_spans_of(text)))}
    if len(spans) < _FEWEST or len(spans) + len(turned) < len(values) - 1:
        return {}
    found: dict[str, str] = {}
    while left := {text: pairs for text, pairs in turned.items() if text not in found}:
        starts, ends = {span[0] for span in spans}, {span[1] for span in spans}
        fitting = {
            text: [pair for pair in sorted(pairs) if pair[0] - 1 in ends or pair[1] + 1 in starts]
            for text, pairs in left.items()
        }
        sure = next(((text, pairs[0]) for text, pairs in fitting.items() if len(pairs) == 1), None)
        if sure is None:
            break
        text, pair = sure
        found[text] = f"{pair[0]}-{pair[1]}"
        spans.add(pair)
    return found


def _spans_of(text: str) -> Iterator[tuple[int, int]]:
    """What may have been typed where a spreadsheet shows a day or a month: 9-5 or 5-9, and 10-14."""
    if match := _DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
        pairs = [(day, month), (month, day), *([(month, year % 100)] if day == 1 else [])]
    elif match := _DAY_AND_MONTH.fullmatch(text):
        month = month_numbers().get((match[2] or match[3]).casefold(), 0)
        other = int(match[1] or match[4])
        pairs = [(month, other), *([(other, month)] if match[2] else [])] if month else []
    else:
        pairs = []
    yield from (pair for pair in pairs if pair[0] < pair[1])


def ask_ranges(name: str, ranges: Mapping[str, str]) -> Doubt:
    """Whether days among ranges are ranges that a spreadsheet has turned."""
    sample, value = next(iter(ranges.items()))
    return Doubt(
        f"rentang:{name}",
        N_(
            "Isi kolom %(column)s seperti %(sample)s tampaknya rentang %(value)s yang diubah Excel. "
            "Dibaca begitu?"
        ),
        {"column": name, "sample": sample, "value": value},
        (Choice(RANGE, N_("ya, rentang")), Choice(AS_TEXT, N_("bukan: dibiarkan seperti tertulis"))),
        RANGE,
        tuple(ranges.items()),
    )


def may_be_names(values: Mapping[str, int]) -> bool:
    """Whether texts that read as months are short enough to be names: `Oct18`, `Mar-01`."""
    return all(_SHORT_YEAR.fullmatch(text) for text in values)


def ask_months(name: str, values: Mapping[str, int]) -> Doubt:
    """Whether such texts are months, under a header that says nothing of time."""
    sample = next(iter(values))
    return Doubt(
        f"bulan:{name}",
        N_("Isi kolom %(column)s (seperti %(sample)s): bulan dan tahun, atau nama?"),
        {"column": name, "sample": sample},
        (Choice(MONTH, N_("bulan dan tahun")), Choice(AS_TEXT, N_("nama: dibiarkan sebagai teks"))),
        AS_TEXT,
    )


def ask_mixed(name: str, values: Mapping[str, int], shapes: Shapes, *, is_day: bool) -> Doubt | None:
    """That a column is left as text, though its cells are figures with several units, or many are days."""
    filled = sum(values.values())
    units: dict[str, int] = {}
    for shape, number in shapes.numbers.items():
        unit = unit_after(number)
        if not unit or show_unit(unit):
            units[unit] = units.get(unit, 0) + shapes.counts[shape]
    days = sum(count for text, count in values.items() if read_day(text)) if is_day else 0
    is_timed = is_day and days + units.get("", 0) >= _HALF * filled
    if not is_timed and (len(units.keys() - {""}) < 2 or sum(units.values()) < _NEARLY * filled):
        return None
    kinds = {shapes.of_text[text]: text for text in reversed(list(values))}
    shown = ", ".join(f"“{text}”" for text in list(kinds.values())[::-1][:_SHOWN])
    return Doubt(
        f"campur:{name}",
        N_(
            "Isi kolom %(column)s bercampur (%(texts)s), jadi dibaca sebagai teks dan tidak dapat "
            "dijumlahkan."
        ),
        {"column": name, "texts": shown},
        (Choice(AS_TEXT, N_("biarkan sebagai teks")),),
        AS_TEXT,
    )
