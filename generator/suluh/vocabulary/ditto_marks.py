"""The signs by which a cell says the same as the one above it."""

from __future__ import annotations

import re

_DITTO = re.compile(
    r"(?:[\"”“″〃]|''|’’|,,|-+\s*[\"”“″]\s*-+|idem|ditto|sda|s\.d\.a\.?|s/d/a|sama (?:dengan )?di ?atas)",
    re.IGNORECASE,
)
_LONGEST = 20


def is_ditto(cell: str) -> bool:
    """Whether a cell repeats the one above it: `"`, `idem`, `sda`."""
    return len(cell) <= _LONGEST and _DITTO.fullmatch(cell.strip()) is not None
