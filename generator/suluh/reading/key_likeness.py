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

LONGEST_PHRASE = 120
"""Signs of a value in which a phrase that forbids or confines is sought: what is longer is prose."""

_LONGEST_LOOK = 400
_LONGEST_BARE = 40
PRIVATE = re.compile(r"(?:x-|[A-Za-z][A-Za-z0-9_.-]*:)([A-Za-z0-9_.@-][A-Za-z0-9_.:/@-]*)")
_WORD_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z0-9-]+(?::[0-9]+)?/\S*", re.IGNORECASE)
_FEW_WORDS = 5
_SHORT = 5
"""Letters up to which only the very word counts."""


def is_private(key: str) -> bool:
    """Whether a key is spelt as its owner's own: `x-…`, or with a namespace such as `ckan:…`."""
    return len(key) <= LONGEST and PRIVATE.fullmatch(key) is not None


def is_foreign(key: str) -> bool:
    """Whether a key is another program's, which only looks like a known one."""
    return key in load_words()["kunci_asing"]


def is_address(value: Any) -> bool:
    """Whether a value is an address of the web, in which the names of a site's folders are no words."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def private_spelling(key: str) -> str:
    """The key as a private one, in plain letters; empty where there is none."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    plain = f"x-{re.sub(r'[^A-Za-z0-9_.]+', '-', plain).strip('-.')}"
    return plain if is_private(plain) else ""


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


def find_nearest(key: str, known: Iterable[str], *, translate: bool = True) -> str:
    """The known key that was most likely meant; empty where none is near.

    With `translate` also where it is the same word in another language.
    """
    wanted = squash(key)
    if not wanted or len(key) > LONGEST:
        return ""
    known = tuple(known)
    translated = _translations().get(wanted, "") if translate else ""
    if translated in known:
        return translated
    best, best_distance = "", _tolerance(wanted) + 1
    for candidate in known:
        shape = squash(candidate)
        distance = measure_distance(wanted, shape, best_distance - 1)
        if distance < best_distance and distance < len(shape):
            best, best_distance = candidate, distance
    return best


@lru_cache(maxsize=4096)
def looks_closing(key: str) -> bool:
    """Whether a key's name says that it closes something: `klasifkasi`, `akses`, `x-access-level`."""
    if len(key) > LONGEST:
        return False  # no key that is known or private is as long
    whole, words = _words_of(key)
    close = _closing_keys()
    if whole in _innocent_keys():
        return False
    if whole in close or words & close or any(len(stem) > 6 and stem in whole for stem in close):
        return True
    if _forbids_or_confines(_spaced(key)):
        return True
    others = _word_set("kata_lain")
    near = [name for name in {whole, *words} if len(name) > _SHORT and name not in others]
    return any(_is_misspelt(name, stem, limit) for stem, limit in _long_stems() for name in near)


def closes_by_answer(key: str, value: Any) -> bool:
    """Whether a key asks what only its answer closes: `x-umum: false`, `draft: true`, `x-mask: ya`."""
    if not isinstance(value, (str, bool, int)) or len(key) > LONGEST:
        return False
    whole, words = _words_of(key)
    named, text = {whole, *words}, squash(str(value))
    if text in _word_set("menyangkal"):
        return bool(named & _word_set("menutup_bila_tidak"))
    return text in _word_set("mengiyakan") and bool(named & _word_set("menutup_bila_ya"))


def is_closing_value(value: Any, *, strict: bool = True) -> bool:
    """Whether a text is a word such as `rahasia`; with `strict`, also where that is one of a few words.

    Phrases that forbid or confine (`hanya untuk dinas`, `do not distribute`) close as well.
    """
    if not isinstance(value, str) or not value:
        return False
    value = " ".join(value[:_LONGEST_LOOK].split())
    if len(value) <= (LONGEST_PHRASE if strict else _LONGEST_BARE) and _forbids_or_confines(_spaced(value)):
        return True
    if len(value) > LONGEST:
        return False
    words = [word for word in map(squash, _WORD_BREAK.split(value)) if word]
    strong, weak = _closing_words()
    phrase = "".join(words)
    if phrase in strong or phrase in weak:
        return True
    if len(phrase) > _SHORT and any(_is_misspelt(phrase, name, 1) for name in strong if len(name) > 6):
        return True
    if not strict:
        return 0 < len(words) < 4 and words[0] in strong
    few = len(words) <= _FEW_WORDS
    return few and any(word in strong or (len(words) < 3 and word in weak) for word in words)


def says_open(key: str, value: Any) -> bool:
    """Whether a key that looks closing says that nothing is closed: `private: false`, `akses: publik`."""
    if not isinstance(value, (str, bool, int)):
        return False
    text = squash(str(value))
    if text in _word_set("membuka"):
        return True
    if _forbids_or_confines(_spaced(key)):
        return False  # `x-jangan-tampilkan: ya`
    whole, words = _words_of(key)
    named = {whole, *words}
    if named & _word_set("kunci_pembuka"):
        return text in _word_set("mengiyakan")
    strong, weak = _closing_words()
    return bool(named & (strong | weak | _word_set("menutup_bila_ya"))) and text in _word_set("menyangkal")


def measure_distance(name: str, other: str, limit: int) -> int:
    """How many letters must be put in, left out, changed or swapped; `limit` + 1 for any more than that."""
    beyond = limit + 1
    if limit < 0 or abs(len(name) - len(other)) > limit:
        return beyond
    if name == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(name, start=1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != there))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and name[i - 2] == there
            row.append(min(cost, earlier[j - 2] + 1) if swapped else cost)
        if min(row) > limit and min(before) > limit:
            return beyond
    return min(row[-1], beyond)


def _is_misspelt(word: str, stem: str, limit: int) -> bool:
    """Whether a word is the stem with up to that many wrong letters."""
    if abs(len(word) - len(stem)) > limit or len(set(word) ^ set(stem)) > 2 * limit:
        return False
    return measure_distance(word, stem, limit) <= limit


def _words_of(key: str) -> tuple[str, frozenset[str]]:
    """The name of a key without its prefix, as a whole and word by word."""
    private = PRIVATE.fullmatch(key)
    name = private[1] if private else key
    return squash(name), frozenset(squash(word) for word in _WORD_BREAK.split(name) if word)


def _tolerance(word: str) -> int:
    return 0 if len(word) < 3 else 1 if len(word) <= _SHORT else 2 if len(word) < 10 else 3


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    """The words of a key or value in lower case, with one blank between them."""
    return " ".join(_WORD_BREAK.split(unicodedata.normalize("NFKC", text).strip())).casefold()


@lru_cache(maxsize=4096)
def _forbids_or_confines(words: str) -> bool:
    return any(pattern.search(words) for pattern in _closing_phrases())


@cache
def _closing_phrases() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load_words()["frasa_menutup"])


@cache
def _translations() -> dict[str, str]:
    return {squash(word): key for word, key in load_words()["terjemahan"].items()}


@cache
def _look_alikes() -> dict[str, str]:
    return dict(load_words()["serupa"])


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(squash(word) for word in load_words()[name])


@cache
def _closing_keys() -> frozenset[str]:
    """Words that close as values do so as keys too: `x-rahasia: ya`."""
    strong, weak = _closing_words()
    return _word_set("kunci_penutup") | strong | weak


@cache
def _long_stems() -> tuple[tuple[str, int], ...]:
    """Closing words of some length with the number of wrong letters that they bear.

    More than one only where hardly any other word is as near: `kecamatan` is no misspelt `keamanan`.
    """
    loose = _word_set("kunci_sering_salah")
    return tuple(
        (stem, 1 if stem not in loose else 2 if len(stem) < 10 else 3)
        for stem in sorted(_closing_keys())
        if len(stem) > _SHORT
    )


@cache
def _innocent_keys() -> frozenset[str]:
    return _word_set("bukan_penutup")


@cache
def _closing_words() -> tuple[frozenset[str], frozenset[str]]:
    stated = load_words()["menutup"]
    strong, weak = (frozenset(squash(word) for word in stated[kind]) for kind in ("kuat", "lemah"))
    return strong, weak
