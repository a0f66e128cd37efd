"""What the words of a header say: codes, years, a measure, names of regions, a unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from suluh.reading.standard_list import load_standard_file

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PARTS = re.compile(r"[^\W_]+[²³]?|%")
_UNIT = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)
_UNNAMED = re.compile(r"kolom_[A-Z]{1,3}")
"""A column without a text above it, named after its letters."""
ANY_LEVEL = "wilayah"


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """What a header says by its words; every part is false or empty where it says nothing of that kind.

    `is_other_code`: its codes are of anything but regions. `levels` are the levels of regions that it names,
    `unit` the unit as it is shown (`km²`). `is_level_alone` says that it names levels and codes and nothing
    else, `is_weak_code` that a word such as `no` alone speaks for codes.
    """

    is_level_alone: bool = False
    is_weak_code: bool = False
    is_code: bool = False
    is_other_code: bool = False
    is_phone: bool = False
    is_measure: bool = False
    is_whole: bool = False
    is_fraction: bool = False
    is_year: bool = False
    is_period: bool = False
    is_day: bool = False
    is_row_number: bool = False
    is_unit_column: bool = False
    is_bps: bool = False
    is_kemendagri: bool = False
    is_unnamed: bool = False
    levels: tuple[str, ...] = ()
    unit: str = ""


@cache
def word_lists() -> Mapping[str, Any]:
    """The lists of `standards/words/kolom.yaml`."""
    stated: Mapping[str, Any] = load_standard_file("words/kolom")
    return stated


@cache
def words_of(key: str) -> frozenset[str]:
    """One of the lists, its words folded."""
    return frozenset(fold(str(word)) for word in word_lists()[key])


def fold(text: str) -> str:
    """Lower case, without accents and without blanks around."""
    parted = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


@lru_cache(maxsize=10_000)
def split_words(name: str) -> tuple[str, ...]:
    """The words of a header, folded: `bpsKodeKecamatan` and `bps_kode kecamatan` alike."""
    return tuple(_PARTS.findall(fold(_CAMEL.sub(" ", name).replace("|", " "))))


@lru_cache(maxsize=10_000)
def describe_header(name: str) -> HeaderWords:
    """What a header says."""
    words = split_words(name)
    if not words:
        return HeaderWords()
    words = tuple(part for word in words for part in _part_glued(word))
    pairs = {f"{first}_{second}" for first, second in pairwise(words)}
    found = frozenset(words) | pairs
    measure = _counts(words)
    whole_name = "_".join(words)
    return HeaderWords(
        is_code=not measure and _names_code(words, found),
        is_other_code=bool(found & words_of("kode_lain")),
        is_phone=not measure and bool(found & words_of("kode_telepon")),
        is_measure=measure or (bool(found & words_of("ukuran")) and not found & _code_words()),
        is_whole=bool(found & words_of("ukuran_utuh")),
        is_fraction=bool(found & words_of("ukuran_pecahan")),
        is_year=_is_year(words, found),
        is_period=bool(found & words_of("periode")),
        is_day=bool(words) and words[0] in words_of("hari_tanggal"),
        is_row_number=whole_name in words_of("nomor_baris") or name.strip() == "#",
        is_unit_column=whole_name in words_of("satuan_kolom"),
        is_bps=bool(found & words_of("kata_bps")),
        is_kemendagri=bool(found & words_of("kata_kemendagri")),
        is_unnamed=_UNNAMED.fullmatch(name) is not None,
        levels=_find_levels(found),
        is_level_alone=all(_find_levels((word,)) or word in words_of("kode") for word in words),
        is_weak_code=not measure and len(words) > 1 and _is_weak(found),
        unit=_find_unit(name, words),
    )


@cache
def _code_words() -> frozenset[str]:
    return words_of("kode") | words_of("kode_telepon")


def _names_code(words: tuple[str, ...], found: frozenset[str]) -> bool:
    """Whether a word names codes: `No. KK`, `serial no`, not the `no` of `Almost no chance`."""
    inside = frozenset(words[1:-1]) & words_of("kode_tepi")
    return bool(found & words_of("kode") - inside or found & words_of("kode_dua"))


def _is_weak(found: frozenset[str]) -> bool:
    """Whether no more than a word at the header's edge names codes: `no_gears`, which may be a count."""
    strong = (words_of("kode") - words_of("kode_tepi")) | words_of("kode_dua")
    return bool(found & words_of("kode")) and not found & strong


def _is_year(words: tuple[str, ...], found: frozenset[str]) -> bool:
    """Whether the cells are years; a header that names one, as `tahun 2024`, has something else below it."""
    if any(_YEAR.fullmatch(word) for word in words) or found & words_of("penghitung"):
        return False
    return bool(found & (words_of("tahun") | words_of("tahun_dua"))) or words == ("ta",)


def _part_glued(word: str) -> tuple[str, ...]:
    """A word with the word for a code written into it, as two: `kdakun`, `provcode`."""
    for sign in ("kode", "code", "cod", "kd"):
        if word.startswith(sign) and len(word) > len(sign) + 1 and word not in words_of("kode"):
            return sign, word[len(sign) :]
        if sign != "kd" and word.endswith(sign) and len(word) > len(sign) + 1:
            return word[: -len(sign)], sign
    return (word,)


def _counts(words: tuple[str, ...]) -> bool:
    """Whether the header counts what has codes: `jumlah nomor telepon`, `number of phones`."""
    if "_".join(words[:2]) in words_of("penghitung"):
        return True
    first = next((place for place, word in enumerate(words) if word in words_of("penghitung")), len(words))
    return first < next((place for place, word in enumerate(words) if word in _code_words()), len(words))


def _find_levels(found: Iterable[str]) -> tuple[str, ...]:
    levels = word_lists()["tingkat_wilayah"]
    return tuple(level for level, words in levels.items() if not frozenset(words).isdisjoint(found))


@cache
def _units() -> Mapping[str, str]:
    return {fold(str(word)): shown for shown, words in word_lists()["satuan"].items() for word in words}


def name_unit(text: str) -> str:
    """The unit that a text is, as it is shown; empty where it is none of the list."""
    plain = fold(text)
    units = _units()
    return units.get(plain) or units.get("_".join(_PARTS.findall(plain))) or ""


def _find_unit(name: str, words: tuple[str, ...]) -> str:
    """The unit that a header names in brackets, or as its last word behind a measure."""
    for inside in reversed(_UNIT.findall(name)):
        if unit := name_unit(inside):
            return unit
    if "%" in words:
        return "persen"
    for count in (3, 2, 1):
        last = "_".join(words[-count:])
        # A letter alone may name a class or a column; what stands behind `per` is half a unit.
        if len(words) > count and len(last) > 1 and (unit := name_unit(last)):
            return "" if words[-count - 1] in words_of("per") else unit
    return name_unit(words[0]) if words[0] in words_of("ukuran_pecahan") else ""
