r"""Patterns that a stranger may give us to run: whatever they are, RE2 matches them in linear time.

Python's `re` backtracks and cannot be stopped; RE2 has no backtracking, and no references or
look-arounds, which need it. Its `\d` and `\w` know ASCII alone, as codes and numbers want it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, cast

import re2

LENGTH_LIMIT = 1_000
"""Characters of a pattern."""
SIZE_LIMIT = 10_000
"""Instructions of a compiled pattern: matching takes at most this times the length of a cell."""
MEMORY_LIMIT = 8 * 1024 * 1024


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
