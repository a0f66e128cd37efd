"""Pieces of finished files that nobody has looked at yet: most of a site is the same text again and again.

What was looked at and found harmless is remembered by its hash alone, for one build.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from suluh.publishing.formats import list_suffixes
from suluh.reading.met_texts import MetTexts
from suluh.vocabulary.download_format import Layout

BREAK = "\x1e"
"""Between two pieces of one text: no number and no passage of words reaches across."""
CELL_END = "\x1f"
"""Between two cells of data."""

_EMPHASIS_INSIDE = (
    r"/?(?:a|abbr|b|bdi|code|em|i|mark|s|small|span|strong|sub|sup|tspan|u|wbr)"
    r"(?:\s+(?:class|lang|dir)=(?:\"[^\"<>]*\"|[^\s\"'<>]+))*>"
)
_EMPHASIS = re.compile(f"<{_EMPHASIS_INSIDE}")
_BEGINS_EMPHASIS = re.compile(f"{_EMPHASIS_INSIDE}|br ?/?>")
_TAG_ACROSS = re.compile(f"<[^<>{CELL_END}]*{CELL_END}|&[#A-Za-z]")
"""In a row, a tag (written or as entities) that may go on in the next cell: `plain_text` takes it out."""
_KEY_OF_NUMBER = re.compile(r"\":(?=\s?-?[0-9])")
_DECIMAL = re.compile(r"(?<![^;\r\n])(-?[0-9]+),([0-9]+)(?=[;\r\n])")
"""A cell of a CSV for Excel with Indonesian settings that is a number."""
EXCEL = "excel"
"""The folder of such CSVs."""
_LINE_END = re.compile(r"<br ?/?>")
_BLOCK = re.compile(
    r"<(?=(?:article|aside|dd|details|div|dl|dt|footer|h[1-6]|header|li|link|meta|nav|ol|p|script|section|"
    r"table|tbody|td|th|tr|ul)\b)"
)
"""Where a part of a page begins that other pages have too."""
_QUOTE = '"'
_ROW_ENDS = {Layout.ROWS: "\r\n", Layout.JSON_LINES: "\n"}


GRAPH_SUFFIXES = (".ttl", ".rdf")
"""The ends of names of catalogues as graphs, all of whose addresses a program may follow."""


def json_suffixes() -> tuple[str, ...]:
    """The ends of names of all that programs read as JSON."""
    return (*list_suffixes(Layout.JSON, Layout.JSON_LINES), ".jsonld", ".geojson")


@dataclass(frozen=True, slots=True)
class Cut:
    """The new pieces of a text, the lines that they came from, and the new cells of pieces of data.

    Where a rule reads a cell at a time, only `cells` can hold what no text before held; of a page its pieces
    are its cells.
    """

    pieces: list[str]
    lines: list[str]
    cells: list[str]

    def joined(self) -> str:
        """The pieces as one text."""
        return BREAK.join(self.pieces)

    def joined_cells(self) -> str:
        """The new cells as one text."""
        return BREAK.join(self.cells)


class FreshPieces:
    """Cuts texts where one thing ends, and leaves out what was found harmless before."""

    def __init__(self) -> None:
        self._known, self._known_cells = MetTexts(), MetTexts()
        # Asked for once: formats are of all record types, and there are many files.
        self._json, self._rows = json_suffixes(), list_suffixes(Layout.ROWS)
        self._row_ends = {list_suffixes(layout): end for layout, end in _ROW_ENDS.items()}

    def cut(self, text: str, name: str, *, markup: bool) -> Cut:
        """The pieces of a text that are new, each once: between tags, rows of a CSV, else the whole.

        Emphasis within a number or a passage hides nothing; in data a comma parts two cells, and a key
        tells nothing of a bare number, as the name of a column of numbers does not.
        """
        lower = name.lower()
        if markup:
            return self._cut_markup(text, is_page=lower.endswith(".html"))
        keyed, rowed = lower.endswith(self._json), lower.endswith(self._rows)
        if rowed and f"/{lower}".rpartition("/")[0].endswith(f"/{EXCEL}"):
            # As in the canonical file beside it: a point in numbers, and something else between two cells.
            text = _DECIMAL.sub(r"\1.\2", text).replace(";", CELL_END)
        elif keyed or rowed:
            text = text.replace(",", CELL_END)
        if keyed:
            text = _KEY_OF_NUMBER.sub(f'"{CELL_END}', text)
        row_end = next((end for names, end in self._row_ends.items() if lower.endswith(names)), None)
        rows = self._new(_rows_of(text, row_end) if row_end else [text])
        cells = dict.fromkeys(chain.from_iterable(map(_cells_of, rows)))
        return Cut(rows, [], self._known_cells.leave_out(cells))

    def is_json(self, name: str) -> bool:
        """Whether programs read a file of that name as JSON."""
        return name.lower().endswith(self._json)

    def remember(self, cut: Cut, leading: Collection[str] = ()) -> None:
        """Nothing was found in these; they need no second look, as far as there is room to remember them.

        A cell is read again where it has a word that leads to something withheld, which its neighbours may
        end: those are `leading`.
        """
        self._known.add(cut.pieces)
        self._known.add(cut.lines)
        if cut.cells is not cut.pieces:
            self._known_cells.add(cell for cell in cut.cells if cell not in leading)

    def _cut_markup(self, text: str, *, is_page: bool) -> Cut:
        """Sheets of workbooks are parted at once: nothing in them is emphasised, nothing stands in two."""
        distinct = {} if is_page else dict.fromkeys(text.split("<"))
        if distinct and not any(map(_BEGINS_EMPHASIS.match, distinct)):
            pieces = self._new(distinct)
            return Cut(pieces, [], pieces)
        lines = self._new(_BLOCK.split(text))
        bare = _LINE_END.sub(" ", _EMPHASIS.sub("", "<".join(lines)))
        pieces = self._new(bare.split("<"))
        return Cut(pieces, lines, pieces)

    def _new(self, pieces: Iterable[str]) -> list[str]:
        return self._known.leave_out(dict.fromkeys(pieces))


def _rows_of(text: str, end: str) -> list[str]:
    """The records of data; one of a CSV goes on where the end of a row stands within quotation marks."""
    rows = text.split(end)
    if end != _ROW_ENDS[Layout.ROWS] or end not in _QUOTE.join(text.split(_QUOTE)[1::2]):
        return rows
    records, held = list[str](), list[str]()
    for row in rows:
        held.append(row)
        if (row.count(_QUOTE) % 2 == 0) == (len(held) == 1):
            records.append(end.join(held))
            held = []
    return [*records, end.join(held)] if held else records


def _cells_of(row: str) -> list[str]:
    """The cells of a row; all of it where a tag may reach across two of them, as a number may with it."""
    if ("<" in row or "&" in row) and _TAG_ACROSS.search(row):
        return [row]
    return row.split(CELL_END)
