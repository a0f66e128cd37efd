"""Tables whose cells are facts: names are said once, a word for each column, the rest for each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TABLE = re.compile(r"(<table\b[^>]*)(>.*?</table>)", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b[^>]*>(.*?)</td>", re.DOTALL)
_FACT = re.compile(r"\s*<data value=[^ >]+( data-f=([^ >]+))>[^<]*</data>\s*")
WHAT, COPY = 1, 4
"""Levels of a name that a column may say: what it is, or of a copied cell its table and column too."""
NONE = "-"
"""Stands for a column without facts."""


@dataclass(frozen=True, slots=True)
class _Parted:
    """The facts of a table: a word for each column by its number, the rest of the names for each row."""

    columns: Mapping[int, str]
    rows: Mapping[int, str]
    saved: int


def name_by_column(html: str) -> str:
    """A page whose names are short (`shorten_names`), with those of its tables said by column and row.

    `data-k` of the table names the columns, `data-f` of a row goes on from there; a cell keeps its exact
    value. A table stays as it is where its names are not made like that, or would take no fewer bytes.
    """
    return _TABLE.sub(_name_table, html)


def _name_table(table: re.Match[str]) -> str:
    head, body = table.groups()
    if " data-f=" not in body or " data-k=" in head:
        return table[0]
    rows = [list(_read_cells(row[1])) for row in _ROW.finditer(body)]
    parted = _part(rows, WHAT) or _part(rows, COPY)
    if parted is None or parted.saved <= 0:
        return table[0]
    width = max(map(len, rows))
    keys = " ".join(parted.columns.get(number, NONE) for number in range(width))
    numbers = iter(range(len(rows)))

    def name_row(row: re.Match[str]) -> str:
        place = parted.rows.get(next(numbers))
        return row[0] if place is None else f"<tr data-f={place}>{_CELL.sub(_strip, row[1])}</tr>"

    return f'{head} data-k="{keys}"{_ROW.sub(name_row, body)}'


def _read_cells(row: str) -> Iterator[str | None]:
    """Of each cell the name of the fact that it is, "" for none; None where it holds more than that."""
    for cell in _CELL.finditer(row):
        fact = _FACT.fullmatch(cell[1])
        yield fact[2] if fact else None if "<data " in cell[1] else ""


def _part(rows: list[list[str | None]], levels: int) -> _Parted | None:
    """The names of a table in two, after so many levels; None where a column or a row says two things."""
    columns: dict[int, str] = {}
    places: dict[int, str] = {}
    saved = -len(' data-k=""')
    for number, row in enumerate(rows):
        for at, name in enumerate(row):
            if name is None:
                return None
            if not name:
                continue
            parts = name.split(".", levels)
            column, place = ".".join(parts[:levels]), parts[-1]
            if len(parts) <= levels or columns.setdefault(at, column) != column:
                return None
            if places.setdefault(number, place) != place:
                return None
            saved += len(f" data-f={name}")
    if not columns:
        return None
    saved -= sum(len(f" data-f={place}") for place in places.values())
    saved -= sum(len(columns.get(at, NONE)) + 1 for at in range(max(map(len, rows))))
    return _Parted(columns, places, saved)


def _strip(cell: re.Match[str]) -> str:
    fact = _FACT.fullmatch(cell[1])
    return cell[0].replace(fact[1], "", 1) if fact else cell[0]
