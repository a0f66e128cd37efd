"""What a word that no list has was likely meant to be."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

SHOWN = 5
"""Names of a list that are shown where none is like the text."""


def nearest_names(text: str, names: Collection[str]) -> str:
    """The name most like a text, or a few of them all."""
    near = get_close_matches(text, list(names), n=1)
    return near[0] if near else ", ".join(sorted(names)[:SHOWN])
