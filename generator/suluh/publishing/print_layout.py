"""How a sheet is printed so that it can be read: landscape, titles on every page, columns parted with sense.

A sheet that is a little too wide is shrunk onto one page. A wider one is not: its columns are parted over
several pages, what tells the rows apart stands on each of them, and what belongs together is not torn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


SMALLEST = 0.7
"""The least that letters are shrunk to: 11 points become some 8."""
MARGIN = 0.4
"""Inches at the sides of a page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper: the number by which workbooks know it, and columns' width that fits on it lying down.

    Widths are in letters of the usual type at its full size, as a spreadsheet measures columns.
    """

    number: int
    width: float


A4 = Paper(9, 148)
A3 = Paper(8, 215)


@dataclass(frozen=True, slots=True)
class PrintedColumns:
    """The columns of a sheet as they are printed: their widths, and which of them belong together.

    `kept` are the first and last of those that stand on every page where one page is not enough; neighbours
    with the same entry in `groups` are not torn apart.
    """

    widths: Sequence[float]
    kept: tuple[int, int] = (0, 0)
    groups: Sequence[object] | None = None


def set_up_pages(sheet: Worksheet, columns: PrintedColumns, *, paper: Paper, titles: tuple[int, int]) -> None:
    """Lay a sheet out for printing on `paper`; `titles` are the first and last row of its header."""
    sheet.set_landscape()
    sheet.set_paper(paper.number)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=0.6, bottom=0.6)
    sheet.repeat_rows(*titles)
    sheet.set_footer("&L&A&R&P / &N")
    if sum(columns.widths) <= paper.width / SMALLEST:
        sheet.fit_to_pages(1, 0)
        return
    sheet.set_print_scale(round(100 * SMALLEST))
    sheet.repeat_columns(*columns.kept)
    sheet.set_v_pagebreaks(list(part_columns(columns, paper.width / SMALLEST)))
    sheet.print_across()


def part_columns(columns: PrintedColumns, room: float) -> Iterator[int]:
    """The columns before which a page ends, so that each page has room for what is on it.

    What is wider than a page, alone or together, has one for itself.
    """
    widths, kept = columns.widths, columns.kept
    repeated = sum(widths[kept[0] : kept[1] + 1])
    used, start = 0.0, 0
    for first, last in _list_groups(len(widths), columns.groups):
        width = sum(widths[first:last])
        before = repeated if start > kept[1] else 0.0
        if first > start and before + used + width > room:
            yield first
            used, start = 0.0, first
        used += width


def _list_groups(count: int, groups: Sequence[object] | None) -> Iterator[tuple[int, int]]:
    """First column of each group, and the one behind its last."""
    first = 0
    for place in range(1, count + 1):
        if place == count or groups is None or groups[place] != groups[first]:
            yield first, place
            first = place
