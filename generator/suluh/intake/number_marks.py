"""What a mark that may part thousands as well as decimals means: weighed by what the file tells, or asked.

A file writes its numbers in one way, so that one answer settles all of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.number_column import NumberColumn
from suluh.words.saying import N_

DECIMALS, THOUSANDS, AS_TEXT, NEGATIVE = "desimal", "ribuan", "teks", "negatif"
MARK_KEYS = {".": "titik", ",": "koma"}
_CERTAIN, _STRONG = 2, 3
_COLUMNS_NAMED = 3


def weigh_mark(column: NumberColumn, mark: str, doubtful: Sequence[str]) -> str:
    """The likelier meaning of a mark by all that the file tells; empty where that is not enough.

    `doubtful` are the shapes that may be read both ways. Where all numbers of a column are such, its figures
    tell nothing: they are as well thousands above 999 as decimals that are always written to three places.
    """
    other = "," if mark == "." else "."
    score = 0
    score += _STRONG * ((mark in column.marks.groups) or (other in column.marks.decimals))
    score -= _STRONG * ((mark in column.marks.decimals) or (other in column.marks.groups))
    score += 2 * column.words.is_whole - 2 * column.words.is_fraction
    lengths = [len(number.core) for number in column.shapes.numbers.values() if not number.marks]
    if lengths:
        texts = [text for text in column.texts if column.shapes.of_text[text] in set(doubtful)]
        score += max(lengths) <= 3
        score -= max(lengths) > 3
        score += len(texts) >= 10
        # Programs write no zero at the end of a decimal that has no fixed number of places.
        score += any(text.rstrip("%)- ").endswith("0") for text in texts)
    return THOUSANDS if score >= _CERTAIN else DECIMALS if score <= -_CERTAIN else ""


def ask_mark(column: NumberColumn, mark: str, doubtful: Sequence[str], likely: str) -> Doubt:
    """What a mark parts in a column, each answer with what it would make of a number of the file."""
    samples = sorted({column.shapes.samples[shape] for shape in doubtful})[:3]
    first = samples[0]
    text = (
        N_("Titik di kolom %(column)s (seperti %(sample)s) memisahkan apa?")
        if mark == "."
        else N_("Koma di kolom %(column)s (seperti %(sample)s) memisahkan apa?")
    )
    whole, part = first.replace(mark, ""), first.replace(mark, "," if mark == "." else mark)
    return Doubt(
        f"{MARK_KEYS[mark]}:{column.name}",
        text,
        {"column": column.name, "sample": first},
        (
            Choice(THOUSANDS, N_("ribuan: %(sample)s berarti %(value)s"), {"sample": first, "value": whole}),
            Choice(DECIMALS, N_("pecahan: %(sample)s berarti %(value)s"), {"sample": first, "value": part}),
            Choice(AS_TEXT, N_("tidak tahu: kolom ini dibiarkan sebagai teks")),
        ),
        likely,
        tuple((sample, sample.replace(mark, "") if likely == THOUSANDS else sample) for sample in samples),
    )


def join_mark_doubts(doubts: Sequence[Doubt]) -> list[Doubt]:
    """The doubts with one question for all columns that use a sign as a mark of numbers.

    Columns whose cells speak for different meanings of the sign are asked for one by one.
    """
    joined = list(doubts)
    for key in MARK_KEYS.values():
        asked = [doubt for doubt in joined if doubt.key.startswith(f"{key}:")]
        likely = {doubt.likely for doubt in asked if doubt.likely}
        if len(asked) < 2 or len(likely) > 1:
            continue
        place = joined.index(asked[0])
        rest = [doubt for doubt in joined if doubt not in asked]
        joined = [*rest[:place], _ask_all(key, asked, next(iter(likely), "")), *rest[place:]]
    return joined


def _ask_all(key: str, asked: Sequence[Doubt], likely: str) -> Doubt:
    """One question for several columns, with the numbers of the one that tells most."""
    told = next((doubt for doubt in asked if doubt.likely), asked[0])
    names = [doubt.values["column"] for doubt in asked]
    shown = ", ".join(names[:_COLUMNS_NAMED]) + (", …" if len(names) > _COLUMNS_NAMED else "")
    text = (
        N_("Titik di %(count)s kolom (%(columns)s), seperti %(sample)s, memisahkan apa?")
        if key == MARK_KEYS["."]
        else N_("Koma di %(count)s kolom (%(columns)s), seperti %(sample)s, memisahkan apa?")
    )
    values = {"count": str(len(asked)), "columns": shown, "sample": told.values["sample"]}
    return Doubt(key, text, values, told.choices, likely, told.examples)
