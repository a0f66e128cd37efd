"""What titles above a table say of all its rows: the year, the day, the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from suluh.intake.shape_words import begins_with, is_among, months, phrase, tidy, words
from suluh.reading.title_times import MONTH, join_times, years_of
from suluh.vocabulary.quarters import ROMAN

_SPAN = re.compile(
    r"(?:19|20)\d\d\s*(?:[-–—/]|s\.?/?d\.?|sampai(?: dengan)?|hingga|to)\s*(?:19|20)?\d\d(?!\d)",
    re.IGNORECASE,
)
_IN_UNITS = re.compile(
    r"(?i)[(\[]?\s*(?:dalam|in|satuan|unit)\s*:?\s*([^()\[\]\n]{1,40}?)\s*[)\]]|(?:satuan|unit)\s*:\s*([^()\[\]\n]{1,40})$"
)
_DAY_OF_MONTH = re.compile(r"(?<!\d)\d{1,2}[\s.-]+[^\W\d_]+[\s,.-]+(?=(?:19|20)\d\d)")
"""A day's number and month: `31 Desember 2024` is when a count was taken, and no month of figures."""
_SHORT = 3
_NUMBER = re.compile(
    r"(?i)^\s*(?:(?:tabel|table|lampiran)\b\s*)?(?:(?:\d[\d.]*[a-z]?|[ivx]+\.|[a-z][.)])[.:)]?\s+)?"
)
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{1,30}?)\s*[)\]]")


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """`year` that the titles state for all rows, `unit` of all figures; empty where none or several.

    `part` is the part of the year that they state beside it: a column (`bulan`, `triwulan`, `semester`) and
    its text, a month with its year as 2025-03.
    """

    year: str = ""
    year_text: str = ""
    part: tuple[str, str] = ("", "")
    unit: str = ""
    unit_text: str = ""


def read_titles(titles: Iterable[str]) -> TitleFacts:
    """The year and the unit of the texts above a table, each with the text that states it."""
    texts = [text for text in titles if text]
    years = {year: text for text in texts for year in years_of(text)}
    unit, unit_text = next(((unit, text) for text in texts if (unit := find_unit(text))), ("", ""))
    if len(years) != 1 or any(_SPAN.search(text) for text in texts):
        return TitleFacts(unit=unit, unit_text=unit_text)
    ((year, text),) = years.items()
    return TitleFacts(year, text, _find_part(texts, year), unit, unit_text)


def _find_part(texts: Iterable[str], year: str) -> tuple[str, str]:
    """The one month, quarter or half of the year that the titles name; nothing where they name several."""
    named = join_times([_DAY_OF_MONTH.sub("", text) for text in texts])
    months = named.get(MONTH, frozenset())
    ranks = [kind for kind in ("triwulan", "semester", "caturwulan") if kind in named]
    if len(months) == 1 and not ranks:
        return MONTH, f"{year}-{min(months):02d}"
    if len(ranks) == 1 and len(named[ranks[0]]) == 1 and not months:
        return ranks[0], ROMAN[min(named[ranks[0]]) - 1]
    return "", ""


def find_unit(text: str) -> str:
    """The unit that a title gives for all figures: `(dalam juta rupiah)`, `Satuan: jiwa`, `(jiwa)`."""
    stated = _IN_UNITS.search(text)
    if stated:
        unit = (stated.group(1) or stated.group(2) or "").strip(" .:")
        if is_among("satuan", unit) or phrase("satuan").search(unit):
            return unit
    for match in reversed(list(_BRACKETS.finditer(text))):
        if is_among("satuan", match.group(1)):
            return match.group(1).strip()
    return ""


def find_facets(titles: Iterable[str]) -> list[str]:
    """What a title says the table is parted by: `menurut Kecamatan dan Jenis Penyakit` names two."""
    for text in titles:
        match = re.search(r"(?i)\b(?:menurut|berdasarkan|per|by)\s+(.+)", text)
        if match:
            stated = re.split(
                r"(?i)\s+(?:di|pada|tahun|kota|kabupaten|provinsi|keadaan)\b|[(,:]?\s*\d{4}|\(",
                match.group(1),
            )[0]
            parts = re.split(r"(?i)\s*,\s*|\s+(?:dan|and|&|serta|/)\s+", stated)
            return [tidy(part) for part in parts if part.strip()]
    return []


def find_measure(titles: Iterable[str]) -> str:
    """What a title says is measured, as `luas panen` of `Luas Panen menurut Kecamatan`; empty for none."""
    for text in map(_without_times, titles):
        plain = _NUMBER.sub("", text, count=1)
        for start in (text, plain):
            stated = re.split(
                r"(?i)\s+(?:menurut|berdasarkan|per|di|pada|tahun|dan|by)\b|[(,:]|\d{4}", start
            )[0]
            if begins_with("ukuran", stated) and 1 < len(stated.split()) <= 5:
                return tidy(stated)
        parted = re.search(r"(?i)\b(?:menurut|berdasarkan|by)\b", plain) is not None
        short = stated if parted else re.split(r"(?i)\s+tahun\b|[(,:]|\d{4}", plain)[0].strip()
        words_of = short.split()
        if (1 if parted else 2) <= len(words_of) <= _SHORT and _is_thing(short):
            return tidy(short)
    return ""


def _without_times(text: str) -> str:
    """A title up to the month or the part of a year that it names behind what is measured."""
    found = _time().search(text)
    return text[: found.start()] if found is not None and found.start() else text


@cache
def _time() -> re.Pattern[str]:
    """A month, a short one by its year or the word for months alone; a quarter, a half, a week by number."""
    long = "|".join(sorted((re.escape(name) for name in months() if len(name) > _SHORT), reverse=True))
    names = "|".join(sorted(map(re.escape, months()), key=lambda name: (-len(name), name)))
    ranks = "|".join(
        re.escape(word)
        for kind in ("triwulan", "semester", "caturwulan", "minggu")
        for word in sorted(words(kind), key=lambda word: (-len(word), word))
    )
    return re.compile(
        rf"(?i)(?<![^\W_])(?:bulan\s+(?:{names})(?![^\W_])|(?:{long})(?![^\W_])"
        rf"|(?:{names})\.?[\s\-/'’]*(?:tahun\s+)?(?=(?:19|20)\d\d)"
        rf"|(?:{ranks})\.?\s*(?:ke)?[-.\s]?\s*(?:iv|iii|ii|i|[1-9]\d?)(?![^\W_]))"
    )


def _is_thing(text: str) -> bool:
    """Whether a title names what is counted, and is no word for tables, offices and times."""
    others = ("awal_judul", "wilayah", "minggu", "triwulan", "semester", "caturwulan", "kolom_waktu", "bulan")
    return not any(begins_with(name, text) for name in others) and text[:1].isalpha()
