"""Fingerprints of texts that may not come out: they can be recognised again, and tell nothing themselves.

A text is known by the keyed hash of its words in a row; the hash of its longest word leads to it,
so that a page whose words are all harmless is done after one look at each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b

SHORTEST = 6
"""Characters that a text must have: shorter ones occur everywhere by chance."""
SHORTEST_NUMBER = 9
"""Digits that a number must have; sums and counts of public figures hit upon shorter ones."""
SHORTEST_WORD = 10
"""Letters that a single word must have: `Keluarga` or `Lainnya` proves nothing."""
LONGEST = 12
"""Words that are compared; of a longer text the first ones."""

_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?:T.*)?|\d{1,2}[-/]\d{1,2}[-/]\d{4}", re.DOTALL)
# A sign between groups of three digits: 1.234.567 is one number, however it is written.
_GROUPING = re.compile("[.,\u00a0\u202f](?<=[0-9].)(?=[0-9]{3}(?![0-9]))")
_GROUPING_BYTES = re.compile(
    rb"[.,\xc2\xe2](?:(?<=[0-9][.,])|(?<=[0-9]\xc2)\xa0|(?<=[0-9]\xe2)\x80\xaf)(?=[0-9]{3}(?![0-9]))"
)
"""The same in UTF-8."""
_LOWERED = bytes(
    code if code > 127 else ord(chr(code).lower()) if re.match(r"\w", chr(code)) else ord(" ")
    for code in range(256)
)
"""For each byte of UTF-8: ASCII letters in lower case, blanks for what parts words, others as they are."""
_SIGMA = "Σ"
"""The one letter whose lower case depends on its neighbours: whole texts alone are lowered then."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Keyed hashes of texts: `anchors` lead from a word to (words before it, words in all).

    `digest` is one of all the texts, the same whatever the key: by it they are known to be the same.
    """

    key: bytes = b""
    anchors: Mapping[bytes, frozenset[tuple[int, int]]] = field(default_factory=dict)
    texts: frozenset[bytes] = frozenset()
    digest: str = ""

    def __bool__(self) -> bool:
        return bool(self.texts)


@dataclass(frozen=True, slots=True)
class ListedTexts:
    """Many texts with every word that stands in any of them; they are gone through where a word matters."""

    texts: Iterable[str]
    words: frozenset[str]


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: lower case, numbers without signs between their groups."""
    return _WORD.findall(_GROUPING.sub("", text).lower())


def is_telling(text: str) -> bool:
    """Whether a text would hardly stand anywhere by chance: no short, round or dated one does."""
    stripped = text.strip()
    words = words_of(stripped)
    if len(stripped) < SHORTEST or not words or _DATE.fullmatch(stripped):
        return False
    joined = "".join(words)
    if joined.isdigit():
        return len(joined) >= SHORTEST_NUMBER and not joined.endswith("000")
    if len(words) == 1 and joined.isalpha():
        return len(joined) >= SHORTEST_WORD
    return len(joined) >= SHORTEST


def make_fingerprints(texts: Iterable[str], key: bytes) -> Fingerprints:
    """Fingerprints of the telling ones among `texts`; `key`, at most 64 bytes, is drawn for each build."""
    digest = partial(_digest, key=key)
    anchors: dict[bytes, set[tuple[int, int]]] = {}
    wholes: set[bytes] = set()
    passages: set[str] = set()
    for text in texts:
        if not is_telling(text):
            continue
        words = words_of(text)[:LONGEST]
        place = _place_of_longest(words)
        anchors.setdefault(digest([words[place]]), set()).add((place, len(words)))
        wholes.add(digest(words))
        passages.add(" ".join(words))
    of_all = blake2b("\n".join(sorted(passages)).encode("utf-8", "surrogatepass"), digest_size=32)
    frozen = {anchor: frozenset(places) for anchor, places in anchors.items()}
    return Fingerprints(key, frozen, frozenset(wholes), of_all.hexdigest())


def leading_words(texts: Iterable[str]) -> set[str]:
    """The words that lead to the telling ones among `texts`: where none of them stands, no such text does."""
    passages = (words_of(text)[:LONGEST] for text in texts if is_telling(text))
    return {words[_place_of_longest(words)] for words in passages}


def _place_of_longest(words: list[str]) -> int:
    return max(range(len(words)), key=lambda index: len(words[index]))


class Recogniser:
    """Looks for fingerprinted texts in other texts, and remembers which words are harmless."""

    def __init__(self, fingerprints: Fingerprints) -> None:
        self._fingerprints = fingerprints
        self._harmless: set[bytes] = set()
        self._leading: set[bytes] = set()
        self._anchors: dict[str, frozenset[tuple[int, int]]] = {}

    @property
    def digest(self) -> str:
        """Of all that is looked for."""
        return self._fingerprints.digest

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._fingerprints)

    def find(self, text: str) -> Iterator[str]:
        """Every passage of `text` whose fingerprint is known, in lower case and without punctuation."""
        if not self._fingerprints or not self._may_hold(text):
            return
        words = words_of(text)
        for index, word in enumerate(words):
            for before, length in self._anchors.get(word, ()):
                start = index - before
                passage = words[start : start + length] if start >= 0 else []
                if len(passage) == length and self._knows(passage):
                    yield " ".join(passage)

    def _may_hold(self, text: str) -> bool:
        """Whether any word of a text leads to a fingerprint; each run of letters is looked up once."""
        runs = _runs_of(text)
        for run in runs - self._harmless - self._leading:
            words = _WORD.findall(run.decode("utf-8", "surrogatepass").lower())
            leading = [self._note(word) for word in words]
            (self._leading if any(leading) else self._harmless).add(run)
        return not self._leading.isdisjoint(runs)

    def _note(self, word: str) -> bool:
        """Whether texts are known that a word leads to; where it stands in them is noted."""
        places = self._fingerprints.anchors.get(_digest([word], key=self._fingerprints.key))
        if places:
            self._anchors[word] = places
        return bool(places)

    def _knows(self, passage: list[str]) -> bool:
        return _digest(passage, key=self._fingerprints.key) in self._fingerprints.texts


def _runs_of(text: str) -> set[bytes]:
    """The words of a text as `words_of` has them, in UTF-8; runs with other letters than ASCII are whole."""
    if _SIGMA in text:
        return {word.encode("utf-8", "surrogatepass") for word in words_of(text)}
    ungrouped = _GROUPING_BYTES.sub(b"", text.encode("utf-8", "surrogatepass"))
    return set(ungrouped.translate(_LOWERED).split())


def _digest(words: list[str], *, key: bytes) -> bytes:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8, key=key).digest()
