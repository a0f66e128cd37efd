"""Shapes of texts: how many digits they have, and where. Of a million numbers there are a few hundred."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

_SHAPE = str.maketrans("12345678", "99999999")
_BETWEEN = "\x00"
_AT_ONCE = 4_096


def shapes_of(texts: Iterable[str]) -> set[str]:
    """The distinct texts with 9 in the place of every digit but 0."""
    found: set[str] = set()
    left = iter(texts)
    while some := [*islice(left, _AT_ONCE)]:
        shapes = _BETWEEN.join(some).translate(_SHAPE).split(_BETWEEN)
        found.update(shapes if len(shapes) == len(some) else [text.translate(_SHAPE) for text in some])
    return found
