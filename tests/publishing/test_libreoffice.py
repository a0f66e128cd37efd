"""LibreOffice itself opens every published workbook and finds in each cell what the CSV says."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

AS_THEY_ARE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""All sheets as CSVs in UTF-8, numbers with all their digits instead of as they are shown."""
MOST_SECONDS = 600


def test_every_workbook_says_what_its_csv_says(built_site: Path, tmp_path: Path) -> None:
    # Below a former name of a dataset lies the same workbook, and no descriptor.
    books = [
        book
        for book in sorted((built_site / "data").glob("*/*.xlsx"))
        if book.stem == book.parent.name and (book.parent / "datapackage.json").is_file()
    ]
    _convert(books, tmp_path)
    wrong = []
    tables = [*_list_tables(books)]
    for book, sheet, file in tables:
        opened = _read(tmp_path / f"{book.stem}-{sheet}.csv")
        if (found := _first_difference(_read(file), opened)) is not None:
            wrong.append(f"{file.name}: {found}")
    assert len(tables) >= len(books) > 20
    assert wrong == []


def _convert(books: list[Path], folder: Path) -> None:
    program = shutil.which("soffice")
    assert program is not None, "make test-all needs LibreOffice: apt-get install libreoffice-calc"
    home = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [program, "--headless", home, "--convert-to", AS_THEY_ARE, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, books)], check=True, capture_output=True, timeout=MOST_SECONDS)


def _list_tables(books: list[Path]) -> Iterator[tuple[Path, str, Path]]:
    for book in books:
        package = json.loads((book.parent / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            yield book, resource["name"][:31], book.parent / resource["path"]


def _read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.reader(stream) if any(row)]


def _first_difference(stated: list[list[str]], opened: list[list[str]]) -> tuple[str, str] | None:
    if len(stated) != len(opened):
        return f"{len(stated)} rows", f"{len(opened)} rows"
    for left, right in zip(stated, opened, strict=True):
        for one, other in zip(left, [*right, *[""] * (len(left) - len(right))], strict=False):
            if not _same(one, other):
                return one, other
    return None


def _same(stated: str, opened: str) -> bool:
    """The same text (with line ends of either kind), the same truth, or the same number."""
    if stated.replace("\r\n", "\n") == opened.replace("\r\n", "\n") or stated.upper() == opened:
        return True
    try:
        return Decimal(stated) == Decimal(opened)
    except InvalidOperation:
        return False
