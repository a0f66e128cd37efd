"""How deep the numbers of a table's rows lie within each other: I above A, A above 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KINDS = (
    ("roman", re.compile(r"\(?[IVX]+[.)]?")),
    ("capital", re.compile(r"\(?[A-Z][.)]?")),
    ("letter", re.compile(r"\(?[a-z][.)]?")),
    ("number", re.compile(r"\(?\d{1,4}[.)]?")),
)


_BEFORE_NAME = re.compile(r"(\(?[a-z][.)])\s")
_WITH_NAME = re.compile(r"(\(?(?:[A-Za-z]|[IVX]+|\d{1,3})[.)])\s+[^\W\d_]")


def numbering_of(cells: Sequence[str]) -> str:
    """What numbers a row: its first cell, or what that begins with (`A. Belanja`).

    Where it is empty, a letter before its name in the next one (`a. Laki-laki`).
    """
    first = cells[0].strip()
    if first or len(cells) < 2:
        found = _WITH_NAME.match(first)
        return found.group(1) if found else first
    found = _BEFORE_NAME.match(cells[1].strip())
    return found.group(1) if found else ""


def begins_with_number(text: str) -> bool:
    """Whether a name has its number before it: `A. Belanja`, `1) Gaji`."""
    return _WITH_NAME.match(text.strip()) is not None


def read_numbering_levels(texts: Sequence[str]) -> list[int]:
    """How deep each numbering lies, the first kind 0; -1 for none, and everywhere for one kind alone.

    The kinds lie within each other as they come up first: I, A, 1 or 1, a.
    """
    bare = {text.strip("().") for text in texts}
    romans = "I" in bare and "H" not in bare
    kinds = [
        next((kind for kind, form in _KINDS[not romans :] if form.fullmatch(text)), "") for text in texts
    ]
    order = list(dict.fromkeys(kind for kind in kinds if kind))
    return [order.index(kind) if kind and len(order) > 1 else -1 for kind in kinds]
