"""Texts by key in any language: for what is said in many forms, such as reports and differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from suluh.words.plurals import choose_forms
from suluh.words.saying import translate


class Phrase(str):
    """A text with `{name}` for what is put in; `format` chooses the forms of one and of many."""

    __slots__ = ()

    def format(self, *places: object, **values: object) -> str:
        """The text with the values in it."""
        return str.format(choose_forms(self, values), *places, **values)


class Phrases:
    """Indonesian texts by key, marked for translation, with `{name}` for what is put in.

    `phrases["en"]["rows"]` is the text in English, or in Indonesian where the catalogue lacks it.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, language: str) -> Mapping[str, Phrase]:
        """The texts in a language."""
        return _translate_all(language, tuple(self._texts.items()))

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._texts)


@lru_cache(maxsize=64)
def _translate_all(language: str, texts: tuple[tuple[str, str], ...]) -> Mapping[str, Phrase]:
    return {key: Phrase(translate(language, text)) for key, text in texts}
