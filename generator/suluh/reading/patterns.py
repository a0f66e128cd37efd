r"""Patterns that RE2 runs, in linear time: those of strangers, and our own over whole sites.

Python's `re` backtracks and cannot be stopped; RE2 has no backtracking, and no references or
look-arounds, which need it. Its `\d` and `\w` know ASCII alone, as codes and numbers want it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, cast

import re2

LENGTH_LIMIT = 1_000
"""Characters of a pattern."""
SIZE_LIMIT = 10_000
"""Instructions of a compiled pattern: matching takes at most this times the length of a cell."""
MEMORY_LIMIT = 8 * 1024 * 1024


_BETWEEN_CASES = ("ı", "İ")
"""Letters that Python takes for an `i` in either case, and RE2 does not."""
SCREEN_MEMORY = 64 * 1024 * 1024
"""Bytes of the automaton behind a screen, which grows as texts ask for it."""


class Found(Protocol):
    """Where a screen found something."""

    def span(self) -> tuple[int, int]:
        """Start and end, in bytes."""


class Screen(Protocol):
    """Many patterns as one automaton, which goes through text once, at the speed of memory."""

    def search(self, text: bytes, pos: int = 0) -> Found | None:
        """The first place in UTF-8 from `pos` on at which any of the patterns is."""


class Pattern(Protocol):
    """A compiled pattern."""

    programsize: int

    def fullmatch(self, text: str) -> object | None:
        """Something where the whole text fits, None where it does not."""


def is_safe_pattern(pattern: object) -> bool:
    """Whether a `pattern` constraint can be run: it compiles, is not too large, and needs no backtracking."""
    return isinstance(pattern, str) and compile_pattern(pattern) is not None


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> Pattern | None:
    """The pattern as RE2 runs it, for whole cells; None where RE2 cannot, or where it is too large."""
    if len(pattern) > LENGTH_LIMIT:
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY_LIMIT
    try:
        compile_text = cast("Callable[[str, object], Pattern]", re2.compile)
        compiled = compile_text(pattern.replace(r"\Z", r"\z"), options)
    except (re2.error, UnicodeEncodeError):
        return None
    return compiled if compiled.programsize <= SIZE_LIMIT else None


def fits_pattern(pattern: str, cell: str) -> bool:
    """Whether the whole cell fits a pattern that is safe; a lone surrogate fits none."""
    compiled = compile_pattern(pattern)
    try:
        return compiled is not None and compiled.fullmatch(cell) is not None
    except UnicodeEncodeError:
        return False


def compile_screen(*alternatives: str) -> Screen:
    """Our own patterns as one, to be sought in UTF-8. Raises re2.error for what RE2 cannot."""
    options = re2.Options()
    options.max_mem = SCREEN_MEMORY
    options.never_capture = True
    compile_text = cast("Callable[[str, object], Screen]", re2.compile)
    return compile_text("|".join(f"(?:{alternative})" for alternative in alternatives), options)


def screen_bytes(text: str) -> bytes | None:
    """A text as a screen reads it, which is to find what Python's `re` would; None where it might not."""
    if any(sign in text for sign in _BETWEEN_CASES):
        return None
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def may_hold(text: str, screen: Screen) -> bool:
    """Whether a screen finds anything in a text; yes where it cannot tell."""
    read = screen_bytes(text)
    return read is None or screen.search(read) is not None


def other_than(literal: str) -> str:
    """A pattern of whatever goes on in another way than `literal`, for which `re` has `(?!literal)`."""
    begun = (f"{re.escape(literal[:at])}(?:[^{re.escape(sign)}]|$)" for at, sign in enumerate(literal))
    return f"(?:{'|'.join(begun)})"
