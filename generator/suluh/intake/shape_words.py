"""How offices write totals, notes, months, sexes and units: word lists read once, and questions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from suluh.reading.standard_list import load_standard_file

_SIGNS = " \t\n\u00a0:.,;*'\"[]{}"
_TERM = r"(?:[ivx]{1,5}|[a-z]|\d+(?:\.\d+)*)"
_TAIL = re.compile(rf"\s*[(\[]?{_TERM}(?:\s*(?:\+|s/d|sd|s\.d\.?|dan|&|[-–,])\s*{_TERM})*[)\]]?\s*")


def tidy(text: str) -> str:
    """A text as it is compared: small letters, single blanks, no signs at its edges."""
    return " ".join(text.casefold().split()).strip(_SIGNS)


_PLACE_AND_DAY = re.compile(
    r"[^\W\d_][^\d,]{1,40},\s*(?:(?:tanggal|tgl\.?)\s*)?(?:\d{1,2}|[._… ]{2,})\s+[^\W\d_]+\s+\d{4}",
    re.IGNORECASE,
)


@cache
def words(list_name: str) -> frozenset[str]:
    """A list of `standards/words/bentuk-tabel.yaml`, tidied."""
    return frozenset(tidy(str(entry)) or str(entry) for entry in _stated(list_name))


def is_among(list_name: str, text: str) -> bool:
    """Whether the text is, as a whole, a word of the list; round brackets around it do not count."""
    plain = tidy(text)
    return plain in words(list_name) or (plain[:1] == "(" and plain.strip("() ") in words(list_name))


def begins_with(list_name: str, text: str) -> str:
    """The longest word of the list that the text begins with, ended there by no letter; empty for none."""
    found = _beginning(list_name).match(" ".join(text.casefold().split()))
    return found.group(1) if found else ""


@cache
def _beginning(list_name: str) -> re.Pattern[str]:
    return re.compile(rf"\s*({_alternatives(map(str, _stated(list_name)))})(?![^\W_])")


@cache
def phrase(list_name: str) -> re.Pattern[str]:
    """A pattern that finds a word of the list within a text, between no letters or digits."""
    return re.compile(
        rf"(?<![^\W_])(?:{_alternatives(map(str, _stated(list_name)))})(?![^\W_])", re.IGNORECASE
    )


@cache
def months() -> dict[str, int]:
    """Names of months, long and short, with their number."""
    stated = load_standard_file("words/bentuk-tabel")["bulan"]
    return {str(name).casefold(): int(number) for number, names in stated.items() for name in names}


@cache
def sexes() -> dict[str, str]:
    """How sexes are written, with `L` or `P`."""
    stated = load_standard_file("words/bentuk-tabel")["jenis_kelamin"]
    return {str(name).casefold(): str(sex) for sex, names in stated.items() for name in names}


def is_place_and_day(text: str) -> bool:
    """Whether a text is where and when a paper was signed: `Baubau, 5 Januari 2025`."""
    return _PLACE_AND_DAY.fullmatch(" ".join(text.split())) is not None


def read_mark(text: str) -> str:
    """`exact` for a text that marks a total whatever its figures, `prefix` for one that may; else empty."""
    plain = tidy(text)
    if not plain or len(plain) > 120:
        return ""
    if any(is_among(name, plain) for name in ("jumlah", "rata_rata", "kolom_jumlah")):
        return "exact"
    start = begins_with("awal_jumlah", plain)
    if not start:
        return "prefix" if is_among("mungkin_jumlah", plain) else ""
    rest = plain[len(start) :].strip(" :.-/()")
    return "exact" if not rest or _TAIL.fullmatch(rest) else "prefix"


def _stated(list_name: str) -> list[object]:
    stated = load_standard_file("words/bentuk-tabel")[list_name]
    if isinstance(stated, dict):
        return [name for names in stated.values() for name in names]
    return list(stated)


def _alternatives(entries: Iterable[str]) -> str:
    longest_first = sorted({entry.casefold() for entry in entries}, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry) for entry in longest_first)
