"""Where each cell of a CSV stands in its text, so that one can be changed and the rest stays as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PLAIN_KEYS = ("escapeChar", "commentChar")


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """A record: `cells` as (start, end) in the text with their quotes, then its line end `[end:after]`."""

    cells: tuple[tuple[int, int], ...]
    end: int
    after: int
    line: int

    @property
    def start(self) -> int:
        """Where the record begins."""
        return self.cells[0][0]


def find_spans(text: str, dialect: Mapping[str, Any]) -> list[RecordSpan] | None:
    """The records of a CSV text, blank lines among them; None where the dialect is none of the plain ones.

    The csv module reads the same text beside it: where the two differ nothing is known.
    """
    quote = dialect.get("quoteChar", '"')
    plain = not any(dialect.get(key) for key in _PLAIN_KEYS) and not dialect.get("skipInitialSpace")
    if not plain or not quote or dialect.get("doubleQuote", True) is not True:
        return None
    delimiter = str(dialect.get("delimiter", ","))
    spans = _scan(text, delimiter, quote)
    if spans is None:
        return None
    mine = [[read_cell_text(text, cell, quote) for cell in span.cells] for span in spans]
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=True)
        theirs = [row or [""] for row in reader]
    except (csv.Error, ValueError, TypeError):
        return None
    return spans if mine == theirs else None


def read_cell_text(text: str, cell: tuple[int, int], quote: str) -> str:
    """The cell's content without its quotes."""
    raw = text[cell[0] : cell[1]]
    if len(raw) >= 2 and raw[0] == quote and raw[-1] == quote:
        return raw[1:-1].replace(quote * 2, quote)
    return raw


def _scan(text: str, delimiter: str, quote: str) -> list[RecordSpan] | None:
    spans: list[RecordSpan] = []
    position, line, size = 0, 1, len(text)
    while position < size:
        cells: list[tuple[int, int]] = []
        first_line = line
        while True:
            end = _end_of_cell(text, position, delimiter, quote)
            if end is None:
                return None
            cells.append((position, end))
            line += _count_lines(text, position, end)
            position = end
            if position < size and text[position] == delimiter:
                position += 1
                continue
            break
        end = position
        if text.startswith("\r\n", position):
            position += 2
        elif position < size:
            position += 1
        line += position > end
        spans.append(RecordSpan(tuple(cells), end, position, first_line))
    return spans


def _end_of_cell(text: str, start: int, delimiter: str, quote: str) -> int | None:
    """Where the cell that begins at `start` ends; None for a quotation that does not close."""
    position, size = start, len(text)
    if text.startswith(quote, start):
        position = start + 1
        while True:
            position = text.find(quote, position)
            if position < 0:
                return None
            if text.startswith(quote, position + 1):
                position += 2
                continue
            position += 1
            break
        return position if position == size or text[position] in (delimiter, "\r", "\n") else None
    while position < size and text[position] not in (delimiter, "\r", "\n"):
        position += 1
    return position


def _count_lines(text: str, start: int, end: int) -> int:
    part = text[start:end]
    return part.count("\n") + part.count("\r") - part.count("\r\n")
