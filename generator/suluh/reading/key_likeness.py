"""Which key was meant, and does a key or a value say that something is closed? However it is spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from suluh.reading.known_keys import load_words

LONGEST = 60
"""Signs of a key or value that are looked at: nothing longer is a misspelt key or one of a few words."""

PRIVATE = re.compile(r"(?:x-|[A-Za-z][A-Za-z0-9_.-]*:)([A-Za-z0-9_.@-][A-Za-z0-9_.:/@-]*)")
_WORD_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_FEW_WORDS = 5
_SHORT = 5
"""Letters up to which only the very word counts."""


def is_private(key: str) -> bool:
    """Whether a key is spelt as its owner's own: `x-…`, or with a namespace such as `ckan:…`."""
    return PRIVATE.fullmatch(key) is not None


def private_spelling(key: str) -> str:
    """The key as a private one, in plain letters; empty where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-.")
    return f"x-{plain}" if plain else ""


@lru_cache(maxsize=4096)
def squash(text: str) -> str:
    """A text without case, accents, blanks, signs and what cannot be seen; look-alikes as Latin letters."""
    alike = _look_alikes()
    folded = "".join(alike.get(sign, sign) for sign in unicodedata.normalize("NFKC", text[:200]).casefold())
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", folded)
        if unicodedata.category(sign) not in ("Mn", "Cf", "Me")
    )
    return _NOT_LETTERS.sub("", bare)


def find_nearest(key: str, known: Iterable[str]) -> str:
    """The known key that was most likely meant; empty where none is near."""
    wanted = squash(key)
    if not wanted or len(key) > LONGEST:
        return ""
    known = tuple(known)
    translated = _translations().get(wanted, "")
    if translated in known:
        return translated
    best, best_distance = "", _tolerance(wanted) + 1
    for candidate in known:
        shape = squash(candidate)
        distance = measure_distance(wanted, shape, best_distance - 1)
        if distance < best_distance and distance < len(shape):
            best, best_distance = candidate, distance
    return best


def looks_closing(key: str) -> bool:
    """Whether a key's name says that it closes something: `klasifkasi`, `akses`, `x-access-level`."""
    if len(key) > 200:
        return False
    private = PRIVATE.fullmatch(key)
    name = private[1] if private else key
    whole, close = squash(name), _closing_keys()
    if whole in _innocent_keys():
        return False
    words = {squash(word) for word in _WORD_BREAK.split(name) if word}
    if whole in close or words & close:
        return True
    if any(len(stem) > 7 and stem in whole for stem in close):
        return True
    near = [one for one in (whole, *words) if _SHORT < len(one) <= LONGEST]
    return any(_is_misspelt(one, stem) for stem in close for one in near)


def is_closing_value(value: Any, *, strict: bool = True) -> bool:
    """Whether a text is a word such as `rahasia`; with `strict`, also where that is one of a few words."""
    if not isinstance(value, str) or len(value) > LONGEST or not value:
        return False
    words = [word for word in map(squash, _WORD_BREAK.split(value)) if word]
    strong, weak = _closing_words()
    phrase = "".join(words)
    if phrase in strong or phrase in weak:
        return True
    if len(phrase) > _SHORT and any(measure_distance(phrase, one, 1) < 2 for one in strong if len(one) > 6):
        return True
    few = strict and len(words) <= _FEW_WORDS
    return few and any(word in strong or (len(words) < 3 and word in weak) for word in words)


def is_opening_value(value: Any) -> bool:
    """Whether a value says that nothing is closed: `publik`, `false`."""
    text = str(value).casefold() if isinstance(value, (str, bool, int)) else "?"
    return squash(text) in {squash(word) for word in load_words()["membuka"]}


def measure_distance(one: str, other: str, limit: int) -> int:
    """How many letters must be put in, left out, changed or swapped; `limit` + 1 for any more than that."""
    beyond = limit + 1
    if limit < 0 or abs(len(one) - len(other)) > limit:
        return beyond
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != there))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there
            row.append(min(cost, earlier[j - 2] + 1) if swapped else cost)
        if min(row) > limit and min(before) > limit:
            return beyond
    return min(row[-1], beyond)


def _is_misspelt(word: str, stem: str) -> bool:
    """Whether a word is a longer one with a few wrong letters."""
    limit = 0 if len(stem) <= _SHORT else 1 if len(stem) < 8 else 2 if len(stem) < 10 else 3
    return limit > 0 and measure_distance(word, stem, limit) <= limit


def _tolerance(word: str) -> int:
    return 0 if len(word) < 3 else 1 if len(word) <= _SHORT else 2 if len(word) < 10 else 3


@cache
def _translations() -> dict[str, str]:
    return {squash(word): key for word, key in load_words()["terjemahan"].items()}


@cache
def _look_alikes() -> dict[str, str]:
    return dict(load_words()["serupa"])


@cache
def _closing_keys() -> frozenset[str]:
    return frozenset(squash(word) for word in load_words()["kunci_penutup"])


@cache
def _innocent_keys() -> frozenset[str]:
    return frozenset(squash(word) for word in load_words()["bukan_penutup"])


@cache
def _closing_words() -> tuple[frozenset[str], frozenset[str]]:
    stated = load_words()["menutup"]
    strong, weak = (frozenset(squash(word) for word in stated[kind]) for kind in ("kuat", "lemah"))
    return strong, weak
