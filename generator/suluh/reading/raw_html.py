"""Tables of a web page as raw sheets: what many systems hand out under the name of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from suluh.reading.csv_text import decode_anything
from suluh.reading.raw_cells import CELL_LIMIT, RawRow, TooManyCells, make_sheet, too_many_cells
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet

SPAN_LIMIT = 16_384
_UNREAD = ("script", "style", "noscript", "template")
_BREAKS = ("br", "p", "div", "li")


@dataclass(slots=True)
class _HtmlTable:
    """A table as it is read; `taken` says up to which line a column is covered by a cell above."""

    caption: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    merged: list[MergedCells] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    cells: int = 0
    column: int = -1
    text: list[str] | None = None

    def begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        """A tag within the table opens."""
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(attributes)
        elif tag == "caption":
            self.text = self.caption
        elif self.text is not None and tag in _BREAKS:
            self.text.append(" ")

    def end(self, tag: str) -> None:
        """A tag within the table closes, or the table itself."""
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        elif tag == "caption":
            self.text = None

    def add_text(self, data: str) -> None:
        """Text of the cell or the caption that is open."""
        if self.text is not None:
            self.text.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if not self.rows:
            self.rows.append([])
        row, line = self.rows[-1], len(self.rows)
        while self.taken.get(len(row), 0) >= line:
            row.append("")
        wide, high = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        self.column = len(row)
        if wide > 1 or high > 1:
            self.merged.append(MergedCells(line, self.column + 1, line + high - 1, self.column + wide))
        if high > 1:
            self.taken.update(dict.fromkeys(range(self.column, self.column + wide), line + high - 1))
        row += [""] * wide
        self.cells += wide
        if self.cells > CELL_LIMIT:
            raise TooManyCells
        self.text = []

    def _end_cell(self) -> None:
        if self.text is not None and self.text is not self.caption:
            self.rows[-1][self.column] = _tidy(self.text)
        self.text = None


def read_raw_html(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    """Every table of a page, none of it run or fetched; F032 where it holds none.

    A table within a cell of another is a table of its own. Several tables are named after their captions, or
    `Tabel 1`, `Tabel 2`; the only one has no name. To be called in confinement.
    """
    reader = _TableReader()
    try:
        reader.feed(decode_anything(data))
        reader.close()
        tables = [table for table in reader.tables if any(any(row) for row in table.rows)]
        sheets = [_make_sheet(table, number, len(tables)) for number, table in enumerate(tables, start=1)]
    except TooManyCells:
        return [], [too_many_cells(place)]
    if not sheets:
        return [], [Finding("F032", place, details={"isi": "@kind_html", "saran": "@mend_html"})]
    return sheets, []


def _make_sheet(table: _HtmlTable, number: int, count: int) -> RawSheet:
    caption = _tidy(table.caption)
    name = "" if count == 1 else caption or f"Tabel {number}"
    rows = [RawRow(line, row) for line, row in enumerate(table.rows, start=1) if any(row)]
    return make_sheet(name, rows, merged=tuple(table.merged))


class _TableReader(HTMLParser):
    """Collects the cells of all tables; what stands in a table within a cell belongs to the inner one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_HtmlTable] = []
        self._open: list[_HtmlTable] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """A tag opens: a table, a row, a cell."""
        if tag in _UNREAD:
            self._unread += 1
        elif tag == "table":
            self._open.append(_HtmlTable())
            self.tables.append(self._open[-1])
        elif self._open:
            self._open[-1].begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes; one that never opened closes nothing."""
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
        elif self._open:
            self._open[-1].end(tag)
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text: of a cell, of a caption, or of nothing that is looked for."""
        if self._open and not self._unread:
            self._open[-1].add_text(data)


def _span(text: str | None) -> int:
    """A colspan or rowspan: at least 1."""
    stated = (text or "").strip()
    return min(max(int(stated), 1), SPAN_LIMIT) if stated.isdecimal() and len(stated) < 8 else 1


def _tidy(parts: Sequence[str]) -> str:
    """Text as a page shows it: blanks in a row are one."""
    return " ".join("".join(parts).split())
