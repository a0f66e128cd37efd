"""Whoever reads a published CSV with one plain line, without what its page says of types, gets its values.

pandas, polars and DuckDB guess the type of a column, polars by its first hundred rows. What their guesses
cannot do otherwise is named here and on the page that says how files are read: a column of codes that all
look like numbers is one of numbers, in which 2.10 is 2.1.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest

Rows = list[tuple[Any, ...]]
NOT_CANONICAL = re.compile(r"templat|/standar/[^/]+/contoh\.csv")
TAKEN_FOR_DAYS = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
"""Codes of programs, such as 2.08.04: a column of nothing else is one of days to DuckDB, quoted or not."""
CODES = ("kode", "kd")
"""How columns of codes are named."""


def _pandas(file: Path) -> Rows:
    return [*pandas.read_csv(file).itertuples(index=False, name=None)]


def _polars(file: Path) -> Rows:
    return polars.read_csv(file).rows()


def _duckdb(file: Path) -> Rows:
    return duckdb.read_csv(str(file)).fetchall()


@pytest.mark.parametrize("read", [_pandas, _polars, _duckdb])
def test_one_plain_line_reads_every_csv(built_site: Path, read: Callable[[Path], Rows]) -> None:
    files = [*_list_files(built_site)]
    wrong: list[str] = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        name = file.relative_to(built_site).as_posix()
        try:
            found = read(file)
        except Exception as fault:
            wrong.append(f"{name}: {str(fault)[:200]}")
            continue
        assert len(found) == len(rows), name
        for place, column in enumerate(header):
            texts = [row[place] for row in rows]
            if read is _duckdb and all(TAKEN_FOR_DAYS.fullmatch(text) for text in texts if text):
                continue
            says = _counts if column.startswith(CODES) else _says
            told = [(text, row[place]) for text, row in zip(texts, found, strict=True)]
            changed = [(text, value) for text, value in told if not says(value, text)]
            wrong += [f"{name}, {column}: {changed[0]}"] if changed else []
    assert len(files) > 60
    assert wrong == []


@pytest.mark.parametrize(
    ("value", "text", "same"),
    [
        (7, "007", False),
        (74.7, "74.70", False),
        (5.0, "5.0", True),
        (5, "5.0", True),
        (1, "true", False),
        (True, "true", True),
        (float("nan"), "", True),
        (float("nan"), "NA", False),
        (date(2025, 3, 5), "2025-03-05", True),
        (date(2004, 8, 2), "2.08.04", False),
    ],
)
def test_what_counts_as_the_same(value: object, text: str, same: bool) -> None:
    assert _says(value, text) == same


def _list_files(site: Path) -> Iterator[Path]:
    """The canonical CSVs of a site, not those that show how an agency may fill one in."""
    for file in sorted(site.rglob("*.csv")):
        if not NOT_CANONICAL.search(file.as_posix()):
            yield file


def _says(value: object, text: str) -> bool:
    """Whether a client's value is what the cell says: the same text, or the same number written as one is."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return text == ""
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, datetime):
        return text in (value.isoformat(), f"{value.date()}")
    if isinstance(value, date):
        return text == value.isoformat()
    if isinstance(value, str):
        return text == value
    plain = format(Decimal(str(value)).normalize(), "f")
    return text in (plain, f"{plain}.0")


def _counts(value: object, text: str) -> bool:
    """The same of a code that a client took for a number: as a number it is the same."""
    try:
        return _says(value, text) or Decimal(str(value)) == Decimal(text)
    except InvalidOperation:
        return False
