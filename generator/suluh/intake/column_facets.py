"""What the name of a column says that should be a value in rows: a year, a month, a sex, an age, a level."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from suluh.intake.shape_words import begins_with, is_among, months, phrase, sexes, tidy, words

TIME_FACETS = ("tahun", "semester", "caturwulan", "triwulan", "bulan", "minggu", "tanggal")
_MARKS = r"\s?(?:\*{1,3}\)?|r|p|\(r\)|\(p\))?"
_YEAR = re.compile(
    r"(?<![\d.,])((?:19|20)\d\d)(?:\s*/\s*((?:19|20)\d\d|\d\d))?(?![\d])(?![.,]\d)" + _MARKS, re.IGNORECASE
)
_RANK = r"(?:\s*(?:ke)?[-.\s]?\s*)(iv|iii|ii|i|[1-9]\d?)(?![^\W_])"
_AGE = re.compile(
    r"(?i)(?:umur|usia|age)?\s*(?:"
    r"(?:<|≤|<=|kurang dari)\s*\d{1,3}|\d{1,3}\s*(?:-|–|s\.?/?d\.?|sampai)\s*\d{1,3}|"
    r"(?:>|≥|>=|lebih dari)\s*\d{1,3}|\d{1,3}\s*(?:\+|(?:tahun|th|thn)?\s*(?:ke ?atas|dan lebih|up)))"
    r"\s*(?:tahun|th|thn|years?|bulan|hari)?"
)
_DAY = re.compile(
    r"((?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:(?:19|20)\d\d|\d\d)|\d{1,2}-\d{1,2}-(?:19|20)\d\d)"
    r"(?:[T ]00:00(?::00)?)?"
)
_EDGES = " \t-–_|:.,/()[]"


@dataclass(frozen=True, slots=True)
class ColumnFacets:
    """`values` by facet (`tahun`: `2023`), and the `stem` that remains of the name: what is measured."""

    values: Mapping[str, str] = field(default_factory=dict)
    stem: tuple[str, ...] = ()


def has_days(levels: Sequence[str]) -> bool:
    """Whether a level is a day; the first of a month, as a workbook holds months, is none."""
    return any((day := _DAY.fullmatch(text.strip())) and not day[1].endswith("-01") for text in levels)


def read_facets(levels: Sequence[str], *, by_day: bool = False) -> ColumnFacets:
    """The facets of a column's levels; the first of a kind counts. `by_day` says that days are days."""
    values: dict[str, str] = {}
    stem: list[str] = []
    for text in levels:
        if (day := _DAY.fullmatch(text.strip())) and (by_day or has_days((text,))):
            values.setdefault("tanggal", day[1])
            continue
        found, rest = _read_text(text)
        taken = {facet: value for facet, value in found if facet not in values}
        values |= taken
        if rest:
            stem.append(rest)
    return ColumnFacets(values, tuple(stem))


@lru_cache(maxsize=4096)
def _read_text(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    rest = " ".join(text.replace("_", " ").split())
    if begins_with("sampai", rest):
        return (), rest
    found: list[tuple[str, str]] = []
    whole = _read_whole(rest)
    if whole:
        return (whole,), ""
    date = _read_month_of_year(rest)
    if date is not None:
        found.append(("bulan", date[0]))
        rest = date[1]
    for facet, pattern in _ranks().items():
        match = pattern.search(rest)
        if match:
            found.append((facet, match.group(1).upper()))
            rest = _cut(rest, match)
    year = _YEAR.search(rest) if date is None else None
    if year:
        found.append(("tahun", year.group(0).strip() if year.group(2) else year.group(1)))
        rest = _without_year_words(_cut(rest, year))
    if date is None:
        month = _month().search(rest)
        if month and _is_apart(rest, month):
            found.append(("bulan", month.group(0)))
            rest = _cut(rest, month)
    if rest:
        more, rest = _read_kind(rest)
        found += more
    return tuple(found), rest.strip(_EDGES)


def _read_kind(text: str) -> tuple[list[tuple[str, str]], str]:
    """A facet that is no time, as a whole or as a word in the text, and what remains of it."""
    whole = _read_whole(text)
    if whole:
        return [whole], ""
    sex = _sex().search(text)
    if sex is None:
        return [], text
    rest = text
    for match in reversed(list(_sex().finditer(text))):
        # Both languages of a table say the same: `Laki-laki Male`.
        if sexes()[match.group(0).casefold()] == sexes()[sex.group(0).casefold()]:
            rest = _cut(rest, match)
    return [("jenis_kelamin", sex.group(0))], rest


def _read_whole(text: str) -> tuple[str, str] | None:
    """The facet that the text is as a whole, beside times: a sex, an age, a level of schools."""
    plain = text.strip(_EDGES)
    if plain.casefold() in sexes():
        return "jenis_kelamin", plain
    if _AGE.fullmatch(text.strip()):
        return "kelompok_umur", text.strip()
    if is_among("jenjang", plain):
        return "jenjang", plain
    if is_among("status_sekolah", plain):
        return "status_sekolah", plain
    return None


def _read_month_of_year(text: str) -> tuple[str, str] | None:
    """`Jan-24` and `Januari 2024` as 2024-01, with what remains of the text."""
    match = _month_of_year().search(text)
    if match is None:
        match = re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-01)?(?:[T ]00:00:00)?", text)
        return (f"{match.group(1)}-{match.group(2)}", "") if match else None
    number = months()[match.group(1).casefold()]
    year = match.group(2)
    return f"{year if len(year) == 4 else '20' + year}-{number:02d}", _cut(text, match)


def _cut(text: str, match: re.Match[str]) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(_EDGES)


def _without_year_words(text: str) -> str:
    return " ".join(phrase("tahun").sub(" ", text).split()).strip(_EDGES)


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a month's name is a word of the field here: short ones count at an edge of the text alone."""
    return match.group(0).strip() == text or len(match.group(0)) > 3 or match.end() == len(text)


@cache
def _month() -> re.Pattern[str]:
    return phrase("bulan")


@cache
def _month_of_year() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(rf"(?i)(?<![^\W_])({names})\.?[\s\-/'’_]*((?:19|20)\d\d|\d\d)(?!\d)")


@cache
def _sex() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in sexes() if len(name) > 2), key=len, reverse=True))
    return re.compile(rf"(?i)(?<![^\W_])(?:{names})(?![^\W_+])")


@cache
def _ranks() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for facet in ("triwulan", "semester", "caturwulan", "minggu"):
        names = "|".join(sorted(map(re.escape, words(facet)), key=len, reverse=True))
        patterns[facet] = re.compile(rf"(?i)(?<![^\W_])(?:{names})\.?{_RANK}")
    return patterns


def is_total_name(levels: Sequence[str]) -> bool:
    """Whether a column's last level, without its year, is a word for the sum of others, or `s.d. Juni`."""
    if not levels:
        return False
    name = " ".join(levels[-1].replace("_", " ").split())
    if until := begins_with("sampai", name):
        return any(kind in TIME_FACETS for kind in read_facets([name[len(until) :].strip(_EDGES)]).values)
    last = _without_year_words(_YEAR.sub(" ", name))
    return any(
        is_among(name, part) for name in ("jumlah", "kolom_jumlah") for part in (last, tidy(levels[-1]))
    )


MEASURE = "jumlah"
"""The name of amounts that nothing names."""


def measure_name(stem: Sequence[str]) -> str:
    """What the cells of such columns are called: the stem where it names a measure, else `jumlah`."""
    text = " ".join(dict.fromkeys(stem))
    return text if text and begins_with("ukuran", text) else MEASURE
