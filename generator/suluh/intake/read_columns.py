"""A column's cells once it is settled what they are: type, form, ends, examples, texts read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from suluh.intake.code_evidence import CODE, NUMBER, may_count, run_on
from suluh.intake.day_reading import DayReading, is_school_years
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_words import HeaderWords, fold, words_of
from suluh.intake.missing_marks import STATES
from suluh.intake.number_column import NumberReading
from suluh.intake.number_reading import NEARLY, canonical_number
from suluh.intake.number_shapes import Shapes
from suluh.intake.truth_reading import TruthReading
from suluh.reading.rewritten_cells import (
    ACCOUNTING,
    COMPACT,
    DAY_MONTH_FIRST,
    EITHER_MARK,
    PERCENT,
    SERIAL,
    TAIL,
    UNIT,
    YEAR,
    month_numbers,
    rewrite_cell,
)
from suluh.words.saying import N_

AS_TEXT = "teks"
SHOWN = 3
_MOST_PERIODS, _LONGEST_PERIOD = 1_000, 24
_BESIDE = frozenset(("i", "ii", "iii", "iv", "tahun", "ke"))
_YEAR = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}", re.ASCII)
_RECENT = range(1945, 2061)
_MANY_ROWS, _FIRST_REPEATED = 8, 1990
_TAIL = re.compile(r"[0-9]+[.,]0", re.ASCII)
_AROUND = re.compile(r"^[^-+0-9\n]+|[^0-9\n]+$", re.M)


@dataclass(frozen=True, slots=True)
class ReadCells:
    """How a column's cells are read. `texts` are the distinct ones that are, of a text column none.

    `decimal`, `group` and `month_first` are what it tells other columns of the file.
    """

    type: str = "string"
    form: Mapping[str, Any] = field(default_factory=dict)
    rewritten: str = ""
    texts: frozenset[str] = frozenset()
    least: str = ""
    greatest: str = ""
    reason: str = ""
    unit: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    is_code: bool = False
    is_time: bool = False
    decimal: str = ""
    group: str = ""
    month_first: bool | None = None


def as_text(reason: str, values: Mapping[str, int] | None = None) -> ReadCells:
    """A column of texts; parts of years by name, and school years, say when."""
    return ReadCells(reason=reason, is_time=bool(values) and _names_time(values or {}))


def _names_time(values: Mapping[str, int]) -> bool:
    if len(values) > _MOST_PERIODS:
        return False
    if is_school_years(values):
        return True
    months, parts = month_numbers(), words_of("bagian_tahun")
    count = 0
    for text, cells in values.items():
        words = re.findall(r"[^\W\d_]+", fold(text)) if len(text) <= _LONGEST_PERIOD else []
        named = [word for word in words if word in months or word in parts]
        count += cells * (bool(named) and len(named) >= len([word for word in words if word not in _BESIDE]))
    return count >= NEARLY * sum(values.values())


def as_code(reason: str, values: Mapping[str, int], words: HeaderWords) -> ReadCells:
    """A column of codes, which stay text; a spreadsheet library's `.0` behind them is taken away."""
    tails = [text for text in values if _TAIL.fullmatch(text)]
    if (
        tails
        and len(tails) == len(values)
        and all(text.endswith(".0") for text in tails)
        and not _parted(tails)
    ):
        examples = tuple((text, rewrite_cell(TAIL, text)) for text in tails[:SHOWN])
        return ReadCells(rewritten=TAIL, reason=reason, examples=examples, is_code=True)
    return ReadCells(reason=reason, is_code=True)


def _parted(tails: list[str]) -> bool:
    """Whether `1.0` may be a code of two parts: short ones are not touched."""
    return max(map(len, tails)) <= 4


def as_year(words: HeaderWords, values: Mapping[str, int]) -> ReadCells | None:
    """A column of years if its header says so, or its cells follow each other; else None."""
    if not words.is_year and (len(values) < 2 or len(values) > len(_RECENT)):
        return None
    plain = {text for text in values if _YEAR.fullmatch(text)}
    filled = sum(values.values())
    if not words.is_year:
        if len(plain) < len(values) or words.is_measure or words.is_code or words.unit:
            return None
        years = sorted(map(int, plain))
        runs = all(second - first == 1 for first, second in pairwise(years))
        # Amounts that stand in many rows are seldom a few years of our time, and nothing else.
        repeated = filled >= _MANY_ROWS * len(years) and years[0] >= _FIRST_REPEATED
        timed = runs or words.is_period or words.is_unnamed or repeated
        if not (years[0] in _RECENT and years[-1] in _RECENT and timed):
            return None
        return ReadCells("year", texts=frozenset(plain), least=min(plain), greatest=max(plain), reason="isi")
    if sum(values[text] for text in plain) >= NEARLY * filled:
        read = {text: text for text in plain}
        form = ""
    else:
        read = {
            text: year
            for text in values
            if _YEAR.fullmatch(year := rewrite_cell(YEAR, text)) and _is_year_text(text)
        }
        form = YEAR
    if not read or sum(values[text] for text in read) < NEARLY * filled:
        return None
    years_read = set(read.values())
    examples = tuple((text, year) for text, year in list(read.items())[:SHOWN]) if form else ()
    return ReadCells(
        "year", {}, form, frozenset(read), min(years_read), max(years_read), "judul", examples=examples
    )


_YEAR_WORDS = re.compile(r"[^0-9]{0,16}[0-9]{4}(?:[.,]0+)?\s*[*)]{0,3}")


def _is_year_text(text: str) -> bool:
    """Whether nothing but words for a year, a tail of zeros or a note's mark stand beside its figures."""
    if not _YEAR_WORDS.fullmatch(text):
        return False
    words = fold(re.sub(r"[^\w ]|[0-9_]", " ", text)).split()
    return all(
        word in words_of("tahun") or word in ("ta", "t", "a", "anggaran", "ajaran", "fiscal")
        for word in words
    )


def as_truth(truth: TruthReading, distinct: Mapping[str, int]) -> ReadCells:
    """A column of true and false."""
    texts = frozenset((*truth.true, *truth.false))
    examples = tuple(
        [(text, "true") for text in truth.true[:1]] + [(text, "false") for text in truth.false[:1]]
    )
    return ReadCells("boolean", truth.form, truth.rewritten, texts, reason="isi", examples=examples)


def as_days(days: DayReading) -> ReadCells:
    """A column of days, moments, times or months."""
    form = {} if days.format == "default" else {"format": days.format}
    ends = sorted(days.texts.values())
    examples = tuple((text, value) for text, value in list(days.texts.items())[:SHOWN] if text != value)
    order: bool | None = None
    numbered = days.rewritten in (SERIAL, COMPACT)
    if not days.doubts and days.type == "date" and not numbered and (form or days.rewritten):
        starts = days.format.lstrip("%")[:1]
        order = (
            days.rewritten == DAY_MONTH_FIRST or starts == "m"
            if starts in ("d", "m", "default"[:1])
            else None
        )
    return ReadCells(
        days.type,
        form,
        days.rewritten,
        frozenset(days.texts),
        ends[0],
        ends[-1],
        "isi",
        examples=examples,
        is_time=True,
        month_first=order,
    )


def as_numbers(name: str, numbers: NumberReading, values: Mapping[str, int], shapes: Shapes) -> ReadCells:
    """A column of numbers with its least and greatest."""
    if len(numbers.shapes) == len(shapes.counts):
        texts = list(values)
    else:
        texts = [text for text in values if shapes.of_text[text] in numbers.shapes]
    least, greatest = _find_ends(texts, numbers)
    noted = {shapes.samples[shape] for shape in numbers.shapes if shapes.numbers[shape].note}
    samples = (shapes.samples[shape] for shape in numbers.shapes)
    shown = sorted(samples, key=lambda text: (text not in noted, -len(text), text))
    pairs = [(text, canonical_number(name, numbers, text)) for text in shown[: 2 * SHOWN]]
    return ReadCells(
        numbers.type,
        numbers.form,
        numbers.rewritten,
        frozenset(texts),
        canonical_number(name, numbers, least),
        canonical_number(name, numbers, greatest),
        "isi",
        numbers.unit,
        tuple(pair for pair in pairs if pair[0] != pair[1])[:SHOWN],
        decimal=numbers.decimal,
        group=numbers.group,
    )


def as_percents(read: ReadCells) -> ReadCells:
    """A column of numbers that the sheet shows as percent, which it holds as fractions of one."""
    least, greatest = (rewrite_cell(PERCENT, text) for text in (read.least, read.greatest))
    examples = tuple((text, rewrite_cell(PERCENT, text)) for text in (read.greatest,))
    return replace(
        read,
        type="number",
        form={},
        rewritten=PERCENT,
        least=least,
        greatest=greatest,
        unit="persen",
        examples=examples,
    )


def _find_ends(texts: list[str], numbers: NumberReading) -> tuple[str, str]:
    """The texts of the least and the greatest number: all of them brought to figures and a point at once."""
    if numbers.rewritten in (ACCOUNTING, EITHER_MARK, UNIT):
        joined = "\n".join(rewrite_cell(numbers.rewritten, text) for text in texts)
    else:
        joined = "\n".join(texts)
    if numbers.form.get("bareNumber") is False:
        joined = _AROUND.sub("", joined)
    if group := numbers.form.get("groupChar"):
        joined = joined.replace(str(group), "")
    if (decimal := numbers.form.get("decimalChar", ".")) != ".":
        joined = joined.replace(str(decimal), ".")
    read: Callable[[str], float] = int if numbers.type == "integer" and not numbers.rewritten else float
    values = list(map(read, joined.split("\n")))
    return texts[values.index(min(values))], texts[values.index(max(values))]


def ask_code(name: str, words: HeaderWords, values: Mapping[str, int]) -> Doubt:
    """Whether figures are codes. Neither is likely where few small ones recur under `no …`."""
    sample = next(iter(values))
    likely = "" if may_count(words, values) else CODE if run_on(values) else NUMBER
    return Doubt(
        f"kode:{name}",
        N_("Isi kolom %(column)s (seperti %(sample)s): kode, atau angka yang dapat dijumlahkan?"),
        {"column": name, "sample": sample},
        (Choice(CODE, N_("kode: disimpan sebagai teks")), Choice(NUMBER, N_("angka"))),
        likely,
        tuple((text, text) for text in list(values)[:SHOWN]),
    )


def odd_key(name: str, strays: frozenset[str]) -> str:
    """The key of the doubt about them: one for all columns with the same few."""
    return f"ganjil:{', '.join(sorted(strays)) if len(strays) <= SHOWN else name}"


def ask_odd(name: str, read: ReadCells, values: Mapping[str, int], strays: frozenset[str]) -> Doubt:
    """What the texts are that are not as the rest."""
    shown = sorted(strays, key=lambda text: (-values[text], text))[:SHOWN]
    filled = sum(values.values())
    agreeing = filled - sum(values[text] for text in strays)
    kinds = {
        "integer": N_("%(some)s dari %(all)s isi kolom %(column)s angka; yang bukan: %(texts)s. Artinya?"),
        "number": N_("%(some)s dari %(all)s isi kolom %(column)s angka; yang bukan: %(texts)s. Artinya?"),
        "year": N_("%(some)s dari %(all)s isi kolom %(column)s tahun; yang bukan: %(texts)s. Artinya?"),
    }
    other = N_(
        "%(some)s dari %(all)s isi kolom %(column)s tanggal atau waktu; yang bukan: %(texts)s. Artinya?"
    )
    return Doubt(
        odd_key(name, strays),
        kinds.get(read.type, other),
        {"some": str(agreeing), "all": str(filled), "column": name, "texts": ", ".join(shown)},
        (
            Choice(AS_TEXT, N_("kolom ini berisi teks")),
            *(Choice(state, text) for state, text in STATES.items()),
        ),
        "",
        tuple((text, "") for text in shown),
    )
