"""Large CSVs in which nothing is to be mended, known by the distinct cells of their columns."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path

from suluh.checking.mending import BLANKS, Known, mend_text
from suluh.reading.large_csv import read_large
from suluh.reading.submitted_tables import LARGE
from suluh.vocabulary.columns import distinct_of, odd_of
from suluh.vocabulary.package import Field, Resource

NO_FORMS: Known = frozenset()
"""Of whole numbers nothing is mended but the tail of a spreadsheet."""


def is_sound(file: Path, data: bytes, resource: Resource, codes: Mapping[str, Known]) -> bool:
    """Whether `mend_csv` would leave the file with these bytes as it is; False where that is not known."""
    if len(data) < LARGE or resource.encoding != "utf-8" or not _has_one_form(data):
        return False
    large = read_large(file, resource.dialect, size=len(data), room=len(data))
    if large is None or not large.rows or not large.header[-1].strip():
        return False
    if not any(cell.strip(BLANKS) for cell in large.rows[-1]):
        return False
    quote = str(resource.dialect.get("quoteChar", '"'))
    for name, forms in codes.items():
        column = resource.schema.field_named(name)
        if column is None or large.header.count(name) != 1:
            continue
        cells = large.rows.column_at(large.header.index(name))
        # A plain whole number is never mended where there are no forms to choose from.
        texts = odd_of(cells) if forms == NO_FORMS else distinct_of(cells)
        if any(_is_mended(text, column, forms, quote) for text in texts):
            return False
    return True


def _is_mended(text: str, column: Field, forms: Known, quote: str) -> bool:
    return mend_text(text, column, forms, quote) is not None


def _has_one_form(data: bytes) -> bool:
    """Whether it begins with no mark, ends with no blank line, and all lines end alike."""
    returns = data.count(b"\r\n")
    return (
        not data.startswith(codecs.BOM_UTF8)
        and returns in (0, data.count(b"\n"))
        and data.count(b"\r") == returns
        and not data.endswith((b"\n\n", b"\r\n\r\n"))
    )
