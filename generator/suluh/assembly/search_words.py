"""Words as the search keeps them. `rendering/assets/cari/mesin.js` has the same rules for what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise

_UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_NAMED = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_TOLD = re.compile(r"(?<![\w.,])\d{1,2}(?:\.\d{1,4}){2,}(?![\w,])|(?<![^\W_])[^\W\d_]{3,24}+(?!\d++[^\W_])")
"""Codes with dots, and words; letters between digits are of a checksum, a token or an address."""
_TOLD_PLAINLY = re.compile(
    r"(?<![a-z0-9_.,])[0-9]{1,2}(?:\.[0-9]{1,4}){2,}(?![a-z0-9_,])|(?<![a-z0-9])[a-z]{3,24}+(?![0-9]+[a-z])"
)
"""The same of a text of ASCII alone in lower case, as most are: letters need not be looked up."""
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BEFORE = re.compile(r"mem|men(?=[aiueo])|meny|meng|me|pem|pen(?=[aiueo])|peny|peng|per|pe|ber|ter|di|ke|se")
_HIDDEN = {"meny": "s", "peny": "s", "men": "t", "pen": "t"}
"""What a prefix swallows of the word behind it: penataan is of tata."""
_BEHIND = re.compile(r"(?:nya|kan|an|i)$")
_SHORTEST = 4


def plain_letters(text: str) -> str:
    """The text in lower case without accents."""
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    for letter in set(text):
        if not letter.isascii() and unicodedata.category(letter) == "Mn":
            text = text.replace(letter, "")
    return text


def asked_words(text: str) -> list[str]:
    """Words, numbers and codes in their order."""
    return _NAMED.findall(plain_letters(text))


def name_words(text: str) -> list[str]:
    """Those of a name; what is said twice in a row also as one word."""
    words = asked_words(text)
    return words + [one + other for one, other in pairwise(words) if one == other]


def told_words(html: str) -> set[str]:
    """Words and codes of a body, without markup, drawings, figures and money."""
    text = plain_letters(unescape(_TAG.sub(" ", _UNSEEN.sub(" ", html))))
    told = _TOLD_PLAINLY if text.isascii() else _TOLD
    return {word for word in set(told.findall(text)) if word.isalpha() or not _GROUPED.fullmatch(word)}


def stem(word: str) -> str:
    """A word without what Indonesian puts before and behind it, roughly: pembangunan, membangun → bangun."""
    found = _BEFORE.match(word)
    if found and len(word) - found.end() >= _SHORTEST:
        word = _HIDDEN.get(found[0], "") + word[found.end() :]
    behind = _BEHIND.search(word)
    return word[: behind.start()] if behind and behind.start() >= _SHORTEST else word


def with_stems(words: Iterable[str]) -> Iterator[str]:
    """The words, and the stems of those that have another."""
    for word in words:
        yield word
        if word.isalpha() and (short := stem(word)) != word:
            yield short
