"""Which of the names that are there was meant by one that is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def find_closest(text: str, names: Iterable[str]) -> str:
    """The name that is most like a text, whatever their case; empty where none is like it."""
    folded = {name.casefold(): name for name in names}
    found = difflib.get_close_matches(text.strip().casefold(), list(folded), n=1)
    return folded[found[0]] if found else ""
