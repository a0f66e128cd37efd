"""One value made coarser: masked, banded, cut to a month, a year or a wider region."""

from __future__ import annotations

import re
from bisect import bisect_right

from suluh.reading.disclosure_keys import load_rules
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Generalisation, Masking
from suluh.vocabulary.package import Field

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-[0-9]{2}.*)?", re.DOTALL)
_REGION = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")


def mask(text: str, masking: Masking) -> str:
    """Its first and last characters with a sign between; a text too short for that shows none of it.

    The sign is always as long, so that it does not tell how long the text was.
    """
    sign: str = load_rules()["penyamar"]
    shown = masking.start + masking.end
    if len(text) < 2 * shown + 1:
        return sign
    return f"{text[: masking.start]}{sign}{text[len(text) - masking.end :]}"


def generalise(text: str, field: Field, rule: Generalisation) -> str | None:
    """The coarser value; None for what has not the form that the rule reads: it is to be closed."""
    if rule.kind == "kelompok":
        return _band(text, field, rule.bounds)
    if rule.kind == "wilayah":
        return _widen(text, rule.level)
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    return match[1] if rule.kind == "tahun" else f"{match[1]}-{match[2]}"


def _band(text: str, field: Field, bounds: tuple[int, ...]) -> str | None:
    """`<18`, `18–59`, `60+` for the lower bounds 18 and 60."""
    value = read_cell(field, text).value
    if value is None:
        return None
    place = bisect_right(bounds, value)
    if place == 0:
        return f"<{bounds[0]}"
    if place == len(bounds):
        return f"{bounds[-1]}+"
    low, high = bounds[place - 1], bounds[place] - 1
    return str(low) if low == high else f"{low}–{high}"


def _widen(text: str, level: int) -> str | None:
    """The code of the region of that level; a wider one stays as it is."""
    if not _REGION.fullmatch(text):
        return None
    return ".".join(text.split(".")[:level])
