"""Fingerprints of texts that may not come out: they can be recognised again, and tell nothing themselves.

A text is known by the keyed hash of its words in a row; the hash of its longest word leads to it,
so that a page whose words are all harmless is done after one look at each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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
_REACH = 128
"""Bytes beside a leading word that are read first: mostly they hold as many words as are compared."""
_FEW = 16
"""So many leading words are sought one by one; beside more of them the text is read word by word."""
_MOST_HARMLESS = 500_000
"""Words that are remembered to lead nowhere, some 60 MB, and those of one text more."""
_MOST_BARREN = 100_000
"""Leading words with their neighbours that are remembered as no passage."""
_DIGIT = re.compile(rb"[0-9]")
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
        self._barren: set[bytes] = set()
        places = [place for each in fingerprints.anchors.values() for place in each]
        self._extent = (
            max((before for before, _ in places), default=0),
            max((length - before - 1 for before, length in places), default=0),
        )
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
        yield from self.find_beside(text, self.leading_runs(text))

    def leading_runs(self, text: str) -> frozenset[bytes]:
        """The runs of letters in a text of which a word leads to a fingerprint; each is looked up once."""
        if not self._fingerprints:
            return frozenset()
        runs = _runs_of(text)
        if len(self._harmless) > _MOST_HARMLESS:
            self._harmless.clear()  # a large table has millions of numbers; each is but looked up again
        for run in runs - self._harmless - self._leading:
            # A run of ASCII letters is one word.
            noted = [self._note(word) for word in ([run.decode()] if run.isascii() else _words_in(run))]
            (self._leading if any(noted) else self._harmless).add(run)
        return frozenset(self._leading & runs)

    def find_beside(self, text: str, runs: Collection[bytes]) -> Iterator[str]:
        """What `find` finds in a text whose leading runs are among `runs`, in the order of their places."""
        if not runs:
            return
        lowered = None if _SIGMA in text or len(runs) > _FEW else _lowered_bytes(text)
        if lowered is None:
            words = words_of(text)
            yield from self._passages(words, range(len(words)))
            return
        for start, end in sorted(place for run in runs for place in _places_of(run, lowered)):
            around = self._around(lowered, start, end)
            if around in self._barren:
                continue
            found = list(self._passages_at(lowered, start, end))
            if around and not found and len(self._barren) < _MOST_BARREN:
                self._barren.add(around)
            yield from found

    def _around(self, lowered: bytes, start: int, end: int) -> bytes:
        """A leading word with as many words on each side as can matter; empty where that is not plain."""
        before, after = self._extent
        left = lowered[max(start - _REACH, 0) : start].rsplit(None, before)
        right = lowered[end : end + _REACH].split(None, after)
        whole = start <= _REACH and end + _REACH >= len(lowered)
        if not whole and (len(left) <= before or len(right) <= after):
            return b""
        words = left[len(left) - before :] if len(left) > before else left
        around = b" ".join((*words, lowered[start:end], b"", *right[:after]))
        return around if around.isascii() else b""

    def _passages_at(self, lowered: bytes, start: int, end: int) -> Iterator[str]:
        """The known passages whose leading word stands in a run of letters."""
        before, after = _words_before(lowered, start), _words_after(lowered, end)
        within = _words_in(lowered[start:end])
        inner = range(len(before), len(before) + len(within))
        yield from self._passages([*before, *within, *after], inner)

    def _passages(self, words: list[str], places: range) -> Iterator[str]:
        """The known passages whose leading words stand at `places`."""
        for index in places:
            for before, length in self._anchors.get(words[index], ()):
                start = index - before
                passage = words[start : start + length] if start >= 0 else []
                if len(passage) == length and self._knows(passage):
                    yield " ".join(passage)

    def _note(self, word: str) -> bool:
        """Whether texts are known that a word leads to; where it stands in them is noted."""
        places = self._fingerprints.anchors.get(_digest([word], key=self._fingerprints.key))
        if places:
            self._anchors[word] = places
        return bool(places)

    def _knows(self, passage: list[str]) -> bool:
        return _digest(passage, key=self._fingerprints.key) in self._fingerprints.texts


def may_lead(text: str, runs: Collection[bytes]) -> bool:
    """Whether any of some leading runs may stand in a text; numbers may be written in groups there."""
    if _SIGMA in text:
        return True
    lowered = text.encode("utf-8", "surrogatepass").translate(_LOWERED)
    if not text.isascii():  # beside a sigma elsewhere words are lowered whole
        lowered += b" " + text.lower().encode("utf-8", "surrogatepass")
    return any(run in lowered or _DIGIT.search(run) for run in runs)


def _runs_of(text: str) -> set[bytes]:
    """The words of a text as `words_of` has them, in UTF-8; runs with other letters than ASCII are whole."""
    if _SIGMA in text:
        return {word.encode("utf-8", "surrogatepass") for word in words_of(text)}
    return set(_lowered_bytes(text).split())


def _lowered_bytes(text: str) -> bytes:
    """A text's runs of letters with blanks between them; no sigma is in it."""
    return _GROUPING_BYTES.sub(b"", text.encode("utf-8", "surrogatepass")).translate(_LOWERED)


def _places_of(run: bytes, lowered: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of a run wherever it stands whole."""
    start = lowered.find(run)
    while start >= 0:
        end = start + len(run)
        if lowered[start - 1 : start] in (b"", b" ") and lowered[end : end + 1] in (b"", b" "):
            yield start, end
        start = lowered.find(run, end)


def _words_before(lowered: bytes, end: int) -> list[str]:
    """At least as many words as a passage has, of those that end at a place; all if there are fewer."""
    reach = _REACH
    while True:
        start = max(end - reach, 0)
        cut = lowered.find(b" ", start, end) if start else 0
        words = _words_in(lowered[cut:end]) if cut >= 0 else []
        if not start or len(words) >= LONGEST:
            return words
        reach *= 4


def _words_after(lowered: bytes, start: int) -> list[str]:
    """The same of those that begin at a place."""
    reach = _REACH
    while True:
        end = start + reach
        cut = lowered.rfind(b" ", start, end) if end < len(lowered) else len(lowered)
        words = _words_in(lowered[start:cut]) if cut >= 0 else []
        if end >= len(lowered) or len(words) >= LONGEST:
            return words
        reach *= 4


def _words_in(runs: bytes) -> list[str]:
    return _WORD.findall(runs.decode("utf-8", "surrogatepass").lower())


def _digest(words: list[str], *, key: bytes) -> bytes:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8, key=key).digest()
