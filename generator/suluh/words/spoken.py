"""The language that is spoken where nothing names one: Indonesian, or what `speaking` says."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar

from suluh.vocabulary.held_values import holding
from suluh.words.catalogues import INDONESIAN

_SPOKEN: ContextVar[str] = ContextVar("language", default=INDONESIAN)


def speaking(language: str) -> AbstractContextManager[None]:
    """Within it numbers, dates, charts and maps are in `language` unless told otherwise."""
    return holding(_SPOKEN, language)


def spoken_language() -> str:
    """The language that is spoken here: Indonesian outside of `speaking`."""
    return _SPOKEN.get()
