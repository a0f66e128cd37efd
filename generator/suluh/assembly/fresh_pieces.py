"""Pieces of finished files that nobody has looked at yet: most of a site is the same text again and again.

What was looked at and found harmless is remembered by its hash alone, for one build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from suluh.publishing.formats import list_suffixes
from suluh.vocabulary.download_format import Layout

BREAK = "\x1e"
"""Between two pieces of one text: no number and no passage of words reaches across."""
CELL_END = "\x1f"
"""Between two cells of data."""

_EMPHASIS = re.compile(
    r"</?(?:a|abbr|b|bdi|code|em|i|mark|s|small|span|strong|sub|sup|tspan|u|wbr)"
    r"(?:\s+(?:class|lang|dir)=(?:\"[^\"<>]*\"|[^\s\"'<>]+))*>"
)
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
_ROW_ENDS = {Layout.ROWS: "\r\n", Layout.JSON_LINES: "\n"}


GRAPH_SUFFIXES = (".ttl", ".rdf")
"""The ends of names of catalogues as graphs, all of whose addresses a program may follow."""


def json_suffixes() -> tuple[str, ...]:
    """The ends of names of all that programs read as JSON."""
    return (*list_suffixes(Layout.JSON, Layout.JSON_LINES), ".jsonld", ".geojson")


@dataclass(frozen=True, slots=True)
class Cut:
    """The new pieces of a text, and the lines that they came from."""

    pieces: list[str]
    lines: list[str]

    def joined(self) -> str:
        """The pieces as one text."""
        return BREAK.join(self.pieces)


class FreshPieces:
    """Cuts texts where one thing ends, and leaves out what was found harmless before."""

    def __init__(self) -> None:
        self._known: set[int] = set()

    def cut(self, text: str, name: str, *, markup: bool) -> Cut:
        """The pieces of a text that are new, each once: between tags, rows of a CSV, else the whole.

        Emphasis within a number or a passage hides nothing; in data a comma parts two cells, and a key
        tells nothing of a bare number, as the name of a column of numbers does not.
        """
        if markup:
            lines = self._new(_BLOCK.split(text))
            bare = _LINE_END.sub(" ", _EMPHASIS.sub("", "<".join(lines)))
            return Cut(self._new(bare.split("<")), lines)
        lower = name.lower()
        keyed = lower.endswith(json_suffixes())
        if f"/{lower}".rpartition("/")[0].endswith(f"/{EXCEL}") and lower.endswith(
            list_suffixes(Layout.ROWS)
        ):
            # As in the canonical file beside it: a point in numbers, and something else between two cells.
            text = _DECIMAL.sub(r"\1.\2", text).replace(";", CELL_END)
        elif keyed or lower.endswith(list_suffixes(Layout.ROWS)):
            text = text.replace(",", CELL_END)
        if keyed:
            text = _KEY_OF_NUMBER.sub(f'"{CELL_END}', text)
        row_end = next(
            (end for layout, end in _ROW_ENDS.items() if lower.endswith(list_suffixes(layout))), None
        )
        return Cut(self._new(text.split(row_end) if row_end else [text]), [])

    def remember(self, cut: Cut) -> None:
        """Nothing was found in these; they need no second look."""
        self._known.update(map(hash, cut.pieces))
        self._known.update(map(hash, cut.lines))

    def _new(self, pieces: list[str]) -> list[str]:
        known = self._known
        return [piece for piece in dict.fromkeys(pieces) if hash(piece) not in known]
