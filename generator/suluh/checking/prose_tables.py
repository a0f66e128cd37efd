"""Tables that are written in prose: a Markdown table of persons is one as much as a CSV is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suluh.reading.submissions import Grid
from suluh.reading.submitted_tables import COLUMN_LIMIT

_RULE = re.compile(r"[ >]*\|?[ ]*:?-{1,}:?[ ]*(?:\|[ ]*:?-{1,}:?[ ]*)*\|?[ ]*")


def find_tables(grid: Grid) -> Iterator[Grid]:
    """Each Markdown table in a text's lines, with its header and rows at their lines."""
    texts = [row[0] for row in grid.rows]
    at = 1
    while at < len(texts):
        if "|" not in texts[at - 1] or "-" not in texts[at] or not _RULE.fullmatch(texts[at]):
            at += 1
            continue
        end = at + 1
        while end < len(texts) and "|" in texts[end]:
            end += 1
        header = _cells(texts[at - 1])
        rows = [_cells(text) for text in texts[at + 1 : end]]
        if 1 < len(header) <= COLUMN_LIMIT and rows:
            yield Grid(
                grid.path,
                tuple(header),
                rows,
                grid.lines[at + 1 : end],
                grid.lines[at - 1],
            )
        at = end + 1


def _cells(line: str) -> list[str]:
    """The cells of one row, without the emphasis that prose gives them."""
    return [cell.strip(" *_`") for cell in line.strip(" >").strip("|").split("|")]
