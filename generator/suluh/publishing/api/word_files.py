"""The list of words: from any word of a name to what has that name, and to the files that hold it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from suluh.publishing.api.answers import KepalaCari, Temuan
from suluh.publishing.api.encoding import encode, encode_file
from suluh.publishing.api.shards import Item, part, spell
from suluh.publishing.api.shelves import INDEX, Files, link, name_part

KIND = "cari"
COMMON = 40
"""A word that more things have than these leads to none of them."""
_WORD = re.compile(r"[0-9a-z]+")
_HEAD, _BESIDE = 400, 14
"""Bytes of a file's head, and of a word in it beside its letters."""
_JOINTS = frozenset(("dan", "di", "ke", "dari", "yang", "untuk", "dengan", "atau", "pada", "atas"))


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name: its answer, and further words that it is known by.

    Not `by_name` is what a list of codes has beyond those in use: by its code alone.
    """

    found: Temuan
    also: tuple[str, ...] = ()
    by_name: bool = True

    def words(self) -> tuple[str, ...]:
        """Its words, each once, its key as one of them."""
        texts = (self.found.nama, *self.also) if self.by_name else ()
        return tuple(
            dict.fromkeys((spell(self.found.kunci), *(word for text in texts for word in split(text))))
        )


@dataclass(frozen=True, slots=True)
class WordList:
    """The list put away: its files, the beginnings of their words, and the words that lead nowhere."""

    files: Files
    beginnings: tuple[str, ...]
    common: tuple[str, ...]


def split(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters; those that only join others are none."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _JOINTS)


def initials(name: str) -> tuple[str, ...]:
    """What people make of a long name: `pu`, `pup`, `pupr` of Pekerjaan Umum dan Penataan Ruang."""
    words = [word for word in split(name) if word not in _KINDS]
    whole = "".join(word[0] for word in words)
    return tuple(whole[:length] for length in range(2, len(whole) + 1))


_KINDS = frozenset(("dinas", "badan", "kantor", "kecamatan", "distrik"))


def shelve_words(things: Iterable[Named], *, simulated: bool) -> WordList:
    """All words with what they lead to, parted by their beginnings."""
    some = tuple(things)
    counts = Counter(word for thing in some for word in thing.words())
    common = frozenset(word for word, count in counts.items() if count > COMMON)
    texts = {id(thing): encode(thing.found) for thing in some}
    pairs = [
        Item(word, texts[id(thing)], len(word) + _BESIDE)
        for thing in some
        for word in thing.words()
        if word not in common
    ]
    parts = part(pairs, _HEAD, _measure)
    addresses = {beginning: name_part(KIND, beginning) for beginning in parts}
    files = {
        addresses[beginning]: _write(addresses[beginning], group, simulated)
        for beginning, group in parts.items()
    }
    return WordList(files, tuple(parts), tuple(sorted(common)))


def _measure(group: Iterable[Item]) -> int:
    """The bytes of a part, in which each thing stands once however many of its words are there."""
    sizes: dict[str, int] = {}
    beside = 0
    for item in group:
        beside += item.beside
        if item.text not in sizes:
            sizes[item.text] = item.size - item.beside
    return beside + sum(sizes.values())


def _write(address: str, group: Iterable[Item], simulated: bool) -> str:
    texts: dict[str, int] = {}
    words: dict[str, list[int]] = {}
    for item in group:
        words.setdefault(item.key, []).append(texts.setdefault(item.text, len(texts)))
    head = KepalaCari(
        jenis=KIND,
        simulasi=simulated,
        links=link(address, up=INDEX, kind=KIND),
        kata={word: tuple(numbers) for word, numbers in words.items()},
    )
    return encode_file(head, list(texts))
