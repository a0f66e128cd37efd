"""The language that is spoken where nothing names one: Indonesian, or what `speaking` says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from suluh.words.catalogues import INDONESIAN

_SPOKEN: ContextVar[str] = ContextVar("language", default=INDONESIAN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it numbers, dates, charts and maps are in `language` unless told otherwise."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken_language() -> str:
    """The language that is spoken here: Indonesian outside of `speaking`."""
    return _SPOKEN.get()
