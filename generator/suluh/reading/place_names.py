"""Which region is meant by its name as offices spell it, and by codes as they write them.

A name is compared as it stands, then in a form without case, blanks, signs and words for its kind, then by
other names in use. What is only like a name is never taken for it: it is handed back with the names that it
is like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.region import Regions

LEVELS = ("provinsi", "kabupaten_kota", "kecamatan", "desa_kelurahan")
"""Words of the levels of regions, from 1 to 4."""
MOST_NEAR = 3
_LIKE = 0.78
_LENGTHS = {2: 1, 4: 2, 6: 3, 10: 4}
_CUTS = (2, 4, 6, 10)


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """What a text is found to mean: one region's code, or several that it may be.

    `way` is `tepat` (as the list has it), `bentuk` (the same in other spelling), `kode`, `jawaban` (as a
    person said), `ganda` (several regions of that name), `mirip` (only like the names of `codes`), `tiada`.
    """

    way: str
    codes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code if it is certain, else empty."""
        return self.codes[0] if self.way in ("tepat", "bentuk", "kode", "jawaban") and self.codes else ""


NOWHERE = PlaceFound("tiada")


@dataclass(slots=True)
class PlaceFinder:
    """Finds regions by name among those of `regions`, each pool of names read once."""

    regions: Regions
    _pools: dict[tuple[str, int], _Pool] = field(default_factory=dict)

    def find(self, text: str, levels: Iterable[int], parent: str, *, seek_near: bool = True) -> PlaceFound:
        """The region of one of the levels that the text names, within `parent` (`""` for anywhere).

        Names that the text is only like cost time to find: not without `seek_near`.
        """
        tidy = " ".join(text.split())
        if not tidy:
            return NOWHERE
        wanted = sorted(set(levels))
        kind, _ = split_kind(tidy)
        stated = [level for level in wanted if kind and level == _KIND_LEVELS[kind]]
        near: list[str] = []
        found: list[PlaceFound] = []
        for level in stated or wanted:
            pool = self._pool(parent, level)
            match = pool.find(tidy, seek_near=seek_near)
            if match.way == "mirip":
                near += match.codes
            elif match.codes:
                found.append(match)
        codes = tuple(dict.fromkeys(code for match in found for code in match.codes))
        if len(codes) > 1:
            exact = [match for match in found if match.way == "tepat" and len(match.codes) == 1]
            return exact[0] if len(exact) == 1 and len(found) == 1 else PlaceFound("ganda", codes)
        if codes:
            return found[0]
        return PlaceFound("mirip", tuple(near[:MOST_NEAR])) if near else NOWHERE

    def _pool(self, parent: str, level: int) -> _Pool:
        pool = self._pools.get((parent, level))
        if pool is None:
            # Names of desa are told apart by where they lie: a pool of all of them would settle nothing.
            some = [] if level == 4 and not parent else self._list(parent, level)
            pool = self._pools[parent, level] = _make_pool(some, level)
        return pool

    def _list(self, parent: str, level: int) -> list[tuple[str, str]]:
        if parent and parent.count(".") + 1 == level:
            region = self.regions.get(parent)
            return [(parent, region.nama)] if region else []
        inside = [parent]
        for _ in range(level - (parent.count(".") + 1 if parent else 0)):
            inside = [region.kode for code in inside for region in self.regions.children(code)]
        return [(code, self.regions[code].nama) for code in inside if code in self.regions]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Names of regions of one level: as they are, and in their plain form without and with their kind."""

    level: int
    exact: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, tuple[str, ...]]
    kinds: Mapping[tuple[str, str], tuple[str, ...]]

    def find(self, text: str, *, seek_near: bool) -> PlaceFound:
        for way, codes in (("tepat", self.exact.get(text, ())), ("bentuk", self._by_form(text))):
            if codes:
                return PlaceFound(way if len(codes) == 1 else "ganda", codes)
        key = plain_place(split_kind(text)[1])
        if len(key) < 4 or not seek_near:
            return NOWHERE
        near = get_close_matches(key, list(self.plain), n=MOST_NEAR, cutoff=_LIKE)
        codes = tuple(dict.fromkeys(code for name in near for code in self.plain[name]))
        return PlaceFound("mirip", codes[:MOST_NEAR]) if codes else NOWHERE

    def _by_form(self, text: str) -> tuple[str, ...]:
        kind, rest = split_kind(text)
        whole = plain_place(text)
        key = _other_name(self.level, plain_words(rest)) or plain_place(rest)
        if self.level == 2:
            other = _other_name(2, plain_words(text))
            if kind in ("kabupaten", "kota"):
                return self.kinds.get((kind, key), ())
            return self.plain.get(other or whole, ())
        # A name may begin with the word of a kind: Kelurahan Kampung Baru.
        return self.plain.get(whole, ()) or self.plain.get(key, ())


def _make_pool(some: Sequence[tuple[str, str]], level: int) -> _Pool:
    exact: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    kinds: dict[tuple[str, str], list[str]] = {}
    for code, name in some:
        exact.setdefault(name, []).append(code)
        kind, rest = split_kind(name) if level == 2 else ("", name)
        key = plain_place(rest)
        plain.setdefault(key, []).append(code)
        kinds.setdefault((kind, key), []).append(code)
    return _Pool(
        level,
        {name: tuple(codes) for name, codes in exact.items()},
        {name: tuple(codes) for name, codes in plain.items()},
        {name: tuple(codes) for name, codes in kinds.items()},
    )


@cache
def _words() -> Mapping[str, Any]:
    stated: Mapping[str, Any] = load_standard_file("words/tempat")
    return stated


_KIND_LEVELS = {"provinsi": 1, "kabupaten": 2, "kota": 2, "kecamatan": 3, "desa_kelurahan": 4}


@cache
def _kind_words() -> tuple[tuple[str, str], ...]:
    """Words for kinds with their kind, the longest first."""
    pairs = [(str(word), kind) for kind, words in _words()["jenis"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=50_000)
def split_kind(text: str) -> tuple[str, str]:
    """The kind that a name is written with, and the name without it: `Kab. Buton` gives kabupaten, buton.

    The kind is empty where the name has none, or would be nothing but a kind.
    """
    words = plain_words(text)
    for word, kind in _kind_words():
        if words.startswith(f"{word} ") and (rest := words[len(word) + 1 :].strip()):
            return kind, rest
        if words.endswith(f" {word}") and (rest := words[: -len(word) - 1].strip()):
            return kind, rest
    return "", words


@lru_cache(maxsize=50_000)
def plain_words(text: str) -> str:
    """The words of a name in lower case, without accents and signs, short ones written out."""
    parted = unicodedata.normalize("NFD", text.casefold().replace("'", "").replace("’", "").replace("`", ""))
    letters = "".join(sign if sign.isalnum() else " " for sign in parted if not unicodedata.combining(sign))
    return " ".join(letters.split())


@lru_cache(maxsize=50_000)
def plain_place(text: str) -> str:
    """A name in the form in which names are compared: `Bau-Bau`, `BAUBAU` and `Bau Bau` alike."""
    short = _words()["kata"]
    return "".join(str(short.get(word, word)) for word in plain_words(text).split())


@cache
def _other_names() -> Mapping[tuple[int, str], str]:
    found = {}
    for level, names in _words()["nama_lain"].items():
        for name, official in names.items():
            found[LEVELS.index(level) + 1, plain_place(str(name))] = plain_place(str(official))
    return found


def _other_name(level: int, words: str) -> str:
    return _other_names().get((level, plain_place(words)), "")


def read_region_code(text: str, regions: Mapping[str, Any], within: str, levels: Sequence[int] = ()) -> str:
    """The code of a region that a text is, dotted as the list has it, or empty.

    Read are codes with and without dots, with zeros up to ten figures, with the `.0` of a spreadsheet
    library, and codes that leave out what all of `within` begin with. `levels` are those that are meant.
    """
    tidy = text.strip()
    if tidy in regions and _is_meant(tidy, levels):
        return tidy
    figures = re.sub(r"[.\-/ ]", "", tidy.removesuffix(".0"))
    if not figures.isascii() or not figures.isdecimal() or not _is_pointed_rightly(tidy.removesuffix(".0")):
        return ""
    tries = [_dot(_cut_zeros(figures))]
    base = within.replace(".", "")
    if "." in tidy.removesuffix(".0"):
        tries += [_dot(base[:size] + figures) for size in (2, 4, 6) if size <= len(base)]
    elif levels and min(levels) > within.count(".") + 1:
        tries.append(_dot(base + figures))
    return next((code for code in tries if code in regions and _is_meant(code, levels)), "")


def _is_pointed_rightly(text: str) -> bool:
    """Whether points part the figures by levels of regions: 5.1.01 is a code of accounts, and not 51.01."""
    groups = text.split(".")
    return all(len(group) in (2, 4, 6) for group in groups) or len(groups) == 1


def _is_meant(code: str, levels: Sequence[int]) -> bool:
    return not levels or code.count(".") + 1 in levels


def _cut_zeros(figures: str) -> str:
    """Figures without the zeros that fill a code up to ten."""
    if len(figures) == 10 and figures.endswith("0000"):
        figures = figures[:6]
        while len(figures) > 2 and figures.endswith("00"):
            figures = figures[:-2]
    return figures


def _dot(figures: str) -> str:
    if len(figures) not in _LENGTHS:
        return ""
    starts = (0, *_CUTS)[: _LENGTHS[len(figures)]]
    return ".".join(figures[start:end] for start, end in zip(starts, _CUTS, strict=False))
