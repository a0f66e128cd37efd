"""The times that a title names: years, halves, quarters, months; and what a constant says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from suluh.reading.rewritten_cells import month_numbers
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.quarters import ROMAN

YEAR, MONTH = "tahun", "bulan"
_RANKED = ("triwulan", "semester", "caturwulan")
_RANKS = {numeral.casefold(): rank for rank, numeral in enumerate(ROMAN, 1)}
_YEARS = re.compile(r"(?<![\d.,/])((?:19|20)\d\d)(?!\d)(?![.,]\d)")
_LAW = re.compile(
    r"(?i)\b(?:nomor|no\.?|uu|pp|perda|perwali|perbup|permen\w*|perpres|keputusan|peraturan)\b[^\n]{0,40}\btahun\s+\d{4}"
)
_PRINTED = re.compile(
    r"(?i)\b(?:dicetak|tanggal cetak|tgl\.? cetak|diunduh|diakses|diperbarui|diperbaharui|pemutakhiran"
    r"|printed|downloaded|last updated?|updated)\b.*"
)
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])(?!\d)(?![-/]\d)")
_DAY = re.compile(
    r"(?<!\d)\d{1,2}[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)-(\d\d)-\d\d(?!\d)"
)
_SHORT_NAME = 3
_SIGNS = re.compile(r"[\s\-–/.,:()']+")


def years_of(text: str) -> list[str]:
    """The years that a text names, without those of laws and of the day on which it was printed."""
    return _YEARS.findall(_PRINTED.sub("", _LAW.sub("", text)))


def name_times(text: str) -> dict[str, frozenset[int]]:
    """By kind (`tahun`, `bulan`, `triwulan`, `semester`, `caturwulan`) the numbers that a text names."""
    plain = _PRINTED.sub("", _LAW.sub("", text))
    found = {
        YEAR: frozenset(map(int, _YEARS.findall(plain))),
        MONTH: frozenset(_months_in(plain)),
        **{kind: frozenset(_ranks_in(kind, plain)) for kind in _RANKED},
    }
    return {kind: numbers for kind, numbers in found.items() if numbers}


def read_time(name: str, text: str) -> dict[str, int]:
    """What a column that says one text in each row says of the time, by kind; empty where it says no time.

    `name` is the column's, by which a bare number is known: `bulan` 3, `triwulan` II.
    """
    kind = name.replace("_", " ").casefold().split()[:1]
    bare = text.strip().casefold()
    number = int(bare) if bare.isdecimal() and len(bare) <= 2 else _RANKS.get(bare, 0)
    if kind and kind[0] == MONTH and 1 <= number <= 12:
        return {MONTH: number}
    if number and kind and (ranked := _ranked_word(kind[0])):
        return {ranked: number}
    named = name_times(text)
    if not named or _SIGNS.sub("", _without_times(text)):
        return {}
    return {kind: min(numbers) for kind, numbers in named.items()}


def differing_times(stated: Mapping[str, int], titles: Mapping[str, frozenset[int]]) -> list[str]:
    """The kinds of time of which titles name others alone than what is stated."""
    return [kind for kind, number in stated.items() if titles.get(kind) and number not in titles[kind]]


def join_times(texts: list[str]) -> dict[str, frozenset[int]]:
    """All that several titles name, by kind."""
    joined: dict[str, frozenset[int]] = {}
    for text in texts:
        for kind, numbers in name_times(text).items():
            joined[kind] = joined.get(kind, frozenset()) | numbers
    return joined


def _months_in(text: str) -> list[int]:
    numbers = [int(match[2]) for match in _YEAR_MONTH.finditer(text)]
    numbers += [int(match[1] or match[4]) for match in _DAY.finditer(text)]
    for match in _month_words().finditer(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :]
        told = len(match[0]) > _SHORT_NAME or bool(re.match(r"\.?[\s\-/'’]*(?:19|20)\d\d(?!\d)", after))
        told = told or bool(re.search(r"(?i)\bbulan$", before))
        numbers += [month_numbers()[match[0].casefold()]] if told else []
    return [number for number in numbers if 1 <= number <= 12]


def _ranks_in(kind: str, text: str) -> list[int]:
    ranks = [match[1].casefold() for match in _ranked(kind).finditer(text)]
    return [_RANKS.get(rank) or int(rank) for rank in ranks]


def _without_times(text: str) -> str:
    """What a text says beside times and the words for them."""
    rest = _DAY.sub(" ", text)
    rest = _YEAR_MONTH.sub(" ", rest)
    rest = re.sub(r"(?<!\d)(?:19|20)\d\d(?:/(?:(?:19|20)\d\d|\d\d))?(?!\d)", " ", rest)
    for kind in _RANKED:
        rest = _ranked(kind).sub(" ", rest)
    rest = _month_words().sub(" ", rest)
    return re.sub(r"(?i)\b(?:tahun|bulan|anggaran|ajaran|pelajaran)\b", " ", rest)


def _ranked_word(word: str) -> str:
    return next((kind for kind in _RANKED if word in _words(kind)), "")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in load_standard_file("words/bentuk-tabel")[kind])


@cache
def _ranked(kind: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _words(kind)), key=len, reverse=True))
    return re.compile(rf"(?i)(?<![^\W_])(?:{names})\.?\s*(?:ke)?[-.\s]?\s*(iv|iii|ii|i|[1-4])(?![^\W_])")


@cache
def _month_words() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    return re.compile(rf"(?i)(?<![^\W_])(?:{names})(?![^\W_])")
