"""Quotation marks in a CSV after RFC 4180: a mark stands around a whole cell, or doubled within such a one.

The csv module takes `5,Pipa 2" PVC` and `$78.07"Table, Round 48"` without a word and parts the second at the
wrong place. Here such a record is found, and written anew where only one reading has the header's width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LENGTH_LIMIT = 4_000
MARK_LIMIT = 24
"""A line with more signs or marks than that is for a person to mend."""
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


@dataclass(frozen=True, slots=True)
class StrayQuote:
    """The first mark of a record that is out of place: lines and cells before it, both from 0."""

    line: int
    cell: int


class QuoteForm:
    """The form of records in one dialect. Raises nothing for any dialect that the csv module takes."""

    def __init__(self, dialect: Mapping[str, Any]) -> None:
        self.quote = str(dialect.get("quoteChar", '"') or "")
        self.delimiter = str(dialect.get("delimiter", ","))
        self._form = _make_form(self.quote, self.delimiter, dialect) if self.quote else None

    def find_stray(self, lines: Sequence[str]) -> StrayQuote | None:
        """Where the physical lines of one record break the form; None where they keep to it."""
        if self._form is None or not any(self.quote in line for line in lines):
            return None
        record = lines[0] if len(lines) == 1 else "".join(lines)
        end = self.end_of_record(record, 0)
        if end is not None:
            return None
        match = self._form.match(record)
        before = record[: match.end()] if match else ""
        mark = re.escape(self.quote)
        bare = re.sub(f"{mark}[^{mark}]*{mark}", "", before)
        return StrayQuote(len(re.findall(r"\r\n|\r|\n", before)), bare.count(self.delimiter))

    def end_of_record(self, text: str, start: int) -> int | None:
        """Where the record from `start` ends (before its line end); None where it breaks the form."""
        match = self._form.match(text, start) if self._form else None
        if match is None or not _LINE_END.match(text, match.end()):
            return None
        return match.end()


def _make_form(quote: str, delimiter: str, dialect: Mapping[str, Any]) -> re.Pattern[str]:
    """Cells from a record's start as far as they keep to the form; nothing is taken twice: linear time."""
    mark, parting = re.escape(quote), re.escape(delimiter)
    escape = str(dialect.get("escapeChar") or "")
    escaped = f"{re.escape(escape)}.|" if escape else ""
    doubled = f"|{mark}{mark}" if dialect.get("doubleQuote", True) else ""
    inside = f"(?:{escaped}[^{mark}{re.escape(escape)}]{doubled})*+"
    bare = f"(?:{escaped}[^{mark}{parting}{re.escape(escape)}\\r\\n])*+"
    lead = " *+" if dialect.get("skipInitialSpace") else ""
    cell = f"{lead}(?:{mark}{inside}{mark}|{bare})"
    return re.compile(f"{cell}(?:{parting}{cell})*+", re.DOTALL)


@dataclass(slots=True)
class Requoted:
    """What puts the quotation marks of a text in order: `edits` as (start, end, new).

    `cells` holds (line, column from 0, what stood there, what it says).
    """

    edits: list[tuple[int, int, str]] = field(default_factory=list)
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)


def requote(text: str, dialect: Mapping[str, Any], width: int) -> Requoted | None:
    """What to change so that every record keeps to the form and stray marks are content.

    None where there is nothing to change, where the dialect is none of the plain ones, or where a line
    has no reading, or more than one, with `width` cells.
    """
    form = QuoteForm(dialect)
    if not form.quote or form.quote not in text or width < 2:
        return None
    if any(dialect.get(key) for key in ("escapeChar", "commentChar", "skipInitialSpace")):
        return None
    if dialect.get("doubleQuote", True) is not True:
        return None
    found = Requoted()
    start, line = 0, 1
    while start < len(text):
        end = form.end_of_record(text, start)
        if end is None:
            ending = _LINE_END.search(text, start)
            end = ending.start() if ending else len(text)
            spans = find_sole_reading(text[start:end], form.delimiter, form.quote, width)
            if spans is None:
                return None
            for column, (first, last, content) in enumerate(spans):
                was = text[start + first : start + last]
                new = _write_cell(content, form.delimiter, form.quote)
                if new != was and not _keeps_form(was, form.quote):
                    found.edits.append((start + first, start + last, new))
                    found.cells.append((line, column, was, content))
        ending = _LINE_END.match(text, end)
        after = ending.end() if ending else len(text)
        line += len(re.findall(r"\r\n|\r|\n", text[start:after]))
        if after == start:
            break
        start = after
    return found if found.edits else None


def find_sole_reading(
    line: str, delimiter: str, quote: str, width: int
) -> tuple[tuple[int, int, str], ...] | None:
    """The cells of a line as (start, end, content), where exactly one reading has `width` of them.

    A reading takes each cell as quoted in good form, as quoted with marks inside that were not doubled,
    or as bare with marks as content; a delimiter may be missing beside a quoted cell.
    """
    if len(line) > LENGTH_LIMIT or line.count(quote) > MARK_LIMIT:
        return None
    found: list[tuple[tuple[int, int, str], ...]] = []
    steps = 0
    waiting: list[tuple[int, tuple[tuple[int, int, str], ...]]] = [(0, ())]
    while waiting:
        steps += 1
        if steps > 20_000:
            return None
        start, cells = waiting.pop()
        if len(cells) == width:
            continue
        for first, end, content, quoted in _cells_at(line, start, delimiter, quote):
            now = (*cells, (first, end, content))
            if end == len(line):
                if len(now) == width:
                    found.append(now)
                    if len(found) > 1:
                        return None
            elif line.startswith(delimiter, end):
                waiting.append((end + 1, now))
            elif quoted or line.startswith(quote, end):
                waiting.append((end, now))  # a delimiter that is missing beside a quotation
    return found[0] if len(found) == 1 else None


def _cells_at(line: str, start: int, delimiter: str, quote: str) -> Iterator[tuple[int, int, str, bool]]:
    """Every way to take the cell that begins at `start`: (start, end, content, whether quoted)."""
    if not line.startswith(quote, start):
        end = line.find(delimiter, start)
        end = len(line) if end < 0 else end
        yield start, end, line[start:end], False
        # The cell may end before a mark that opens the next one, if that one is closed as well.
        at = line.find(quote, start + 1, end)
        while at >= 0:
            if _closes(line, at, delimiter, quote):
                yield start, at, line[start:at], False
            at = line.find(quote, at + 1, end)
        return
    position = start + 1
    doubtful = False
    while True:
        position = line.find(quote, position)
        if position < 0:
            return
        if line.startswith(quote * 2, position):
            position += 2
            if position == len(line) or line.startswith(delimiter, position):
                pair = (start, position, _unquote(line[start:position], quote), True)
                # Unless the beginning is doubled too, the cell may as well go on in the next line.
                yield from (pair,) if line.startswith(quote, start + 1) else (pair, pair)
            continue
        end = position + 1
        at_border = end == len(line) or line.startswith(delimiter, end)
        if at_border or not doubtful:
            yield start, end, _unquote(line[start:end], quote), True
        if at_border:
            return
        doubtful = True
        position = end


def _closes(line: str, start: int, delimiter: str, quote: str) -> bool:
    """Whether a quotation that opens at `start` ends at a delimiter or at the end of the line."""
    position = start + 1
    while (position := line.find(quote, position)) >= 0:
        if line.startswith(quote * 2, position):
            position += 2
            continue
        return position + 1 == len(line) or line.startswith(delimiter, position + 1)
    return False


def _unquote(raw: str, quote: str) -> str:
    return raw[1:-1].replace(quote * 2, quote)


def _keeps_form(raw: str, quote: str) -> bool:
    """Whether a cell is bare without a mark, or quoted with all marks inside doubled."""
    if quote not in raw:
        return True
    inner = raw[1:-1]
    whole = len(raw) >= 2 and raw[0] == quote and raw[-1] == quote
    return whole and quote not in inner.replace(quote * 2, "")


def _write_cell(content: str, delimiter: str, quote: str) -> str:
    if quote in content or delimiter in content:
        return f"{quote}{content.replace(quote, quote * 2)}{quote}"
    return content
