"""The search index: small files, of which a question needs two or three.

Pages have numbers, in order of kind, newest year first. `kata-<n>.json` is a run of the words in their order,
each with the numbers of the pages that have it in a title, in their address, and in their body;
`laman-<n>.json` has what is shown of a run of pages. `mulai.json` says which file has what. Numbers are told
by letters, as differences: no row of digits arises that could be taken for somebody's number.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from suluh.assembly.search_entries import SearchEntry

PAGES_OF_FILE = 40
WORDS_OF_FILE = 16_000
"""Characters of words with their pages in a file, more or less."""
MOST_KNOWN = 0.25
"""Of the pages of a kind: a word of more bodies than that is one of the form, which finds no page."""
FEW = 12
"""So many pages of a kind have no form yet."""
_BASE = 26
_SPELLED = 4
"""Letters of a word from which on a wrong one is guessed."""

Files = dict[str, str]


def order_entries(entries: Iterable[SearchEntry], weights: Mapping[str, int]) -> list[SearchEntry]:
    """Entries in the order of their numbers: what is sought most first, then the newest."""

    def rank(entry: SearchEntry) -> tuple[int, str, int, str]:
        return (-weights.get(entry.kind, 0), entry.kind, -int(entry.year or 0), entry.address)

    return sorted(entries, key=rank)


def write_words(entries: Sequence[SearchEntry]) -> tuple[Files, list[str]]:
    """Files of words by name, and the first word of each."""
    titles, names, bodies = (_gather(words) for words in _fields(entries))
    files: Files = {}
    firsts: list[str] = []
    kept: dict[str, str] = {}
    size = 0
    for word in sorted({*titles, *names, *bodies}):
        fields = [encode_numbers(field.get(word, ())) for field in (titles, names, bodies)]
        kept[word] = ",".join(fields).rstrip(",")
        size += len(word) + len(kept[word]) + 6
        if size > WORDS_OF_FILE:
            firsts.append(next(iter(kept)))
            files[f"kata-{len(files)}.json"] = write_json(kept)
            kept, size = {}, 0
    if kept:
        firsts.append(next(iter(kept)))
        files[f"kata-{len(files)}.json"] = write_json(kept)
    return files, firsts


def write_pages(entries: Sequence[SearchEntry]) -> Files:
    """Files of what is shown of pages: address, title, year, agency, description."""
    files: Files = {}
    for start in range(0, len(entries), PAGES_OF_FILE):
        told = [
            [one.address, one.title, one.year, one.agency, one.description]
            for one in entries[start : start + PAGES_OF_FILE]
        ]
        files[f"laman-{start // PAGES_OF_FILE}.json"] = write_json(told)
    return files


def write_spellings(entries: Iterable[SearchEntry]) -> str:
    """Words of names with at least four letters, the frequent ones first: what a wrong one may have meant."""
    counts = Counter(word for one in entries for word in one.title_words | one.other_words)
    words = [word for word in counts if len(word) >= _SPELLED and word.isalpha()]
    return write_json(" ".join(sorted(words, key=lambda word: (-counts[word], word))))


def encode_number(number: int) -> str:
    """A number as letters, the last a capital: 0 → `A`, 27 → `bB`."""
    text = chr(65 + number % _BASE)
    while number := number // _BASE:
        text = chr(97 + number % _BASE) + text
    return text


def encode_numbers(numbers: Sequence[int]) -> str:
    """Rising numbers as the differences between them."""
    return "".join(encode_number(now - past) for past, now in pairwise([0, *numbers]))


def write_json(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _gather(words: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(words):
        for word in some:
            found[word].append(number)
    return found


def _fields(entries: Sequence[SearchEntry]) -> tuple[Iterable[Iterable[str]], ...]:
    of_form = _words_of_forms(entries)
    return (
        (one.title_words for one in entries),
        (one.other_words for one in entries),
        (one.told - of_form.get(one.kind, frozenset()) for one in entries),
    )


def _words_of_forms(entries: Sequence[SearchEntry]) -> dict[str, frozenset[str]]:
    """By kind the words that so many of its bodies have that they tell none from another."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    pages = Counter(one.kind for one in entries)
    for one in entries:
        counts[one.kind].update(one.told)
    return {
        kind: frozenset(word for word, count in found.items() if count > MOST_KNOWN * pages[kind])
        for kind, found in counts.items()
        if pages[kind] >= FEW
    }
